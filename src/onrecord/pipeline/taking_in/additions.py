"""What is being added to an archive, and what was added last. Reads only: adding is the one writer's."""

import msgspec

from onrecord.archive.directory import ArchiveDirectory
from onrecord.archive.store import Holdings
from onrecord.archive.under_way import UnderWay, noted, writer_at_work


class LastAddition(msgspec.Struct, frozen=True):
    """The addition that the custody log signed last; ``at`` is ISO 8601 in UTC."""

    tranche: str
    at: str
    found: int
    stored: int
    copies: int
    failed: int


class AddingView(msgspec.Struct, frozen=True):
    """``now`` is the addition under way, ``broken_off`` one that was stopped before its end.

    At most one of the two is there. ``last`` is None where nothing was ever added.
    """

    now: UnderWay | None
    broken_off: UnderWay | None
    last: LastAddition | None


class Additions:
    """Tells of additions to one archive."""

    def __init__(self, directory: ArchiveDirectory, holdings: Holdings) -> None:
        self._directory = directory
        self._holdings = holdings

    def now(self) -> UnderWay | None:
        """Return how far the addition under way is, None where there is none."""
        found = noted(self._directory)
        return found if found and writer_at_work(self._directory) else None

    def view(self) -> AddingView:
        """Return what is being added, was broken off, or was added last."""
        found = noted(self._directory)
        at_work = found is not None and writer_at_work(self._directory)
        return AddingView(found if at_work else None, None if at_work else found, self._last())

    def _last(self) -> LastAddition | None:
        entries = [each for each in self._holdings.custody() if each.action == "accession"]
        if not entries:
            return None
        detail = entries[-1].detail
        counts = (int(detail.get(name, 0)) for name in ("found", "stored", "copies", "failed"))
        return LastAddition(str(detail.get("tranche", "")), entries[-1].at, *counts)
