"""Cases over the sample: pins hold a message's own words, and everything can be taken back."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.check.style import Profile
from onrecord.configuration import OpenArchive, reading
from onrecord.desk.sign_offs import Decision
from onrecord.errors import OnRecordError
from onrecord.pipeline.checking.draft_checks import Signing
from onrecord.pipeline.finding.searching import Paging
from onrecord.pipeline.reading.casework import Pinning
from onrecord.pipeline.taking_in.auditing import Bench, audit

DRAFT = "“I have read it twice. My advice is that the memo be answered,” Priya Nair wrote."


@pytest.fixture
def opened(sample_archive: Path, tmp_path: Path) -> Iterator[OpenArchive]:
    """A copy of the sample archive: its desk can be written to."""
    shutil.copytree(sample_archive, tmp_path / "copy")
    with reading(tmp_path / "copy") as archive:
        yield archive


def test_a_pin_shows_its_message_with_notes_and_tags(opened: OpenArchive) -> None:
    """Words are kept with their place, whatever white space was between them."""
    casework, hit = opened.casework(), opened.room().search("memo from:nair").hits[0]
    case = casework.open("Ada", "Gates").number
    casework.pin(
        Pinning(who="Ada", case=case, permalink=hit.permalink, words="I  have\nread it twice")
    )
    casework.note("Ben", case, "Ask her.", hit.permalink)
    casework.tag("Ben", case, "counsel", hit.permalink)
    (pin,) = casework.case(case).pins
    text = opened.room().message(hit.permalink).body.text
    assert text[pin.entry.start : pin.entry.end] == pin.entry.text == "I have read it twice"
    assert (pin.subject, pin.from_[0].name, pin.found) == (hit.subject, "Priya Nair", True)
    assert [(each.who, each.text) for each in (*pin.tags, *pin.notes)] == [
        ("Ben", "counsel"),
        ("Ben", "Ask her."),
    ]
    ((row, noted),) = casework.about(hit.permalink)
    assert (row.name, len(noted)) == ("Gates", 3)


def test_words_that_are_not_the_message_s_are_refused(opened: OpenArchive) -> None:
    """And messages that are not here."""
    casework, hit = opened.casework(), opened.room().search("memo from:nair").hits[0]
    case = casework.open("Ada", "Gates").number
    for permalink, words in ((hit.permalink, "I have read it thrice"), ("m/nowhere", "")):
        with pytest.raises(OnRecordError):
            casework.pin(Pinning(who="Ada", case=case, permalink=permalink, words=words))
    assert casework.case(case).pins == ()


def test_a_recovered_message_can_be_pinned(opened: OpenArchive) -> None:
    """By its own permalink."""
    casework, lost = opened.casework(), opened.room().search("is:recovered").hits[0]
    case = casework.open("Ada", "Gates").number
    casework.pin(Pinning(who="Ada", case=case, permalink=lost.permalink))
    assert casework.case(case).pins[0].subject == lost.subject


def test_a_check_is_told_as_it_goes_and_keeps_what_is_signed(opened: OpenArchive) -> None:
    """In the background; a sign-off stands in the report at once, and can be taken back."""
    drafts = opened.draft_checks()
    draft = drafts.take_in("story.md", DRAFT.encode(), Profile.AP)
    while not (known := drafts.wait(draft.id, 0, 60)).ended:
        pass
    assert known.report is not None and (known.total, len(known.checked)) == (1, 1)
    signing = Signing(who="Ada", quotation=known.checked[0].id, decision=Decision.FAIR)
    number = drafts.sign(draft.id, signing).number
    assert [each.who for each in drafts.progress(draft.id).checked[0].signed] == ["Ada"]
    drafts.undo(draft.id, number, "Ben")
    assert drafts.progress(draft.id).checked[0].signed == ()
    again = opened.draft_checks()
    assert [each.id for each in again.drafts()] == [draft.id]
    again.progress(draft.id)
    assert again.wait(draft.id, 0, 60).checked[0].said == known.checked[0].said


def test_a_draft_that_is_no_text_is_refused(opened: OpenArchive) -> None:
    """Before anything is kept."""
    with pytest.raises(OnRecordError):
        opened.draft_checks().take_in("story.md", b"\x80\x81\xfe", Profile.AP)
    assert opened.draft_checks().drafts() == ()


def test_the_way_through_a_result_and_a_thread(opened: OpenArchive) -> None:
    """Before and after are those of the result, and those of the thread by time."""
    hits = opened.room().search("gates", limit=3).hits
    beside = opened.neighbours().in_result("gates", Paging(offset=1), hits[1].permalink)
    assert beside is not None
    assert (beside.before, beside.after, beside.place) == (hits[0].permalink, hits[2].permalink, 2)
    assert opened.neighbours().in_result("gates", Paging(offset=1), hits[0].permalink) is None
    first = next(
        entry for entry in opened.room().thread(hits[1].permalink).entries if not entry.missing
    )
    around = opened.neighbours().in_thread(hits[1].permalink)
    assert around is not None and around.total >= 2 and first.permalink


def test_a_tranche_is_told_beside_those_before_it(opened: OpenArchive) -> None:
    """New and again make all of it; the first has nothing before it."""
    news, searches = opened.news(), opened.room().searches
    second = news.of("Second release")
    held = searches.search('tranche:"Second release" -is:recovered', Paging()).total
    assert (second.earlier, second.new.messages + second.again.messages) == (
        ("First release",),
        held,
    )
    assert second.changes == len(second.changed) > 0
    assert all(pair.from_ and pair.subject for pair in second.changed)
    assert [pair.near for pair in second.changed] == sorted(pair.near for pair in second.changed)
    assert news.of("First release").earlier == ()
    with pytest.raises(OnRecordError):
        news.of("Third release")


def test_the_desk_is_no_evidence(opened: OpenArchive) -> None:
    """Whatever is noted, the audit finds what it found."""
    opened.casework().open("Ada", "Gates")
    bench = Bench(opened.holdings, opened.originals, opened.engine, lambda done, total: None)
    assert audit(bench).findings == ()
