"""Quoted text told from own words, line by line.

Three signs are read: quote marks at the start of lines, reply headers ("On … X wrote:"), and dividers or
blocks of printed header lines after which all that follows is somebody else's. Who that is, is what
the reply header states, and nobody where none does.
"""

import re

import msgspec

from onrecord.text.passage import Origin, Passage
from onrecord.text.pasted import pasted_block
from onrecord.text.reply_header import ReplyHeader, block_at, sentence_at
from onrecord.text.signature import begins_signature, is_footer

_HINT = re.compile(
    r"^[ \t]{0,3}[>|]|^[ \t]*\*?(?:From|Von|De|Da|Van|Från|Fra|Lähettäjä|Od|От)[ \t]?[:;]"
    r"|:[ \t]*$|^-- ?$|Original|orward|^_{5}|^Sent |^This (?:e-?mail|message)|^Get Outlook|nsubscribe"
    r"|^[^\S\n]*[Bb][Yy]:? [A-ZÀ-Þ]|^[^\S\n]*(?:[Cc]opyright|©|\([cC]\)) |ights reserved"
    r"|^[^\S\n]*<?https?://\S+>?[^\S\n]*$"
    r"|^You (?:are|received)|^(?:Von|Envoyé|Enviado|Inviato) |-{4}|^[A-Z]{1,3}[>|]",
    re.MULTILINE,
)
_MARKS = re.compile(r"^[ \t]{0,3}((?:[A-Z]{0,3}>[ \t]?|\|[ \t])+)")
_DIVIDER = re.compile(
    r"^[ \t]*(?:[-_*=]{2,}[ \t]*)?(?:Original Message|Original Appointment|Ursprüngliche Nachricht|"
    r"Message d'origine|Mensaje original|Messaggio originale|Mensagem original|Oorspronkelijk bericht|"
    r"Ursprungligt meddelande|Oprindelig meddelelse|Opprinnelig melding|Alkuperäinen viesti|"
    r"Wiadomość oryginalna|Исходное сообщение|Reply message)[ \t]*:?[ \t]*[-_*=]*[ \t]*$",
    re.IGNORECASE,
)
_FORWARD = re.compile(
    r"^[ \t]*(?:[-_*=]{2,}[ \t]*)?(?:(?:Begin )?Forwarded (?:message|by)|Weitergeleitete Nachricht|"
    r"Message transféré|Mensaje reenviado|Messaggio inoltrato|Mensagem encaminhada|"
    r"Doorgestuurd bericht|Vidarebefordrat meddelande|Videresendt|Пересылаемое сообщение)\b.{0,80}$",
    re.IGNORECASE,
)
_RULE = re.compile(r"^[ \t]*[-_=*]{5,}[ \t]*$")
_NEAR = 4


class _Voice(msgspec.Struct, frozen=True):
    """Whose words a line holds."""

    origin: Origin
    depth: int = 0
    author: str = ""
    address: str = ""
    date: str = ""
    header: bool = False


_OWN = _Voice(Origin.OWN)
_SPOKEN = frozenset({Origin.OWN, Origin.QUOTED, Origin.FORWARDED})


def split(text: str) -> tuple[Passage, ...]:
    """Return passages that cover the text without gap or overlap, in order."""
    if not text:
        return ()
    if _HINT.search(text) is None:
        return (Passage(Origin.OWN, 0, len(text)),)
    return _Segmenter(text).passages()


