"""Whose words the story says a quotation is: speaker, recipients, date, or nothing where unclear."""

import re
from collections.abc import Sequence

import msgspec

from onrecord.check.circumstances import Circumstances, Relation, circumstances
from onrecord.check.clauses import MESSAGE_NOUN, Who, after, before, owned
from onrecord.check.medium import Medium
from onrecord.check.mentions import Gender, gender_of
from onrecord.check.quotation import Form, Quotation
from onrecord.check.scene import BLOT, Scene
from onrecord.check.stated_date import StoryDate
from onrecord.check.tweets import tweet_writer


class Attribution(msgspec.Struct, frozen=True):
    """What the story says of a quotation. Empty where it says nothing, or nothing clear.

    ``described`` is how the story speaks of whom it does not name ("a senior aide to the mayor").
    """

    speaker: str = ""
    described: str = ""
    recipients: tuple[str, ...] = ()
    date: StoryDate | None = None
    medium: Medium = Medium.UNSTATED
    relation: Relation = Relation.UNSTATED

    @property
    def recipient(self) -> str:
        """The first recipient the story names."""
        return self.recipients[0] if self.recipients else ""


LONGEST_DESCRIPTION = 10
"""Words."""

_EDGE = BLOT + " \t\r\n"
_ENDS = frozenset('.!?…—–-”’"')
_ONLY_MARKUP = BLOT + " \t\r\n>*_"
_SENDS = re.compile(r"\b(?:sent|wrote|e-?mailed|forwarded|posted|drafted|circulated)\b")
_FROM = re.compile(
    rf"\b{MESSAGE_NOUN}\b[^.]{{0,60}}?\s(?:from|by)\s+(?:[\w’'-]+,?\s+){{0,6}}?\Z", re.IGNORECASE
)


class _Earlier(msgspec.Struct, frozen=True):
    """A quotation already read: where its paragraph begins, and who said it."""

    paragraph: int
    speaker: str


def attributions(scene: Scene, found: Sequence[Quotation]) -> tuple[Attribution, ...]:
    """Return what the story says of each of its quotations, in their order."""
    reading = _Reading(scene, found)
    return tuple(reading.read(number) for number in range(len(found)))


