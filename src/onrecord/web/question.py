"""The words someone searched for, found again in the text of a page; and examples of asking."""

from collections.abc import Callable

from onrecord.errors import OnRecordError
from onrecord.search.highlight import matches
from onrecord.search.parser import parse_query
from onrecord.web.marking import Marks

Finder = Callable[[str], Marks]
"""Takes a text, returns the character spans that answer a question."""

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


def finder(question: str) -> Finder:
    """Return what finds the question's words. One that cannot be read finds nothing."""
    if not question.strip():
        return _nothing
    try:
        query = parse_query(question).query
    except OnRecordError:
        return _nothing

    def find(text: str) -> Marks:
        return matches(text, query)

    return find


def _nothing(text: str) -> Marks:
    del text
    return ()
