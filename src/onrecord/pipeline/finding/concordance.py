"""What one person writes about another: every sentence in own words that names them, in time order."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import msgspec

from onrecord.archive.description import Addressed
from onrecord.archive.store import Holdings, Stored
from onrecord.errors import OnRecordError
from onrecord.message.parse import parse
from onrecord.pipeline.archive import Originals
from onrecord.pipeline.finding.counting import all_keys
from onrecord.pipeline.finding.searching_views import AboutView, SentenceView
from onrecord.pipeline.recovered_keys import RECOVERED_FROM
from onrecord.pipeline.showing.stated import mailboxes, stated
from onrecord.pipeline.who.naming import NamesOf, Someone
from onrecord.search.days import Days, read_days
from onrecord.search.engine import Engine, Sort
from onrecord.search.naming import Naming, asked_in, named_at
from onrecord.search.query import And, Query, Role, Sent, TextField
from onrecord.search.sentences import sentence_spans
from onrecord.text.body import read_body
from onrecord.text.passage import Origin

_HEADER = re.compile(
    r"\W{0,3}(?:(?:from|to|cc|bcc|sent|subject|date)\s*:|(?:From|To|Cc|Bcc|CC|Sent)\s(?=[^\n]*[;@<]))",
    re.I,
)
_LABEL = re.compile(r"(?:^|\s)(?:From|To|Cc|CC|Bcc|Sent|Subject|Date)\s*:")
_LISTED = re.compile(
    r"[^\W\d_]{2,}, [^\W\d_]+(?: [^\W\d_]\.?)?[;,](?=\s)|;\s[^\W\d_]{2,}, [^\W\d_]{2,}"
)
_AROUND = 80
_AUTHORS = ("from", "sender")
Span = tuple[int, int]
_EVERY_MESSAGE = 1 << 31


class AboutAsked(msgspec.Struct, frozen=True, kw_only=True):
    """Who is written about, and by whom, when; dates as the query language has them."""

    who: str
    by: str = ""
    since: str = ""
    until: str = ""
    limit: int = _EVERY_MESSAGE
    """How many messages to read, from ``offset`` on."""
    offset: int = 0


class Concordance:
    """Finds and reads the messages, oldest first."""

    def __init__(
        self,
        holdings: Holdings,
        originals: Originals,
        engine: Callable[[], Engine],
        names_of: NamesOf,
    ) -> None:
        self._holdings = holdings
        self._originals = originals
        self._engine = engine
        self._names_of = names_of

    def about(self, asked: AboutAsked) -> AboutView:
        """Return every sentence in own words that names the person asked for.

        Without an author, anyone's but the person's own: a letter signed with a name is not about it.
        """
        who = self._names_of(asked.who)
        by = self._names_of(asked.by) if asked.by.strip() else None
        keys = all_keys(self._engine(), _query(who, by, asked), Sort.DATE)
        numbers = [key for key in keys if key < RECOVERED_FROM]
        found = list(self._sentences(numbers, who, by))
        messages = list(dict.fromkeys(item.permalink for item in found))
        page = set(messages[asked.offset : asked.offset + asked.limit])
        return AboutView(
            who=who.asked,
            by=by.asked if by else "",
            names=who.naming.forms(),
            left_out=who.naming.left_out,
            messages=len(messages),
            sentences=tuple(item for item in found if item.permalink in page),
        )

    def _sentences(
        self, numbers: list[int], who: Someone, by: Someone | None
    ) -> Iterator[SentenceView]:
        people = self._holdings.addressed(numbers)
        for stored in self._holdings.messages(numbers):
            authors = [box for box in people[stored.number] if box.role in _AUTHORS]
            wrote = any((by or who).bears(box.name, box.address) for box in authors)
            if wrote is (by is not None):
                yield from self._of_message(stored, people[stored.number], who.naming)

    def _of_message(
        self, stored: Stored, people: list[Addressed], form: Naming
    ) -> Iterator[SentenceView]:
        raw = self._originals.read(stored.sha256)
        body = read_body(raw, parse(raw, printed=stored.printed))
        for passage in body.passages:
            if passage.origin is not Origin.OWN:
                continue
            text = body.text[passage.start : passage.end]
            for start, end in _naming_sentences(text, form):
                yield _view(stored, people, _in_context(text, start, end, form))


class _Context(msgspec.Struct, frozen=True):
    before: str
    sentence: str
    after: str
    marks: tuple[tuple[int, int], ...]


def _query(who: Someone, by: Someone | None, asked: AboutAsked) -> Query:
    first, last = _days(asked.since), _days(asked.until)
    dates = Sent(first.first if first else None, last.after if last else None)
    narrowed = [by.wrote(Role.FROM)] if by else []
    return And(
        (asked_in(who.naming, TextField.OWN), *narrowed, *([dates] if dates != Sent() else []))
    )


def _days(written: str) -> Days | None:
    if not written.strip():
        return None
    days = read_days(written.strip(), datetime.now(UTC).date())
    if days is None:
        raise OnRecordError(
            "query/date",
            "this is no date.",
            where=written,
            hint="Write 2015, 2015-07, 2015-07-31, today or 30d.",
        )
    return days


def _naming_sentences(text: str, form: Naming) -> list[Span]:
    """Return the sentences that name the person, but for torn headers and signatures."""
    marks = named_at(text, form)
    starts = [start for start, _ in marks]
    if not marks:
        return []
    spans = sentence_spans(text)
    found = []
    for start, end in spans:
        inside = marks[bisect_left(starts, start) : bisect_left(starts, end)]
        if not inside or _is_header(text[start:end]):
            continue
        alone = _is_bare(text[start:end], inside)
        if not (alone and ((start, end) == spans[-1] or _begun_line(text, start))):
            found.append((start, end))
    return found


def _is_bare(sentence: str, marks: list[Span]) -> bool:
    """Tell whether a sentence is a name and nothing else: at a letter's end, or of a line, a signature."""
    bare = sentence.strip(" .,!*–—-")
    return any(last - first >= len(bare) for first, last in marks)


def _begun_line(text: str, at: int) -> bool:
    return bool(text[text.rfind("\n", 0, at) + 1 : at].strip())


def _is_header(sentence: str) -> bool:
    """Tell whether a sentence is rather the lines of a reply header that scanning has torn apart."""
    if _HEADER.match(sentence) or len(_LISTED.findall(sentence)) > 1:
        return True
    return len(_LABEL.findall(sentence)) > 1


def _in_context(text: str, start: int, end: int, form: Naming) -> _Context:
    sentence = " ".join(text[start:end].split())
    return _Context(
        before=" ".join(text[max(0, start - _AROUND) : start].split()),
        sentence=sentence,
        after=" ".join(text[end : end + _AROUND].split()),
        marks=tuple(named_at(sentence, form)),
    )


def _view(stored: Stored, people: list[Addressed], said: _Context) -> SentenceView:
    return SentenceView(
        permalink=stored.permalink,
        date=stated(stored),
        from_=mailboxes(people, "from"),
        to=mailboxes(people, "to"),
        cc=mailboxes(people, "cc"),
        subject=stored.subject,
        tranche=stored.tranche,
        before=said.before,
        sentence=said.sentence,
        after=said.after,
        marks=said.marks,
    )
