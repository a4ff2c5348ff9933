"""Who writes through a list is its author, whoever the list writes into the header; the list is a list."""

from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest

from onrecord.configuration import new_archive, reading
from onrecord.pipeline.taking_in.adding import Outcome

Take = Callable[..., Outcome]
LIST = "discuss@lists.port.example"
ANA = "ana.ruiz@port.example"


def mail(name: str, sender: str, more: str = "") -> bytes:
    return (
        f"From: {sender}\nTo: {LIST}\nSubject: Gate {name}\nMessage-ID: <{name}@port.example>\n"
        f"Date: Mon, 03 Oct 2022 10:00:00 +0000\n{more}\nAbout the gate: {name}.\n"
    ).encode()


VIA = f"Ana Ruiz via discuss <{LIST}>"
LETTERS = {
    "own": mail("own", f"Ana Ruiz <{ANA}>"),
    "one": mail("one", VIA),
    "two": mail("two", f'"Ruiz, Ana via discuss" <{LIST}>'),
    "bo": mail("bo", f"Bo Lind via discuss <{LIST}>", f"Reply-To: {LIST}, Bo <bo@home.example>\n"),
    "cy": mail("cy", f"Cy Dahl via discuss <{LIST}>", "X-Original-From: Cy Dahl <cy@home.example>\n"),
}  # fmt: skip


def taken(take: Take, folder: Path, *names: str, into: Path) -> None:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / f"{name}.eml").write_bytes(LETTERS[name])
    take(*(folder / f"{name}.eml" for name in names), into=into)


def persons(archive: Path) -> list[tuple[str, ...]]:
    """The keys of all persons' correspondents."""
    with reading(archive) as opened:
        room = opened.people()
        found = [room.person(row.permalink) for row in room.people(limit=100).persons]
    return sorted(tuple(sorted(item.key for item in one.correspondents)) for one in found)


def test_the_author_is_a_name_without_an_address_and_joins_its_only_bearer(
    archive: Path, take: Take, tmp_path: Path
) -> None:
    taken(take, tmp_path / "mail", "own", "one", "two", into=archive)
    with reading(archive) as opened:
        ana = opened.people().person(ANA)
        listed = opened.people().person(LIST)
    assert {item.key for item in ana.correspondents} == {ANA, "name:ana ruiz", "name:ruiz ana"}
    assert ana.grounds
    assert ana.messages == 3
    assert sum(month.sent for month in ana.activity) == 3
    assert listed.impersonal
    assert {item.key for item in listed.correspondents} == {LIST}


def test_where_several_bear_the_name_the_letters_stay_the_form_s(
    archive: Path, take: Take, tmp_path: Path
) -> None:
    LETTERS["namesake"] = mail("namesake", "Ana Ruiz <ana@dock.example>")
    taken(take, tmp_path / "mail", "own", "one", "namesake", into=archive)
    assert {(ANA,), ("ana@dock.example",), ("name:ana ruiz",)} <= set(persons(archive))


@pytest.mark.parametrize(
    ("name", "address"), [("bo", "bo@home.example"), ("cy", "cy@home.example")]
)
def test_reply_to_or_the_original_sender_gives_the_author_s_address(
    name: str, address: str, archive: Path, take: Take, tmp_path: Path
) -> None:
    taken(take, tmp_path / "mail", name, into=archive)
    with reading(archive) as opened:
        found = opened.people().person(address)
    assert address in {item.key for item in found.correspondents}
    assert len(found.correspondents) == 2
    assert sum(month.sent for month in found.activity) == 1


@pytest.mark.parametrize("order", list(permutations(("own", "one", "bo")))[1:])
def test_the_order_of_tranches_makes_no_difference(
    order: tuple[str, ...], archive: Path, take: Take, tmp_path: Path
) -> None:
    taken(take, tmp_path / "mail", "own", "one", "bo", into=archive)
    other = tmp_path / "other.archive"
    new_archive(other)
    for name in order:
        taken(take, tmp_path / name, name, into=other)
    assert persons(other) == persons(archive)
