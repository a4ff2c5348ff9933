"""Who is who and who writes to whom, kept up as mail comes in: the same whatever the order it came in."""

import sqlite3
from collections.abc import Callable, Iterator
from itertools import permutations
from pathlib import Path

import pytest

from onrecord.archive.directory import locate
from onrecord.configuration import OpenArchive, adding, new_archive, reading
from onrecord.errors import OnRecordError
from onrecord.people.person_permalink import person_permalink
from onrecord.people.sightings import EvidenceKind
from onrecord.pipeline.taking_in.adding import Outcome
from onrecord.pipeline.who.networks import Counted, Reach
from onrecord.pipeline.who.people_room import PeopleRoom

Take = Callable[..., Outcome]
Letter = tuple[str, str]

ANA = "Ana Ruiz <ana.ruiz@port.example>"
BO = "Bo Lind <bo@port.example>"
CY = "Cy Dahl <cy@port.example>"
PLAN = "The night gate on pier nine must stay shut until the pumps have been tested.\n"


def mail(
    name: str, sender: str, to: str, body: str = PLAN, *, day: int = 3, more: str = ""
) -> bytes:
    return (
        f"From: {sender}\nTo: {to}\nSubject: Gate {name}\nMessage-ID: <{name}@port.example>\n"
        f"Date: Mon, {day:02d} Oct 2022 10:00:00 +0000\n{more}\n{body}\n"
    ).encode()


LETTERS = {
    "one": mail("one", ANA, BO, f"Bo,\n\n{PLAN}\nAna Ruiz\nChief Engineer\nHarbour Authority\n"),
    "two": mail("two", '"Ruiz, Ana" <ana.ruiz@port.example>', BO, "The pumps are late.", day=4),
    "three": mail("three", BO, ANA, f"Ana,\n\nOn Oct 3, Ana Ruiz wrote:\n> {PLAN}", day=5),
    "four": mail("four", CY, f"{ANA}, {BO}", "Who has the key of the gate?", more=f"Cc: {CY}\n"),
    "five": mail("five", "Ana Ruiz <aruiz@home.example>", CY, "I have the key.", day=6),
    "six": mail("six", f"Dee Moe on behalf of {ANA}", CY, "She will call you.", day=7),
}


def put(folder: Path, names: list[str] | tuple[str, ...]) -> list[Path]:
    folder.mkdir(exist_ok=True)
    paths = [folder / f"{name}.eml" for name in names]
    for name, path in zip(names, paths, strict=True):
        path.write_bytes(LETTERS.get(name) or EXTRA[name])
    return paths


EXTRA: dict[str, bytes] = {}


@pytest.fixture
def opened(archive: Path, take: Take, tmp_path: Path) -> Iterator[OpenArchive]:
    take(*put(tmp_path / "mail", list(LETTERS)))
    with reading(archive) as found:
        yield found


@pytest.fixture
def room(opened: OpenArchive) -> PeopleRoom:
    return opened.people()


def told(opened: OpenArchive) -> list[object]:
    """All that an archive tells of everybody."""
    room, networks = opened.people(), opened.networks()
    persons = room.people(limit=100).persons
    return [
        persons,
        [room.person(row.permalink) for row in persons],
        [networks.around(row.permalink, Reach(steps=(9, 9, 9)), Counted()) for row in persons],
        room.suggestions(100),
    ]


def test_a_person_gathers_all_forms_of_an_address_with_where_they_were_seen(
    room: PeopleRoom,
) -> None:
    ana = room.person("ana.ruiz@port.example")
    forms = {(form.written, form.where) for item in ana.correspondents for form in item.forms}
    assert {("Ana Ruiz", "header"), ("Ruiz, Ana", "header"), ("Ana", "salutation")} <= forms
    assert ("Ana Ruiz", "signature") in forms
    assert (ana.first_date, ana.last_date) == ("2022-10-03", "2022-10-07")


