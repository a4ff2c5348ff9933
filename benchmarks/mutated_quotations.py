"""Quotations of real mail, changed in known ways, held against the archive they come from.

Usage: python benchmarks/mutated_quotations.py ARCHIVE [--each 50] [--seed 1] [--shown]

Every quotation is cut from the own words of a message whose From names a person, put into a sentence of a
story, changed as its kind says, and checked. Counted is how often the verdict is one the kind allows; and,
over all kinds, whether anything changed, or written by another, was called verbatim and confirmed.
Nothing of the mail is printed but with ``--shown``, for work on one's own machine.
"""

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec

from onrecord.check.cues import NOT_NAMES, NOT_PEOPLE
from onrecord.check.examination import check_story
from onrecord.check.library import Candidate, Library
from onrecord.check.names import Agreement, agreement, read_name
from onrecord.check.places import COMMONEST
from onrecord.check.report import Checked
from onrecord.check.story import Story
from onrecord.configuration import reading
from onrecord.pipeline.checking.library import ArchiveLibrary
from onrecord.search.query import Sent, Words
from onrecord.text.passage import Origin
from onrecord.text.terms import words

_READ = ("typography", "style-change")
CHANGED = ("unmarked-change", "meaning-change", "unmarked-cut")
_STRETCH = re.compile(r"(?<=[\s(])[A-Za-z][^\"“”«»\[\]…<>=*_`~|\\{}@#/^]{60,260}(?=[\s,;]|\.\s)")
_ORDINARY = re.compile(r"[A-Za-z]{3,}")
_PEOPLE = ("Ottoline Underhill", "Zebulon Quayle", "Isolde Ravenscroft")
_INVENTED = (
    "the lighthouse keepers demanded velvet curtains before any herring could be auctioned",
    "seventeen accordions arrived at dawn and nobody admitted to having ordered the marmalade",
    "our beekeeping subsidiary swallowed the entire umbrella budget for the monastery",
)


class Sample(msgspec.Struct, frozen=True):
    """A stretch of somebody's own words, and the message it stands in."""

    text: str
    speaker: str
    said: Candidate

    @property
    def split(self) -> list[str]:
        return self.text.split()


class Case(msgspec.Struct, frozen=True):
    """A story with one quotation, and the verdicts that are right for it."""

    story: str
    words: tuple[str, ...]
    whose: tuple[str, ...] = ()
    told: str = ""


Maker = Callable[["Source"], Case | None]


class Source:
    """Samples of an archive, drawn with a seed."""

    def __init__(self, library: Library, seed: int) -> None:
        self.library = library
        self.random = random.Random(seed)
        self._found = self._draw()
        self._spare: list[Candidate] = []

    def _draw(self) -> Iterator[Candidate]:
        years = [year for year in range(1990, 2020) if self._sent(date(year, 1, 1), 365, 1)]
        while True:
            day = date(self.random.choice(years), 1, 1) + timedelta(self.random.randrange(365))
            found = [each for each in self._sent(day, 3, 40) if each.place == "body"]
            self.random.shuffle(found)
            yield from found[:8]

    def _sent(self, day: date, length: int, limit: int) -> list[Candidate]:
        return self.library.find(Sent(day, day + timedelta(length)), limit)[1]

    def message(self) -> Candidate:
        """Return the next message drawn."""
        return next(self._found)

    def sample(self) -> Sample:
        """Return own words that stand in one message only, of somebody with a full name."""
        while True:
            said = self.message()
            speaker = full_name(said)
            if not speaker:
                continue
            for stretch in self.stretches(said, Origin.OWN):
                if self.is_single(stretch):
                    return Sample(stretch, speaker, said)

    def stretches(self, said: Candidate, *origins: Origin) -> list[str]:
        """Return up to two stretches of running text of the passages of some origins."""
        found = [
            " ".join(stretch.group().split())
            for passage in said.passages
            if passage.origin in origins and not getattr(passage, "header", False)
            for stretch in _STRETCH.finditer(said.text[passage.start : passage.end])
            if "\n\n" not in stretch.group() and "\n>" not in stretch.group()
        ]
        fit = [each for each in found if is_running(each)]
        return self.random.sample(fit, min(2, len(fit)))

    def is_single(self, text: str) -> bool:
        """Tell whether a text stands in one message only, whatever its case and marks."""
        return self.library.find(Words(words(text)), 1)[0] == 1


def full_name(said: Candidate) -> str:
    """Return the sender's name, given name first, "" without a plain full name."""
    if len(said.from_) != 1:
        return ""
    name = said.from_[0].name or _spelt(said.from_[0].address)
    surname, comma, given = name.partition(", ")
    name = f"{given} {surname}" if comma else name
    plain = re.fullmatch(r"[A-Z][a-z]+(?: [A-Z]\.?)? [A-Z][a-z]+", name)
    parts = read_name(name).parts
    return name if plain and len(parts) > 1 and parts[0] not in NOT_NAMES | NOT_PEOPLE else ""


