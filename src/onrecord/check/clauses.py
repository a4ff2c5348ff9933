"""Clauses that give words to somebody, read off a story: who is the subject of a verb of saying.

"X, the treasurer, wrote" · "wrote the treasurer, X" · "in an e-mail from X" · "X's answer:" · "written
by X". A name behind a preposition is nobody's subject: "an aide to X wrote" is not X.
"""

import re

import msgspec

from onrecord.check.cues import ADVERB, ANY_VERB, FINITE_VERB, PARTICIPLE
from onrecord.check.mentions import Mention
from onrecord.check.message_nouns import says, writer_of_message
from onrecord.check.scene import BLOT, Scene

LONGEST_CLAUSE = 400
LONGEST_BEHIND_VERB = 25
"""Characters of a clause; between the verb of a message's saying and the quotation."""


class Who(msgspec.Struct, frozen=True):
    """Who says something: a person of the story, or a pronoun at a place, or only a description.

    ``start``..``end`` hold the words that say so. With ``goes_on`` it is who said what stands before in
    the same sentence; with ``verb_end`` the verb of saying ends there.
    """

    start: int
    end: int
    verb_end: int
    person: str = ""
    pronoun: str = ""
    goes_on: bool = False


MESSAGE_NOUN = (
    r"(?:e-?mails?|messages?|letters?|memos?|memorandum|notes?|replies|reply|response|answer|texts?|posts?"
    r"|tweets?|statement|words|comment|remark|verdict|question|advice|view|reaction|retort|line|version"
    r"|summary|conclusion|warning|plea|account)"
)
_LEAD = rf"[\s,;:.…—–{BLOT}-]*"
_NO_STOP = rf"(?:[^.;{BLOT}]|\.(?!\s+[A-Z{BLOT}]))"
_ASIDE = (
    rf"(?:(?:\s*,{_NO_STOP}{{1,200}}?,|\s*\([^()]{{1,80}}\)|\s+(?:himself|herself)"
    r"|\s+(?:of|at|from|with|for|in)\s+(?:(?:the|[A-Z])[\w.’'&-]*\s?){1,5}){1,2})?"
)
_PREPOSITION = re.compile(
    r"\b(?:to|of|for|from|with|by|about|at|in|on|into|against|than|like|named|and|or)\s+"
    r"(?:(?:the|a|an|his|her|their|its|our|my|one)\s+)?(?:[\w.’'-]+,?\s+){0,4}\Z"
)
_DESCRIBED = re.compile(
    rf"{_LEAD}(?:(?:(?!(?:that|which|who|when|if|as|because)\b)[\w.’'&-]+,?|[—–-])\s+){{0,8}}\Z"
)
_BEFORE_TITLES = re.compile(r"(?:[A-Z][a-z]*\.?\s+)+\Z")
_NAME_THEN_VERB = re.compile(rf"{_ASIDE}\s*,?\s+(?:who\s+)?{FINITE_VERB}")
_PRONOUN_THEN_VERB = re.compile(rf"{_LEAD}(?P<pronoun>[Hh]e|[Ss]he)\s+{FINITE_VERB}")
_VERB_FIRST = re.compile(rf"{_LEAD}(?:{FINITE_VERB}|according to)(?=\s)")
_READS = re.compile(rf"{_LEAD}(?:according to|reads?|ran|runs|went|says|said)(?=\s)")
_IT_READS = re.compile(
    rf"{_LEAD}(?P<it>it)\s+{ADVERB}(?:said|says|read|reads|began|begins|ended|ends|continued|concluded"
    r"|went on|opened|warned|added)\b"
)
_READ_HIS = re.compile(
    rf"{_LEAD}(?:read|reads|ran|runs|said|says|went|was)\s+(?P<whose>his|her)\s+(?:\w+\s+)?{MESSAGE_NOUN}\b"
)
_THE_OLD = re.compile(
    rf"{_LEAD}(?P<it>[Tt]he (?:[A-Z][\w.-]*\s+){{0,3}}(?:\d\d-year-old|Democrat|Republican|billionaire"
    rf"|nominee|lawmaker|congressman|congresswoman|newcomer|freshman|incumbent))\s+{FINITE_VERB}"
)
_ONLY_ADVERBS = re.compile(rf"{_ASIDE}\s*,?\s+(?:who\s+)?{ADVERB}\Z")
_SUBJECT_PRONOUN = re.compile(r"\b(?:he|she|it|they|we|I|you)\b", re.IGNORECASE)
_ACTS = re.compile(
    rf"{_ASIDE}\s*,?\s+(?:who\s+)?{ADVERB}(?:{FINITE_VERB}|\w+ed\b|(?:had|has|was|is|did|sent|began|gave|went|took|put|made"
    r"|kept|held|spoke|chose|found|set|saw|got|left|came|ran|read|seemed|sat|stood|met|broke|grew)\b)"
)
_CONJOINED = re.compile(r"\b(?:and|but|then)\s+\Z")
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be)\s+(?:\w+ly\s+)?\Z")
_RECEIVES = re.compile(
    r"\s+(?:was|were|is|are|had been|has been)\s+(?:told|asked|sent|given|shown|warned|informed)\b"
)
_HIS_WORDS = re.compile(
    rf"['’]s?\s+(?:[\w-]+\s+){{0,4}}{MESSAGE_NOUN}\b[^{BLOT}.]{{0,90}}\Z", re.IGNORECASE
)
_IN_HIS = re.compile(
    rf",?\s+(?:in|by)\s+(?:his|her|an?|another)\s+(?:[\w-]+\s+){{0,3}}{MESSAGE_NOUN}\b[^{BLOT}.]{{0,90}}:\s*\Z"
)
_INTRODUCES = re.compile(rf"{_ASIDE}\s*(?:,?\s*(?:on|in|at) [^:]{{1,60}})?:\s*\Z")
_BARE_LEAD = re.compile(r"[\s\d.:*_>()\x01-]*(?:[A-Z]\w+\.? )?\Z")
_MESSAGE_FROM = re.compile(
    rf"\b{MESSAGE_NOUN}\b[^{BLOT}.:]{{0,60}}?\s(?:from|by)\s+(?:[\w’'-]+,?\s+){{0,6}}?\Z"
)
_WRITTEN_BY = re.compile(
    r"\b(?:written|sent|signed|said|asked|posted|drafted|penned|put)\s+by\s+(?:[\w’'-]+,?\s+){0,5}?\Z"
)


