"""The commands on people: what they print, and that bad arguments end with one line and status 2."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

Onrecord = Callable[..., subprocess.CompletedProcess[str]]

MBOX = b"".join(
    b"From x@port.example Mon Oct  3 10:00:00 2022\n" + letter + b"\n\n"
    for letter in [
        b"From: Ana Ruiz <ana.ruiz@port.example>\nTo: Bo Lind <bo@port.example>\nSubject: Gate\n"
        b"Date: Mon, 3 Oct 2022 10:00:00 +0000\nMessage-ID: <1@x.example>\n\nThe gate stays shut.\n\n"
        b"Ana Ruiz\nChief Engineer\nHarbour Authority\n",
        b"From: Ruiz <aruiz@home.example>\nTo: =HYPERLINK(1) <cy@port.example>\nSubject: Key\n"
        b"Date: Tue, 4 Oct 2022 10:00:00 +0000\nMessage-ID: <2@x.example>\n\nI have the key.\n",
        b"From: cy@port.example\nTo: Bo Lind <bo@port.example>\nSubject: Key\n"
        b"Date: Tue, 4 Oct 2022 11:00:00 +0000\nMessage-ID: <3@x.example>\n\nShe has the key.\n",
    ]
)


@pytest.fixture
def archive(tmp_path: Path, onrecord: Onrecord) -> Path:
    root, mbox = tmp_path / "a.archive", tmp_path / "in.mbox"
    mbox.write_bytes(MBOX)
    assert onrecord("init", root).returncode == 0
    assert onrecord("add", "--archive", root, "--tranche", "t", mbox).returncode == 0
    return root


def test_people_are_listed_and_looked_for_by_any_words(archive: Path, onrecord: Onrecord) -> None:
    everybody = json.loads(onrecord("people", "--archive", archive, "--json").stdout)
    assert everybody["total"] == 4
    found = json.loads(onrecord("people", "ruiz", "port", "--archive", archive, "--json").stdout)
    assert [row["name"] for row in found["persons"]] == ["Ana Ruiz"]
    assert "Ana Ruiz" in onrecord("people", "ruiz", "--archive", archive).stdout


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2022-10-03", "2022-10-03: stated on this day\n  Chief Engineer, Harbour Authority"),
        ("2022-12-24", "2022-12-24: stated within half a year\n  Chief Engineer"),
        ("2019-01-01", "2019-01-01: not known, for nothing near this date states a role"),
    ],
)
def test_what_a_person_was_on_a_day_is_told_or_not_known(
    archive: Path, onrecord: Onrecord, day: str, told: str
) -> None:
    said = onrecord("person", "Ana Ruiz", "--on", day, "--archive", archive).stdout
    assert said.startswith(told)
    view = json.loads(
        onrecord("person", "Ana Ruiz", "--on", day, "--archive", archive, "--json").stdout
    )
    assert (view["day"], view["role"] is None) == (day, "not known" in told)


def test_a_person_is_printed_whole(archive: Path, onrecord: Onrecord) -> None:
    told = onrecord("person", "Ana Ruiz", "--archive", archive).stdout
    assert "ana.ruiz@port.example" in told
    assert "Chief Engineer, Harbour Authority  (2022-10-03; signature)" in told
    view = json.loads(onrecord("person", "Ana Ruiz", "--archive", archive, "--json").stdout)
    assert view["neighbours"][0]["name"] == "Bo Lind"


def test_a_decision_is_made_listed_exported_undone_and_taken_in_again(
    archive: Path, onrecord: Onrecord, tmp_path: Path
) -> None:
    made = onrecord(
        "people", "merge", "ana.ruiz@port.example", "aruiz@home.example", "--archive", archive,
        "--note", "same telephone", "--by", "reviewer",
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    file = tmp_path / "decided.csv"
    assert onrecord("people", "export", "--archive", archive, "--out", file).returncode == 0
    (line,) = file.read_text().splitlines()[1:]
    identity = line.split(",")[0]
    person = json.loads(
        onrecord("person", "aruiz@home.example", "--archive", archive, "--json").stdout
    )
    assert len(person["correspondents"]) == 2
    assert person["grounds"][0]["reason"] == "a reviewer decided"
    assert "same telephone" in person["grounds"][0]["detail"]
    assert onrecord("people", "undo", identity[:6], "--archive", archive).returncode == 0
    again = json.loads(
        onrecord("person", "aruiz@home.example", "--archive", archive, "--json").stdout
    )
    assert len(again["correspondents"]) == 1
    (archive / "desk" / "people.csv").unlink()
    taken = json.loads(onrecord("people", "import", file, "--archive", archive, "--json").stdout)
    assert (taken["read"], taken["matched"], taken["new"], taken["left_over"]) == (1, 1, 1, [])
    person = json.loads(
        onrecord("person", "aruiz@home.example", "--archive", archive, "--json").stdout
    )
    assert len(person["correspondents"]) == 2


def test_decisions_survive_the_register_and_further_mail(
    archive: Path, onrecord: Onrecord, tmp_path: Path
) -> None:
    onrecord("people", "rename", "bo@port.example", "B. Lind, Pilot", "--archive", archive)
    onrecord("people", "apart", "Bo Lind", "cy@port.example", "--archive", archive)
    for file in archive.glob("people.sqlite*"):
        file.unlink()
    more = tmp_path / "more.mbox"
    more.write_bytes(MBOX.replace(b"Message-ID: <", b"Message-ID: <more"))
    assert onrecord("add", "--archive", archive, "--tranche", "t2", more).returncode == 0
    person = json.loads(
        onrecord("person", "bo@port.example", "--archive", archive, "--json").stdout
    )
    assert person["name"] == "B. Lind, Pilot"


def test_roles_are_taken_from_a_table_and_what_is_none_is_told(
    archive: Path, onrecord: Onrecord, tmp_path: Path
) -> None:
    table = tmp_path / "roles.csv"
    table.write_text(
        "name,address,title,organisation,from,to\n"
        "Bo Lind,bo@port.example,Pilot,Harbour Authority,2020,2022-06\n"
        "Nobody Known,,Mayor,City,,\n"
        ",,Mayor,City,,\n"
    )
    taken = json.loads(onrecord("people", "import", table, "--archive", archive, "--json").stdout)
    assert (taken["read"], taken["matched"], len(taken["left_over"])) == (3, 1, 1)
    (role,) = json.loads(
        onrecord("person", "bo@port.example", "--archive", archive, "--json").stdout
    )["roles"]
    assert (role["title"], role["first_date"], role["last_date"], role["source"]) == (
        "Pilot", "2020-01-01", "2022-06-30", "table",
    )  # fmt: skip


def test_a_network_is_printed_as_text_csv_graphml_and_json(
    archive: Path, onrecord: Onrecord
) -> None:
    asked = ["network", "bo@port.example", "--depth", "2", "--archive", archive]
    assert "Ana Ruiz" in onrecord(*asked).stdout
    rows = onrecord(*asked, "--csv").stdout.splitlines()
    assert rows[0] == "first,first name,second,second name,letters"
    assert len(rows) == 4
    assert ",=HYPERLINK" not in "".join(rows)
    tree = ElementTree.fromstring(onrecord(*asked, "--graphml").stdout)
    assert len(tree.findall(".//{*}node")) == 4
    assert len(json.loads(onrecord(*asked, "--json").stdout)["edges"]) == 3


def test_a_network_of_some_months_counts_their_letters_alone(
    archive: Path, onrecord: Onrecord
) -> None:
    asked = ["network", "bo@port.example", "--archive", archive]
    assert len(json.loads(onrecord(*asked, "--from", "2022-10", "--json").stdout)["edges"]) == 2
    after = json.loads(onrecord(*asked, "--from", "2022-11", "--json").stdout)
    assert (after["edges"], after["first_month"], after["last_month"]) == ([], "2022-11", "")
    assert after["months"] == [{"month": "2022-10", "letters": 2}]
    assert "to 2022-10" in onrecord(*asked, "--to", "2022-10").stdout


def test_how_two_are_linked_is_printed(archive: Path, onrecord: Onrecord) -> None:
    asked = ["network", "Ana Ruiz", "--path-to", "aruiz@home.example", "--archive", archive]
    path = json.loads(onrecord(*asked, "--json").stdout)
    assert len(path["persons"]) == 4
    assert path["letters"] == [1, 1, 1]


def test_a_thread_tells_its_people_when_asked(archive: Path, onrecord: Onrecord) -> None:
    told = onrecord("thread", "<1@x.example>", "--people", "--archive", archive)
    assert told.returncode == 0, told.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["person", "Nobody Known"],
        ["person", "Ana Ruiz", "--on", "yesterday"],
        ["person", "p/zzzzzzzz"],
        ["person", ""],
        ["network", "Ana Ruiz", "--depth", "9"],
        ["network", "Ana Ruiz", "--path-to", "Bo Lind", "--csv"],
        ["network", "Ana Ruiz", "--from", "October"],
        ["network", "Ana Ruiz", "--from", "2022-10", "--to", "2022-09"],
        ["people", "merge", "Ana Ruiz", "Ana Ruiz"],
        ["people", "merge", "Ana Ruiz"],
        ["people", "split", "Nobody Known"],
        ["people", "rename", "Ana Ruiz", " "],
        ["people", "undo", "zzzz"],
        ["people", "import", "no-such-file.csv"],
        ["people", "import", sys.executable],
        ["people", "--limit", "0"],
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    words: list[str], archive: Path, onrecord: Onrecord
) -> None:
    done = onrecord(*words, "--archive", archive)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_a_line_of_the_decisions_file_that_is_none_is_told_and_nothing_is_lost(
    archive: Path, onrecord: Onrecord
) -> None:
    onrecord("people", "rename", "Bo Lind", "B. Lind", "--archive", archive)
    file = archive / "desk" / "people.csv"
    file.write_text(file.read_text() + "?,,,,,,,\n")
    done = onrecord("people", "rename", "Bo Lind", "Bo", "--archive", archive)
    assert done.returncode == 2
    assert "line 3" in done.stderr
    assert "line 3" in onrecord("people", "decisions", "--archive", archive).stdout
