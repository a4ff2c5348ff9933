"""Quoted text told from own words, line by line.

Three signs are read: quote marks at the start of lines, reply headers ("On … X wrote:"), and dividers or
blocks of printed header lines after which all that follows is somebody else's. Who that is, is what
the reply header states, and nobody where none does.
"""

import re

import msgspec

from onrecord.text.aside import aside_lines, may_hold_asides
from onrecord.text.dividers import (
    DIVIDER,
    DIVIDER_END,
    DIVIDING_WORDS,
    FENCE,
    FORWARD,
    RULE,
)
from onrecord.text.header_labels import FIRST_LETTERS, RECIPIENT_LABEL
from onrecord.text.passage import Origin, Passage
from onrecord.text.pasted import may_hold_pasted, pasted_block
from onrecord.text.reply_header import (
    ReplyHeader,
    block_at,
    groupwise_at,
    name_wrote,
    notes_block_at,
    sentence_at,
    told_by,
)

_MOST_BEFORE_COLON = 24
_MARKS = re.compile(r"^[ \t]{0,3}((?:[A-Z]{0,3}>[ \t]?|\|[ \t])+)")
_GAP = 4
"""Blank lines that may stand between a divider and the header it announces."""
_LONGEST_REST = 14
_WRAPPED = 60
"""A marked line at least this long may have been broken, so that its end stands without a mark."""


class _Voice(msgspec.Struct, frozen=True):
    """Whose words a line holds."""

    origin: Origin
    depth: int = 0
    letter: int = 0
    stated: ReplyHeader = ReplyHeader("", "", "", 0)
    header: bool = False


_OWN = _Voice(Origin.OWN)


def split(text: str) -> tuple[Passage, ...]:
    """Return passages that cover the text without gap or overlap, in order."""
    if not text:
        return ()
    lines = text.split("\n")
    introducing = _introducing(lines)
    asides, pasted = may_hold_asides(text), may_hold_pasted(text)
    if not (introducing or asides or pasted or ">" in text or "|" in text):
        return (Passage(Origin.OWN, 0, len(text)),)
    return _Segmenter(text, lines, introducing, asides=asides, pasted=pasted).passages()


