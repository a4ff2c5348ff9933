"""The rooms of one archive that the pages show: what is read, what is known of people, what is noted."""

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from onrecord.pipeline.casework import Casework
    from onrecord.pipeline.draft_checks import DraftChecks
    from onrecord.pipeline.neighbours import Neighbours
    from onrecord.pipeline.networks import Networks
    from onrecord.pipeline.people_room import PeopleRoom
    from onrecord.pipeline.reading_room import ReadingRoom
    from onrecord.pipeline.tranche_news import TrancheNews


class Rooms(msgspec.Struct, frozen=True):
    """Everything the pages ask. None of them changes the evidence."""

    reading: "ReadingRoom"
    people: "PeopleRoom"
    casework: "Casework"
    drafts: "DraftChecks"
    neighbours: "Neighbours"
    networks: "Networks"
    news: "TrancheNews"
