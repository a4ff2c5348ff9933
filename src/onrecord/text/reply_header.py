"""Reply headers: the lines by which mail programs say whose words they quote."""

import re

import msgspec

_WROTE = (
    r"wrote|writes|schrieb|a écrit|escribió|escreveu|ha scritto|schreef|skrev|kirjoitti|"
    r"napisał(?:\(a\)|a)?|napsal(?:\(a\)|a)?|írta|пишет|написал(?:\(а\)|а)?|さんは書きました|写道"
)
_SENTENCE = re.compile(
    rf"^(?P<start>.{{0,300}}?)\s*(?<!\w)(?:{_WROTE})(?!\w)(?P<rest>[^:]{{0,120}}):\s*$",
    re.IGNORECASE,
)
_MAY_END = re.compile(r":\s*$")
_DATED = re.compile(r"\d{1,2}[:.]\d{2}|\d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")
_ADDRESS = re.compile(r"[<\[(]?(?:mailto:)?([\w.+%=-]+(?:@| at )[\w-]+(?:\.[\w-]+)+)[>\])]?")
_OPENING = re.compile(
    r"^\s*(?:On|Am|Le|El|Il|Em|Op|Den|På|Pe|W dniu|Dne|At|In (?:a )?message|In article|Quoting|"
    r"Le|Ke|Dnia)\b",
    re.IGNORECASE,
)
_DATE_PART = re.compile(
    r"(?:(?:On|Am|Le|El|Il|Em|Op|Den|På|At|W dniu|Dne)\s+)?"
    r"(?:\w{2,10}\.?,?\s+)?(?:(?:\d{1,2}\.?\s+(?:de\s+)?\w{3,10}\.?|\w{3,10}\.?\s+\d{1,2})[\s,]+(?:de\s+)?"
    r"(?:\d{4}|\d{2}\b)|\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4})"
    r"[\s,]*(?:(?:at|um|à|a las|às|alle|om|kl\.?|o)\s+)?"
    r"(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[AaPp]\.?[Mm]\.?)?)?"
    r"\s*(?:\(?[+-]\d{4}\)?|(?-i:\(?[A-Z]{2,5}\)?)(?=[\s,]))?(?:\s*\([A-Z]{2,5}\))?\s*[,;:]?\s*",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^[ \t]*\*?(From|Von|De|Da|Van|Från|Fra|Lähettäjä|Od|От|Sent|Gesendet|Envoyé|Enviado|Inviato|"
    r"Verzonden|Skickat|Sendt|Lähetetty|Wysłano|Отправлено|Date|Datum|Fecha|Data|Dato|To|An|À|Para|A|"
    r"Aan|Till|Til|Do|Кому|Cc|Bcc|Kopie|CC|Subject|Betreff|Objet|Asunto|Assunto|Oggetto|Onderwerp|"
    r"Ämne|Emne|Aihe|Temat|Тема|Reply-To|Importance|Attachments?)[ \t]?[:;][ \t]*\*?[ \t]*(.*)$",
    re.IGNORECASE,
)
_AUTHOR_LABELS = frozenset(
    {"from", "von", "de", "da", "van", "från", "fra", "lähettäjä", "od", "от"}
)
_DATE_LABELS = frozenset(
    "sent gesendet envoyé enviado inviato verzonden skickat sendt lähetetty wysłano отправлено date "
    "datum fecha data dato".split()
)
_TO_OR_SUBJECT = frozenset(
    "to an à para a aan till til do кому subject betreff objet asunto assunto oggetto onderwerp ämne "
    "emne aihe temat тема".split()
)
_PRONOUNS = frozenset({"He", "She", "They", "We", "You", "It", "I", "Who", "Somebody", "Someone"})
_MOST_LINES = 14
_MOST_SENTENCE_LINES = 4


class ReplyHeader(msgspec.Struct, frozen=True):
    """Whose words follow, as stated: any of the three may be empty. ``lines`` is its length."""

    author: str
    address: str
    date: str
    lines: int


def sentence_at(lines: list[str], number: int) -> ReplyHeader | None:
    """Return the reply header that begins on this line ("On … X wrote:"), over up to four lines."""
    first = lines[number].strip()
    if not first or len(first) > 400:
        return None
    opens = _OPENING.match(first) is not None
    joined = ""
    for count in range(1, _MOST_SENTENCE_LINES + 1):
        if number + count > len(lines):
            return None
        line = lines[number + count - 1].strip()
        if not line:
            return None
        joined = f"{joined} {line}".strip()
        if _MAY_END.search(joined):
            return _read_sentence(joined, count, opens=opens)
        if not opens and count > 1:
            return None
    return None


def _read_sentence(text: str, count: int, *, opens: bool) -> ReplyHeader | None:
    found = _SENTENCE.match(text)
    if found is None:
        return None
    stated = found.group("start").strip()
    address = _ADDRESS.search(text)
    dated = _DATED.search(text) is not None
    alone = count == 1 and not found.group("rest").strip() and _is_name(stated)
    if not (address or (opens and dated) or alone):
        return None
    date = _DATE_PART.search(stated)
    date_text = date.group().strip(" ,;:") if date and _DATED.search(date.group()) else ""
    before = stated.replace(date.group(), " ", 1) if date and date_text else stated
    name = _name(before) or _name(found.group("rest"))
    return ReplyHeader(name, _plain(address), _OPENING.sub("", date_text).strip(), count)


def _name(text: str) -> str:
    """Return the name in what stands before or after the verb; "" if that is a date."""
    bare = _OPENING.sub("", _ADDRESS.sub(" ", text)).replace("<", " ").replace(">", " ")
    name = " ".join(bare.split()).strip(" ,;:\"'()[]")
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
    first = _LABEL.match(lines[number])
    if first is None or len(lines[number]) > 1000:
        return None
    values: dict[str, str] = {}
    last = ""
    count = 0
    for line in lines[number : number + _MOST_LINES]:
        label = _LABEL.match(line)
        if label:
            last = label.group(1).lower()
            values.setdefault(last, label.group(2).strip().rstrip("*"))
        elif not line.strip() or last in ("subject", "betreff", "objet", "asunto") or not values:
            break
        count += 1
    author = next((values[name] for name in values if name in _AUTHOR_LABELS), None)
    others = sum(name in _DATE_LABELS or name in _TO_OR_SUBJECT for name in values)
    if author is None or others < 2:  # From and two more make a block
        return None
    date = next((values[name] for name in values if name in _DATE_LABELS), "")
    address = _ADDRESS.search(author)
    name = _ADDRESS.sub("", author).replace("[mailto:", "").strip(" <>[]()\"',;*")
    return ReplyHeader(" ".join(name.split()), _plain(address), date, count)


def _plain(address: re.Match[str] | None) -> str:
    return address.group(1).replace(" at ", "@") if address else ""
