"""On what grounds two correspondents are one person."""

from enum import StrEnum

import msgspec


class GroundKind(StrEnum):
    """Why two correspondents were joined; the words are shown to users."""

    DECISION = "a reviewer decided"
    SAME_ADDRESS = "the same address"
    DISPLAY_NAME = "this name is steadily used with the address"
    LOCAL_PART = "the local part fits only this name in the archive"
    ON_BEHALF = "sent on behalf of the same name"
    BESIDE = "named beside each other in one place"
    REPLY_HEADER = "reply headers name the author of the letter so"
    ADDRESSEE = "reply headers name the addressee of the letter so"
    ANSWER = "letters to one are answered by the other"
    SIGNATURE = "signed so in own words"
    PRINTED_FORMS = "forms of one name on printed pages"


class Ground(msgspec.Struct, frozen=True, gc=False):
    """Why ``first`` and ``second`` are one person: what kind of reason, seen how often, shown where."""

    kind: GroundKind
    first: str
    second: str
    count: int = 1
    detail: str = ""
    example: str = ""
