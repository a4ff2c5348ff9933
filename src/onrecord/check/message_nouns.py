"""Who wrote the message that a story speaks of: "an e-mail from X", "a note X sent", "X's reply"."""

import re

from onrecord.check.cues import FINITE_VERB
from onrecord.check.scene import BLOT, Scene

LETTER_NOUN = (
    r"(?:[Ee]-?mails?|[Mm]essages?|[Ll]etters?|[Nn]otes?|[Mm]emos?|memorand(?:um|a)|texts?|posts?"
    r"|[Rr]epl(?:y|ies)|[Rr]esponses?|exchange|missive|dispatch|correspondence)"
)
LONGEST = 160
"""Characters from the noun phrase's beginning to the writer's name."""

_LEAD = rf"[\s,;:.…—–{BLOT}-]*"
_BEFORE_NOUN = r"(?:(?:The|An?|One|Another|In|His|Her|[a-z0-9][\w’'-]*),?\s+){0,6}?"
_FROM = re.compile(
    rf"{_LEAD}{_BEFORE_NOUN}{LETTER_NOUN}\b[^{BLOT}.:;]{{0,60}}?\s(?:from|by)\s+(?:[\w’'-]+,?\s+){{0,6}}?\Z"
)
_THAT = re.compile(
    rf"{_LEAD}{_BEFORE_NOUN}{LETTER_NOUN}\s+(?:(?:that|which)\s+)?(?:(?:the|then|former)\s+[\w’'-]+\s+)?\Z"
)
_BARE = re.compile(rf"{_LEAD}{_BEFORE_NOUN}\Z")
_SENT = re.compile(
    r"\s+(?:had\s+|then\s+)?(?:sent|wrote|e-?mailed|forwarded|circulated|posted|drafted)\b"
)
_OWN = re.compile(rf"(?:['’]s|['’])\s+(?:[\w’'-]+\s+){{0,4}}?{LETTER_NOUN}\b")
_SAYS = re.compile(
    rf"[^{BLOT}.;]{{0,100}}?\s(?:{FINITE_VERB}|reads?|ran|runs|began|begins|ended|ends|went on)\b"
)


def writer_of_message(scene: Scene, start: int, end: int) -> tuple[int, int, str] | None:
    """Return where the writer is named of a message that a stretch begins to speak of, and the person."""
    end = min(end, start + LONGEST)
    for mention in scene.people.between(start, end)[:2]:
        led = scene.text[start : mention.start]
        if (
            _FROM.match(led)
            or (_THAT.match(led) and _SENT.match(scene.text, mention.end))
            or (_BARE.match(led) and _OWN.match(scene.text, mention.end))
        ):
            return mention.start, mention.end, mention.person
    return None


def says(scene: Scene, start: int, end: int) -> int | None:
    """Return where the verb ends by which a message named before ``start`` says something, if it does."""
    found = _SAYS.match(scene.text, start, end)
    return found.end() if found else None