def _spelt(address: str) -> str:
    """Return the name that an address spells: "Jane Doe" for jane.doe@…, "" where it spells none."""
    found = re.fullmatch(r"([a-z]{3,})\.([a-z]{3,})@.*", address)
    return f"{found[1].capitalize()} {found[2].capitalize()}" if found else ""


def is_running(text: str) -> bool:
    """Tell running text from tables and lists."""
    split = text.split()
    return (
        10 <= len(split) <= 45
        and sum(bool(_ORDINARY.search(word)) for word in split) >= 0.6 * len(split)
        and len({word.lower() for word in split} - COMMONEST) >= 5
        and not re.search(r"\.{2,}|--|  |\d\d:\d\d", text)
    )


def told(text: str, speaker: str, rest: str = "in an e-mail") -> str:
    """Return a story that gives a text to somebody."""
    surname = speaker.rpartition(" ")[2]
    lead = f"{speaker}, an official, wrote often.\n\n"
    return f"{lead}“{text.rstrip('.,;:')},” Mr. {surname} wrote {rest}.\n"


def _changed(
    source: Source, change: Callable[[list[str]], list[str] | None], *right: str
) -> Case | None:
    sample = source.sample()
    changed = change(sample.split)
    if changed is None or changed == sample.split:
        return None
    return Case(told(" ".join(changed), sample.speaker), right)


def untouched(source: Source) -> Case | None:
    """Quote as it stands."""
    sample = source.sample()
    return Case(told(sample.text, sample.speaker), ("verbatim",), ("speaker-confirmed",))


def wrapped(source: Source) -> Case | None:
    """Wrap the story's lines by hand."""
    sample = source.sample()
    lines = re.sub(r"(.{40,60}) ", r"\1\n", sample.text)
    return Case(told(lines, sample.speaker), ("verbatim",), ("speaker-confirmed",))


def marked_lines(source: Source) -> Case | None:
    """Quote in a block of marked lines."""
    sample = source.sample()
    lines = re.sub(r"(.{40,60}) ", r"\1\n> ", sample.text)
    story = f"{sample.speaker}, an official, wrote in an e-mail:\n\n> {lines}\n"
    return Case(story, ("verbatim",), ("speaker-confirmed",))


def typography(source: Source) -> Case | None:
    """Set other quotation marks and dashes, and the first letter's case."""
    sample = source.sample()
    text = sample.text.replace("'", "’").replace(" - ", " — ")
    text = text[0].swapcase() + text[1:] if text[:2] != "I " else text
    right = ("typography", "style-change", "verbatim")
    return Case(told(text, sample.speaker), right, ("speaker-confirmed",))


def word_changed(source: Source) -> Case | None:
    """Put another word in the place of one."""

    def change(split: list[str]) -> list[str] | None:
        at = source.random.randrange(1, len(split) - 1)
        new = source.random.choice(["orchard", "quietly", "purple", "harvesting", "lantern"])
        return [*split[:at], new, *split[at + 1 :]]

    return _changed(source, change, *CHANGED)


def negated(source: Source) -> Case | None:
    """Put a not in, or take one out."""

    def change(split: list[str]) -> list[str] | None:
        if "not" in split[1:-1]:
            at = split.index("not", 1)
            return split[:at] + split[at + 1 :]
        verbs = [n for n, word in enumerate(split[:-1]) if n and word in _VERBS]
        return [*split[: verbs[0] + 1], "not", *split[verbs[0] + 1 :]] if verbs else None

    return _changed(source, change, "meaning-change")


_VERBS = frozenset(
    "is are was were will would should can could do does did have has had may might".split()
)


def number_changed(source: Source) -> Case | None:
    """Put another number in the place of one."""

    def change(split: list[str]) -> list[str] | None:
        at = [n for n, word in enumerate(split[:-1]) if n and re.fullmatch(r"\d{1,5}", word)]
        return [*split[: at[0]], str(int(split[at[0]]) + 3), *split[at[0] + 1 :]] if at else None

    return _changed(source, change, "meaning-change")


def name_changed(source: Source) -> Case | None:
    """Put another name in the place of one."""

    def change(split: list[str]) -> list[str] | None:
        at = [
            n
            for n, word in enumerate(split[:-1])
            if n and re.fullmatch(r"[A-Z][a-z]{2,}", word) and split[n - 1][-1].isalpha()
        ]
        return [*split[: at[0]], "Ravenscroft", *split[at[0] + 1 :]] if at else None

    return _changed(source, change, "meaning-change", "unmarked-change")