def after(scene: Scene, start: int, stop: int) -> Who | None:
    """Read "…," X wrote / wrote X / she wrote / according to X / read her message."""
    stop = min(stop, start + LONGEST_CLAUSE)
    clause = scene.text[start:stop]
    for form, group in ((_PRONOUN_THEN_VERB, "pronoun"), (_IT_READS, "it"), (_THE_OLD, "it")):
        found = form.match(clause)
        if found:
            at = start + found.start(group)
            return Who(
                at, start + found.end(group), start + found.end(), pronoun=found.group(group)
            )
    hers = _READ_HIS.match(clause)
    if hers:
        at, end = start + hers.start("whose"), start + hers.end()
        return Who(at, end, end, pronoun=hers.group("whose"))
    of_message = _message_after(scene, start, stop)
    if of_message is not None:
        return of_message
    inverted = _VERB_FIRST.match(clause)
    if inverted:
        return _inverted(scene, start + inverted.end(), stop)
    return _name_first(scene, start, stop) or _unnamed(scene, start, stop)


def _message_after(scene: Scene, start: int, stop: int) -> Who | None:
    """Read "…," according to a message from X / reads X's e-mail / an e-mail from X said."""
    verb = _READS.match(scene.text, start, stop)
    found = writer_of_message(scene, verb.end() if verb else start, stop)
    if found is None:
        return None
    first, last, person = found
    verb_end = last if verb else says(scene, last, stop)
    return None if verb_end is None else Who(first, last, verb_end, person)


def _name_first(scene: Scene, start: int, stop: int) -> Who | None:
    for mention in scene.people.between(start, stop)[:3]:
        led = scene.text[start : mention.start]
        if not _DESCRIBED.match(led) or re.search(rf"{FINITE_VERB}\s", led):
            return None
        verb = _NAME_THEN_VERB.match(scene.text, mention.end, stop)
        if verb and not _PREPOSITION.search(led):
            return Who(mention.start, mention.end, verb.end(), mention.person)
    return None


_UNNAMED = re.compile(
    rf"{_LEAD}(?P<who>(?:the|an?|one|another|some|his|her|their|its|they|it|we|I|you|who|which|[A-Z][\w.’'-]*)\b"
    rf"(?:\s+[\w.’',-]+){{0,12}}?)\s+{FINITE_VERB}"
)


