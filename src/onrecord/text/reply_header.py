"""What a reply header states: who wrote, from which address, when, to whom, about what."""

import re

import msgspec

ADDRESS = re.compile(
    r"[<\[(]?(?:mailto:)?([\w.+%=/'-]{1,80}(?:@| at )[\w-]{1,80}(?:\.[\w-]{1,80}){1,8})[>\])]?"
    r"(?:\s?<mailto:[^>]{0,200}>)?"
)
DATED = re.compile(r"\d{1,2}[:.]\d{2}|(?<!\d)(?:19|20)\d{2}(?!\d)|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")
LONGEST_LINE = 1000
_PRONOUNS = frozenset({"He", "She", "They", "We", "You", "It", "I", "Who", "Somebody", "Someone"})


class ReplyHeader(msgspec.Struct, frozen=True):
    """Whose words follow, as stated: any of the texts may be empty. ``lines`` is its length."""

    author: str
    address: str
    date: str
    lines: int
    to: str = ""
    subject: str = ""


UNSTATED = ReplyHeader("", "", "", 1)


def plain_address(text: str) -> str:
    """Return the first address in a text; "" if there is none."""
    found = ADDRESS.search(text)
    return found.group(1).replace(" at ", "@") if found else ""


def is_name(text: str) -> bool:
    """Tell whether text can be a name alone: a few words, each with a capital, nothing else."""
    words = text.split()
    return (
        0 < len(words) <= 4
        and words[0] not in _PRONOUNS
        and all(
            word[:1].isupper() and word.strip(".,'\"-").replace("-", "").replace("'", "").isalpha()
            for word in words
        )
    )


def header_of(author: str, date: str, count: int, values: dict[str, str]) -> ReplyHeader:
    """Return what a block of labels states, its author split in name and address."""
    name = ADDRESS.sub("", author).replace("[mailto:", "").strip(" <>[]()\"',;*")
    return ReplyHeader(
        " ".join(name.split()),
        plain_address(author),
        date,
        count,
        values.get("to", ""),
        values.get("subject", ""),
    )