class _Segmenter:
    """Walks the lines of one text once."""

    def __init__(
        self, text: str, lines: list[str], introducing: set[int], *, asides: bool, pasted: bool
    ) -> None:
        self._raw = lines
        self._marks = [_quote_depth(line) for line in self._raw]
        self._groupwise = self._groupwise_headers() if ">>>" in text else {}
        self._mend_wrapped()
        self._lines = [
            line[cut:] if cut else line
            for line, (_, cut) in zip(self._raw, self._marks, strict=True)
        ]
        if "=09" in text or "=20" in text:  # transfer encoding that nobody undid
            self._lines = [_DEBRIS.sub(" ", line) for line in self._lines]
        self._notes = self._notes_headers()
        self._asides = asides
        self._pasted = pasted
        self._introducing = introducing | self._notes.keys() | self._groupwise.keys()
        self._section = _OWN
        self._by_marks: dict[int, _Voice] = {}
        self._letters = 0
        self._before = _OWN

    def passages(self) -> tuple[Passage, ...]:
        """Return the passages; lines of one voice that follow one another are one."""
        voices: list[_Voice] = []
        while len(voices) < len(self._raw):
            voices.extend(self._next(len(voices)))
            self._before = voices[-1]
        return tuple(self._joined(self._with_asides(voices)))

    def _mend_wrapped(self) -> None:
        """Count the broken-off rest of a marked line as marked, where marked lines go on after it."""
        at = 1
        while at < len(self._raw) - 1:
            depth = self._marks[at - 1][0]
            end = self._rest_from(at) if depth and not self._marks[at][0] else at
            for line in range(at, end):
                self._marks[line] = (depth, 0)
            at = max(end, at) + 1

    def _rest_from(self, at: int) -> int:
        """Return the line after the rest of the marked line before ``at``; ``at`` if there is none."""
        before, line = self._raw[at - 1].rstrip(), self._raw[at]
        if not line.strip() or len(before) + len(line.split(" ")[0]) < _WRAPPED:
            return at
        goes_on = before[-1:] not in ".?!:" and line[:1].islower()
        end = at + 1
        while end < min(at + _LONGEST_REST, len(self._raw)) and not self._marks[end][0]:
            if not goes_on or not self._raw[end].strip():
                break
            end += 1
        ended = end < len(self._raw) and self._marks[end][0] > 0
        short = (
            end == at + 1
            and len(line) < _WRAPPED
            and not (before[-1:] in ".?!:" and line[:1].isupper())
        )
        return end if ended and (goes_on or short) else at

    def _groupwise_headers(self) -> dict[int, ReplyHeader]:
        """Return the lines that GroupWise puts between ``>>>`` signs: no quote marks."""
        found = {}
        for number, line in enumerate(self._raw):
            header = groupwise_at(line) if line.rstrip().endswith(">>>") else None
            if header is not None:
                found[number] = header
                self._marks[number] = (0, 0)
        return found

    def _notes_headers(self) -> dict[int, ReplyHeader]:
        """Return the Lotus Notes headers of the text by their first line."""
        found: dict[int, ReplyHeader] = {}
        for number, line in enumerate(self._lines):
            if (":" in line or "：" in line) and RECIPIENT_LABEL.match(line):
                header = notes_block_at(self._lines, number)
                if header is not None:
                    found[header[0]] = header[1]
        return found

    def _next(self, number: int) -> list[_Voice]:
        """Return the voices of the next line, or lines where they belong together."""
        marks = self._marks[number][0]
        line = self._lines[number]
        if not line.strip():
            return [self._before if marks == 0 or self._before.header else self._marked(marks)]
        if number in self._introducing:
            header, count, forward = self._header_at(number)
            if header is not None:
                voice = self._introduce(header, number + count, marks, forward=forward)
                return [msgspec.structs.replace(voice, header=True)] * count
        return [self._marked(marks) if marks else self._section]

    def _header_at(self, number: int) -> tuple[ReplyHeader | None, int, bool]:
        """Return the reply header that begins here, how many lines it takes, and if it forwards."""
        line = self._lines[number]
        if self._marks[number][0] == 0 and self._groupwise and number in self._groupwise:
            return self._groupwise[number], 1, False
        first = line.lstrip(" \t\xa0*")[:1]
        announced = self._announced(number)
        if announced[0] is not None:
            return announced
        notes = self._notes.get(number)
        if notes is not None:
            return notes, notes.lines, False
        if first in FIRST_LETTERS and (":" in line or "：" in line):
            block = block_at(self._lines, number)
            if block is not None:
                return block, block.lines, False
        return self._sentence(number)

    def _announced(self, number: int) -> tuple[ReplyHeader | None, int, bool]:
        """Return the header that a divider announces, or the divider alone."""
        line = self._lines[number]
        forward = FORWARD.match(line) is not None
        divides = forward or DIVIDER.match(line) is not None
        if not (divides or RULE.match(line)):
            return None, 0, False
        last = number + 1 < len(self._lines) and DIVIDER_END.match(self._lines[number + 1])
        after = number + 2 if divides and last and not FENCE.search(line) else number + 1
        at = self._next_written(after, self._marks[number][0])
        if at is not None:
            block = self._notes.get(at) or block_at(self._lines, at)
            if block is not None:
                return block, at - number + block.lines, forward
            sentence = sentence_at(self._lines, at) if divides else None
            if sentence is not None:
                return sentence, at - number + sentence.lines, forward
        return (
            (ReplyHeader("", "", "", 1), after - number, forward) if divides else (None, 0, False)
        )

    def _sentence(self, number: int) -> tuple[ReplyHeader | None, int, bool]:
        """Return a reply header in words ("On … X wrote:")."""
        marks = self._marks[number][0]
        line = self._lines[number]
        sentence = sentence_at(self._lines, number)
        if sentence is not None and self._introduces(number + sentence.lines, marks):
            return sentence, sentence.lines, False
        loose = told_by(line) if line.rstrip().endswith(":") else None
        if loose is not None and self._followed_by(number + 1) > marks:
            return loose, 1, False
        name = name_wrote(line) if "wrote" in line else ""
        if name and self._followed_by(number + 1) > marks:
            return ReplyHeader(name, "", "", 1), 1, False
        return None, 0, False

    def _next_written(self, number: int, marks: int) -> int | None:
        for at in range(number, min(number + _GAP, len(self._lines))):
            if self._lines[at].strip():
                return at if self._marks[at][0] == marks else None
        return None

    def _followed_by(self, number: int) -> int:
        """Return the quote marks of the next line that is not blank; 0 at the end."""
        for at in range(number, min(number + 12, len(self._lines))):
            if self._lines[at].strip():
                return self._marks[at][0]
        return 0

    def _introduces(self, number: int, marks: int) -> bool:
        """Tell whether something quoted follows: marked deeper, or text without any marks."""
        return any(
            self._marks[at][0] >= marks
            for at in range(number, min(number + _GAP, len(self._lines)))
            if self._lines[at].strip() or self._marks[at][0] > marks
        )

    def _introduce(self, header: ReplyHeader, after: int, marks: int, *, forward: bool) -> _Voice:
        """Note whose words follow a reply header; return the voice its own lines belong to."""
        self._letters += 1
        origin = Origin.FORWARDED if forward else Origin.QUOTED
        voice = _Voice(origin, self._section.depth + marks + 1, self._letters, header)
        self._by_marks = {level: known for level, known in self._by_marks.items() if level <= marks}
        if self._followed_by(after) > marks:
            self._by_marks[marks + 1] = voice
        elif marks:
            self._by_marks[marks] = msgspec.structs.replace(voice, depth=voice.depth - 1)
            return self._by_marks[marks]
        else:
            self._section = voice
            self._by_marks = {}
        return voice

    def _marked(self, marks: int) -> _Voice:
        """Return the voice of lines quoted so deep; a new one where no header told of it."""
        known = self._by_marks.get(marks)
        if known is None:
            self._letters += 1
            known = _Voice(Origin.QUOTED, self._section.depth + marks, self._letters)
            self._by_marks[marks] = known
        return known

    def _with_asides(self, voices: list[_Voice]) -> list[_Voice]:
        """Take pasted articles, signatures and boilerplate out of each run of lines of one voice."""
        told = list(voices)
        start = 0
        for number in range(1, len(voices) + 1):
            if number < len(voices) and voices[number] == voices[start]:
                continue
            if not voices[start].header:
                last = not any(
                    voice.letter == voices[start].letter and not voice.header
                    for voice in voices[number:]
                )
                self._tell_asides(told, start, number, last=last)
            start = number
        return told

    def _tell_asides(self, told: list[_Voice], start: int, end: int, *, last: bool) -> None:
        lines = self._lines[start:end]
        if self._asides:
            for at, origin in aside_lines(lines, last=last).items():
                told[start + at] = msgspec.structs.replace(told[start + at], origin=origin)
        block = pasted_block(lines) if self._pasted else None
        if block is not None:
            stated = ReplyHeader(block.author, "", "", 0)
            for at in range(start + block.first, start + block.end):
                told[at] = msgspec.structs.replace(told[at], origin=Origin.PASTED, stated=stated)

    def _joined(self, voices: list[_Voice]) -> list[Passage]:
        passages: list[Passage] = []
        start = position = 0
        for number, voice in enumerate(voices):
            position += len(self._raw[number]) + (number + 1 < len(voices))
            last = number + 1 == len(voices)
            if (last or voices[number + 1] != voice) and position > start:
                passages.append(_passage(voice, start, position))
                start = position
        return passages


