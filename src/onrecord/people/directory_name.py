"""Names that directories gave people.

X.500 and Exchange (``/O=…/CN=…``, IMCEAEX), Lotus Notes (``Name/Unit/Organisation``).
"""

import re

import msgspec

_STEP = re.compile(r"/(?P<kind>O|OU|CN|C|P|A|G|S)=(?P<value>[^/]*)", re.I)
_IMCEAEX = re.compile(r"^IMCEAEX-(?P<path>[^@]+)(?:@.*)?$", re.I)
_ESCAPED = re.compile(r"\+(?P<code>[0-9A-F]{2})", re.I)
_NOTES = re.compile(
    r"^(?P<name>[^\W\d_][^/@<>,;:]{1,60}?)(?P<path>(?:/[\w&. -]{1,40}){1,5})(?:@[\w .-]{1,40})?$"
)

_NUMBER_ALIAS = re.compile(r"[0-9a-f]+(?:-[0-9a-f]+){2,}")
_NOTES_MAIL = re.compile(
    r"^(?:[^@<>]{0,80}\bFrom:\s*)?(?P<name>[^\W\d_][^@/<>:\d]{0,60}?\s[^@/<>:]{1,60}?)(?:/[^@<>:]{1,60})?"
    r"@[A-Za-z][\w -]{0,40}(?:<.*)?$"
)


class DirectoryName(msgspec.Struct, frozen=True, gc=False):
    """The name a directory path ends in, "" for a mere alias, and the organisation it begins with."""

    name: str
    alias: str
    organisation: str
    path: str


def common_name(text: str) -> DirectoryName | None:
    """Return what an X.500 path or IMCEAEX address says; None for anything else."""
    path = exchange_path(text)
    if path is None:
        return None
    steps = [(step["kind"].upper(), step["value"].strip()) for step in _STEP.finditer(path)]
    last = next((value for kind, value in reversed(steps) if kind == "CN"), "")
    organisation = next((value for kind, value in steps if kind == "O"), "")
    name = last if " " in last else ""
    return DirectoryName(name, "" if name else last, organisation, path.lower())


def given_alias(path: str) -> str:
    """Return the alias an X.500 path ends in; "" where it is but a number of the directory's, or no path.

    Exchange numbers the entries of addresses elsewhere: such a number spells nobody.
    """
    last = path.rpartition("cn=")[2] if path.startswith("/") else ""
    return "" if _NUMBER_ALIAS.fullmatch(last) else last


def exchange_path(text: str) -> str | None:
    """Return the X.500 path a text is, IMCEAEX undone ([MS-OXCMAIL] §2.1.3.1.3: ``_`` for ``/``, +xx)."""
    stripped = text.strip().strip("<>\"'")
    wrapped = _IMCEAEX.match(stripped)
    if wrapped:
        path = wrapped["path"].replace("_", "/")
        stripped = _ESCAPED.sub(lambda found: chr(int(found["code"], 16)), path)
    upper = stripped[:4].upper()
    if upper.startswith(("/O=", "/CN=")) and "CN=" in stripped.upper():
        return stripped
    return None


def notes_mail(text: str) -> str:
    """Return the name in ``Jane Doe/Unit/Organisation@Domain`` and ``Jane Doe@Domain``, "" in all else.

    Lotus Notes writes so to somebody of another Notes domain, whose name has no dot; printed headers put
    a label, and an organisation, before it.
    """
    found = _NOTES_MAIL.match(text.strip()) if "@" in text and " " in text else None
    return found["name"].strip() if found else ""


def notes_name(text: str) -> DirectoryName | None:
    """Return what ``Jane Doe/Unit/Organisation[@Domain]`` says; None for anything else."""
    if "/" not in text:
        return None
    found = _NOTES.match(text.replace("CN=", "").replace("OU=", "").replace("O=", ""))
    if found is None or " " not in found["name"].strip():
        return None
    path = found["path"].strip("/")
    return DirectoryName(found["name"].strip(), "", path.rpartition("/")[2], found["path"].lower())
