"""A small archive in memory, and letters by invented people, for the rules of a check."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta, timezone

import msgspec
import pytest

from onrecord.check.examination import check_story
from onrecord.check.library import Candidate, Searched
from onrecord.check.report import Checked, CheckReport
from onrecord.check.story import Story
from onrecord.message.structure import Mailbox, StatedDate
from onrecord.search.query import And, Or, Person, Query, Sent, Words
from onrecord.text.passage import Origin, Passage
from onrecord.text.terms import words

ANA = Mailbox("Ana Brook", "ana.brook@harbour.example")
LEO = Mailbox("Leo Castle", "leo.castle@harbour.example")
MIA = Mailbox("Mia Stone", "mia.stone@quay.example")


class MemoryLibrary:
    """`onrecord.check.library.Library` over a list: every message is looked at for every query."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self.candidates = list(candidates)

    def find(self, query: Query, limit: int) -> tuple[int, list[Candidate]]:
        held: dict[str, list[Candidate]] = {}
        for candidate in self.candidates:
            held.setdefault(candidate.permalink, []).append(candidate)
        found = [texts for texts in held.values() if _holds(query, texts)]
        return len(found), [candidate for texts in found[:limit] for candidate in texts]

    def searched(self) -> Searched:
        permalinks = {candidate.permalink for candidate in self.candidates}
        attachments = sum(c.place.startswith("attachment") for c in self.candidates)
        return Searched(len(permalinks), attachments, 2)

    def answered(self, candidate: Candidate) -> str:
        return next(iter(self._earlier(candidate)), "")

    def later(self, candidate: Candidate, limit: int) -> list[Candidate]:
        found = [
            each
            for each in self.candidates
            if each.thread == candidate.thread != ""
            and each.from_ == candidate.from_
            and each.date
            and candidate.date
            and each.date.instant > candidate.date.instant
        ]
        return sorted(found, key=lambda each: str(each.date))[:limit]

    def _earlier(self, candidate: Candidate) -> list[str]:
        return [
            each.permalink
            for each in self.candidates
            if each.thread == candidate.thread != ""
            and each.date
            and candidate.date
            and each.date.instant < candidate.date.instant
        ]


def _holds(query: Query, texts: list[Candidate]) -> bool:
    if isinstance(query, And):
        return all(_holds(each, texts) for each in query.of)
    if isinstance(query, Or):
        return any(_holds(each, texts) for each in query.of)
    if isinstance(query, Words):
        return any(_stands(query.terms, candidate.text) for candidate in texts)
    if isinstance(query, Person):
        return any(_stands(query.terms, f"{m.name} {m.address}") for m in texts[0].from_)
    assert isinstance(query, Sent)
    if texts[0].date is None:
        return False
    day = texts[0].date.instant.date()
    return (query.since is None or query.since <= day) and (
        query.until is None or day < query.until
    )


def _stands(terms: tuple[str, ...], text: str) -> bool:
    found = words(text)
    return any(found[i : i + len(terms)] == terms for i in range(len(found) - len(terms) + 1))


class Letter(msgspec.Struct):
    """A letter for a test. ``passages``: texts with their origin and author, instead of ``text``."""

    text: str = ""
    from_: Mailbox = ANA
    to: Mailbox = LEO
    day: int = 4
    place: str = "body"
    passages: tuple[tuple[Origin, str, str], ...] = ()
    permalink: str = ""
    thread: str = ""
    printed: bool = False
    known_as: dict[str, tuple[str, ...]] = {}
    zone: int = 0
    bcc: Mailbox | None = None


def candidate(letter: Letter, number: int = 0) -> Candidate:
    said = letter.passages or ((Origin.OWN, letter.text, ""),)
    at, spans = 0, []
    for origin, text, author in said:
        depth = int(origin is Origin.QUOTED)
        spans.append(Passage(origin, at, at + len(text), depth, author))
        at += len(text)
    return Candidate(
        permalink=letter.permalink or f"m/letter{number}",
        aliases=(f"<{number}@harbour.example>",),
        from_=(letter.from_,),
        to=(letter.to,),
        cc=(),
        date=StatedDate(
            datetime(2023, 5, letter.day, 9, 30, tzinfo=timezone(timedelta(hours=letter.zone))),
            zone_stated=True,
        ),
        subject="The pier",
        tranche="First",
        place=letter.place,
        text="".join(text for _, text, _ in said),
        passages=tuple(spans),
        thread=letter.thread,
        printed=letter.printed,
        known_as=letter.known_as,
        bcc=(letter.bcc,) if letter.bcc else (),
    )


Check = Callable[..., CheckReport]


def memory(*letters: Letter | str) -> MemoryLibrary:
    given = [each if isinstance(each, Letter) else Letter(each) for each in letters]
    return MemoryLibrary(candidate(letter, i) for i, letter in enumerate(given))


@pytest.fixture
def library() -> Callable[..., MemoryLibrary]:
    """Return the maker of a library of letters."""
    return memory


@pytest.fixture(scope="session")
def check() -> Check:
    """Return a function that holds a story's text against letters."""

    def checked(story: str, *letters: Letter | str) -> CheckReport:
        return check_story(Story("story.md", story), memory(*letters))

    return checked


@pytest.fixture
def check_one(check: Check) -> Callable[..., Checked]:
    """Return a function that checks a story of one quotation, and gives that quotation."""

    def checked(story: str, *letters: Letter | str) -> Checked:
        report = check(story, *letters)
        assert len(report.quotations) == 1
        return report.quotations[0]

    return checked


@pytest.fixture
def letter() -> type[Letter]:
    """Return the maker of letters: with importlib mode, tests cannot import this file."""
    return Letter


@pytest.fixture
def people() -> dict[str, Mailbox]:
    """Return the invented people by given name."""
    return {"ana": ANA, "leo": LEO, "mia": MIA}
