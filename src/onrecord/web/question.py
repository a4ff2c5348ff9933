"""The words someone searched for, found again in the text of a page; and examples of asking."""

from collections.abc import Iterable, Iterator, Sequence

from onrecord.errors import OnRecordError
from onrecord.pipeline.who.people_views import PersonRow
from onrecord.search.highlight import body_matches, matches
from onrecord.search.parser import parse_query
from onrecord.search.query import Query
from onrecord.text.passage import BodyText
from onrecord.web.legible import legible_line
from onrecord.web.marking import Marks
from onrecord.web.wording import written_month

_WORDS = (
    ("report meeting", "both words, anywhere in the same message"),
    ('"last week"', "these words next to each other, in this order"),
    ("report OR memo", "either word"),
    ("report -draft", "the first word, without the second"),
    ("confiden*", "words that begin like this"),
)
_PLACES = (
    ("own:meeting", "only what the sender wrote, not what is quoted or pasted"),
    ("subject:meeting", "only in subjects"),
    ("attachment:report", "only in the text of attachments"),
    ("has:attachment report", "messages that carry a file"),
    ("is:recovered", "messages that survive only where others quote them"),
)


def ways_to_ask(persons: Iterable[PersonRow]) -> tuple[tuple[str, str], ...]:
    """Return examples of questions with what each asks for, some of them about an archive's persons."""
    named = [
        (person, person.addresses[0] if person.addresses else f'"{_plain(person.name)}"')
        for person in persons
        if not person.impersonal and (person.addresses or person.name)
    ]
    return (*_WORDS, *(_asking_of(named) if named else ()), *_PLACES)


def _asking_of(named: Sequence[tuple[PersonRow, str]]) -> Iterator[tuple[str, str]]:
    (person, who), *others = named
    yield f"from:{who}", "who wrote, by name, address or a part of one"
    for _, other in others[:1]:
        yield f"between:{who},{other}", "letters from one of the two to the other"
    _, at, domain = who.partition("@")
    if at:
        yield f"with:{domain}", "anyone at this domain, in any role"
    if person.last_date:
        yield f"date:{person.last_date[:7]}", f"sent in {written_month(person.last_date[:7])}"


def _plain(name: str) -> str:
    return legible_line(name).replace('"', " ")


class Finder:
    """Finds the words a question asks for; one that cannot be read finds nothing."""

    def __init__(self, question: str) -> None:
        self._query = _understood(question)

    def __call__(self, text: str) -> Marks:
        """Return the spans of a text that answer the question."""
        return matches(text, self._query) if self._query else ()

    def in_body(self, body: BodyText) -> Marks:
        """Return the spans in a letter: words asked for in own words are found in no others."""
        return body_matches(body, self._query) if self._query else ()


def _understood(question: str) -> Query | None:
    if not question.strip():
        return None
    try:
        return parse_query(question).query
    except OnRecordError:
        return None
