"""Whose words the story says a quotation is: speaker, recipient and date, or nothing where unclear."""

import re
from collections.abc import Sequence

import msgspec

from onrecord.check.cues import ANY_VERB, FINITE_VERB, PARTICIPLE, TAKES_RECIPIENT
from onrecord.check.mentions import Gender, Mention, gender_of
from onrecord.check.quotation import Quotation
from onrecord.check.scene import BLOT, LONGEST_SENTENCE, Scene
from onrecord.check.stated_date import StoryDate, stated_date


class Attribution(msgspec.Struct, frozen=True):
    """What the story says of a quotation. Empty where it says nothing, or nothing clear."""

    speaker: str = ""
    recipient: str = ""
    date: StoryDate | None = None


class _Said(msgspec.Struct, frozen=True):
    """A speaker read off a clause; ``verb_end`` is where its verb of saying ends.

    ``speaker`` is empty where we cannot tell who a pronoun is; with ``unnamed``, where the clause gives
    the words to somebody it does not name ("the source said").
    """

    speaker: str
    verb_end: int
    unnamed: bool = False


_LEAD = rf"[\s,;:—–{BLOT}-]*"
_DESCRIBED = r"(?:(?:the|[A-Z][\w.’'-]*|of|and|for|[a-z]+)[\s]+){0,6}"
_BEFORE_NAME = re.compile(rf"{_LEAD}(?:(?:[Tt]he|[A-Z][\w.’'-]*|of|and|for)\s+){{0,6}}\Z")
_BETWEEN_VERB_AND_NAME = re.compile(
    r"\s+(?:(?!(?:for|of|to|with|from|by|in|on|at)\s)[\w.’'-]+\s+){0,6}\Z"
)
_ASIDE = rf"(?:\s*,[^{BLOT}.]{{1,160}}?,|\s*\([^()]{{1,80}}\)\s*,?)?"
_NAME_THEN_VERB = re.compile(rf"{_ASIDE}\s+(?:who\s+)?{FINITE_VERB}")
_ONLY_ASIDE = re.compile(
    rf"{_ASIDE}\s+(?:(?:[a-z]+ly|then|also|later|had|has|once|soon)\s+){{0,2}}\Z"
)
_PRONOUN_THEN_VERB = re.compile(rf"{_LEAD}(?P<pronoun>[Hh]e|[Ss]he)\s+{FINITE_VERB}")
_VERB_FIRST = re.compile(
    rf"{_LEAD}(?:{FINITE_VERB}|according to)(?P<whom>\s+[^,.;:{BLOT}]{{1,140}})"
)
_NOUN_ENDS = re.compile(r"\s(?:who|that|and|in|on|at|to|of|for|after|when|as|from|with|by|about)\s")
_UNNAMED = re.compile(
    rf"{_LEAD}(?:the|an?|one|another|some|his|her|their|its|they|it|we|I|who|which|[A-Z][\w.’'-]*)\b"
    rf"(?:\s+[\w.’'-]+){{0,6}}?\s+{FINITE_VERB}"
)
_ANY_VERB = re.compile(rf"(?<![\w-]){ANY_VERB}")
_SUBJECT_PRONOUN = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)
_VERBISH = re.compile(
    rf"{_ASIDE}\s+(?:(?:[a-z]+ly|also|then|later|once)\s+)?(?:{FINITE_VERB}|\w+ed\b|had\b|has\b|was\b"
    r"|is\b|did\b|sent\b|began\b|gave\b|went\b|took\b|put\b|made\b|kept\b|held\b|spoke\b|chose\b)"
)
_CONJOINED = re.compile(r"(?:\band|\bbut|\bthen|,)\s+\Z")
_HIS_WORDS = re.compile(
    r"['’]s?\s+(?:[\w-]+\s+){0,2}(?:words|advice|answer|reply|response|message|e-?mail|note|letter|memo"
    rf"|statement|question|verdict|view)\b[^{BLOT}]{{0,60}}\Z"
)
_INTRODUCES = re.compile(r"\s*(?:on [^:]{1,60})?:\s*\Z")
_LONGEST_CLAUSE = 300


def attributions(scene: Scene, found: Sequence[Quotation]) -> tuple[Attribution, ...]:
    """Return what the story says of each of its quotations, in their order."""
    said: list[Attribution] = []
    for number, quotation in enumerate(found):
        clause = _clause(scene, quotation, found, number)
        goes_on = number and clause is None and quotation.text.rstrip()[-1:] in ".!?…"
        if goes_on and _follows_on(scene, found[number - 1], quotation):
            said.append(said[-1])
            continue
        speaker = clause.speaker if clause else ""
        recipient = _recipient(scene, clause, quotation) if clause else ""
        said.append(
            Attribution(speaker, "" if recipient == speaker else recipient, _date(scene, quotation))
        )
    return tuple(said)


