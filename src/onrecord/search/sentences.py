"""Where the sentences of a letter begin and end. Cautious: a stop that may end none does not."""

import re
from collections.abc import Iterator
from itertools import pairwise

Span = tuple[int, int]

_STOP = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)|[。！？]+[」』”’）]*")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(\"'“‘])(?:[A-Za-z]|(?:[A-Za-z]\.)+[A-Za-z]|Mr|Mrs|Ms|Mx|Dr|Drs|Prof|St|Sr|Jr|Gen|Col|Capt|"
    r"Lt|Sgt|Maj|Adm|Cmdr|Sen|Rep|Gov|Pres|Sec|Asst|Amb|Hon|Rev|Fr|Messrs|Mme|Mlle|Inc|Ltd|Co|Corp|"
    r"No|Nos|vs|v|cf|etc|eg|ie|approx|dept|Dept|fig|Fig|pp|al|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|"
    r"Oct|Nov|Dec|Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)$"
)
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_LINE = re.compile(r"\n")
_OPENS = re.compile(r"[ \t]*(?:[\"'“‘(*•·\u2013\u2014-]|\d{1,2}[.)]|[^\W\d_a-zß-öø-ÿ])")
_NARROW = 45
_LONGEST = 1200
_ABBREVIATION = 12


def sentence_spans(text: str) -> list[Span]:
    """Return the spans of a text's sentences without the white space around them, in order.

    Sentences end at stops that a capital or a new line follows, at empty lines, and at the end of a
    line that is short and before one that begins like a sentence (greetings, lists, names).
    None is longer than 1,200 characters.
    """
    cuts = sorted({0, len(text), *_paragraph_ends(text), *_stops(text), *_short_lines(text)})
    spans = (_trimmed(text, start, end) for start, end in pairwise(cuts))
    return [piece for start, end in spans if start < end for piece in _bounded(text, start, end)]


def _paragraph_ends(text: str) -> Iterator[int]:
    for found in _PARAGRAPH.finditer(text):
        yield found.end()


def _stops(text: str) -> Iterator[int]:
    for found in _STOP.finditer(text):
        following = text[found.end() : found.end() + 3].lstrip()
        if following[:1].islower():
            continue
        before = text[max(0, found.start() - _ABBREVIATION) : found.start()]
        if text[found.start()] == "." and _ABBREVIATED.search(before):
            continue
        yield found.end()


def _short_lines(text: str) -> Iterator[int]:
    begun = 0
    for found in _LINE.finditer(text):
        line = text[begun : found.start()].strip()
        begun = found.end()
        if line and len(line) < _NARROW and _OPENS.match(text, begun):
            yield begun


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _bounded(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > _LONGEST:
        space = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        cut = space if space > 0 else start + _LONGEST
        yield start, cut
        start = _trimmed(text, cut, end)[0]
    if start < end:
        yield start, end
