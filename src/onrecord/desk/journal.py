"""The port behind which a desk's entries are kept."""

from typing import Protocol

from onrecord.desk.entries import Entry, Said


class Journal(Protocol):
    """Entries in the order they were made. Several processes may read and add at the same time."""

    def entries(self) -> tuple[Entry, ...]:
        """Return all entries. Raises OnRecordError if they cannot be read."""
        ...

    def add(self, said: Said) -> Entry:
        """Keep an entry, durably, and return it with its number and time.

        Raises OnRecordError for an entry that `refuse_unfit` refuses and if it cannot be written.
        """
        ...
