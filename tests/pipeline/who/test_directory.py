"""Whom a story means by a description: one who fits, by signature or table; nobody, if there is doubt."""

import json
from collections.abc import Callable
from pathlib import Path

from onrecord.configuration import reading
from onrecord.message.structure import Mailbox
from onrecord.people.roles import parse_roles
from onrecord.pipeline.taking_in.adding import Outcome
from onrecord.pipeline.who.decided import state_roles
from onrecord.pipeline.who.directory import PeopleDirectory

Take = Callable[..., Outcome]


def test_descriptions_of_the_sample_resolve_or_abstain(sample: Path, sample_archive: Path) -> None:
    """As its truth file says: the one who is meant, or nobody who could be taken for them."""
    truth = json.loads((sample / "expected.json").read_text(encoding="utf-8"))["descriptions"]
    meant = {
        each["description"]: (each["person"]["name"],) if each["person"] else () for each in truth
    }
    with reading(sample_archive) as opened:
        directory = PeopleDirectory(opened.directory, opened.register)
        found = {description: directory.named(description) for description in meant}
        assert directory.named("") == ()
    assert {text: names if len(names) == 1 else () for text, names in found.items()} == meant


def letter(name: str, sender: str, signature: str) -> bytes:
    return (
        f"From: {sender}\nTo: Bo Lind <bo@port.example>\nSubject: {name}\n"
        f"Message-ID: <{name}@port.example>\nDate: Mon, 03 Oct 2022 10:00:00 +0000\n\n"
        f"The gate stays shut until the pumps are mended.\n\n{signature}\n"
    ).encode()


def test_two_who_fit_are_both_named_so_that_neither_is_taken(
    archive: Path, take: Take, tmp_path: Path
) -> None:
    for name, sender in (
        ("one", "Ana Ruiz <ana@port.example>"),
        ("two", "Cy Dahl <cy@quay.example>"),
    ):
        who = sender.partition(" <")[0]
        (tmp_path / f"{name}.eml").write_bytes(letter(name, sender, f"{who}\nChief Pilot\n"))
    take(tmp_path / "one.eml", tmp_path / "two.eml")
    with reading(archive) as opened:
        directory = PeopleDirectory(opened.directory, opened.register)
        assert directory.named("the chief pilot") == ("Ana Ruiz", "Cy Dahl")


def test_a_table_of_roles_names_whom_no_signature_does(
    archive: Path, take: Take, tmp_path: Path
) -> None:
    (tmp_path / "one.eml").write_bytes(letter("one", "Ana Ruiz <ana@port.example>", "Ana"))
    take(tmp_path / "one.eml")
    with reading(archive) as opened:
        state_roles(opened.directory, parse_roles("address,title\nana@port.example,Pilot\n")[0])
        directory = PeopleDirectory(opened.directory, opened.register)
        assert directory.named("the pilot") == ("Ana Ruiz",)


def test_a_short_form_stands_for_the_full_name_of_its_person(
    archive: Path, take: Take, tmp_path: Path
) -> None:
    (tmp_path / "one.eml").write_bytes(letter("one", "Ana Ruiz <ana@port.example>", "Ana"))
    take(tmp_path / "one.eml")
    with reading(archive) as opened:
        directory = PeopleDirectory(opened.directory, opened.register)
        assert directory.known_as([Mailbox("", "ana@port.example"), Mailbox("Q", "")]) == {
            "ana@port.example": ("Ana Ruiz",)
        }
        assert directory.known_as([Mailbox("Ana Ruiz", "ana@port.example")]) == {}
