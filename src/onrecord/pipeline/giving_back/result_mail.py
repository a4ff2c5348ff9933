"""The mail that a search finds, to be sent on as it is read: bytes as they were received."""

from collections.abc import Iterator
from datetime import UTC, datetime

from onrecord.pipeline.finding.searching import Searches
from onrecord.pipeline.giving_back.exporting import Shelf
from onrecord.pipeline.giving_back.taking_away import mail_files, mbox_records, zipped
from onrecord.pipeline.recovered_keys import RECOVERED_FROM
from onrecord.search.engine import Sort
from onrecord.search.parser import parse_query


class ResultMail:
    """Gives what `onrecord search --export` writes, without writing it. Recovered messages are no mail."""

    def __init__(self, searches: Searches, shelf: Shelf) -> None:
        self._searches = searches
        self._shelf = shelf

    def numbers(self, text: str, sort: Sort) -> list[int]:
        """Return the messages found. Raises OnRecordError for a query that cannot be understood."""
        asked = parse_query(text, today=datetime.now(UTC).date())
        return [key for key in self._searches.keys(asked.query, sort) if key < RECOVERED_FROM]

    def mbox(self, numbers: list[int]) -> Iterator[bytes]:
        """Yield one mbox of messages."""
        return mbox_records(self._shelf, numbers)

    def files(self, numbers: list[int]) -> Iterator[bytes]:
        """Yield a zip with a file for each message."""
        return zipped(mail_files(self._shelf, numbers))
