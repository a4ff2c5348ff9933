"""Networks: who is in them, of which months, and by whom two are linked."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from onrecord.configuration import OpenArchive, reading
from onrecord.errors import OnRecordError
from onrecord.pipeline.taking_in.adding import Outcome
from onrecord.pipeline.who.networks import Counted, Networks, Reach
from onrecord.pipeline.who.people_views import NetworkView

Take = Callable[..., Outcome]
ALL = Counted()

SENT = [
    ("ana bo", 2009, 3),
    ("ana bo", 2009, 4),
    ("bo ana", 2010, 1),
    ("ana cy", 2010, 1),
    ("cy dee", 2010, 2),
    ("dee eve", 2010, 3),
    ("bo cy", 2011, 12),
    ("eve ana", None, 0),
]


@pytest.fixture
def opened(archive: Path, take: Take, tmp_path: Path) -> Iterator[OpenArchive]:
    folder = tmp_path / "mail"
    folder.mkdir()
    for number, (ends, year, month) in enumerate(SENT):
        sender, recipient = ends.split()
        date = f"Date: 5 {MONTHS[month - 1]} {year} 10:00:00 +0000\n" if year else ""
        (folder / f"{number}.eml").write_text(
            f"From: {sender.title()} Moor <{sender}@port.example>\n"
            f"To: {recipient.title()} Moor <{recipient}@port.example>\n"
            f"Subject: Gate {number}\nMessage-ID: <{number}@port.example>\n{date}\n"
            f"Number {number} of the pumps is to be looked at again before the gate is opened.\n"
        )
    take(folder)
    with reading(archive) as found:
        yield found


MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@pytest.fixture
def networks(opened: OpenArchive) -> Networks:
    return opened.networks()


def ties(view: NetworkView) -> dict[str, int]:
    first = {node.permalink: node.name.split()[0].lower() for node in view.nodes}
    return {
        " ".join(sorted((first[edge.first], first[edge.second]))): edge.letters
        for edge in view.edges
    }


def names(view: NetworkView) -> list[str]:
    return [node.name.split()[0] for node in view.nodes]


def test_a_network_shows_rings_and_pairs(networks: Networks) -> None:
    view = networks.around("bo@port.example", Reach(steps=(9, 9)), ALL)
    assert {node.name.split()[0]: node.ring for node in view.nodes} == {
        "Bo": 0, "Ana": 1, "Cy": 1, "Dee": 2, "Eve": 2,
    }  # fmt: skip
    assert all(edge.first < edge.second for edge in view.edges)
    assert ties(view)["ana bo"] == 3


def test_letters_of_the_months_asked_for_alone_are_counted(networks: Networks) -> None:
    """Both ends are among them; what has no date is in no month."""
    early = networks.around("ana@port.example", Reach(), Counted(last_month="2010-01"))
    assert ties(early) == {"ana bo": 3, "ana cy": 1}
    late = networks.around("ana@port.example", Reach(), Counted(first_month="2009-04"))
    assert ties(late)["ana bo"] == 2 and "ana eve" not in ties(late)
    one = Counted(first_month="2009-03", last_month="2009-03")
    assert ties(networks.around("ana@port.example", Reach(), one)) == {"ana bo": 1}
    assert (early.first_month, early.last_month) == ("", "2010-01")


def test_months_are_those_of_the_person_whatever_was_asked_for(networks: Networks) -> None:
    view = networks.around("ana@port.example", Reach(), Counted(first_month="2011-01"))
    assert names(view) == ["Ana"]
    assert [(each.month, each.letters) for each in view.months] == [
        ("", 1), ("2009-03", 1), ("2009-04", 1), ("2010-01", 2),
    ]  # fmt: skip


def test_the_busiest_are_those_of_the_months_asked_for(networks: Networks) -> None:
    """Whoever writes most at other times is not in it."""
    assert set(names(networks.busiest(9, ALL))) == {"Ana", "Bo", "Cy", "Dee", "Eve"}
    view = networks.busiest(9, Counted(first_month="2010-02", last_month="2010-12"))
    assert ties(view) == {"cy dee": 1, "dee eve": 1}
    assert sum(each.letters for each in view.months) == len(SENT)


def test_only_what_is_opened_goes_further_and_what_is_asked_for_besides_is_in_it(
    networks: Networks,
) -> None:
    around = networks.around("bo@port.example", Reach(steps=(9, 9), opened=()), ALL)
    assert sorted(names(around)) == ["Ana", "Bo", "Cy"]
    cy = next(node.permalink for node in around.nodes if node.name.startswith("Cy"))
    opened = networks.around("bo@port.example", Reach(steps=(9, 9), opened=(cy,)), ALL)
    assert sorted(names(opened)) == ["Ana", "Bo", "Cy", "Dee"]
    eve = networks.busiest(9, ALL).nodes
    besides = tuple(node.permalink for node in eve if node.name.startswith("Eve"))
    with_eve = networks.around("bo@port.example", Reach(steps=(1,), besides=besides), ALL)
    assert "Eve" in names(with_eve)
    nobody = Reach(steps=(9, 9), opened=("p/zzzzzzzzzz", "no permalink"))
    assert networks.around("bo@port.example", nobody, ALL).nodes == around.nodes


def test_a_path_links_two_by_the_fewest_people(networks: Networks) -> None:
    path = networks.path("bo@port.example", "eve@port.example", ALL)
    assert [person.name.split()[0] for person in path.persons] == ["Bo", "Ana", "Eve"]
    assert path.letters == (3, 1)


def test_a_path_of_some_months_uses_their_letters_alone(networks: Networks) -> None:
    dated = Counted(first_month="2009-01", last_month="2010-12")
    path = networks.path("bo@port.example", "eve@port.example", dated)
    assert [person.name.split()[0] for person in path.persons] == ["Bo", "Ana", "Cy", "Dee", "Eve"]
    assert path.letters == (3, 1, 1, 1)
    assert all(one != other for one, other in pairwise(path.persons))
    early = Counted(last_month="2009-12")
    assert networks.path("bo@port.example", "eve@port.example", early).persons == ()


@pytest.mark.parametrize(
    ("first", "last"), [("2010", ""), ("2010-13", ""), ("", "٢٠١٠-٠١"), ("2011-02", "2011-01")]
)
def test_what_is_no_month_is_told(networks: Networks, first: str, last: str) -> None:
    """In words; never counted as something else."""
    with pytest.raises(OnRecordError, match="month"):
        networks.busiest(9, Counted(first_month=first, last_month=last))
