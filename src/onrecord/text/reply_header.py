"""Reply headers: the lines by which mail programs say whose words they quote."""

import re

import msgspec

from onrecord.text.header_labels import KINDS, LABEL

_WROTE = (
    r"wrote|writes|schrieb(?:en)?|a écrit|escribió|escribio|escreveu|ha scritto|scrive|"
    r"schreef|skrev|kirjoitti|"
    r"napisał(?:\(a\)|a)?|pisze|napsal(?:\(a\)|a)?|ezt írta|írta|пишет|писал(?:\(а\)|а)?|"
    r"написал(?:\(а\)|а)?|さんは書きました|さんが書きました|のメッセージ|写道|寫道"
)
_SENTENCE = re.compile(
    rf"^(?P<start>.{{0,400}}?)\s*(?:(?<!\w)|(?<=[\d\u3040-\u9fff]))(?:{_WROTE})(?!\w)"
    r"(?P<rest>(?:[^:：()]|\([^()]{0,100}\)){0,160})[:：]\s*$",
    re.IGNORECASE,
)
_LOOSE = re.compile(
    r"^(?:According to|Thus (?:spake|wrote|said)|From)\s(?P<after>[^:]{1,120}):$"
    r"|^(?P<before>[^:]{1,120}?),?\s(?:says?|said|sez|asks|asked|adds|added|replied|responded|responds|remarks?|remarked|"
    r"opines?|opined|mentioned|observed|scribbled|typed|wrote (?:in|about|that|some|on)\b[^:]{0,60}):$",
    re.IGNORECASE,
)
_BARE_WROTE = re.compile(rf"^(?P<start>.{{1,120}}?)\s(?:{_WROTE})$", re.IGNORECASE)
_ADDRESS_ENDS = re.compile(r"[\w.+%=-]+@[\w.-]+\s*[>)\]]?\s*[:：]\s*$")
_MAY_END = re.compile(r"[:：]\s*$")
_DATED = re.compile(r"\d{1,2}[:.]\d{2}|(?<!\d)(?:19|20)\d{2}(?!\d)|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")
_ADDRESS = re.compile(
    r"[<\[(]?(?:mailto:)?([\w.+%=/'-]+(?:@| at )[\w-]+(?:\.[\w-]+)+)[>\])]?(?:\s*<mailto:[^>]*>)?"
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
    r"(?-i:\(?[A-Z]{2,5}\)?)(?=[\s,]))?(?:\s*\([A-Z]{2,5}\))?\s*[,;:]?\s*",
    re.IGNORECASE,
)
_PRONOUNS = frozenset({"He", "She", "They", "We", "You", "It", "I", "Who", "Somebody", "Someone"})
_MOST_LINES = 400
_MOST_SENTENCE_LINES = 5
_LONGEST_LINE = 1000
_NOTES_DATE = re.compile(
    r"^[ \t\xa0]*(?P<date>\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}[ \t,]+\d{1,2}:\d{2}(?::\d{2})?(?:[ "
    r"\t]*[AaPp][Mm])?"
    r"(?:[ \t]+[A-Z]{2,4})?)[ \t]*$"
)
_NOTES_NAME_ON = re.compile(
    r"^[ \t\xa0]*(?P<name>[^\t].{1,100}?)[ \t]+on[ "
    r"\t]+(?P<date>\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}[ \t,]+\d{1,2}:\d{2}"
    r"(?::\d{2})?(?:[ \t]*[AaPp][Mm])?(?:[ \t]+[A-Z]{2,4})?)[ \t]*$"
)
_NOTES_NAME_DATE = re.compile(
    r"^[ \t\xa0]*(?P<name>[^\t\d].{1,60}?)[ \t]{2,}(?P<date>\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}[ "
    r"\t,]+\d{1,2}:\d{2}"
    r"(?::\d{2})?(?:[ \t]*[AaPp][Mm])?)[ \t]*$"
)
_NOTES_NAME_BROKEN = re.compile(
    r"^[ \t\xa0]*(?P<name>[^\t].{1,100}?)[ \t]+on[ \t]+(?P<date>\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})[ \t]*$"
)
_NOTES_TIME = re.compile(
    r"^[ \t\xa0]*(?P<time>\d{1,2}:\d{2}(?::\d{2})?(?:[ \t]*[AaPp][Mm])?)[ \t]*$"
)
_GROUPWISE = re.compile(
    r"^[ \t]*>>>[ \t]*(?P<name>[^>].{1,120}?)[ \t]+(?P<date>\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}[ \t,]+"
    r"\d{1,2}:\d{2}(?::\d{2})?(?:[ \t]*[AaPp][Mm])?)[ \t]*>>>[ \t]*$"
)
_NOTES_AMID = re.compile(
    r"^[ \t\xa0]*(?:Sent by|Please respond to|Please reply to)\b.{0,100}$|^[ \t\xa0]*\S+@\S+>?[ \t]*$",
    re.IGNORECASE,
)


