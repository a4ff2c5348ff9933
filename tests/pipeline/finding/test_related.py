"""Messages on the same matter are found by rare words, people and time, and say so."""

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.configuration import adding, new_archive, reading
from onrecord.pipeline.finding.searching_views import RelatedView
from onrecord.pipeline.taking_in.accession import Addition
from onrecord.pipeline.taking_in.adding import add

Related = Callable[[str], tuple[RelatedView, ...]]


def _letter(name: str, day: int, subject: str, text: str) -> bytes:
    return (
        f"From: Ana Ruiz <ana@port.example>\nTo: {name}@port.example\n"
        f"Date: {day} Oct 2022 10:00:00 +0000\nSubject: {subject}\nMessage-ID: <{name}{day}@x.example>\n"
        f"\n{text}\n"
    ).encode()


def _texts() -> list[bytes]:
    common = "The committee met and spoke of many things that everyone had read before lunch"
    odd = [
        "budget chairs window paint",
        "summer picnic lemonade lawn",
        "printer toner invoice order",
        "parking permit garage level",
        "lunch menu soup bread",
    ]
    noise = [
        _letter(f"p{n}", 1 + n % 27, f"Note {n}", f"{common} {odd[n % 5]}.") for n in range(40)
    ]
    matter = [
        _letter(
            "bo", 3, "Gate fault", "The turnstile firmware at Harbour Street reset the counters."
        ),
        _letter("bo", 5, "Invoice", "About the turnstile firmware: who pays for the counters?"),
        _letter("cy", 25, "Re: Gate fault", "Nothing new, alas."),
    ]
    return matter + noise


@pytest.fixture(scope="module")
def related(tmp_path_factory: pytest.TempPathFactory) -> Related:
    folder = tmp_path_factory.mktemp("letters")
    for number, letter in enumerate(_texts()):
        (folder / f"{number:02}.eml").write_bytes(letter)
    new_archive(folder / "a")
    with adding(folder / "a") as archive:
        paths = tuple(sorted(folder.glob("*.eml")))
        add(archive, Addition(paths=paths, tranche="x"), tell=lambda progress, messages: None)

    def asked(reference: str) -> tuple[RelatedView, ...]:
        with reading(folder / "a") as archive:
            return archive.room().related(reference)

    return asked


def test_another_letter_on_the_matter_comes_first_with_its_reasons(related: Related) -> None:
    first = related("bo3@x.example")[0]
    assert first.subject in {"Invoice", "Re: Gate fault"}
    found = {item.subject: item for item in related("bo3@x.example")}
    assert any("turnstile" in reason for reason in found["Invoice"].reasons)
    assert "2 days later" in found["Invoice"].reasons
    assert "the same subject" in found["Re: Gate fault"].reasons


def test_the_message_itself_is_never_among_them(related: Related) -> None:
    found = related("bo5@x.example")
    assert all(item.subject != "Invoice" for item in found)
    assert len({item.permalink for item in found}) == len(found)


def test_every_one_has_a_reason(sample_archive: Path) -> None:
    with reading(sample_archive) as archive:
        room = archive.room()
        for number in (1, 9, 30):
            (stored,) = archive.holdings.messages([number])
            for item in room.related(stored.permalink, limit=5):
                assert item.reasons
                assert item.permalink != stored.permalink