def _unnamed(scene: Scene, start: int, stop: int) -> Who | None:
    found = _UNNAMED.match(scene.text, start, stop)
    return Who(found.start("who"), found.end("who"), found.end()) if found else None


_NOUN_ENDS = re.compile(
    rf"(?:[,;:{BLOT}]|\.(?!\w)(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bSen\.)(?<!\bRep\.)(?<!\bGov\.)(?<!\bMrs\.)(?<!\b[A-Z]\.)"
    r"|\s(?:who|that|and|in|on|at|after|when|as|from|by|about|last|during|while)\s)"
)


_ROLE_COMMA = re.compile(r"\s+(?:[\w’'-]+\s+){0,6}[\w’'-]+,\s+")


def _inverted(scene: Scene, begun: int, stop: int) -> Who:
    """Read whom a verb of saying is followed by."""
    pronoun = re.match(r"\s+(he|she)\b", scene.text[begun:stop])
    if pronoun:
        at = begun + pronoun.start(1)
        return Who(at, at + len(pronoun[1]), at + len(pronoun[1]), pronoun=pronoun[1])
    cut = _NOUN_ENDS.search(scene.text, begun, stop)
    end = cut.start() if cut else stop
    for mention in reversed(scene.people.between(begun, min(stop, end + 40))):
        led = scene.text[begun : mention.start]
        set_off = mention.start <= end + 2 and _ROLE_COMMA.fullmatch(led)
        heads = (mention.start < end or set_off) and not _PREPOSITION.search(led)
        if heads and not _is_owner(scene, mention):
            return Who(mention.start, mention.end, mention.end, mention.person)
    return Who(begun, end, end)


def _is_owner(scene: Scene, mention: Mention) -> bool:
    return scene.text.startswith(("'s", "’s", "s’ ", "s' "), mention.end)


def before(scene: Scene, start: int, end: int, *, follows: bool) -> Who | None:
    """Read X wrote: "…", in the stretch before a quotation.

    ``follows`` says that another quotation stands before it in the same sentence.
    """
    start = max(start, end - LONGEST_CLAUSE)
    return (
        _according(scene, start, end)
        or _message_before(scene, start, end)
        or _of_message(scene, start, end)
        or _introduced(scene, start, end, follows=follows)
        or owned(scene, start, end)
        or _colon_subject(scene, start, end)
    )


def _according(scene: Scene, start: int, end: int) -> Who | None:
    found = re.search(r"[Aa]ccording to\s", scene.text[start:end])
    if not found:
        return None
    begun = start + found.end()
    writer = writer_of_message(scene, begun, end)
    if writer is not None:
        return Who(writer[0], writer[1], end, writer[2])
    named = scene.people.between(begun, end)
    if named and not _is_owner(scene, named[0]):
        led = scene.text[begun : named[0].start]
        if not _PREPOSITION.search(led) and re.fullmatch(r"(?:[\w’'-]+,?\s+){0,6}", led):
            return Who(named[0].start, named[0].end, end, named[0].person)
    return Who(begun, end, end)


def _of_message(scene: Scene, start: int, end: int) -> Who | None:
    """Read "an email from X:", "written by X, a clerk:"."""
    said = scene.text[start:end].rstrip(BLOT + " ")
    if not said.endswith(":"):
        return None
    for mention in reversed(scene.people.between(start, end)):
        led = scene.text[start : mention.start]
        if _MESSAGE_FROM.search(led) or _WRITTEN_BY.search(led):
            return Who(mention.start, mention.end, end, mention.person)
    return None


def _message_before(scene: Scene, start: int, end: int) -> Who | None:
    """Read "An e-mail from X said that" right before a quotation."""
    found = writer_of_message(scene, start, end)
    verb_end = says(scene, found[1], end) if found else None
    if found is None or verb_end is None or end - verb_end > LONGEST_BEHIND_VERB:
        return None
    return Who(found[0], found[1], verb_end, found[2])