_PEOPLE = re.compile(r"@|/[A-Z]|^[ \t]|[,;][ \t]*$")


class ReplyHeader(msgspec.Struct, frozen=True):
    """Whose words follow, as stated: any of the texts may be empty. ``lines`` is its length."""

    author: str
    address: str
    date: str
    lines: int
    to: str = ""
    subject: str = ""


def sentence_at(lines: list[str], number: int) -> ReplyHeader | None:
    """Return the reply header that begins on this line ("On … X wrote:"), over up to five lines."""
    first = lines[number].strip()
    if not first or len(first) > _LONGEST_LINE:
        return None
    opens = _OPENING.match(first) is not None or _starts_dated(first)
    goes_on = opens or _ADDRESS.search(first) is not None
    joined = ""
    for count in range(1, _MOST_SENTENCE_LINES + 1):
        if number + count > len(lines) or (count > 1 and not goes_on):
            return None
        line = lines[number + count - 1].strip()
        if not line:
            return None
        joined = f"{joined} {line}".strip()
        if _MAY_END.search(joined):
            return _read_sentence(joined, count, opens=opens)
    return None


def groupwise_at(line: str) -> ReplyHeader | None:
    """Return the reply header of GroupWise, ``>>> Ana Ruiz 2/16/01 10:41 AM >>>``."""
    found = _GROUPWISE.match(line)
    return (
        _stated(found.group("name"), "", found.group("name"), 1, found.group("date"))
        if found
        else None
    )


def name_wrote(line: str) -> str:
    """Return the name in a line like "Ana Ruiz wrote", without a colon; "" for any other line."""
    found = _BARE_WROTE.match(line.strip())
    return found.group("start") if found and _is_name(found.group("start")) else ""


def told_by(line: str) -> ReplyHeader | None:
    """Return the reply header of looser words ("According to Ana:", "Ana said:").

    Good only where marked text follows at once: such words also stand before what is no quoted text.
    """
    found = _LOOSE.match(line.strip()[:_LONGEST_LINE])
    if found is None:
        return None
    who = found.group("before") or found.group("after")
    address = _ADDRESS.search(who)
    name = _name(who)
    return ReplyHeader(name, _plain(address), "", 1) if address or _is_name(name) else None


def _starts_dated(text: str) -> bool:
    found = _DATE_PART.match(text)
    return found is not None and _DATED.search(found.group()) is not None


def _read_sentence(text: str, count: int, *, opens: bool) -> ReplyHeader | None:
    found = _SENTENCE.match(text)
    if found is None:
        if opens and _ADDRESS_ENDS.search(text) and _DATED.search(text):
            return _stated(text.rstrip(" :："), "", text, count)
        return None
    stated = found.group("start").strip()
    dated = _DATED.search(text) is not None
    alone = count == 1 and not found.group("rest").strip() and _is_name(stated)
    if not (_ADDRESS.search(text) or (opens and dated) or alone):
        return None
    return _stated(stated, found.group("rest"), text, count)


def _stated(before: str, after: str, text: str, count: int, known: str = "") -> ReplyHeader:
    address = _ADDRESS.search(text)
    if known:
        return ReplyHeader(_name(before), _plain(address), known, count)
    date = _DATE_PART.search(before) or _DATE_PART.search(after)
    date_text = date.group().strip(" ,;:") if date and _DATED.search(date.group()) else ""
    bare = before.replace(date.group(), " ", 1) if date and date_text else before
    rest = after.replace(date.group(), " ", 1) if date and date_text else after
    name = _name(bare) or _name(rest)
    return ReplyHeader(name, _plain(address), _OPENING.sub("", date_text).strip(), count)


def _name(text: str) -> str:
    """Return the name in what stands before or after the verb; "" if that is a date."""
    bare = _OPENING.sub("", _ADDRESS.sub(" ", text)).replace("<", " ").replace(">", " ")
    name = " ".join(bare.split()).strip(" ,;:\"'()[]-=")
    return "" if _DATED.search(name) else name


def _is_name(text: str) -> bool:
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