class _Segmenter:
    """Walks the lines of one text once."""

    def __init__(self, text: str) -> None:
        self._raw = text.split("\n")
        self._marks = [_quote_depth(line) for line in self._raw]
        self._lines = [
            line[cut:] if cut else line
            for line, (_, cut) in zip(self._raw, self._marks, strict=True)
        ]
        self._section = _OWN
        self._headers: dict[int, ReplyHeader] = {}
        self._tail: _Voice | None = None
        self._before = _OWN

    def passages(self) -> tuple[Passage, ...]:
        """Return the passages; lines of one voice that follow one another are one."""
        voices: list[_Voice] = []
        while len(voices) < len(self._raw):
            voices.extend(self._next(len(voices)))
            self._before = voices[-1]
        return tuple(self._joined(self._with_pasted(voices)))

    def _with_pasted(self, voices: list[_Voice]) -> list[_Voice]:
        """Take pasted articles out of each run of lines of one voice."""
        told = list(voices)
        start = 0
        for number in range(1, len(voices) + 1):
            if number < len(voices) and voices[number] == voices[start]:
                continue
            voice = voices[start]
            block = pasted_block(self._lines[start:number]) if voice.origin in _SPOKEN else None
            if block is not None:
                pasted = _Voice(Origin.PASTED, voice.depth, block.author)
                count = block.end - block.first
                told[start + block.first : start + block.end] = [pasted] * count
            start = number
        return told

    def _next(self, number: int) -> list[_Voice]:
        """Return the voices of the next line, or lines where they belong together."""
        marks = self._marks[number][0]
        header, count, forward = self._header_at(number)
        if header is not None:
            voice = self._introduce(header, number + count, marks, forward=forward)
            return [msgspec.structs.replace(voice, header=True)] * count
        if marks:
            return [self._marked(marks)]
        if not self._raw[number].strip():
            return [self._before]
        if self._tail is not None and self._tail.origin is Origin.SIGNATURE:
            return [self._tail]
        if begins_signature(self._raw[number]):
            self._tail = _Voice(Origin.SIGNATURE, self._section.depth, self._section.author)
        elif is_footer(self._raw[number]):
            return [_Voice(Origin.BOILERPLATE, self._section.depth)]
        return [self._tail or self._section]

    def _header_at(self, number: int) -> tuple[ReplyHeader | None, int, bool]:
        """Return the reply header that begins here, how many lines it takes, and if it forwards."""
        line = self._lines[number]
        marks = self._marks[number][0]
        forward = _FORWARD.match(line) is not None
        if forward or _DIVIDER.match(line) or _RULE.match(line):
            at = self._next_written(number + 1, marks)
            block = block_at(self._lines, at) if at is not None else None
            if block is not None and at is not None:
                return block, at - number + block.lines, forward
            if forward or _DIVIDER.match(line):
                return ReplyHeader("", "", "", 1), 1, forward
            return None, 0, False
        block = block_at(self._lines, number)
        if block is not None:
            return block, block.lines, False
        sentence = sentence_at(self._lines, number) if ":" in self._near(number) else None
        if sentence is not None and self._introduces(number + sentence.lines, marks):
            return sentence, sentence.lines, False
        return None, 0, False

    def _near(self, number: int) -> str:
        return "\n".join(self._lines[number : number + _NEAR])

    def _next_written(self, number: int, marks: int) -> int | None:
        for at in range(number, min(number + _NEAR, len(self._lines))):
            if self._lines[at].strip():
                return at if self._marks[at][0] == marks else None
        return None

    def _introduces(self, number: int, marks: int) -> bool:
        """Tell whether something quoted follows: marked deeper, or text without any marks."""
        for at in range(number, min(number + _NEAR, len(self._lines))):
            if self._lines[at].strip() or self._marks[at][0] > marks:
                return self._marks[at][0] > marks or self._marks[at][0] == marks
        return False

    def _introduce(self, header: ReplyHeader, after: int, marks: int, *, forward: bool) -> _Voice:
        """Note whose words follow a reply header; return the voice its own lines belong to."""
        depth = self._section.depth + marks
        followed = next(
            (self._marks[at][0] for at in range(after, len(self._raw)) if self._lines[at].strip()), 0
        )
        self._headers = {level: known for level, known in self._headers.items() if level <= marks}
        origin = Origin.FORWARDED if forward else Origin.QUOTED
        voice = _Voice(origin, depth + 1, header.author, header.address, header.date)
        if followed > marks:
            self._headers[marks + 1] = header
        elif not marks:
            self._section = voice
            self._headers = {}
            self._tail = None
        else:
            self._headers[marks] = header
            return self._marked(marks)
        return voice

    def _marked(self, marks: int) -> _Voice:
        header = self._headers.get(marks)
        depth = self._section.depth + marks
        if header is None:
            return _Voice(Origin.QUOTED, depth)
        return _Voice(Origin.QUOTED, depth, header.author, header.address, header.date)

    def _joined(self, voices: list[_Voice]) -> list[Passage]:
        passages: list[Passage] = []
        letters: dict[tuple[int, str, str, str], int] = {}
        start = position = 0
        for number, voice in enumerate(voices):
            position += len(self._raw[number]) + (number + 1 < len(voices))
            last = number + 1 == len(voices)
            if (last or voices[number + 1] != voice) and position > start:
                passages.append(
                    Passage(
                        voice.origin,
                        start,
                        position,
                        voice.depth,
                        voice.author,
                        voice.address,
                        voice.date,
                        letter=_letter(letters, voice),
                        header=voice.header,
                    )
                )
                start = position
        return passages


def _letter(letters: dict[tuple[int, str, str, str], int], voice: _Voice) -> int:
    """Return the number of the letter a voice belongs to: new for a voice not heard before."""
    if not voice.depth:
        return 0
    stated = (voice.depth, voice.author, voice.address, voice.date)
    return letters.setdefault(stated, len(letters) + 1)


def _quote_depth(line: str) -> tuple[int, int]:
    """Return how deep a line is quoted by its marks, and how many characters they take.

    ``>From `` is what mbox files make of a line that begins with From: no quote.
    """
    found = _MARKS.match(line)
    if found is None or line.startswith(">From "):
        return 0, 0
    marks = found.group(1)
    return marks.count(">") + marks.count("|"), found.end()