class _Reading:
    """A story being read from its first quotation to its last."""

    def __init__(self, scene: Scene, found: Sequence[Quotation]) -> None:
        self._scene = scene
        self._found = found
        self._said: list[Attribution] = []
        self._earlier: list[_Earlier] = []

    def read(self, number: int) -> Attribution:
        """Read the attribution of the next quotation."""
        quotation = self._found[number]
        signed = self._signed(quotation)
        who = None if signed else self._clause(number)
        if signed:
            speaker = signed
        elif who is None:
            speaker = self._without_clause(number)
        else:
            speaker = self._speaker(who, number)
        self._earlier.append(_Earlier(self._scene.paragraph(quotation.start)[0], speaker))
        of = circumstances(self._scene, quotation, who.verb_end if who else None)
        if who is None and speaker and number and speaker == self._said[-1].speaker:
            of = self._as_before(of, number)
        self._said.append(_attribution(speaker, self._described(who, speaker), of))
        return self._said[-1]

    def _as_before(self, of: Circumstances, number: int) -> Circumstances:
        """Let a quotation without a clause share what was said of the one before, in one paragraph."""
        last = self._said[-1]
        if self._earlier[number - 1].paragraph != self._earlier[number].paragraph:
            return of
        return msgspec.structs.replace(
            of,
            recipients=of.recipients or last.recipients,
            date=of.date or last.date,
            medium=of.medium or last.medium,
            relation=of.relation or last.relation,
        )

    def _signed(self, quotation: Quotation) -> str:
        if quotation.form is not Form.TWEET:
            return ""
        start, end = self._scene.paragraph(quotation.start)
        return tweet_writer(self._scene.story, start, end)

    def _clause(self, number: int) -> Who | None:
        """Return the clause that gives the quotation to somebody: inside it, after it, or before it."""
        quotation = self._found[number]
        for first, second in zip(quotation.segments, quotation.segments[1:], strict=False):
            inside = after(self._scene, first.end, second.start)
            if inside is not None:
                return inside
        stop = self._scene.sentence_end(quotation.end)
        if number + 1 < len(self._found):
            stop = min(stop, max(self._found[number + 1].start, quotation.end))
        earlier = self._before(number)
        names = earlier is not None and bool(earlier.person or earlier.pronoun or earlier.goes_on)
        if names and _may_end_sentence(self._scene, quotation):
            return earlier
        later = None
        if not _ends_sentence(self._scene, quotation):
            later = after(self._scene, quotation.end, stop)
        if later is None or (
            names and not (later.person or later.pronoun) and later.end <= later.start
        ):
            return earlier
        return later

    def _before(self, number: int) -> Who | None:
        """Read the sentence up to the quotation, or one with a colon right above a block or paragraph."""
        scene, quotation = self._scene, self._found[number]
        start = scene.sentence_start(max(0, quotation.start - 1))
        end = quotation.start
        if not scene.text[start:end].strip(_ONLY_MARKUP):
            above = scene.earlier_paragraphs(quotation.start, 1)
            at_top = not scene.text[scene.paragraph(end)[0] : end].strip(_ONLY_MARKUP)
            if not at_top or not above or not scene.text[slice(*above[0])].rstrip().endswith(":"):
                return None
            end = above[0][1]
            start = scene.sentence_start(end - 1)
        follows = number > 0 and self._found[number - 1].end > start
        return before(scene, start, end, follows=follows)

    def _speaker(self, who: Who, number: int) -> str:
        if who.person:
            return who.person
        if who.goes_on:
            return self._earlier[number - 1].speaker if number else ""
        pronoun = who.pronoun.lower()
        if pronoun in ("he", "she", "his", "her") or pronoun.startswith("the "):
            return self._resolved(pronoun, who.start)
        return self._of_message(who.start) if pronoun == "it" else ""

    def _described(self, who: Who | None, speaker: str) -> str:
        if who is None or speaker or who.pronoun or who.goes_on:
            return ""
        described = self._scene.story[who.start : who.end].strip(" \t\r\n,;:\"“”’'")
        return described if len(described.split()) <= LONGEST_DESCRIPTION else ""

    def _resolved(self, pronoun: str, at: int) -> str:
        """Return whom he, she or "the Democrat" is: who can be meant in the nearest sentence, or ""."""
        scene, gender = self._scene, gender_of(pronoun)
        here = scene.sentence_start(at)
        stretches = [(here, at), *scene.sentences(scene.paragraph(at)[0], here)]
        for bounds in scene.earlier_paragraphs(at, 2):
            stretches.extend(scene.sentences(*bounds))
        for start, end in stretches:
            named = dict.fromkeys(mention.person for mention in scene.people.between(start, end))
            fits = [
                person
                for person in named
                if scene.people.gender(person) in (gender, Gender.UNKNOWN)
                or gender is Gender.UNKNOWN
            ]
            if len(fits) > 1:
                surely = [p for p in fits if scene.people.gender(p) is gender]
                known = len(surely) == 1 and gender is not Gender.UNKNOWN
                return surely[0] if known else self._last_speaker_of(surely or fits)
            if fits:
                return fits[0]
        return ""

    def _last_speaker_of(self, people: Sequence[str]) -> str:
        """Return who of several people spoke last in the story, if that was the last quotation."""
        last = self._earlier[-1].speaker if self._earlier else ""
        return last if last in people else ""

    def _of_message(self, at: int) -> str:
        """Return who sent the message that "it said" speaks of, as the sentence before tells."""
        scene = self._scene
        here = scene.sentence_start(at)
        before_it = scene.sentences(scene.paragraph(at)[0], here)
        above = scene.earlier_paragraphs(at, 1)
        stretches = before_it[:2] or (scene.sentences(*above[0])[:1] if above else [])
        for start, end in stretches:
            named = scene.people.between(start, end)
            for mention in named:
                if _FROM.search(scene.text[start : mention.start]):
                    return mention.person
            if named and _SENDS.search(scene.text[named[0].end : end]):
                return named[0].person
        return ""

    def _without_clause(self, number: int) -> str:
        """Return the speaker of a quotation that no clause of its sentence gives to anybody."""
        scene, quotation = self._scene, self._found[number]
        if quotation.text.rstrip()[-1:] not in _ENDS:
            return ""
        if not number:
            return self._owner_before(quotation)
        last = self._found[number - 1]
        if scene.paragraph(last.start)[0] == scene.paragraph(quotation.start)[0]:
            follows = self._follows_on(last, quotation)
            return self._earlier[number - 1].speaker if follows else self._owner_before(quotation)
        owner = self._owner_before(quotation)
        return owner or self._bare(number)

    def _follows_on(self, last: Quotation, quotation: Quotation) -> bool:
        """Tell whether a quotation goes on where the one before was attributed: "A," X said. "B."."""
        scene = self._scene
        between = (last.end, quotation.start)
        said = scene.text[slice(*between)].strip(_EDGE)
        told = [
            bounds
            for bounds in scene.sentences(*between)
            if scene.text[slice(*bounds)].strip(_EDGE)
        ]
        if not said:
            return True
        return said.endswith((".", ",")) and len(told) == 1 and after(scene, *between) is not None

    def _owner_before(self, quotation: Quotation) -> str:
        """Return whose answer or question the sentence before is about: "Her question was about X."."""
        scene = self._scene
        here = scene.sentence_start(quotation.start)
        begun = scene.paragraph(quotation.start)[0]
        for start, end in scene.sentences(begun, here)[:1]:
            if BLOT in scene.text[start:end]:
                return ""
            who = owned(scene, start, scene.text.rfind(".", start, end))
            return who.person if who else ""
        return ""

    def _bare(self, number: int) -> str:
        """Return the speaker of a paragraph that is nothing but a quotation.

        Where two people take turns in the paragraphs before, it is the other one's turn; a paragraph
        that ends with a quotation is gone on with.
        """
        scene, quotation = self._scene, self._found[number]
        start, end = scene.paragraph(quotation.start)
        if scene.text[start:end].strip(_ONLY_MARKUP):
            return ""
        turns: list[_Earlier] = []
        for earlier in self._earlier:
            if not turns or turns[-1].paragraph != earlier.paragraph:
                turns.append(earlier)
        above = [bounds[0] for bounds in scene.earlier_paragraphs(start, 2)]
        if not turns or not above or turns[-1].paragraph != above[0]:
            return ""
        last = turns[-1].speaker
        if len(turns) > 1 and turns[-2].paragraph == above[-1] and turns[-2].speaker != last:
            return turns[-2].speaker
        ends_quoted = scene.text[: scene.paragraph(above[0])[1]].endswith(BLOT)
        alone = {each.speaker for each in self._earlier if each.paragraph == above[0]} == {last}
        return last if ends_quoted and alone else ""


def _attribution(speaker: str, described: str, of: Circumstances) -> Attribution:
    recipients = tuple(name for name in of.recipients if name != speaker)
    return Attribution(speaker, described, recipients, of.date, of.medium, of.relation)


def _may_end_sentence(scene: Scene, quotation: Quotation) -> bool:
    """Tell whether a new sentence may follow: a final mark inside, and no lowercase word behind."""
    said = quotation.text.rstrip()
    if said[-1:] not in (".", "!", "?") or said.endswith(".."):
        return False
    following = scene.text[quotation.end : quotation.end + 20].lstrip(_EDGE)
    return not following[:1].islower()


def _ends_sentence(scene: Scene, quotation: Quotation) -> bool:
    """Tell whether a full stop inside the marks ends the story's sentence, so that a new one follows."""
    return quotation.text.rstrip().endswith(".") and _may_end_sentence(scene, quotation)
