"""The rooms of one archive that the pages show: what is read, what is known of people, what is noted."""

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from onrecord.pipeline.checking.draft_checks import DraftChecks
    from onrecord.pipeline.giving_back.result_mail import ResultMail
    from onrecord.pipeline.reading.casework import Casework
    from onrecord.pipeline.reading.neighbours import Neighbours
    from onrecord.pipeline.reading.reading_room import ReadingRoom
    from onrecord.pipeline.reading.tranche_news import TrancheNews
    from onrecord.pipeline.taking_in.additions import Additions
    from onrecord.pipeline.who.networks import Networks
    from onrecord.pipeline.who.people_room import PeopleRoom


class Rooms(msgspec.Struct, frozen=True):
    """Everything the pages ask. None of them changes the evidence."""

    reading: "ReadingRoom"
    people: "PeopleRoom"
    casework: "Casework"
    drafts: "DraftChecks"
    neighbours: "Neighbours"
    networks: "Networks"
    news: "TrancheNews"
    additions: "Additions"
    mail: "ResultMail"