def _clause(
    scene: Scene, quotation: Quotation, found: Sequence[Quotation], number: int
) -> _Said | None:
    """Return the clause that gives the quotation to somebody: inside it, after it, or before it."""
    for first, second in zip(quotation.segments, quotation.segments[1:], strict=False):
        inside = _after(scene, first.end, second.start)
        if inside is not None:
            return inside
    stop = scene.sentence_end(quotation.end)
    if number + 1 < len(found):
        stop = min(stop, max(found[number + 1].start, quotation.end))
    before = _before(scene, quotation)
    if before and before.speaker and _may_end_sentence(scene, quotation):
        return before
    after = None if _ends_sentence(scene, quotation) else _after(scene, quotation.end, stop)
    if after is None or (not after.speaker and before and before.speaker and not after.unnamed):
        return before
    return after


def _may_end_sentence(scene: Scene, quotation: Quotation) -> bool:
    """Tell whether a new sentence may follow: a final mark inside, and no lowercase word behind."""
    said = quotation.text.rstrip()
    if said[-1:] not in (".", "!", "?") or said.endswith(".."):
        return False
    following = scene.text[quotation.end : quotation.end + 20].lstrip(BLOT + " \t\r\n")
    return not following[:1].islower()


def _ends_sentence(scene: Scene, quotation: Quotation) -> bool:
    """Tell whether a full stop inside the marks ends the story's sentence, so that a new one follows."""
    return quotation.text.rstrip().endswith(".") and _may_end_sentence(scene, quotation)


def _after(scene: Scene, start: int, stop: int) -> _Said | None:
    """Read "…," X wrote / wrote X / she wrote / according to X."""
    stop = min(stop, start + _LONGEST_CLAUSE)
    clause = scene.text[start:stop]
    pronoun = _PRONOUN_THEN_VERB.match(clause)
    if pronoun:
        at = start + pronoun.start("pronoun")
        return _Said(resolved(scene, pronoun.group("pronoun"), at), start + pronoun.end())
    inverted = _VERB_FIRST.match(clause)
    if inverted:
        return _inverted(scene, start, inverted)
    for mention in scene.people.between(start, stop)[:2]:
        if not _BEFORE_NAME.match(scene.text[start : mention.start]):
            break
        verb = _NAME_THEN_VERB.match(scene.text[mention.end : stop])
        if verb:
            return _Said(mention.person, mention.end + verb.end())
    unnamed = _UNNAMED.match(clause)
    return _Said("", start + unnamed.end(), unnamed=True) if unnamed else None


def _inverted(scene: Scene, start: int, clause: re.Match[str]) -> _Said:
    whom = clause.group("whom")
    cut = _NOUN_ENDS.search(whom)
    begun = start + clause.start("whom")
    end = begun + (cut.start() if cut else len(whom))
    for mention in scene.people.between(begun, end):
        led = _BETWEEN_VERB_AND_NAME.match(scene.text[begun : mention.start])
        if led and not scene.text[mention.end : end].strip():
            return _Said(mention.person, mention.end)
    pronoun = re.fullmatch(r"\s+(he|she)\s*", scene.text[begun:end])
    speaker = resolved(scene, pronoun.group(1), begun) if pronoun else ""
    return _Said(speaker, end, unnamed=pronoun is None)


def _before(scene: Scene, quotation: Quotation) -> _Said | None:
    """Read X wrote: "…", or the sentence with a colon that stands before a block or paragraph."""
    start = scene.sentence_start(max(0, quotation.start - 1))
    end = quotation.start
    if not scene.text[start:end].strip(BLOT + " \t\r\n>"):
        earlier = scene.earlier_paragraphs(quotation.start, 1)
        at_top = not scene.text[scene.paragraph(end)[0] : end].strip(BLOT + " \t\r\n>")
        if not at_top or not earlier or not scene.text[slice(*earlier[0])].rstrip().endswith(":"):
            return None
        end = earlier[0][1]
        start = scene.sentence_start(end - 1)
    start = max(start, end - _LONGEST_CLAUSE)
    return _introduced(scene, start, end) or _owned(scene, start, end)


def _introduced(scene: Scene, start: int, end: int) -> _Said | None:
    verbs = list(_ANY_VERB.finditer(scene.text, start, end))
    mentions = scene.people.between(start, end)
    according = re.search(r"[Aa]ccording to\s", scene.text[start:end])
    if according:
        after = [m for m in mentions if m.start >= start + according.end()]
        plain_name = after and not scene.text[after[0].end :].startswith(("'s", "’s"))
        return _Said(after[0].person if plain_name else "", end)
    if not verbs:
        return None
    verb = verbs[-1]
    subject = _subject(scene, start, verb, mentions)
    return _Said(subject, verb.end())


