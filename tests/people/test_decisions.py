"""A reviewer's decisions are a file: read, printed, overruled by later ones, undone, never silently lost."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.people.decisions import Act, Decision, effective, parse_decisions, print_decisions
from onrecord.people.judging import judge
from onrecord.people.sightings import Sighting, Where, gather

ANA, BB, TIM = "abrook@harbour.example", "ana17@home.example", "tim@harbour.example"


def made(
    act: Act, first: str, second: str = "", when: str = "2015-01-01", name: str = ""
) -> Decision:
    return Decision(act, first, second, name, "Eva", when)


def persons(*decided: Decision) -> list[set[str]]:
    sighted = [Sighting("", address, Where.HEADER) for address in (ANA, BB, TIM)]
    found = judge(gather(sighted), decided)
    return [{item.key for item in person.correspondents} for person in found.persons]


def test_what_is_printed_is_read_again() -> None:
    decided = (
        made(Act.MERGE, ANA, BB), made(Act.NOT_SAME, ANA, "name:a brook"), made(Act.SPLIT, BB),
        made(Act.RENAME, ANA, name="=Ana, \"the\" Brook"), made(Act.UNDO, "0123456789"),
    )  # fmt: skip
    text = print_decisions(decided)
    assert parse_decisions(text) == (decided, ())
    assert ",=Ana" not in text  # a spreadsheet would compute it


def test_correspondents_may_be_written_as_they_stand_in_the_mail() -> None:
    text = 'decision,first,second,who,when\nmerge,<ABrook@Harbour.example>,"Brook, Ana",Eva,2015-01-01\n'
    (decision,), left = parse_decisions(text)
    assert (decision.first, decision.second, left) == (ANA, "name:brook ana", ())


def test_lines_that_decide_nothing_are_told_by_their_number() -> None:
    text = f"decision,first,second\nmerge,{ANA},\nmarry,{ANA},{BB}\nmerge,{ANA},{ANA}\nsplit,,\nrename,{ANA},\n"
    found, left = parse_decisions(text)
    assert found == ()
    assert [item.line for item in left] == [2, 3, 4, 5, 6]


def test_a_merge_joins_and_a_later_decision_overrules_an_earlier() -> None:
    merge, apart = made(Act.MERGE, ANA, BB), made(Act.NOT_SAME, BB, ANA, "2015-02-01")
    assert {ANA, BB} in persons(merge)
    assert {ANA, BB} not in persons(merge, apart)
    assert [item.decision for item in effective([merge, apart]).conflicts] == [merge]
    again = made(Act.MERGE, ANA, BB, "2015-03-01")
    assert {ANA, BB} in persons(again, apart, merge)


def test_an_undo_takes_a_decision_back_and_can_be_undone() -> None:
    merge = made(Act.MERGE, ANA, BB)
    undo = made(Act.UNDO, merge.id, when="2015-02-01")
    redo = made(Act.UNDO, undo.id, when="2015-03-01")
    assert {ANA, BB} not in persons(merge, undo)
    assert {ANA, BB} in persons(merge, undo, redo)
    assert effective([made(Act.UNDO, "nothing")]).conflicts[0].holds is None


def test_merges_that_join_through_others_what_is_kept_apart_are_told() -> None:
    found = effective(
        [
            made(Act.NOT_SAME, ANA, TIM),
            made(Act.MERGE, ANA, BB),
            made(Act.MERGE, BB, TIM, "2015-02-01"),
        ]
    )
    assert [item.first for item in found.merges] == [BB]
    assert [item.decision.first for item in found.conflicts] == [ANA]


def test_a_merge_holds_through_one_who_is_not_in_the_archive_yet() -> None:
    gone = "gone@home.example"
    assert {ANA, BB} in persons(made(Act.MERGE, ANA, gone), made(Act.MERGE, gone, BB))
    found = judge(gather([Sighting("", ANA, Where.HEADER)]), [made(Act.MERGE, ANA, gone)])
    assert len(found.unmatched) == 1


def test_a_person_is_called_as_a_reviewer_decides() -> None:
    sighted = gather([Sighting("ana", ANA, Where.HEADER)])
    decided = [
        made(Act.RENAME, ANA, name="Ana Brook"),
        made(Act.RENAME, ANA, "", "2015-02-01", "Ana Q. Brook"),
    ]
    assert judge(sighted, decided).persons[0].name == "Ana Q. Brook"


@given(st.text(max_size=400))
def test_no_file_stops_the_reading(text: str) -> None:
    parse_decisions("decision,first,second\n" + text)
    parse_decisions(text)
