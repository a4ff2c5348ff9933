"""What is told of people is of one judgement, though another process judges anew in the middle of it.

Persons are numbered by each judgement anew: a number of the one before is somebody else's.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onrecord.configuration import OpenArchive, reading
from onrecord.people.decisions import Act
from onrecord.pipeline.finding.searching import Paging
from onrecord.pipeline.taking_in.adding import Outcome
from onrecord.pipeline.who.networks import Counted, Reach
from onrecord.pipeline.who.reviewing import Desk, Said, review
from onrecord.search.engine import FacetField

Ask = Callable[[OpenArchive], object]
NAMES = ["Ana Ruiz", "Bo Lind", "Cy Dahl", "Dee Moe", "Eli Voss", "Fay Quist"]

QUESTIONS: dict[str, Ask] = {
    "people": lambda opened: opened.people().people(limit=50),
    "person": lambda opened: opened.people().person("Eli Voss"),
    "mailbox": lambda opened: opened.people().link("Eli Voss", _address("Eli Voss")),
    "busiest": lambda opened: opened.networks().busiest(20, Counted()),
    "around": lambda opened: opened.networks().around("Eli Voss", Reach(steps=(9, 9)), Counted()),
    "path": lambda opened: opened.networks().path("Dee Moe", "Fay Quist", Counted()),
    "hits": lambda opened: opened.searches().search("gate", Paging(limit=50)).hits,
    "counts": lambda opened: opened.searches().facets("gate", [FacetField.SENDER], 50),
    "from": lambda opened: opened.searches().search('from:"Fay Quist"', Paging()).hits,
    "between": lambda opened: opened.searches().search('between:"Eli Voss","Fay Quist"', Paging()),
}


def _address(name: str) -> str:
    return f"{name[:3].lower()}@port.example"


def _box(name: str) -> str:
    return f"{name} <{_address(name)}>"


@pytest.fixture
def opened(archive: Path, take: Callable[..., Outcome], tmp_path: Path) -> Iterator[OpenArchive]:
    """Everybody wrote to the next, twice."""
    letters = zip(NAMES, NAMES[1:] + NAMES[:1], strict=True)
    (tmp_path / "mail").mkdir()
    for number, (author, recipient) in enumerate([*letters] * 2):
        (tmp_path / "mail" / f"{number}.eml").write_text(
            f"From: {_box(author)}\nTo: {_box(recipient)}\nSubject: Gate {number}\n"
            f"Date: Mon, 3 Oct 2022 10:{number:02d}:00 +0000\n"
            f"Message-ID: <{number}@port.example>\n\nThe gate is shut. ({number})\n"
        )
    take(tmp_path / "mail")
    with reading(archive) as found:
        found.register()
        yield found


def merge(archive: Path) -> None:
    """Decide, elsewhere, that two are one, and judge anew: everybody after them is renumbered."""
    with reading(archive) as other:
        review(
            Desk(other.directory, other.register()),
            [Said(Act.MERGE, _address(NAMES[0]), _address(NAMES[1]))],
        )
    with reading(archive) as other:
        other.register()


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_judgement_in_the_middle_changes_nothing_of_what_is_being_told(
    archive: Path, opened: OpenArchive, question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the first look at the register; what is asked next knows the new one."""
    ask = QUESTIONS[question]
    register = type(opened.register())
    before = ask(opened)
    looked: list[str] = []

    def meddling(name: str) -> None:
        known = getattr(register, name)

        def looking(self, *asked, **told):  # type: ignore[no-untyped-def]
            found = known(self, *asked, **told)
            if not looked:
                looked.append(name)
                merge(archive)
            return found

        monkeypatch.setattr(register, name, looking)

    for name in ("search", "person_at", "persons_of", "busiest"):
        meddling(name)
    assert ask(opened) == before
    monkeypatch.undo()
    assert looked
    assert len(opened.people().people(limit=50).persons) == len(NAMES) - 1


def test_several_answers_are_of_one_judgement_where_that_is_asked_for(
    archive: Path, opened: OpenArchive
) -> None:
    """As a page asks: its title and its networks are of the same persons."""
    people, networks = opened.people(), opened.networks()
    with people.at_one_moment():
        before = people.people(limit=50)
        merge(archive)
        opened.keep_up()
        assert people.people(limit=50) == before
        around = networks.around("Eli Voss", Reach(steps=(9, 9, 9)), Counted())
        assert {node.name for node in around.nodes} == set(NAMES)
    assert people.people(limit=50).total == len(NAMES) - 1