def cut(source: Source) -> Case | None:
    """Leave a few words out, unmarked."""

    def change(split: list[str]) -> list[str] | None:
        if len(split) < 14:
            return None
        size = source.random.randrange(3, 6)
        at = source.random.randrange(4, len(split) - size - 3)
        return split[:at] + split[at + size :]

    return _changed(source, change, "unmarked-cut")


def ellipses(gaps: int) -> Maker:
    """Return the maker of quotations with so many gaps."""

    def make(source: Source) -> Case | None:
        def change(split: list[str]) -> list[str] | None:
            size = len(split) // (gaps + 1)
            if size < 6:
                return None
            kept: list[str] = []
            for number in range(gaps + 1):
                part = split[number * size : (number + 1) * size]
                kept += part if number == gaps else [*part[: size - 2], "…"]
            return kept

        return _changed(source, change, "marked-edit", "meaning-change")

    return make


def bracket_replaces(source: Source) -> Case | None:
    """Put a bracket in the place of a pronoun."""

    def change(split: list[str]) -> list[str] | None:
        at = [
            n
            for n, word in enumerate(split[:-2])
            if n > 2 and word in ("it", "they", "he", "this", "them")
        ]
        return [*split[: at[0]], "[the authority]", *split[at[0] + 1 :]] if at else None

    return _changed(source, change, "marked-edit")


def bracket_inserts(source: Source) -> Case | None:
    """Put a bracket in."""

    def change(split: list[str]) -> list[str] | None:
        at = source.random.randrange(3, len(split) - 3)
        return [*split[:at], "[of the authority]", *split[at:]]

    return _changed(source, change, "marked-edit")


def splice_message(source: Source) -> Case | None:
    """Join two passages of one message."""
    sample = source.sample()
    others = [each for each in source.stretches(sample.said, Origin.OWN) if each != sample.text]
    if not others:
        return None
    first, second = sample.split[:9], others[0].split()[:9]
    return Case(
        told(" ".join(first + second), sample.speaker),
        ("spliced", "unmarked-cut", "meaning-change"),
    )


def splice_thread(source: Source) -> Case | None:
    """Join words of two letters of one thread by one person."""
    one = source.sample()
    for letter in source.library.later(one.said, 5):
        for stretch in source.stretches(letter, Origin.OWN):
            if source.is_single(stretch):
                text = " ".join(one.split[:9] + stretch.split()[:9])
                return Case(told(text, one.speaker), ("spliced",), (), "one thread")
    return None


def splice_across(source: Source) -> Case | None:
    """Join words of two messages."""
    one, other = source.sample(), source.sample()
    return Case(told(" ".join(one.split[:9] + other.split[:9]), one.speaker), ("spliced",))


def invented(source: Source) -> Case | None:
    """Quote what nobody wrote."""
    text = source.random.choice(_INVENTED)
    return Case(told(text, source.sample().speaker), ("not-found",))


def wrong_speaker(source: Source) -> Case | None:
    """Give the words to another person."""
    sample = source.sample()
    written = f"{sample.said.from_[0].name} {sample.said.from_[0].address}".casefold()
    others = [
        name for name in _PEOPLE if not any(part.casefold() in written for part in name.split())
    ]
    return Case(told(sample.text, source.random.choice(others)), ("verbatim",), ("wrong-speaker",))


def wrong_date(source: Source) -> Case | None:
    """Give them another date."""
    sample = source.sample()
    if sample.said.date is None:
        return None
    day = sample.said.date.instant + timedelta(40)
    story = told(sample.text, sample.speaker, f"on {day:%B} {day.day}, {day.year}")
    return Case(story, ("verbatim",), ("speaker-confirmed",), "The story says")


def very_short(source: Source) -> Case | None:
    """Quote three words."""
    sample = source.sample()
    return Case(told(" ".join(sample.split[:3]), sample.speaker), ("too-short",))


def other_author(source: Source) -> Case | None:
    """Give a sender words that the message quotes from another, or from nobody it names."""
    said = source.message()
    speaker = full_name(said)
    own = [
        p for p in said.passages if agreement(speaker, p.author, p.author_address) is Agreement.SAME
    ]
    texts = source.stretches(said, Origin.QUOTED, Origin.FORWARDED) if speaker and not own else []
    if not texts or not source.is_single(texts[0]):
        return None
    not_theirs = ("other-words", "wrong-speaker", "speaker-unclear")
    return Case(told(texts[0], speaker), ("verbatim", "typography"), not_theirs)


def pasted(source: Source) -> Case | None:
    """Give a sender words of an article pasted in."""
    said = source.message()
    speaker = full_name(said)
    by = {passage.author for passage in said.passages if passage.origin is Origin.PASTED}
    own = any(agreement(speaker, author, "") is Agreement.SAME for author in by)
    texts = source.stretches(said, Origin.PASTED) if speaker and not own else []
    if not texts:
        return None
    return Case(
        told(texts[0], speaker), ("verbatim", "typography"), ("other-words", "speaker-unclear")
    )


