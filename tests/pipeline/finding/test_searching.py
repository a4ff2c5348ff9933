"""Pages of results, counts and timelines agree with one another, whatever is asked."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from onrecord.configuration import OpenArchive, adding, new_archive, reading
from onrecord.errors import OnRecordError
from onrecord.pipeline.finding.grouping import Grouping
from onrecord.pipeline.finding.searching import Paging, Searches
from onrecord.pipeline.taking_in.accession import Addition
from onrecord.pipeline.taking_in.adding import add
from onrecord.pipeline.who.registers import Registers
from onrecord.search.engine import FacetField, Sort, Step


@pytest.fixture(scope="module")
def opened(sample_archive: Path) -> Iterator[OpenArchive]:
    with reading(sample_archive) as archive:
        yield archive


@pytest.fixture(scope="module")
def searches(opened: OpenArchive) -> Searches:
    return opened.room().searches


def _links(searches: Searches, query: str, paging: Paging) -> list[str]:
    return [hit.permalink for hit in searches.search(query, paging).hits]


@pytest.mark.parametrize("grouping", Grouping)
@pytest.mark.parametrize("sort", Sort)
def test_pages_join_without_gap_or_overlap(
    searches: Searches, sort: Sort, grouping: Grouping
) -> None:
    whole = searches.search("gate", Paging(sort=sort, limit=10_000, grouping=grouping))
    pages = [
        link
        for offset in range(0, whole.rows + 7, 7)
        for link in _links(
            searches, "gate", Paging(sort=sort, limit=7, offset=offset, grouping=grouping)
        )
    ]
    assert pages == [hit.permalink for hit in whole.hits]
    assert len(pages) == len(set(pages)) == whole.rows


@pytest.mark.parametrize("query", ["", "gate", "from:marsh", "is:reply", "zzz", "date:2022-11"])
def test_folded_or_grouped_rows_hold_every_hit_once(searches: Searches, query: str) -> None:
    every = set(_links(searches, query, Paging(limit=10_000)))
    folded = searches.search(query, Paging(limit=10_000, grouping=Grouping.COPIES))
    named = [link for hit in folded.hits for link in (hit.permalink, *hit.copies)]
    assert folded.total == len(named) == len(every)
    assert set(named) == every
    threads = searches.search(query, Paging(limit=10_000, grouping=Grouping.THREAD))
    assert sum(1 + hit.others_in_thread for hit in threads.hits) == threads.total == len(every)
    assert len({hit.thread for hit in threads.hits}) == threads.rows


def test_newest_first_is_minus_date(searches: Searches) -> None:
    assert Sort("-date") is Sort.NEWEST
    found = searches.search("gate", Paging(sort=Sort.NEWEST, limit=10_000)).hits
    dates = [hit.date.instant for hit in found if hit.date]
    assert dates == sorted(dates, reverse=True)


@pytest.mark.parametrize(
    "field", [item for item in FacetField if item not in {FacetField.PLACE, FacetField.CUSTODIAN}]
)
def test_a_facets_narrowing_finds_as_many_as_it_counts(
    searches: Searches, field: FacetField
) -> None:
    (facet,) = searches.facets("gate", [field], 20)
    assert facet.values
    for value in facet.values:
        narrowed = searches.search(f"gate {value.narrowing}", Paging(limit=1))
        assert narrowed.total == value.messages, value


@pytest.mark.parametrize("field", [FacetField.SENDER, FacetField.RECIPIENT])
def test_an_address_is_told_with_the_person_whose_it_is_judged_to_be(
    opened: OpenArchive, searches: Searches, field: FacetField
) -> None:
    """The name is what the person's page is titled; the count and the narrowing stay the address's."""
    (facet,) = searches.facets("gate", [field], 20)
    marsh = next(value for value in facet.values if value.value.startswith("helen.marsh@"))
    assert marsh.person is not None
    assert opened.people().person(marsh.value).permalink == marsh.person.permalink
    assert (marsh.person.name, marsh.called) == ("Helen Marsh", "Helen Marsh")
    assert marsh.name == marsh.value and marsh.value in marsh.narrowing


def test_what_is_no_address_has_no_person(searches: Searches) -> None:
    others = [item for item in FacetField if item not in {FacetField.SENDER, FacetField.RECIPIENT}]
    counted = searches.facets("gate", others, 20)
    assert not any(value.person or value.called for facet in counted for value in facet.values)


def test_addresses_stand_alone_where_nobody_is_known(opened: OpenArchive) -> None:
    """Without a register, or with one that cannot be read, counts are as exact as ever."""
    unknown = Registers(opened.register, lambda: None)
    alone = Searches(opened.holdings, opened.originals, opened.engine, opened.relations, unknown)
    known = opened.searches().facets("gate", FacetField, 20)
    for facet, other in zip(alone.facets("gate", FacetField, 20), known, strict=True):
        assert not any(value.person for value in facet.values)
        assert [(item.value, item.messages, item.narrowing) for item in facet.values] == [
            (item.value, item.messages, item.narrowing) for item in other.values
        ]


@pytest.mark.parametrize(
    "question",
    [
        "gate",
        "gate log",
        '"fault log" OR gate',
        "(gate NEAR/5 log) OR stem:closures",
        "gat* -closures",
        "body:gate subject:gate",
        "from:marsh gate",
        "fualt~1",
    ],
)
def test_a_place_s_narrowing_finds_as_many_as_it_counts(searches: Searches, question: str) -> None:
    """Words of the query language say where words stand; for asides it has none."""
    (facet,) = searches.facets(question, [FacetField.PLACE], 20)
    assert facet.values
    for value in facet.values:
        assert bool(value.narrowing) == (value.value != "aside")
        if value.narrowing:
            asked = f"({question}) {value.narrowing}"
            assert searches.search(asked, Paging(limit=1)).total == value.messages, asked
            (again,) = searches.facets(asked, [FacetField.PLACE], 20)
            assert value.narrowing in {other.narrowing for other in again.values}


def test_a_question_without_words_has_no_places(searches: Searches) -> None:
    assert searches.facets("from:marsh", [FacetField.PLACE], 20)[0].values == ()


def test_hits_tell_who_their_author_is_judged_to_be(
    searches: Searches, opened: OpenArchive
) -> None:
    people = opened.people()
    for hit in searches.search("gate", Paging(limit=10_000)).hits:
        judged = people.link(hit.from_[0].name, hit.from_[0].address) if hit.from_ else None
        told = (hit.author.permalink, hit.author.name) if hit.author else None
        assert told == ((judged.permalink, judged.name) if judged else None)


def test_all_hits_tell_their_authors_as_pages_do(searches: Searches) -> None:
    paged = searches.search("gate", Paging(sort=Sort.DATE, limit=10_000)).hits
    assert [hit.author for hit in searches.all_hits("gate")] == [hit.author for hit in paged]


def test_a_form_that_differs_from_the_person_s_name_is_told(tmp_path: Path) -> None:
    letter = (
        "From: {}\nTo: Tim Reed <reed@quays.example>\nDate: Mon, {} Mar 2021 10:00:00 +0000\n"
        "Subject: Gate {}\n\nThe gate holds.\n"
    )
    forms = ["Ana Brook <ana@harbour.example>"] * 3 + ["ana@harbour.example"]
    for day, form in enumerate(forms, 1):
        (tmp_path / f"{day}.eml").write_text(letter.format(form, day, day))
    new_archive(tmp_path / "a")
    with adding(tmp_path / "a") as archive:
        paths = tuple(sorted(tmp_path.glob("*.eml")))
        add(archive, Addition(paths=paths, tranche="x"), tell=lambda progress, messages: None)
        with reading(tmp_path / "a") as meanwhile:  # nobody was judged yet, and a process writes
            hits = meanwhile.searches().search("gate", Paging()).hits
            assert [hit.author for hit in hits] == [None] * 4
    with reading(tmp_path / "a") as archive:
        hits = archive.searches().search("gate", Paging(sort=Sort.DATE)).hits
    assert [hit.author.name if hit.author else "" for hit in hits] == ["Ana Brook"] * 4
    assert [hit.named_otherwise for hit in hits] == [False, False, False, True]


def test_threads_are_counted_over_all_hits(searches: Searches) -> None:
    (facet,) = searches.facets("gate", [FacetField.THREAD], 10_000)
    total = searches.search("gate", Paging(limit=1)).total
    assert sum(value.messages for value in facet.values) == total
    assert all(value.value.startswith("t/") for value in facet.values)


@pytest.mark.parametrize("step", Step)
def test_a_timeline_holds_every_hit_and_its_gaps(searches: Searches, step: Step) -> None:
    timelines = searches.timeline("gate", step)
    (line,) = timelines.lines
    total = searches.search("gate", Paging(limit=1)).total
    assert line.messages == total == line.undated + sum(item.messages for item in line.steps)
    days = [date.fromisoformat(item.day) for item in line.steps]
    assert days == sorted(set(days))
    assert all(item.steps == 1 or not item.messages for item in line.steps)
    if step is Step.DAY:
        ends = [day.toordinal() + item.steps for day, item in zip(days, line.steps, strict=True)]
        assert ends[:-1] == [day.toordinal() for day in days[1:]]


def test_lines_of_tranches_have_the_steps_of_all(searches: Searches, opened: OpenArchive) -> None:
    whole, *parts = searches.timeline("gate", Step.WEEK, by_tranche=True).lines
    assert [part.tranche for part in parts] == [item.name for item in opened.holdings.tranches()]
    for part in parts:
        assert [item.day for item in part.steps] == [item.day for item in whole.steps]
        found = searches.search(f'gate tranche:"{part.tranche}"', Paging(limit=1)).total
        assert found == part.messages


def test_a_step_is_chosen_to_fit(searches: Searches) -> None:
    assert searches.timeline("date:2022-11").step == "day"
    assert searches.timeline("zzz").lines[0].steps == ()


def test_a_wrong_query_is_an_error_everywhere(searches: Searches) -> None:
    for ask in (
        lambda: searches.search("before:whenever", Paging()),
        lambda: searches.facets("before:whenever", FacetField),
        lambda: searches.timeline("before:whenever"),
    ):
        with pytest.raises(OnRecordError, match="column"):
            ask()


def test_the_extent_is_that_of_the_dated(searches: Searches) -> None:
    extent = searches.extent("gate")
    hits = [hit for hit in searches.all_hits("gate") if hit.date]
    assert extent.messages == searches.search("gate", Paging(limit=1)).total
    assert (extent.first_permalink, extent.last_permalink) == (
        hits[0].permalink,
        hits[-1].permalink,
    )
    assert searches.extent("zzz").first == ""


def test_copies_of_a_letter_fold(tmp_path: Path, make_letter: Callable[..., bytes]) -> None:
    body = "The north gate of the harbour line was found open this morning by the first driver."
    for number in range(3):
        letter = make_letter(1, body).replace(b"\n\n", b"\nX-Copy: %d\n\n" % number, 1)
        (tmp_path / f"{number}.eml").write_bytes(letter)
    (tmp_path / "other.eml").write_bytes(make_letter(9, "Something else about a gate, and longer."))
    new_archive(tmp_path / "a")
    with adding(tmp_path / "a") as archive:
        paths = tuple(sorted(tmp_path.glob("*.eml")))
        add(archive, Addition(paths=paths, tranche="x"), tell=lambda progress, messages: None)
    with reading(tmp_path / "a") as archive:
        searches = archive.room().searches
        folded = searches.search("gate", Paging(grouping=Grouping.COPIES))
    assert (folded.total, folded.rows) == (4, 2)
    assert sorted(len(hit.copies) for hit in folded.hits) == [0, 2]