def _introduced(scene: Scene, start: int, end: int, *, follows: bool) -> Who | None:
    verbs = [
        verb
        for verb in re.finditer(rf"(?<![\w-]){ANY_VERB}", scene.text[start:end], re.IGNORECASE)
        if not _PASSIVE.search(scene.text[start : start + verb.start()])
    ]
    if not verbs:
        return None
    verb = verbs[-1]
    begun, done = start + verb.start(), start + verb.end()
    if not scene.text[start:begun].strip(BLOT + " \t\r\n>*") and not PARTICIPLE.search(
        verb.group()
    ):
        inverted = _inverted(scene, done, end)
        if inverted.person:
            return inverted
    subject = _subject(scene, start, begun)
    if subject is not None:
        return msgspec.structs.replace(subject, verb_end=done)
    joined = PARTICIPLE.search(verb.group()) or _CONJOINED.search(scene.text[start:begun])
    if not joined:
        return Who(start, begun, done)
    acting = _acting(scene, start, begun)
    if acting is not None:
        return msgspec.structs.replace(acting, verb_end=done)
    return Who(start, begun, done, goes_on=follows)


def _nouns(scene: Scene, start: int, end: int) -> list[Who]:
    """Return the people and pronouns of a stretch that may be subjects, in order."""
    found = [
        Who(m.start, m.end, m.end, m.person)
        for m in scene.people.between(start, end)
        if m.end <= end
    ]
    found += [
        Who(start + p.start(), start + p.end(), start + p.end(), pronoun=p.group())
        for p in _SUBJECT_PRONOUN.finditer(scene.text[start:end])
        if not any(noun.start <= start + p.start() < noun.end for noun in found)
    ]
    return sorted(found, key=lambda noun: noun.start)


def _subject(scene: Scene, start: int, verb: int) -> Who | None:
    """Return who stands right before a verb, past asides; nobody if that is behind a preposition."""
    nouns = _nouns(scene, start, verb)
    for noun in reversed(nouns):
        if noun.pronoun and scene.text[noun.end : verb].lstrip()[:1] == ",":
            continue
        if not _ONLY_ADVERBS.match(scene.text[noun.end : verb] or " "):
            return None
        led = scene.text[start : noun.start]
        if noun.pronoun or not _PREPOSITION.search(led) or _is_aside(scene, start, noun):
            return noun
    return None


def _is_aside(scene: Scene, start: int, noun: Who) -> bool:
    """Tell whether a comma sets a name off: "the head of the board, X, wrote", "In a note, X wrote"."""
    return _BEFORE_TITLES.sub("", scene.text[start : noun.start]).rstrip()[-1:] == ","


def _acting(scene: Scene, start: int, verb: int) -> Who | None:
    acting = [
        noun
        for noun in _nouns(scene, start, verb)
        if _ACTS.match(scene.text, noun.end, min(len(scene.text), noun.end + 260))
        and (
            noun.pronoun
            or not _PREPOSITION.search(scene.text[start : noun.start])
            or _is_aside(scene, start, noun)
        )
    ]
    if acting:
        return acting[-1]
    inverted = re.search(rf"{FINITE_VERB}(?=\s)", scene.text[start:verb])
    found = _inverted(scene, start + inverted.end(), verb) if inverted else None
    return found if found is not None and found.person else None


def owned(scene: Scene, start: int, end: int) -> Who | None:
    """Read X: "…", X's answer: "…", and X, in her reply: "…"."""
    for mention in reversed(scene.people.between(start, end)):
        then = scene.text[mention.end : end].rstrip(BLOT)
        alone = _BARE_LEAD.match(scene.text[start : mention.start]) or mention.title
        if _HIS_WORDS.match(then) or _IN_HIS.match(then) or (_INTRODUCES.match(then) and alone):
            return Who(mention.start, mention.end, mention.end, mention.person)
    return None


def _colon_subject(scene: Scene, start: int, end: int) -> Who | None:
    """Return the subject of a sentence without a verb of saying that a colon ends."""
    if not scene.text[start:end].rstrip(BLOT + " \t\r\n>").endswith(":"):
        return None
    for noun in _nouns(scene, start, end)[:2]:
        led = scene.text[start : noun.start].strip(BLOT + " \t\r\n>*")
        opens = not led or re.fullmatch(r"(?:[\w’'-]+\s+){0,5}[\w’'-]+,?", led)
        if not opens or _PREPOSITION.search(led + " ") or _RECEIVES.match(scene.text, noun.end):
            continue
        if _ACTS.match(scene.text, noun.end, min(end, noun.end + 260)):
            return msgspec.structs.replace(noun, verb_end=end)
    return None
