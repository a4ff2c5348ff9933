"""The text of a Word document (.docx, ECMA-376): its paragraphs as they read, deletions left out.

Only the words are taken. Headings and block quotations keep their standing by the marks that plain text
has for them (``#``, ``>``); what was struck out in tracked changes is not read, what was put in is.
"""

import zipfile
from io import BytesIO
from xml.parsers import expat

from onrecord.check.story import Division, Story
from onrecord.errors import OnRecordError

MOST_BYTES = 64 * 1024**2
"""Of one part of the document, unpacked."""

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_CALLED = {"word/document.xml": "paragraph", "word/footnotes.xml": "footnote line"}
_SKIPPED = frozenset({_NAMESPACE + "del", _NAMESPACE + "moveFrom", _FALLBACK})
_SIGNS = {
    _NAMESPACE + "tab": "\t",
    _NAMESPACE + "br": "\n",
    _NAMESPACE + "cr": "\n",
    _NAMESPACE + "noBreakHyphen": "\u2011",
    _NAMESPACE + "softHyphen": "\u00ad",
}


def docx_story(name: str, content: bytes) -> Story:
    """Read a document. Raises OnRecordError if it is none, or too large."""
    pieces: list[str] = []
    divisions: list[Division] = []
    at = 0
    for part, text in _texts(name, content):
        for number, paragraph in enumerate(text, start=1):
            if paragraph.strip():
                called = _CALLED.get(part, "endnote line")
                divisions.append(Division(at, f"{called} {number}"))
                pieces.append(paragraph)
                at += len(paragraph) + 2
    return Story(name, "\n\n".join(pieces), divisions=tuple(divisions))


def _texts(name: str, content: bytes) -> list[tuple[str, list[str]]]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as document:
            held = set(document.namelist())
            if _PARTS[0] not in held:
                raise _unreadable(name)
            return [(part, _read(name, document, part)) for part in _PARTS if part in held]
    except (zipfile.BadZipFile, expat.ExpatError, NotImplementedError, RuntimeError) as error:
        raise _unreadable(name) from error


def _unreadable(name: str) -> OnRecordError:
    return OnRecordError(
        "check/not-readable",
        "the document cannot be read.",
        where=name,
        hint="Save it again as .docx, or as plain text.",
    )


def _read(name: str, document: zipfile.ZipFile, part: str) -> list[str]:
    with document.open(part) as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise OnRecordError("check/too-large", "the document is too large to read.", where=name)
    return _Reader(name).read(content)


class _Reader:
    """Gathers the paragraphs of one part from its XML, event by event."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._paragraphs: list[str] = []
        self._words: list[str] = []
        self._mark = ""
        self._is_text = False
        self._skipping = 0

    def read(self, content: bytes) -> list[str]:
        """Return the paragraphs. No entities are defined: a document with a DTD is refused."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._said
        parser.Parse(content, True)
        return self._paragraphs

    def _refuse(self, *_: object) -> None:
        raise _unreadable(self._name)

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _SKIPPED:
            self._skipping += 1
        elif tag == _NAMESPACE + "t":
            self._is_text = not self._skipping
        elif tag == _NAMESPACE + "pStyle":
            self._mark = _mark(attributes.get(_NAMESPACE + "val", ""))
        elif tag in _SIGNS and not self._skipping:
            self._words.append(_SIGNS[tag])

    def _end(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skipping -= 1
        elif tag == _NAMESPACE + "t":
            self._is_text = False
        elif tag == _NAMESPACE + "p":
            said = "".join(self._words).strip()
            self._paragraphs.append(_marked(self._mark, said))
            self._words, self._mark = [], ""

    def _said(self, text: str) -> None:
        if self._is_text:
            self._words.append(text)


def _mark(style: str) -> str:
    """Return the plain-text mark of a paragraph style's standing: a heading, a block quotation, none."""
    lowered = style.casefold()
    if lowered.startswith(("heading", "title")):
        return "# "
    return "> " if "quote" in lowered else ""


def _marked(mark: str, said: str) -> str:
    if mark == "> ":
        return "\n".join(f"> {line}" for line in said.split("\n"))
    return mark + said if said else ""
