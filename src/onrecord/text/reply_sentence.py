"""Reply headers in words, "On … X wrote:", in the languages that mail programs speak."""

import re

from onrecord.text.reply_header import (
    ADDRESS,
    DATED,
    LONGEST_LINE,
    ReplyHeader,
    is_name,
    plain_address,
)

_WROTE = (
    r"wrote|writes|schrieb(?:en)?|geschrieben|a écrit|escribió|escribio|escreveu|ha scritto|scrive|"
    r"schreef|skrev|kirjoitti|"
    r"napisał(?:\(a\)|a)?|pisze|napsal(?:\(a\)|a)?|ezt írta|írta|пишет|писал(?:\(а\)|а)?|"
    r"написал(?:\(а\)|а)?|さんは書きました|さんが書きました|のメッセージ|写道|寫道"
)
_VERB = re.compile(rf"(?:(?<!\w)|(?<=[\d\u3040-\u9fff]))(?:{_WROTE})(?!\w)", re.IGNORECASE)
_VERB_STEMS = (
    "wr", "schr", "écri", "escr", "scr", "skrev", "kirjoitti", "napisa", "napsal", "pisze", "írta",
    "пис", "пиш", "書きました", "メッセージ", "写道", "寫道",
)  # fmt: skip
"""What every verb holds: a sieve."""
_REST = re.compile(r"(?:[^:：()]|(?<=\d):(?=\d)|\([^()]{0,100}\)){0,160}[:：]\s*$")
_LOOSE = re.compile(
    r"^(?:According to|Thus (?:spake|wrote|said)|From|Quoting|Zitat von|Citando a|Citeren van|Selon)"
    r"\s(?P<after>[^:]{1,120}):$"
    r"|^(?P<before>[^:]{1,120}?),?\s(?:says?|said|sez|asks|asked|adds|added|replied|responded|responds|"
    r"remarks?|remarked|opines?|opined|mentioned|observed|scribbled|typed|"
    r"wrote (?:in|about|that|some|on)\b[^:]{0,60}):$",
    re.IGNORECASE,
)
_BARE_WROTE = re.compile(rf"^(?P<start>.{{1,120}}?)\s(?:{_WROTE})$", re.IGNORECASE)
_ADDRESS_ENDS = re.compile(r"[\w.+%=-]{1,80}@[\w.-]{1,120}\s?[>)\]]?\s?[:：]$")
_EXCERPTS = re.compile(
    r"^Excerpts from \S.{0,60}?: (?P<date>\d{1,2}-[A-Z][a-z]{2}-\d{2,4}) (?P<subject>.{0,120}?)"
    r"(?: by | From )?(?P<name>[A-Z][\w.' -]{1,60})(?:@\S{1,60})?[ ]?$"
)
_OPENING = re.compile(
    r"^\s*(?:[-–—>*]{1,6}\s*)?(?:On|Am|Le|El|Il|Em|Op|Den|På|Pe|W dniu|Dne|At|"
    r"In (?:a )?message|In article|"
    r"Quoting|Ke|Dnia|Dňa|Excerpts from|в|В|于|於)\b",
    re.IGNORECASE,
)
_DATE_PART = re.compile(
    r"(?:(?:On|Am|Le|El|Il|Em|Op|Den|På|At|W dniu|Dne|dated)\s+)?"
    r"(?:\w{2,10}\.?,?\s+(?:den\s+)?)?(?:(?:\d{1,2}\.?\s+(?:de\s+)?\w{3,10}\.?|"
    r"\w{3,10}\.?\s+\d{1,2})[\s,]+(?:de\s+)?"
    r"(?:\d{4}|\d{2}\b)|\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|"
    r"\d{4}年\s?\d{1,2}月\s?\d{1,2}日(?:\s?[(（]?\S[)）]?)?)"
    r"(?:\s*г\.)?"
    r"[\s,]*(?:(?:at|um|à|a las|às|alle(?: ore)?|om|kl\.?|o|в|klo|ve?)\s+)?"
    r"(?:\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?\s*(?:[AaPp]\.?[Mm]\.?)?)?"
    r"\s*(?:\(?(?:GMT|UTC)?[+-]\d{1,2}(?::?\d{2})?\)?|"
    r"(?-i:\(?[A-Z]{2,5}\)?)(?=[\s,])|(?-i:[A-Z][a-z]{3,9}) (?:Standard|Daylight|Summer) Time\b)?"
    r"(?:\s*\([A-Z]{2,5}\))?\s*[,;:]?\s*",
    re.IGNORECASE,
)
_MOST_LINES = 5
_LONGEST = 560


