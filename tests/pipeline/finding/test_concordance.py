"""What one person writes about another: own words only, in time order, with names that are theirs."""

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.configuration import adding, new_archive, reading
from onrecord.errors import OnRecordError
from onrecord.pipeline.finding.concordance import AboutAsked
from onrecord.pipeline.finding.searching_views import AboutView
from onrecord.pipeline.taking_in.accession import Addition
from onrecord.pipeline.taking_in.adding import add

RUTH = "Ruth Okafor <ruth.okafor@port.example>"
HELEN = "Helen Marsh <helen@port.example>"
TOM = "Tom Pell <tom@port.example>"

About = Callable[..., AboutView]


def _letter(number: int, from_: str, to: str, text: str) -> bytes:
    return (
        f"From: {from_}\nTo: {to}\nDate: Mon, {number} Oct 2022 10:00:00 +0000\nSubject: Gate {number}\n"
        f"Message-ID: <{number}@port.example>\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
    ).encode()


LETTERS = [
    _letter(3, HELEN, TOM, "The gate is shut. Ruth has the log. Okafor's note is wrong.\n\nHelen"),
    _letter(2, TOM, RUTH, "Ruth,\n\nplease send it.\n\nTom"),
    _letter(4, RUTH, TOM, "Ruth here: I have it.\n\nRuth"),
    _letter(
        5,
        TOM,
        HELEN,
        "I agree.\n\nOn Mon, 3 Oct 2022 at 10:00, Helen Marsh <helen@port.example> wrote:\n> Ruth has the log.",
    ),
    _letter(
        6, HELEN, TOM, "Helen Okafor called; she is no kin. Write to ruth.okafor@port.example now."
    ),
    _letter(7, "Ruth Dane <dane@gate.example>", HELEN, "Good morning."),
]


@pytest.fixture(scope="module")
def about(tmp_path_factory: pytest.TempPathFactory) -> About:
    folder = tmp_path_factory.mktemp("letters")
    for number, letter in enumerate(LETTERS):
        (folder / f"{number}.eml").write_bytes(letter)
    new_archive(folder / "a")
    with adding(folder / "a") as archive:
        paths = tuple(sorted(folder.glob("*.eml")))
        add(archive, Addition(paths=paths, tranche="x"), tell=lambda progress, messages: None)

    def asked(who: str, **more: str | int) -> AboutView:
        with reading(folder / "a") as archive:
            return archive.room().about(AboutAsked(who=who, **more))  # type: ignore[arg-type]

    return asked


def test_sentences_in_own_words_come_in_time_order(about: About) -> None:
    """Neither what others quote nor what another Okafor did is said about her."""
    found = about("Ruth Okafor")
    assert [item.sentence for item in found.sentences] == [
        "Okafor's note is wrong.",
        "Write to ruth.okafor@port.example now.",
    ]
    assert "ruth" in found.left_out, "another Ruth writes too"


def test_marks_are_the_names(about: About) -> None:
    (first, _) = about("Ruth Okafor").sentences
    assert [first.sentence[start:end] for start, end in first.marks] == ["Okafor"]
    assert first.to[0].name == "Tom Pell"
    assert first.permalink.startswith("m/")


def test_the_author_can_be_named(about: About) -> None:
    assert about("Okafor", by="Tom Pell").messages == 0
    assert about("Helen Marsh", by="Tom").sentences == ()
    assert about("Tom Pell", by="Ruth Okafor").sentences == ()


def test_own_letters_count_only_when_asked_for(about: About) -> None:
    said = [item.sentence for item in about("Helen Marsh", by="Helen Marsh").sentences]
    assert "Helen" not in [item.sentence for item in about("Helen Marsh").sentences]
    assert all("Helen" in sentence for sentence in said)


def test_dates_bound_it(about: About) -> None:
    assert about("Ruth Okafor", since="2022-10-04").messages == 1
    assert about("Ruth Okafor", until="2022-10-03").messages == 1
    assert about("Ruth Okafor", since="2022-10-04", until="2022-10-05").messages == 0
    with pytest.raises(OnRecordError, match="no date"):
        about("Ruth Okafor", since="whenever")


def test_an_address_names_a_person(about: About) -> None:
    by_address = about("ruth.okafor@port.example")
    assert by_address.sentences == about("Ruth Okafor").sentences


def test_somebody_who_never_wrote_is_looked_for_as_asked(about: About) -> None:
    found = about("Nobody Known")
    assert found.sentences == ()
    assert "nobody known" in found.names
    assert about("").sentences == ()


def test_pages_of_messages_join(about: About) -> None:
    whole = about("Ruth Okafor").sentences
    first = about("Ruth Okafor", limit=1)
    second = about("Ruth Okafor", limit=1, offset=1)
    assert first.messages == second.messages == 2
    assert first.sentences + second.sentences == whole


def test_the_sample_names_people(sample_archive: Path) -> None:
    with reading(sample_archive) as archive:
        found = archive.room().about(AboutAsked(who="Helen Marsh"))
    assert all(item.marks for item in found.sentences)
    dates = [item.date.instant for item in found.sentences if item.date]
    assert dates == sorted(dates)
