"""What comes before and after a message: among the results of a search, and in its thread by time."""

import msgspec

from onrecord.archive.store import Holdings
from onrecord.pipeline.finding.searching import Paging
from onrecord.pipeline.reading.reading_room import ReadingRoom
from onrecord.relations.port import Relations


class Beside(msgspec.Struct, frozen=True):
    """The permalinks before and after one, "" at an end; it is number ``place`` (from 1) of ``total``."""

    before: str
    after: str
    place: int
    total: int


class Neighbours:
    """Finds the way from message to message."""

    def __init__(self, holdings: Holdings, relations: Relations, room: ReadingRoom) -> None:
        self._holdings = holdings
        self._relations = relations
        self._room = room

    def in_result(self, text: str, paging: Paging, permalink: str) -> Beside | None:
        """Return what is beside the message at ``paging.offset`` of a result; None if it is not there."""
        first = max(0, paging.offset - 1)
        around = msgspec.structs.replace(paging, limit=paging.offset - first + 2, offset=first)
        result = self._room.searches.search(text, around)
        here = paging.offset - first
        links = [hit.permalink for hit in result.hits]
        if here >= len(links) or links[here] != permalink:
            return None
        return Beside(
            links[0] if here else "",
            links[here + 1] if here + 1 < len(links) else "",
            paging.offset + 1,
            result.rows,
        )

    def in_thread(self, permalink: str) -> Beside | None:
        """Return what was sent before and after a message in its thread; None where it is alone."""
        number = self._room.find(permalink).number
        lead = self._relations.threads_of([number]).get(number, number)
        members = self._relations.members(lead)
        if len(members) < 2:
            return None
        known = self._holdings.headings(members)
        order = sorted(
            known, key=lambda each: (known[each].sent is None, known[each].sent or 0, each)
        )
        at = order.index(number)
        links = [known[each].permalink for each in order]
        return Beside(
            links[at - 1] if at else "",
            links[at + 1] if at + 1 < len(links) else "",
            at + 1,
            len(links),
        )
