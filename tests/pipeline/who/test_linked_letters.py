"""Where a quoted letter is in the archive, its reply header and its answer say who its people are."""

from collections.abc import Callable
from pathlib import Path

from onrecord.configuration import reading
from onrecord.people.sightings import EvidenceKind
from onrecord.pipeline.taking_in.adding import Outcome

Take = Callable[..., Outcome]

WORDS = """The divers went down at the night gate on pier nine this morning and found that two of the
four hinges have rusted through, so the gate must stay shut until the yard has sent new ones. I have
asked the harbour office to close the road from the chandlery to the fish market until Thursday noon.
"""


def mail(name: str, sender: str, to: str, body: str, day: int) -> bytes:
    return (
        f"From: {sender}\nTo: {to}\nSubject: Hinges of the night gate\nMessage-ID: <{name}@port.example>\n"
        f"Date: Mon, {day:02d} Oct 2022 10:00:00 +0000\n\n{body}\n"
    ).encode()


def answer(own: str, to: str = "Lind, Bo") -> str:
    return (
        f"{own}\n\n-----Original Message-----\nFrom: Ruiz, Ana\nSent: Monday, October 3, 2022 10:00 AM\n"
        f"To: {to}\nSubject: Hinges of the night gate\n\n{WORDS}"
    )


ANA, BO, HOME = "ana.ruiz@port.example", "bo@port.example", "bo.lind@home.example"


def said(
    archive: Path, take: Take, folder: Path, *letters: bytes
) -> set[tuple[str, str, str, int]]:
    """What linked letters say of these, (kind, first, second, count)."""
    folder.mkdir()
    paths = [folder / f"{number}.eml" for number in range(len(letters))]
    for path, raw in zip(paths, letters, strict=True):
        path.write_bytes(raw)
    take(*paths)
    with reading(archive) as opened:
        found = opened.register().sightings().evidence
    return {(item.kind.name, item.first, item.second, item.count) for item in found}


def test_author_addressee_and_answerer_are_set_beside_those_of_the_letter_quoted(
    archive: Path, take: Take, tmp_path: Path
) -> None:
    found = said(
        archive, take, tmp_path / "mail",
        mail("one", ANA, BO, WORDS, 3), mail("two", HOME, ANA, answer("We shall wait."), 4),
    )  # fmt: skip
    assert found == {
        (EvidenceKind.REPLY_HEADER.name, "name:ruiz ana", ANA, 1),
        (EvidenceKind.ADDRESSEE.name, "name:lind bo", BO, 1),
        (EvidenceKind.ANSWER.name, BO, HOME, 1),
    }


def test_a_letter_counts_once_however_often_it_is_quoted(
    archive: Path, take: Take, tmp_path: Path
) -> None:
    found = said(
        archive, take, tmp_path / "mail",
        mail("one", ANA, BO, WORDS, 3), mail("two", BO, ANA, answer("We shall wait."), 4),
        mail("three", BO, "cy@port.example", answer("Read this, Cy, before the yard opens."), 5),
    )  # fmt: skip
    assert ("REPLY_HEADER", "name:ruiz ana", ANA, 1) in found
    assert ("ADDRESSEE", "name:lind bo", BO, 1) in found


def test_several_addressees_say_nothing_of_one(archive: Path, take: Take, tmp_path: Path) -> None:
    found = said(
        archive, take, tmp_path / "mail",
        mail("one", ANA, f"{BO}, cy@port.example", WORDS, 3),
        mail("two", HOME, ANA, answer("We shall wait.", "Lind, Bo; Dahl, Cy"), 4),
    )  # fmt: skip
    assert {kind for kind, _, _, _ in found} == {"REPLY_HEADER"}


def test_who_passes_a_letter_on_does_not_answer_it(
    archive: Path, take: Take, tmp_path: Path
) -> None:
    found = said(
        archive, take, tmp_path / "mail",
        mail("one", ANA, BO, WORDS, 3), mail("two", HOME, "cy@port.example", answer("Read this."), 4),
    )  # fmt: skip
    assert "ANSWER" not in {kind for kind, _, _, _ in found}
