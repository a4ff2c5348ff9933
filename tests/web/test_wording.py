"""Values read as people write them, and claim no more than the mail states."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from onrecord.message.structure import Mailbox, StatedDate
from onrecord.text.passage import Origin, Passage
from onrecord.web import wording

MOMENT = datetime(2011, 3, 4, 16, 5, tzinfo=timezone(-timedelta(hours=3, minutes=30)))


def test_a_time_is_shown_with_the_offset_it_states() -> None:
    """The sender's own clock, with a true minus sign."""
    date = StatedDate(MOMENT, zone_stated=True)
    assert (wording.day(date), wording.clock(date)) == ("4 March 2011", "16:05 \u221203:30")


def test_a_time_without_a_zone_is_never_given_one() -> None:
    """Printed mail states no zone; the instant's UTC is only for ordering."""
    date = StatedDate(datetime(2011, 3, 4, 8, 0, tzinfo=UTC), zone_stated=False)
    assert wording.clock(date) == "08:00"


@pytest.mark.parametrize(
    ("between", "told"),
    [
        (timedelta(minutes=4), ""),
        (timedelta(minutes=90), "1 hour after the date stated"),
        (timedelta(days=2, hours=5), "2 days after the date stated"),
        (-timedelta(minutes=7), "7 minutes before the date stated"),
    ],
)
def test_two_dates_far_apart_are_told(between: timedelta, told: str) -> None:
    """A letter received before it was sent has a wrong date somewhere."""
    stated = StatedDate(MOMENT, zone_stated=True)
    assert wording.apart(stated, StatedDate(MOMENT + between, zone_stated=True)) == told


def test_without_zones_nothing_is_said_of_the_time_between() -> None:
    """A wall clock somewhere is half a day off, either way."""
    stated = StatedDate(MOMENT, zone_stated=False)
    assert wording.apart(stated, StatedDate(MOMENT + timedelta(days=9), zone_stated=True)) == ""


@pytest.mark.parametrize(
    ("stated", "told"),
    [("2013-09-17", "17 September 2013"), ("2014-02", "2014-02"), ("autumn", "autumn"), ("", "")],
)
def test_a_publishers_date_is_written_out_only_if_it_is_whole(stated: str, told: str) -> None:
    """Half a date stays half a date."""
    assert wording.written_day(stated) == told


@pytest.mark.parametrize(
    ("octets", "told"),
    [
        (1, "1 byte"),
        (999, "999 bytes"),
        (1_500, "1.5 kB"),
        (184_320, "184 kB"),
        (2_411_724, "2.4 MB"),
    ],
)
def test_sizes_use_decimal_units(octets: int, told: str) -> None:
    """1 kB is 1,000 bytes."""
    assert wording.size(octets) == told


def test_a_sentence_that_stands_alone_has_a_capital() -> None:
    """On the command line it follows a colon."""
    assert wording.begun("no message has that name.") == "No message has that name."
    assert wording.begun("") == ""


def test_a_correspondent_is_called_by_name_then_address() -> None:
    """Lists name three and count the rest."""
    boxes = (Mailbox("Nora Lind", "n@x.example"), Mailbox("", "b@x.example"), Mailbox("", ""))
    assert wording.called_all((*boxes, *boxes)) == "Nora Lind, b@x.example, (unnamed) and 3 more"


def test_a_quoted_passage_tells_its_level_author_and_date() -> None:
    """As the reply header states them, no more."""
    quoted = Passage(Origin.QUOTED, 0, 1, 2, "Nora Lind", "n@x.example", "Monday")
    assert wording.passage_label(quoted) == "Quoted, level 2"
    assert wording.passage_author(quoted) == "Nora Lind <n@x.example>, Monday"
    assert wording.passage_author(Passage(Origin.QUOTED, 0, 1)) == ""


@pytest.mark.parametrize(
    ("address", "followed"),
    [
        ("https://records.example/1", True),
        ("HTTP://records.example/1", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//records.example/1", False),
        ("http:/x", False),
        ("http://[", False),
    ],
)
def test_only_web_addresses_become_links(address: str, followed: bool) -> None:
    """A publisher's address template could hold anything."""
    assert bool(wording.outward_link(address)) is followed


def test_what_is_noted_at_the_desk_is_dated_as_people_write() -> None:
    """In UTC, whatever the reader's zone."""
    assert wording.noted(datetime(2024, 5, 3, 14, 5, tzinfo=UTC)) == "3 May 2024, 14:05 UTC"