def test_a_role_has_its_dates_and_the_passage_it_was_read_from(
    opened: OpenArchive, room: PeopleRoom
) -> None:
    (role,) = [role for role in room.person("ana.ruiz@port.example").roles if role.title]
    assert (role.title, role.organisation) == ("Chief Engineer", "Harbour Authority")
    (passage,) = role.passages
    text = opened.room().message(passage.permalink).body.text
    assert text[passage.start : passage.end] == passage.text
    assert "Chief Engineer" in passage.text
    assert passage.date == role.first_date == "2022-10-03"


def test_a_name_with_an_address_between_angles_is_whoever_has_the_address(room: PeopleRoom) -> None:
    asked = room.person("Ruiz, Ana Q <Ana.Ruiz@port.example>")
    assert asked.permalink == room.person("ana.ruiz@port.example").permalink


def test_addresses_are_told_in_the_order_of_use_not_of_first_sight(
    archive: Path, take: Take, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = mail("early", "Ana Ruiz <ruiz@port.example>", CY, "Who has the key?", day=1)
    monkeypatch.setitem(LETTERS, "early", first)
    take(*put(tmp_path / "mail", list(LETTERS)))
    with reading(archive) as opened:
        ana = opened.people().person("ana.ruiz@port.example")
    addresses = [item.address for item in ana.correspondents]
    assert addresses[:2] == ["ana.ruiz@port.example", "ruiz@port.example"]
    assert ana.permalink == person_permalink("ruiz@port.example"), "whoever came first names them"


def test_other_rules_judge_anew(archive: Path, take: Take, tmp_path: Path) -> None:
    take(*put(tmp_path / "mail", list(LETTERS)))
    with reading(archive) as opened:
        before = opened.people().people(limit=100).total
    with sqlite3.connect(locate(archive).register) as database:
        database.execute("UPDATE counter SET value = '1 1 0' WHERE name = 'judged from'")
        database.execute("DELETE FROM person WHERE name = 'Cy Dahl'")
    with reading(archive) as opened:
        assert opened.people().people(limit=100).total == before


def test_neighbours_count_letters_each_way_and_not_letters_to_oneself(room: PeopleRoom) -> None:
    cy = room.person("cy@port.example")
    counts = {item.name: (item.sent, item.received) for item in cy.neighbours}
    assert counts["Bo Lind"] == (1, 0)
    assert "Cy Dahl" not in counts


def test_who_sends_for_whom_is_shown_on_both_pages(room: PeopleRoom) -> None:
    assert [item.name for item in room.person("ana.ruiz@port.example").assistants] == ["Dee Moe"]
    assert [item.name for item in room.person("Dee Moe").assists] == ["Ana Ruiz"]


def test_activity_counts_letters_by_month(room: PeopleRoom) -> None:
    (month,) = room.person("bo@port.example").activity
    assert (month.month, month.sent, month.received) == ("2022-10", 1, 3)


def test_nobody_and_several_are_told_apart(room: PeopleRoom) -> None:
    with pytest.raises(OnRecordError) as unknown:
        room.person("Zed Zorn")
    assert unknown.value.reference == "people/unknown"
    with pytest.raises(OnRecordError) as several:
        room.person("port.example")
    assert several.value.reference == "people/ambiguous"
    with pytest.raises(OnRecordError):
        room.person("p/zzzzzzzzzz")


@pytest.mark.parametrize("order", list(permutations(range(3)))[1:])
def test_tranche_after_tranche_gives_the_same_people_as_all_at_once(
    order: tuple[int, ...], archive: Path, take: Take, tmp_path: Path
) -> None:
    names = list(LETTERS)
    parts = [names[0:2], names[2:4], names[4:6]]
    take(*put(tmp_path / "all", names))
    with reading(archive) as opened:
        at_once = told(opened)
    other = tmp_path / "other.archive"
    new_archive(other)
    for number in order:
        take(*put(tmp_path / f"part{number}", parts[number]), into=other)
        with reading(other) as opened:
            opened.people()  # a judgement between tranches makes no difference
    with reading(other) as opened:
        assert told(opened) == at_once


def test_permalinks_of_persons_survive_tranches_that_join_them(
    archive: Path, take: Take, tmp_path: Path
) -> None:
    take(*put(tmp_path / "mail", ["five"]))
    with reading(archive) as opened:
        before = opened.people().person("aruiz@home.example").permalink
    take(*put(tmp_path / "mail", list(LETTERS)))
    with reading(archive) as opened:
        assert before in opened.people().person(before).aliases


def test_a_copy_counts_once_and_adds_whom_it_alone_names(
    archive: Path, take: Take, tmp_path: Path
) -> None:
    """The copy in the sender's own folder shows the Bcc."""
    text = "The divers will report on Thursday, and nobody else needs to know of it."
    EXTRA["seen"] = mail("same", ANA, BO, text)
    EXTRA["kept"] = mail("same", ANA, BO, text, more=f"Bcc: {CY}\nX-Folder: sent\n")
    for number, name in enumerate(["seen", "kept"]):
        take(*put(tmp_path / f"mail{number}", [name]))
    with reading(archive) as opened:
        ana = opened.people().person("ana.ruiz@port.example")
    counts = {item.name: item.sent for item in ana.neighbours}
    assert counts == {"Bo Lind": 1, "Cy Dahl": 1}


def test_mass_mailings_are_left_out_unless_asked_for_even_of_tranches_before(
    archive: Path, take: Take, tmp_path: Path
) -> None:
    mould = "The harbour office is shut on Friday. Your account number {} stays as it is, and \
your berth is kept for you until the end of the season, as in all the years before.\n"
    for part in range(4):
        for number in range(part * 6, part * 6 + 6):
            EXTRA[f"mould{number}"] = mail(
                f"mould{number}", ANA, f"r{number}@town.example", mould.format(number), day=8
            )
        names = [f"mould{number}" for number in range(part * 6, part * 6 + 6)]
        take(*put(tmp_path / f"part{part}", names))
    with reading(archive) as opened:
        assert opened.relations.in_mailings()
        room = opened.people()
        counted = 24 - len(opened.relations.in_mailings())
        assert len(room.person("ana.ruiz@port.example").neighbours) == counted < 12
        all_mail = Counted(mass_mailings=True)
        around = opened.networks().around("ana.ruiz@port.example", Reach(), all_mail)
        assert len(around.nodes) == 25


def test_a_register_that_was_thrown_away_is_made_anew_by_the_next_addition(
    archive: Path, take: Take, tmp_path: Path
) -> None:
    paths = put(tmp_path / "mail", list(LETTERS))
    take(*paths)
    with reading(archive) as opened:
        before = told(opened)
    for file in archive.glob("people.sqlite*"):
        file.unlink()
    with reading(archive) as opened:
        assert opened.people().people().total == 0
    take(*paths)
    with reading(archive) as opened:
        assert told(opened) == before


def test_a_register_of_another_shape_is_made_anew(
    archive: Path, take: Take, tmp_path: Path
) -> None:
    import sqlite3

    take(*put(tmp_path / "mail", ["one"]))
    register = sqlite3.connect(locate(archive).register)
    register.execute("PRAGMA user_version=99")
    register.commit()
    register.close()
    take(*put(tmp_path / "mail", ["one", "two"]))
    with reading(archive) as opened:
        assert opened.people().people("ruiz").total == 1


def test_where_nothing_may_be_written_the_judgement_is_made_in_memory(
    archive: Path, take: Take, tmp_path: Path
) -> None:
    take(*put(tmp_path / "mail", list(LETTERS)))
    with adding(archive) as writer:
        writer.register.put_fresh([(1, b"")])  # a writer that has begun and does not end
        with reading(archive) as opened:
            assert opened.people().person("ana.ruiz@port.example").name == "Ana Ruiz"


def test_the_register_holds_what_each_letter_shows(opened: OpenArchive) -> None:
    seen = opened.register().sightings()
    forms = {
        item.key: {(form.written, str(form.where), form.count) for form in item.forms}
        for item in seen.correspondents
    }
    assert forms == {
        "ana.ruiz@port.example": {
            ("Ana Ruiz", "header", 4), ("Ruiz, Ana", "header", 1),
            ("Ana Ruiz", "signature", 1), ("Ana", "salutation", 1),
        },
        "aruiz@home.example": {("Ana Ruiz", "header", 1)},
        "bo@port.example": {("Bo Lind", "header", 4), ("Bo", "salutation", 1)},
        "cy@port.example": {("Cy Dahl", "header", 4)},
        "name:dee moe": {("Dee Moe", "header", 1)},
    }  # fmt: skip
    assert {(str(item.kind), item.first, item.second, item.count) for item in seen.evidence} == {
        (EvidenceKind.ON_BEHALF, "name:dee moe", "ana.ruiz@port.example", 1),
    }


def test_a_thread_tells_who_was_added_and_who_was_dropped(
    archive: Path, take: Take, tmp_path: Path
) -> None:
    EXTRA["root"] = mail("root", ANA, BO, "Shall we ask the divers?")
    EXTRA["answer"] = mail(
        "answer", BO, CY, "Cy knows them.", day=4, more="In-Reply-To: <root@port.example>\n"
    )
    take(*put(tmp_path / "mail", ["root", "answer"]))
    with reading(archive) as opened:
        (step,) = opened.people().thread(opened.room().thread("<root@port.example>"))
    assert (step.by.name, [one.name for one in step.added], [one.name for one in step.dropped]) == (
        "Bo Lind", ["Cy Dahl"], ["Ana Ruiz"],
    )  # fmt: skip


def found(opened: OpenArchive, query: str) -> set[str]:
    return {hit.subject.removeprefix("Gate ") for hit in opened.room().search(query).hits}


def test_from_takes_a_person_by_permalink_or_full_name(
    archive: Path, take: Take, tmp_path: Path
) -> None:
    EXTRA["ship"] = mail("ship", "bo@ship.example", CY, "Aboard until Friday.")
    EXTRA["other"] = mail("other", "Bo Lindqvist <bl@port.example>", CY, "Not aboard.")
    take(*put(tmp_path / "mail", [*LETTERS, "ship", "other"]))
    from onrecord.people.decisions import Act
    from onrecord.pipeline.who.reviewing import Desk, Said, review

    with reading(archive) as opened:
        assert found(opened, 'from:"Bo Lind"') == {"three"}
        desk = Desk(opened.directory, opened.register())
        review(desk, [Said(Act.MERGE, "bo@port.example", "bo@ship.example")])
    with reading(archive) as opened:
        bo = opened.people().person("bo@port.example").permalink
        assert found(opened, 'from:"Bo Lind"') == {"three", "ship"}
        assert found(opened, 'from:"Lind, Bo"') == {"three", "ship"}
        assert found(opened, f"from:{bo}") == {"three", "ship"}
        assert found(opened, f"to:{bo}") == {"one", "two", "four"}
        assert found(opened, "from:bo@port.example") == {"three"}
        assert found(opened, "from:port.example") == {*LETTERS, "other"} - {"five"}
        assert found(opened, "from:p/zzzzzzzz") == set()


def test_a_name_that_two_bear_is_looked_for_as_it_stands(opened: OpenArchive) -> None:
    """The permalink tells them apart; the address too spells the name."""
    assert found(opened, 'from:"Ana Ruiz"') == {"one", "two", "five", "six"}
    home = opened.people().person("aruiz@home.example").permalink
    assert found(opened, f"from:{home}") == {"five"}


def test_between_takes_persons(opened: OpenArchive) -> None:
    assert found(opened, 'between:"Bo Lind","Cy Dahl"') == {"four"}


def test_a_printed_single_name_is_found_by_its_person_only(
    archive: Path, take: Take, tmp_path: Path
) -> None:
    """On printed pages somebody is "H"; others merely have it as an initial."""
    EXTRA["short"] = mail("short", "H", BO, "Print this.")
    EXTRA["initial"] = mail("initial", "Sam H Moe <sam@port.example>", BO, "Printed.")
    take(*put(tmp_path / "mail", ["short", "initial"]))
    with reading(archive) as opened:
        h = opened.people().person("H").permalink
        assert found(opened, f"from:{h}") == {"short"}