def sentences(stripped: list[str], raw: list[str]) -> dict[int, ReplyHeader]:
    """Return the reply headers in words of a text, by the line each begins on.

    A header ends in a colon and may go over five lines; within an address that stands open it may go
    over a line that holds nothing but the marks of those who quoted it.
    """
    found: dict[int, ReplyHeader] = {}
    free = 0
    for end, line in enumerate(stripped):
        if not line or line[-1] not in ":：":
            continue
        for start in _starts(stripped, raw, end, free):
            text = " ".join(stripped[start : end + 1])
            header = _read(text, end + 1 - start) if len(text) <= LONGEST_LINE else None
            if header is not None:
                found[start] = header
                break
        free = end + 1
    return found


def _starts(stripped: list[str], raw: list[str], end: int, free: int) -> list[int]:
    """Return the lines on which a header that ends on this line may begin, the farthest first."""
    window = " ".join(stripped[max(free, end + 1 - _MOST_LINES) : end + 1])[-_LONGEST:]
    if not (_holds_verb(window) or _ends_in_address(stripped[end])):
        return []
    starts = [end]
    at = end
    while at > free and end - at < _MOST_LINES - 1:
        at -= 1
        if not stripped[at]:
            if raw[at].strip() and _stands_open(" ".join(stripped[max(free, at - 2) : at])):
                continue
            break
        if _opens(stripped[at]) or ADDRESS.search(stripped[at]):
            starts.insert(0, at)
    return starts


def _ends_in_address(line: str) -> bool:
    end = line[-200:]
    return "@" in end and _ADDRESS_ENDS.search(end) is not None


def _holds_verb(text: str) -> bool:
    lower = text.lower()
    return any(stem in lower for stem in _VERB_STEMS) and _VERB.search(text) is not None


def _stands_open(text: str) -> bool:
    return text.count("<") > text.count(">")


def _opens(line: str) -> bool:
    return _OPENING.match(line) is not None or _starts_dated(line)


def _starts_dated(text: str) -> bool:
    found = _DATE_PART.match(text)
    return found is not None and DATED.search(found.group()) is not None


def _read(text: str, count: int) -> ReplyHeader | None:
    opens = _opens(text)
    parts = _at_verb(text)
    if parts is None:
        if opens and _ADDRESS_ENDS.search(text) and DATED.search(text):
            return stated(text.rstrip(" :："), "", text, count)
        return None
    start, rest = parts
    alone = count == 1 and not rest and is_name(start)
    if not (ADDRESS.search(text) or (opens and DATED.search(text)) or alone):
        return None
    return stated(start, rest, text, count)


def _at_verb(text: str) -> tuple[str, str] | None:
    """Return what stands before and after the first verb that only a short rest follows."""
    if len(text) > _LONGEST:
        return None
    for verb in _VERB.finditer(text):
        rest = _REST.match(text, verb.end())
        if rest is not None:
            return text[: verb.start()].strip(), rest.group().strip()[:-1].strip()
    return None


def stated(before: str, after: str, text: str, count: int, known: str = "") -> ReplyHeader:
    """Return what the words before and after the verb state; ``known`` is a date already read."""
    address = plain_address(text)
    if known:
        return ReplyHeader(name_in(before), address, known, count)
    date = _DATE_PART.search(before) or _DATE_PART.search(after)
    date_text = date.group().strip(" ,;:") if date and DATED.search(date.group()) else ""
    bare = before.replace(date.group(), " ", 1) if date and date_text else before
    rest = after.replace(date.group(), " ", 1) if date and date_text else after
    name = name_in(bare) or name_in(rest)
    return ReplyHeader(name, address, _OPENING.sub("", date_text).strip(), count)


def name_in(text: str) -> str:
    """Return the name in what stands before or after the verb; "" if that is a date."""
    bare = _OPENING.sub("", ADDRESS.sub(" ", text)).replace("<", " ").replace(">", " ")
    bare = bare.partition('" == ')[2] or bare
    name = " ".join(bare.split()).strip(" ,;:\"'()[]-=")
    return "" if DATED.search(name) else name


def name_wrote(line: str) -> str:
    """Return the name in a line like "Ana Ruiz wrote", without a colon; "" for any other line."""
    found = _BARE_WROTE.match(line.strip())
    return found.group("start") if found and is_name(found.group("start")) else ""


def told_by(line: str) -> ReplyHeader | None:
    """Return the reply header of looser words ("According to Ana:", "Ana said:", "Excerpts from …").

    Good only where marked text follows at once: such words also stand before what is no quoted text.
    """
    text = line.strip()[:LONGEST_LINE]
    excerpts = _EXCERPTS.match(text) if text.startswith("Excerpts from") else None
    if excerpts is not None:
        name, date, subject = excerpts.group("name", "date", "subject")
        return ReplyHeader(name.strip(), plain_address(text), date, 1, subject=subject.strip())
    found = _LOOSE.match(text)
    if found is None:
        name = name_wrote(text) if text.endswith("wrote") else ""
        return ReplyHeader(name, "", "", 1) if name else None
    who = found.group("before") or found.group("after")
    address = plain_address(who)
    name = name_in(who)
    return ReplyHeader(name, address, "", 1) if address or is_name(name) else None
