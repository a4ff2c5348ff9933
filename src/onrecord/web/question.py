"""The words someone searched for, found again in the text of a page; and examples of asking."""

from onrecord.errors import OnRecordError
from onrecord.search.highlight import body_matches, matches
from onrecord.search.parser import parse_query
from onrecord.search.query import Query
from onrecord.text.passage import BodyText
from onrecord.web.marking import Marks

EXAMPLES = (
    ("harbour contract", "both words, anywhere in the same message"),
    ('"harbour contract"', "these words next to each other, in this order"),
    ("harbour OR dredging", "either word"),
    ("harbour -dredging", "the first word, without the second"),
    ("from:lind to:okafor", "who wrote and who received, by name or address"),
    ("with:northgate.example", "anyone at this domain, in any role"),
    ("subject:minutes", "only in subjects"),
    ("attachment:invoice", "only in the text of attachments"),
    ("has:attachment harbour", "messages that carry a file"),
    ("after:2011-03-01 before:2011-04-01", "sent in March 2011"),
)


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
