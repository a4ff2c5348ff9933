"""Boilerplate: what a program, a list or a lawyer put below a letter."""

import re

from onrecord.text.passage import Origin

_FOOTER = re.compile(
    r"(?:Sent (?:from|via|using)(?: (?:my|the|a))? \S.{0,80}|Sent from:? https?://\S+|"
    r"Get (?:Outlook|BlueMail|TypeApp) for .{1,20}|"
    r"(?:Gesendet (?:von|mit)|Von meinem|Envoyé (?:de|depuis|à partir de)|Enviado (?:desde|do|de)|"
    r"Inviato da|Verzonden (?:vanaf|met|van)|Skickat från|Sendt fra|Lähetetty|Wysłane z|Odesláno z|"
    r"Отправлено (?:с|из))(?: (?:meinem?|mon|mi|mio|meu|mijn|min|mitt|mojego|mého))? .{1,60}|"
    r"(?:View this message in context|Sent from the .{1,80} mailing list archive at).{0,300}|"
    r"This (?:e-?mail|message)(?: \w+){0,8} (?:is|may be|may contain|contains?|and any) .{0,60}"
    r"(?:confidential|privileged|intended).{0,200}|"
    r"(?:Outgoing|Incoming) mail is certified virus.{0,40}|Virus-free\. .{0,40}|"
    r"No virus found in this .{0,40}|Checked by AVG.{0,80}|"
    r"(?:This (?:e-?mail|message)(?: \w+){0,6} (?:scanned|checked|swept)|Scanned (?:by|for)) .{0,120}|"
    r"(?:CAUTION|WARNING|ATTENTION|\[?EXTERNAL(?: E-?MAIL)?\]?)[:!]? .{0,40}"
    r"(?:originat|outside|external).{0,120}|"
    r"To (?:unsubscribe|subscribe|change your (?:subscription|options))\b.{0,300}|"
    r"(?:Click here to )?unsubscribe\b.{0,200}|"
    r"You (?:are receiving|(?:have )?received|got) this (?:e-?mail|message|mailing|newsletter|mailer) "
    r"because.{0,300}|"
    r"You are currently subscribed to .{0,300}|"
    r"Your use of Yahoo! Groups is subject to .{0,120}|Do You Yahoo!\?|"
    r"(?:Content-Type|Content-Transfer-Encoding): text/\S+.{0,80}|<DIV>.{0,20}|"
    r"_{5,})$",
    re.IGNORECASE,
)
_STARTS = frozenset(
    form[:3]
    for word in (
        "sen get ges von env inv ver ski läh wys ode отп vie thi out inc vir no_ che sca cau war att "
        "[ex ext to_ uns cli you do_ ___"
    ).split()
    for form in (
        word.replace("_", " ") if word != "___" else word,
        word.replace("_", " ").title(),
        word.replace("_", " ").upper(),
    )
) | {"[Ex", "[EX"}
"""The first three characters of a footer: a sieve."""
_SCRUBBED = re.compile(r"An? .{3,60} was scrubbed\.\.\.")
_OF_SCRUBBED = re.compile(r"(?:Name|Type|Size|Desc|Url|URL|From|Subject|Date|To)\s?:\s")
"""What a list's archive puts in the place of an attachment (Mailman)."""
_RULE = re.compile(r"[-_*=~+#> ]{8,}$")
_LIST_WORDS = re.compile(
    r"mailing list|unsubscribe|mailman|listinfo|listserv|yahoo! groups|do you yahoo|\bFREE\b|download|"
    r"list archive|sign[- ]?up|join (?:the|our)|shopping|newsgroup",
    re.IGNORECASE,
)
_WEB = re.compile(r"https?:|\bwww\.|mailto:", re.IGNORECASE)
_MOST_FOOTER = 9
_SHORTEST_NOTICE = 80
_NOTICE_STEMS = (
    "confidential", "privileged", "proprietary", "intended", "vertraulich", "confidenti", "riservat",
    "vertrouwelijk", "konfident", "poufn",
)  # fmt: skip
_SECRECY = (
    "confidenti", "confidenci", "privileged", "proprietary", "vertrauli", "vertrouwelijk", "riservat",
    "poufn", "konfidenti",
)  # fmt: skip
_FORBIDS = (
    "in error", "unauthoris", "unauthoriz", "prohibited", "disclos", "dissemination", "delete", "destroy",
    "irrtüml", "irrtueml", "unbefugt", "par erreur", "interdit", "por error", "prohibid", "per errore",
    "vietat", "por engano", "onterecht", "av misstag",
)  # fmt: skip
"""How words of legal notices begin, in lower case."""
_INTENDED = re.compile(
    r"\bintended\b.{0,60}\b(?:recipient|for|only|solely)|\bsole use\b|\baddressee|\brecipients?\b|"
    r"\badressat|\bempfänger|\bdestinatai?r|\bdestinat[aá]ri|\bgeadresseerde|\bmottagare|\badresat"
)
_THIS_MESSAGE = re.compile(
    r"\b(?:this|the|diese|cette?|ce|este|esta|questo|questa|dit|deze|detta) "
    r"(?:e-?mail|message|communication|transmission|information contained|nachricht|mensaje|mensagem|"
    r"messaggio|bericht|meddelande|correo|courriel|electronic)"
)
_LIABILITY = re.compile(
    r"\b(?:liab(?:le|ility)|virus|warrant|representation|does not (?:accept|guarantee)|shall not|"
    r"not intended to be an offer|views? (?:and|or)? ?opinions? expressed|disclaimer)",
    re.IGNORECASE,
)