def block_at(lines: list[str], number: int) -> ReplyHeader | None:
    """Return the block of printed header lines (From, Sent, To, Subject) that begins on this line."""
    first = LABEL.match(lines[number]) if len(lines[number]) <= _LONGEST_LINE else None
    if first is None:
        return None
    values, count = _labelled(lines, number)
    others = sum(kind in values for kind in ("date", "to", "subject", "copy"))
    if "author" not in values or others < 2 or (others < 3 and _kind(first) != "author"):
        return None
    author, on, date = values["author"].partition(" on ")
    if not (on and _DATED.search(date)):
        author, date = values["author"], ""
    return _header(author, values.get("date") or date.strip(), values, count)


def notes_block_at(lines: list[str], number: int) -> tuple[int, ReplyHeader] | None:
    """Return where a Lotus Notes header starts whose To: stands on this line, and what it states.

    A name and a date stand above it, on one line or on two, with remarks ("Sent by", "Please respond to").
    """
    values, count = _labelled(lines, number)
    if "author" in values or not ("subject" in values or "copy" in values):
        return None
    name, date, start = _above(lines, number)
    if not date:
        return None
    header = _header(name, date, values, number + count - start)
    return start, header


def _above(lines: list[str], number: int) -> tuple[str, str, int]:
    """Return the name and date above a To: line, and the line on which they begin."""
    name = date = ""
    start = at = number
    while at > 0 and number - at < 8:
        at -= 1
        line = lines[at]
        if not line.strip() or _NOTES_AMID.match(line):
            continue
        both = _NOTES_NAME_ON.match(line) or _NOTES_NAME_DATE.match(line)
        alone = _NOTES_DATE.match(line)
        time = _NOTES_TIME.match(line) if at else None
        broken = _NOTES_NAME_BROKEN.match(lines[at - 1]) if time else None
        if time and broken and not date:
            return (
                broken.group("name").strip(" \t\"'"),
                f"{broken.group('date')} {time.group('time')}",
                at - 1,
            )
        if both and not date:
            return both.group("name").strip(" \t\"'"), both.group("date"), at
        if alone and not date:
            date, start = alone.group("date"), at
        elif date and len(line.strip()) <= 100:
            return line.strip(" \t\"'"), date, at
        else:
            break
    return name, date, start


def _labelled(lines: list[str], number: int) -> tuple[dict[str, str], int]:
    """Return what header lines state by kind, and how many lines they take."""
    values: dict[str, str] = {}
    last = kind = ""
    count = used = 0
    for at, line in enumerate(lines[number : number + _MOST_LINES], number):
        label = LABEL.match(line) if len(line) <= 20_000 else None
        if not line.strip() and "subject" not in values and _subject_follows(lines, at):
            count += 1
            continue
        if label and not (_kind(label) == "author" and "author" in values):
            kind = _kind(label)
            values.setdefault(kind, label.group("value").strip().rstrip("*"))
            last = line
        elif label or not _continues(kind, last, line):
            break
        elif line.strip():
            values[kind] = f"{values[kind]} {line.strip()}"[:_LONGEST_LINE]
            last = line
        count += 1
        used = count if line.strip() else used
    return values, used


def _subject_follows(lines: list[str], number: int) -> bool:
    """Tell whether the next written line, no more than two blank ones on, is a Subject."""
    for line in lines[number + 1 : number + 3]:
        if line.strip():
            label = LABEL.match(line) if len(line) <= _LONGEST_LINE else None
            return label is not None and _kind(label) == "subject"
    return False


def _continues(kind: str, last: str, line: str) -> bool:
    """Tell whether a line goes on with the header line before it."""
    text = line.strip()
    if not text:
        return False
    if kind in ("to", "copy"):
        return last.rstrip().endswith((",", ";", "-")) or _PEOPLE.search(line) is not None
    if kind == "subject":
        return len(last) >= 66 and len(text) < 60
    return kind in ("author", "date", "other") and (
        line[:1] in " \t" or last.rstrip().endswith((":", ","))
    )


def _header(author: str, date: str, values: dict[str, str], count: int) -> ReplyHeader:
    address = _ADDRESS.search(author)
    name = _ADDRESS.sub("", author).replace("[mailto:", "").strip(" <>[]()\"',;*")
    return ReplyHeader(
        " ".join(name.split()),
        _plain(address),
        date,
        count,
        values.get("to", ""),
        values.get("subject", ""),
    )


def _kind(label: re.Match[str]) -> str:
    return KINDS[label.group("label").casefold()]


def _plain(address: re.Match[str] | None) -> str:
    return address.group(1).replace(" at ", "@") if address else ""