def _subject(scene: Scene, start: int, verb: re.Match[str], mentions: Sequence[Mention]) -> str:
    """Return who does the saying: the name or pronoun right before the verb, or the sentence's own
    subject where the verb is a participle or joined by "and".
    """
    text = scene.text
    nouns: list[tuple[int, int, str]] = [
        (m.start, m.end, m.person) for m in mentions if m.end <= verb.start()
    ]
    nouns += [
        (p.start(), p.end(), "") for p in _SUBJECT_PRONOUN.finditer(text, start, verb.start())
    ]
    nouns.sort()
    if nouns and _ONLY_ASIDE.match(text[nouns[-1][1] : verb.start()] or " "):
        return _person(scene, nouns[-1])
    joined = PARTICIPLE.search(verb.group()) or _CONJOINED.search(text[start : verb.start()])
    if not joined:
        return ""
    acting = [noun for noun in nouns if _VERBISH.match(text[noun[1] : noun[1] + 200])]
    return _person(scene, acting[-1]) if acting else ""


def _person(scene: Scene, noun: tuple[int, int, str]) -> str:
    start, end, person = noun
    return person or resolved(scene, scene.text[start:end], start)


def _owned(scene: Scene, start: int, end: int) -> _Said | None:
    """Read X: "…", and X's answer: "…"."""
    for mention in reversed(scene.people.between(start, end)):
        then = scene.text[mention.end : end].rstrip(BLOT)
        alone = not scene.text[start : mention.start].strip(BLOT + " \t\r\n*-") or mention.title
        if _HIS_WORDS.match(then) or (_INTRODUCES.match(then) and alone):
            return _Said(mention.person, mention.end)
    return None


def resolved(scene: Scene, pronoun: str, at: int) -> str:
    """Return whom he or she is: the single person of the nearest sentence who can be meant, or ""."""
    gender = gender_of(pronoun)
    here = scene.sentence_start(at)
    stretches = [(here, at), *scene.sentences(scene.paragraph(at)[0], here)]
    for bounds in scene.earlier_paragraphs(at, 2):
        stretches.extend(scene.sentences(*bounds))
    for start, end in stretches:
        named = dict.fromkeys(mention.person for mention in scene.people.between(start, end))
        fits = [
            person for person in named if scene.people.gender(person) in (gender, Gender.UNKNOWN)
        ]
        if len(fits) > 1:
            fits = [person for person in fits if scene.people.gender(person) is gender]
            return fits[0] if len(fits) == 1 else ""
        if fits:
            return fits[0]
    return ""


def _follows_on(scene: Scene, before: Quotation, quotation: Quotation) -> bool:
    """Tell whether a quotation goes on where the one before was attributed: "A," X said. "B."."""
    if scene.paragraph(before.start) != scene.paragraph(quotation.start):
        return False
    between = (before.end, quotation.start)
    said = scene.text[slice(*between)].strip(BLOT + " \t\r\n")
    return not said or (
        said.endswith(".")
        and len([s for s in scene.sentences(*between) if scene.text[slice(*s)].strip(BLOT + " \n")])
        == 1
        and _after(scene, *between) is not None
    )


def _recipient(scene: Scene, clause: _Said, quotation: Quotation) -> str:
    """Return to whom it was said: "told Jane Doe", "wrote … to Jane Doe"."""
    start = clause.verb_end
    end = scene.sentence_end(start)
    if start <= quotation.start:
        end = min(end, quotation.start)
    told = TAKES_RECIPIENT.search(scene.text, max(0, start - 12), min(end, start + 2))
    for mention in scene.people.between(start, end):
        before = scene.text[start : mention.start]
        direct = told is not None and re.fullmatch(r"\s*(?:[A-Z][\w.]*\s+){0,3}", before)
        if direct or re.search(r"\bto\s+(?:[A-Z][\w.]*\s+){0,3}\Z", before):
            return mention.person
    return ""


def _date(scene: Scene, quotation: Quotation) -> StoryDate | None:
    """Return the date stated in the quotation's sentence, or else nearest before it in the paragraph."""
    start, end = scene.sentence_start(quotation.start), scene.sentence_end(quotation.end)
    here = stated_date(scene.text[start:end])
    if here is not None:
        return here
    near = max(scene.paragraph(quotation.start)[0], start - LONGEST_SENTENCE)
    for bounds in scene.sentences(near, start):
        earlier = stated_date(scene.text[slice(*bounds)])
        if earlier is not None:
            return earlier
    return None