def _passage(voice: _Voice, start: int, end: int) -> Passage:
    stated = voice.stated
    return Passage(
        voice.origin,
        start,
        end,
        voice.depth,
        stated.author,
        stated.address,
        stated.date,
        stated.to,
        stated.subject,
        voice.letter,
        voice.header,
    )


def _introducing(lines: list[str]) -> set[int]:
    """Return the numbers of lines at which a reply header may begin: a sieve, wide and cheap."""
    found: set[int] = set()
    for number, line in enumerate(lines):
        text = line.strip(" \t\xa0>|*\r")
        if not text:
            continue
        if (
            text[0] in "-_="
            or ":" in text[:_MOST_BEFORE_COLON]
            or "：" in text
            or text[:12].lower().startswith(DIVIDING_WORDS)
            or text.endswith(" wrote")
        ):
            found.add(number)
        if text[-1] in ":：":
            found.update(range(max(0, number - 4), number + 1))
    return found


def _quote_depth(line: str) -> tuple[int, int]:
    """Return how deep a line is quoted by its marks, and how many characters they take.

    ``>From `` is what mbox files make of a line that begins with From: no quote.
    """
    if ">" not in line and "|" not in line:
        return 0, 0
    found = _MARKS.match(line)
    if found is None or line.startswith(">From "):
        return 0, 0
    marks = found.group(1)
    return marks.count(">") + marks.count("|"), found.end()


_DEBRIS = re.compile(r"=(?:09|20)")