def boilerplate_lines(stripped: list[str], starts: set[str]) -> dict[int, Origin]:
    """Return the lines of one voice that no one wrote for this letter, by number.

    ``starts`` are the first three characters of all of them.
    """
    found: set[int] = set()
    if not _STARTS.isdisjoint(starts):
        found.update(
            number
            for number, line in enumerate(stripped)
            if line[:3] in _STARTS and _FOOTER.match(line[:400])
        )
        _add_marked_footer(stripped, found)
    text = " ".join(stripped).lower()
    if "scrubbed..." in text:
        _add_scrubbed(stripped, found)
    if any(stem in text for stem in _NOTICE_STEMS):
        _add_notices(stripped, found)
    if found:
        _add_below_rule(stripped, found)
        _add_frame(stripped, found)
    return dict.fromkeys(found, Origin.BOILERPLATE)


def _add_marked_footer(stripped: list[str], found: set[int]) -> None:
    """Add the line that parts a footer from the letter ("--"), as it does a signature."""
    for number in sorted(found):
        if number and stripped[number - 1] in ("--", "---") and number - 1 not in found:
            found.add(number - 1)
            for at in range(number + 1, min(number + 3, len(stripped))):
                if (not _WEB.match(stripped[at]) and " " in stripped[at]) or not stripped[at]:
                    break
                found.add(at)


def _add_below_rule(stripped: list[str], found: set[int]) -> None:
    """Add the few lines below a rule that speak of a list or advertise a service, to their end."""
    for number in sorted(found):
        if not (stripped[number].startswith("_____") or _LIST_WORDS.search(stripped[number])):
            continue
        end = number + 1
        while end < len(stripped) and stripped[end] and end - number <= _MOST_FOOTER:
            end += 1
        below = " ".join(stripped[number + 1 : end])
        if 0 < len(below) <= 600 and _WEB.search(below) and _LIST_WORDS.search(below):
            found.update(range(number, end))


def _add_scrubbed(stripped: list[str], found: set[int]) -> None:
    """Add the notices of attachments that a list's archive took out."""
    for number, line in enumerate(stripped):
        if _SCRUBBED.match(line):
            end = number + 1
            while end < len(stripped) and _OF_SCRUBBED.match(stripped[end]):
                end += 1
            parted = number > 0 and "- next part -" in stripped[number - 1]
            found.update(range(number - parted, end))


def _add_notices(stripped: list[str], found: set[int]) -> None:
    """Add paragraphs that are legal notices, and those beside one that speak on."""
    paragraphs = _paragraphs(stripped)
    notices = [_is_notice(stripped[start:end]) for start, end in paragraphs]
    for at, (start, end) in enumerate(paragraphs):
        after = at > 0 and notices[at - 1]
        if notices[at] or (after and _speaks_on(stripped[start:end])):
            notices[at] = True
            found.update(range(start, end))


def _is_notice(lines: list[str]) -> bool:
    text = " ".join(lines).lower()
    if len(text) < _SHORTEST_NOTICE or not any(stem in text for stem in _NOTICE_STEMS):
        return False
    plain = _has_word(text, _SECRECY) + _has_word(text, _FORBIDS)
    if plain == 0:
        return False
    told = plain + (_THIS_MESSAGE.search(text) is not None)
    return told >= 3 or (told == 2 and _INTENDED.search(text) is not None)


def _has_word(text: str, beginnings: tuple[str, ...]) -> bool:
    """Tell whether a word of a text in lower case begins so."""
    for beginning in beginnings:
        at = text.find(beginning)
        while at >= 0:
            if not at or not text[at - 1].isalnum():
                return True
            at = text.find(beginning, at + 1)
    return False


def _speaks_on(lines: list[str]) -> bool:
    text = " ".join(lines).lower()
    if len(text) < _SHORTEST_NOTICE or _LIABILITY.search(text) is None:
        return False
    plain = _has_word(text, _SECRECY) or _has_word(text, _FORBIDS)
    return plain or any(sign.search(text) for sign in (_THIS_MESSAGE, _INTENDED))


def _add_frame(stripped: list[str], found: set[int]) -> None:
    """Add rules and boxes drawn around boilerplate."""
    for number in sorted(found):
        for beside in (number - 1, number + 1):
            if 0 <= beside < len(stripped) and _RULE.match(stripped[beside]):
                found.add(beside)


def _paragraphs(lines: list[str]) -> list[tuple[int, int]]:
    found = []
    start = None
    for number, line in enumerate([*lines, ""]):
        written = line and not _RULE.match(line)
        if written and start is None:
            start = number
        elif not written and start is not None:
            found.append((start, number))
            start = None
    return found
