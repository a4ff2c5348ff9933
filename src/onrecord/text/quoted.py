"""Quoted text told from own words.

Three signs are read: quote marks at the start of lines, reply headers ("On … X wrote:"), and dividers or
blocks of printed header lines after which all that follows is somebody else's. Who that is, is what
the reply header states, and nobody where none does.
"""

from itertools import accumulate

import msgspec

from onrecord.text.aside import Aside, asides
from onrecord.text.introductions import Introduction, introductions, next_depth
from onrecord.text.marks import Lines, read_lines
from onrecord.text.passage import Origin, Passage
from onrecord.text.reply_header import UNSTATED, ReplyHeader


class _Voice(msgspec.Struct, frozen=True):
    """Whose words lines hold."""

    origin: Origin
    depth: int = 0
    letter: int = 0
    stated: ReplyHeader = UNSTATED
    header: bool = False


class _Run(msgspec.Struct, frozen=True):
    """Lines ``start`` up to, not including, ``end`` of one voice."""

    start: int
    end: int
    voice: _Voice


_OWN = _Voice(Origin.OWN)


def split(text: str) -> tuple[Passage, ...]:
    """Return passages that cover the text without gap or overlap, in order."""
    if not text:
        return ()
    lines = read_lines(text)
    runs = _Walk(lines).runs(introductions(lines))
    return _passages(lines, _with_asides(lines, runs), len(text))


class _Walk:
    """Goes over the lines of one text once, from one change of voice to the next."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._section = _OWN
        self._by_marks: dict[int, _Voice] = {}
        self._letters = 0
        self._base = 0
        self._runs: list[_Run] = []

    def runs(self, found: list[Introduction]) -> list[_Run]:
        """Return the runs of lines of one voice, in order, given the reply headers."""
        at = 0
        for introduction in found:
            self._tell(at, introduction.start)
            voice = self._introduce(introduction)
            at = introduction.end
            while at < len(self._lines.stripped) and not self._lines.stripped[at]:
                at += 1
            self._add(introduction.start, at, msgspec.structs.replace(voice, header=True))
        self._tell(at, len(self._lines.stripped))
        return self._runs

    def _add(self, start: int, end: int, voice: _Voice) -> None:
        before = self._runs[-1] if self._runs else None
        if before is not None and before.voice is voice:
            self._runs[-1] = _Run(before.start, end, voice)
        elif end > start:
            self._runs.append(_Run(start, end, voice))

    def _tell(self, start: int, end: int) -> None:
        """Add the runs of lines between headers. Blank lines go with the voice before them."""
        if not self._lines.marked:
            self._add(start, end, self._section)
            return
        depths, stripped = self._lines.depths, self._lines.stripped
        at = start
        while at < end:
            first = at
            while at < end and not stripped[at]:
                at += 1
            if at == end:
                last = self._runs[-1].voice if self._runs and start == first else None
                voice = last if last and not last.header else self._voice_at(depths[first])
                self._add(first, end, voice)
                return
            depth = depths[at]
            while at < end and (depths[at] == depth or not stripped[at]):
                at += 1
            at = _without_next(self._lines, at, end, depth)
            self._add(first, at, self._voice_at(depth))

    def _voice_at(self, depth: int) -> _Voice:
        return self._marked(depth) if depth else self._section

    def _introduce(self, found: Introduction) -> _Voice:
        """Note whose words follow a reply header; return the voice its own lines belong to."""
        marks = self._lines.depths[found.start]
        self._letters += 1
        origin = Origin.FORWARDED if found.forward else Origin.QUOTED
        if found.letter_of_digest and not marks:
            return self._enter_digest(_Voice(origin, 0, self._letters, found.header))
        deeper = next_depth(self._lines, found.end) > marks
        here = self._by_marks.get(marks)
        depth = (here.depth if here else self._section.depth + marks) + 1
        if marks and not deeper and here is None:
            depth -= 1
        voice = _Voice(origin, depth, self._letters, found.header)
        self._by_marks = {level: known for level, known in self._by_marks.items() if level <= marks}
        if deeper:
            self._by_marks[marks + 1] = voice
        elif marks:
            self._by_marks[marks] = voice
        else:
            self._section = voice
            self._by_marks = {}
        return voice

    def _enter_digest(self, voice: _Voice) -> _Voice:
        """Put a letter of a digest beside the one before it."""
        if not self._base:
            self._base = self._section.depth + 1
        self._section = msgspec.structs.replace(voice, depth=self._base)
        self._by_marks = {}
        return self._section

    def _marked(self, marks: int) -> _Voice:
        """Return the voice of lines quoted so deep; a new one where no header told of it."""
        known = self._by_marks.get(marks)
        if known is None:
            self._letters += 1
            level = max((level for level in self._by_marks if level < marks), default=0)
            inside = self._by_marks[level].depth if level else self._section.depth
            known = _Voice(Origin.QUOTED, inside + marks - level, self._letters)
            self._by_marks[marks] = known
        return known


def _without_next(lines: Lines, at: int, end: int, depth: int) -> int:
    """Return where lines of one depth end: blank lines with other marks go with what follows them."""
    if at == end:
        return at
    back = at
    while not lines.stripped[back - 1] and lines.depths[back - 1] not in (0, depth):
        back -= 1
    return back


def _with_asides(lines: Lines, runs: list[_Run]) -> list[_Run]:
    """Take pasted articles, signatures and boilerplate out of each run."""
    last = {run.voice.letter: number for number, run in enumerate(runs) if not run.voice.header}
    told: list[_Run] = []
    for number, run in enumerate(runs):
        if run.voice.header:
            told.append(run)
            continue
        found = asides(lines, run.start, run.end, last=last[run.voice.letter] == number)
        told.extend(_apart(run, found) if found else [run])
    return told


def _apart(run: _Run, found: list[Aside]) -> list[_Run]:
    """Return a run cut where asides begin and end; they stand in order."""
    parts = []
    at = run.start
    for aside in found:
        stated = run.voice.stated
        if aside.origin is Origin.PASTED:
            stated = ReplyHeader(aside.author, "", "", 0)
        voice = msgspec.structs.replace(run.voice, origin=aside.origin, stated=stated)
        parts += [_Run(at, aside.start, run.voice), _Run(aside.start, aside.end, voice)]
        at = aside.end
    parts.append(_Run(at, run.end, run.voice))
    return [part for part in parts if part.end > part.start]


def _passages(lines: Lines, runs: list[_Run], length: int) -> tuple[Passage, ...]:
    """Return the passages of runs of lines; the last line of a text may be empty."""
    if len(runs) == 1:
        return (_passage(runs[0].voice, 0, length),)
    ends = list(accumulate(len(line) + 1 for line in lines.raw))
    ends[-1] = length
    starts = [0, *ends]
    return tuple(
        _passage(run.voice, starts[run.start], ends[run.end - 1])
        for run in runs
        if ends[run.end - 1] > starts[run.start]
    )


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