def ocr_noise(source: Source) -> Case | None:
    """Misread some letters."""

    def change(split: list[str]) -> list[str] | None:
        at = [
            n
            for n, word in enumerate(split[:-1])
            if n and re.search(r"l|o|m", word) and len(word) > 4
        ]
        for n in at[:2]:
            split[n] = split[n].replace("l", "1").replace("o", "0").replace("m", "rn")
        return split if at else None

    sample = source.sample()
    changed = change(sample.split)
    if changed is None:
        return None
    printed = sample.said.printed
    return Case(
        told(" ".join(changed), sample.speaker), _READ if printed else (*CHANGED, "partly-found")
    )


KINDS: dict[str, Maker] = {
    "untouched": untouched,
    "wrapped": wrapped,
    "marked lines": marked_lines,
    "typography": typography,
    "one word changed": word_changed,
    "not in or out": negated,
    "number changed": number_changed,
    "name changed": name_changed,
    "silent cut": cut,
    "ellipsis of 1": ellipses(1),
    "ellipsis of 2": ellipses(2),
    "ellipsis of 3": ellipses(3),
    "ellipsis of 4": ellipses(4),
    "brackets replace": bracket_replaces,
    "brackets insert": bracket_inserts,
    "splice in a message": splice_message,
    "splice in a thread": splice_thread,
    "splice across": splice_across,
    "invented": invented,
    "wrong speaker": wrong_speaker,
    "wrong date": wrong_date,
    "very short": very_short,
    "other author": other_author,
    "pasted article": pasted,
    "OCR noise": ocr_noise,
}
MUST_NOT_STAND = frozenset(KINDS) - {
    "untouched",
    "wrapped",
    "marked lines",
    "wrong date",
    "typography",
    "very short",
}
"""Kinds whose quotations must never be called verbatim and confirmed."""
MOST_TRIES = 60
"""Messages looked at for one case of a kind that most messages do not allow."""


def is_right(case: Case, checked: Checked) -> bool:
    """Tell whether the verdicts are among those the case allows."""
    sentences = " ".join(checked.context.sentences)
    grounds = ("may frame an article", "between quotation marks")
    doubted = checked.whose == "speaker-unclear" and any(each in sentences for each in grounds)
    return (
        checked.words in case.words
        and (not case.whose or doubted or checked.whose in case.whose)
        and case.told in sentences
    )


def measure(
    source: Source, kind: str, each: int, *, shown: bool
) -> tuple[int, int, int, list[float]]:
    """Return how many cases were made, how many were right, how many were the unforgivable error."""
    made = right = unforgivable = 0
    times: list[float] = []
    for _ in range(each):
        case = next((case for _ in range(MOST_TRIES) if (case := KINDS[kind](source))), None)
        if case is None:
            continue
        begun = time.perf_counter()
        report = check_story(Story("story.md", case.story), source.library)
        times.append(time.perf_counter() - begun)
        made += 1
        for checked in report.quotations[:1]:
            good = is_right(case, checked)
            right += good
            stands = (checked.words, checked.whose) == ("verbatim", "speaker-confirmed")
            unforgivable += stands and kind in MUST_NOT_STAND
            if shown and not good:
                print(
                    f"--- {kind}: {checked.words} {checked.whose} ({checked.speaker})\n{case.story}"
                )
                for evidence in checked.evidence[:2]:
                    print(
                        "   ",
                        [(e.op, e.story, e.evidence) for e in evidence.diff if e.op != "same"],
                    )
    return made, right, unforgivable, times


def main() -> None:
    """Measure every kind and print a line for each."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("archive", type=Path)
    options.add_argument("--each", type=int, default=50)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--kind", action="append", choices=list(KINDS))
    options.add_argument("--shown", action="store_true")
    asked = options.parse_args()
    sums: Counter[str] = Counter()
    times: list[float] = []
    with reading(asked.archive) as opened:
        library = ArchiveLibrary(
            opened.holdings, opened.originals, opened.engine(), opened.relations
        )
        source = Source(library, asked.seed)
        for kind in asked.kind or KINDS:
            made, right, bad, took = measure(source, kind, asked.each, shown=asked.shown)
            times += took
            sums.update(made=made, right=right, bad=bad)
            print(
                f"{kind:22} {right:4} of {made:4}  {right / max(1, made):6.1%}  unforgivable {bad}",
                flush=True,
            )
    middle = sorted(times)[len(times) // 2] * 1000 if times else 0
    print(
        f"{sums['right']} of {sums['made']} right, {sums['bad']} unforgivable; median {middle:.1f} ms"
    )


if __name__ == "__main__":
    main()
