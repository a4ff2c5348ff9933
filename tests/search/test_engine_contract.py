"""Every engine keeps the contract: tantivy, and the slow scan that is right by looking at it."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from onrecord.search.engine import Count, Days, Document, Engine, FacetField, Sort
from onrecord.search.engines.scan_engine import ScanEngine
from onrecord.search.engines.tantivy_engine import TantivyEngine
from onrecord.search.facets import INDEXED
from onrecord.search.parser import parse_query
from onrecord.search.query import And, Not, Or, Words

Letter = Callable[..., Document]
TODAY = date(2015, 7, 31)
JULY = 1435708800  # 2015-07-01T00:00:00Z
DAY = 86400


@pytest.fixture(params=["scan", "tantivy"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    made: Engine = (
        ScanEngine() if request.param == "scan" else TantivyEngine(tmp_path, writable=True)
    )
    yield made
    made.close()


def _found(engine: Engine, query: str, sort: Sort = Sort.DATE) -> list[int]:
    asked = parse_query(query, TODAY).query
    return [hit.key for hit in engine.search(asked, sort=sort, limit=50).hits]


def test_words_phrases_and_what_is_left_out(engine: Engine, letter: Letter) -> None:
    engine.add(
        [
            letter(1, own=("The fault log is kept.",)),
            letter(2, own=("The log has a fault.",)),
            letter(3, subject="Fault log", own=("See attachment.",)),
        ]
    )
    engine.commit(1)
    assert _found(engine, "fault log") == [1, 2, 3]
    assert _found(engine, '"fault log"') == [1, 3]
    assert _found(engine, "fault -see") == [1, 2]
    assert _found(engine, "-fault") == []
    assert _found(engine, "-see") == [1, 2]
    assert _found(engine, "-(see OR has)") == [1]
    assert _found(engine, "kept OR -log") == [1]
    assert _found(engine, "") == [1, 2, 3]


def test_no_phrase_spans_two_texts_or_two_people(engine: Engine, letter: Letter) -> None:
    engine.add(
        [
            letter(
                1,
                subject="fault",
                own=("log of the gate", "barrier"),
                quoted=("shut",),
                aside=("porter",),
                to="Ana Ruiz ana@port.example\nBo Lind bo@port.example",
            )
        ]
    )
    engine.commit(1)
    assert _found(engine, '"fault log"') == []
    assert _found(engine, '"gate barrier"') == []
    assert _found(engine, '"gate barrier"~50') == []
    assert _found(engine, "gate NEAR/50 barrier") == []
    assert _found(engine, "barrier NEAR/50 shut") == []
    assert _found(engine, '"shut porter"~50') == []
    assert _found(engine, 'to:"example bo"') == []
    assert _found(engine, 'to:"ana ruiz"') == [1]
    assert _found(engine, "to:ana@port.example") == [1]
    assert _found(engine, "with:lind") == [1]
    assert _found(engine, "from:lind") == []


def test_whose_words_they_are_can_be_asked_for(engine: Engine, letter: Letter) -> None:
    engine.add(
        [
            letter(1, own=("gate",)),
            letter(2, quoted=("gate",)),
            letter(3, aside=("gate",)),
            letter(4, subject="gate", attachments="barrier"),
        ]
    )
    engine.commit(1)
    assert _found(engine, "gate") == [1, 2, 3, 4]
    assert _found(engine, "own:gate") == [1]
    assert _found(engine, "quoted:gate") == [2]
    assert _found(engine, "body:gate") == [1, 2, 3]
    assert _found(engine, "subject:gate") == [4]
    assert _found(engine, "attachment:barrier") == [4]


def test_words_may_stand_between_as_many_as_are_allowed(engine: Engine, letter: Letter) -> None:
    engine.add(
        [
            letter(1, own=("fault log",)),
            letter(2, own=("fault of the log",)),
            letter(3, own=("log of the fault",)),
            letter(4, own=("fault one two three log",)),
        ]
    )
    engine.commit(1)
    assert _found(engine, '"fault log"~1') == [1]
    assert _found(engine, '"fault log"~2') == [1, 2]
    assert _found(engine, '"fault log"~3') == [1, 2, 4]
    assert _found(engine, "fault NEAR/0 log") == [1]
    assert _found(engine, "fault NEAR/2 log") == [1, 2, 3]
    assert _found(engine, "log NEAR/3 fault") == [1, 2, 3, 4]
    assert _found(engine, '"of the" NEAR/0 log') == [2, 3]


def test_gaps_of_a_longer_phrase_are_counted_together(engine: Engine, letter: Letter) -> None:
    engine.add([letter(1, own=("gate a fault log",)), letter(2, own=("gate a fault b log",))])
    engine.commit(1)
    assert _found(engine, '"gate fault log"~1') == [1]
    assert _found(engine, '"gate fault log"~2') == [1, 2]
    assert _found(engine, '"log fault gate"~9') == []


def test_a_word_is_not_near_itself(engine: Engine, letter: Letter) -> None:
    engine.add([letter(1, own=("gate",)), letter(2, own=("gate to gate",))])
    engine.commit(1)
    assert _found(engine, "gate NEAR/5 gate") == [2]
    assert _found(engine, "gate NEAR/5 gat*") == [2]


def test_beginnings_likeness_and_stems(engine: Engine, letter: Letter) -> None:
    engine.add(
        [
            letter(1, own=("the gate",)),
            letter(2, own=("two gates",)),
            letter(3, own=("a gaet, misspelt",)),
            letter(4, own=("they lied",)),
            letter(5, own=("he was lying",)),
        ]
    )
    engine.commit(1)
    assert _found(engine, "gat*") == [1, 2]
    assert _found(engine, '"two gat*"') == [2]
    assert _found(engine, "gate~") == [1, 2, 3]
    assert _found(engine, '"a gate~"') == [3]
    assert _found(engine, "gate~ NEAR/3 misspelt") == [3]
    assert _found(engine, "stem:gate") == [1, 2]
    assert _found(engine, 'stem:"two gate"') == [2]
    assert _found(engine, "stem:lie") == [4, 5]
    assert _found(engine, "stem:dies") == []


def test_more_words_of_one_beginning_than_can_be_told_one_by_one(
    engine: Engine, letter: Letter
) -> None:
    engine.add(letter(key, own=(f"gate{key} fault",)) for key in range(1, 301))
    engine.commit(1)
    totals = {"gate*": 300, '"gate* fault"': 300, '"gate~2 fault"': 99, "gate1* NEAR/1 gate*": 0}
    for query, total in totals.items():
        assert engine.search(parse_query(query).query, sort=Sort.DATE, limit=1).total == total


def test_dates_count_whole_days_and_undated_letters_have_none(
    engine: Engine, letter: Letter
) -> None:
    engine.add([letter(1, sent=JULY - 1), letter(2, sent=JULY), letter(3)])
    engine.commit(1)
    assert _found(engine, "after:2015-07-01") == [2]
    assert _found(engine, "before:2015-07-01") == [1]
    assert _found(engine, "date:2015-06-30") == [1]
    assert _found(engine, "after:30d") == [2]
    assert _found(engine, "date:..9999") == [1, 2]


def test_order_by_date_both_ways_with_undated_last(engine: Engine, letter: Letter) -> None:
    engine.add([letter(1, sent=20), letter(2), letter(3, sent=-10), letter(4, sent=20)])
    engine.commit(1)
    assert _found(engine, "", Sort.DATE) == [3, 1, 4, 2]
    assert _found(engine, "", Sort.NEWEST) == [4, 1, 3, 2]


def test_letters_between_two_people(engine: Engine, letter: Letter) -> None:
    ana, bo = "Ana Ruiz ana@port.example", "Bo Lind bo@port.example"
    engine.add(
        [
            letter(1, from_=ana, to=bo),
            letter(2, from_=bo, cc=ana),
            letter(3, from_=ana, to=ana),
            letter(4, from_="Cy Pell cy@port.example", to=f"{ana}\n{bo}"),
        ]
    )
    engine.commit(1)
    assert _found(engine, "between:ruiz,lind") == [1, 2]
    assert _found(engine, 'between:"Bo Lind",ana@port.example') == [1, 2]
    assert _found(engine, "from:(ruiz OR pell)") == [1, 3, 4]


def test_labels_and_kinds(engine: Engine, letter: Letter) -> None:
    engine.add(
        [
            letter(
                1,
                kind_flags=("reply", "printed"),
                thread="t/abc",
                list_id="Ferry notices <notices.port.example>",
                custodians=("Ana Ruiz",),
                mailboxes=("ana/sent.mbox", "all.zip/ana/sent.mbox"),
                names=("m/abc", "Note-1@port.example", "PATA-1-0001"),
                attachment_types=(".PDF", "application/pdf", "image/png"),
                has_attachment=True,
            ),
            letter(2),
        ]
    )
    engine.commit(1)
    for query in (
        "is:reply is:printed -is:recovered thread:T/abc list:ferry list:notices.port.example",
        "custodian:ruiz mailbox:sent.mbox mailbox:ana/sent.mbox -mailbox:inbox has:attachment",
        "id:m/abc id:ABC id:<note-1@port.example> id:pata-1-0001 -id:pata-1",
        "type:pdf type:.pdf type:application/pdf type:image -type:png",
    ):
        assert _found(engine, query) == [1]


def test_a_letter_added_again_replaces_itself(engine: Engine, letter: Letter) -> None:
    engine.add([letter(1, own=("gate",)), letter(2, own=("gate",))])
    engine.commit(1)
    engine.add([letter(1, own=("gate",), tranches=("First release", "Second release"))])
    engine.commit(2)
    assert _found(engine, "gate") == [1, 2]
    assert _found(engine, 'tranche:"second  RELEASE"') == [1]
    assert engine.watermark() == 2


def test_totals_are_exact_and_pages_do_not_overlap(engine: Engine, letter: Letter) -> None:
    engine.add(letter(key, own=("gate",), sent=5) for key in range(1, 258))
    engine.commit(1)
    query = parse_query("gate").query
    pages = [engine.search(query, sort=Sort.DATE, limit=100, offset=at) for at in (0, 100, 200)]
    assert [page.total for page in pages] == [257, 257, 257]
    assert [hit.key for page in pages for hit in page.hits] == list(range(1, 258))
    assert engine.search(query, sort=Sort.DATE, limit=10, offset=300).total == 257
    assert engine.search(query, sort=Sort.DATE, limit=0).total == 257


def test_other_scripts_are_found(engine: Engine, letter: Letter) -> None:
    engine.add(
        [
            letter(1, own=("我们在会议室开会",)),
            letter(2, own=("مذكرة إلى المدير",)),
            letter(3, own=("Thériault",)),
        ]
    )
    engine.commit(1)
    assert _found(engine, "会议") == [1]
    assert _found(engine, "المدير") == [2]
    assert _found(engine, "theriault") == [3]
    assert _found(engine, "thér*") == [3]
    assert _found(engine, "téhriault~") == [3]


def test_hits_are_counted_by_what_they_are(engine: Engine, letter: Letter) -> None:
    engine.add(
        [
            letter(
                1,
                own=("gate",),
                from_="Ana Ruiz ANA@port.example",
                to="bo@port.example\nBo bo@port.example",
                cc="cy@port.example",
                sent=JULY,
                thread="t/a",
                custodians=("Ana Ruiz", "Bo Lind"),
                attachment_types=("pdf", "application/pdf"),
            ),
            letter(2, quoted=("gate",), subject="Gate", from_="Ana ana@port.example", sent=JULY),
            letter(3, own=("gate",), from_="the porter", sent=JULY - DAY, tranches=("Second",)),
            letter(4, own=("gate",)),
            letter(5, own=("fault",), from_="Ana ana@port.example", sent=JULY),
        ]
    )
    engine.commit(1)
    counted = engine.facets(parse_query("gate").query, INDEXED, 10)
    assert counted == {
        FacetField.SENDER: (Count("ana@port.example", 2), Count("the porter", 1)),
        FacetField.RECIPIENT: (Count("bo@port.example", 1), Count("cy@port.example", 1)),
        FacetField.TRANCHE: (Count("First release", 3), Count("Second", 1)),
        FacetField.CUSTODIAN: (Count("Ana Ruiz", 1), Count("Bo Lind", 1)),
        FacetField.THREAD: (Count("t/a", 1),),
        FacetField.TYPE: (Count("pdf", 1),),
        FacetField.PLACE: (Count("own", 3), Count("quoted", 1), Count("subject", 1)),
    }
    assert engine.facets(parse_query("gate").query, [FacetField.SENDER], 1) == {
        FacetField.SENDER: (Count("ana@port.example", 2),)
    }


def test_hits_are_counted_by_when_they_were_sent(engine: Engine, letter: Letter) -> None:
    engine.add(
        letter(key, sent=sent) for key, sent in enumerate((JULY, JULY + 5, JULY - 3 * DAY, None), 1)
    )
    engine.commit(1)
    everything = parse_query("").query
    first_of_july = JULY // DAY
    assert engine.days(everything) == Days({first_of_july: 2, first_of_july - 3: 1}, 1)


def test_an_engine_without_letters_finds_and_counts_none(engine: Engine) -> None:
    engine.commit(1)
    for query in ("", "gate", "stem:gate", '"a* b~1"', "after:2015"):
        asked = parse_query(query).query
        assert engine.search(asked, sort=Sort.RELEVANCE, limit=5).total == 0
        assert not any(engine.facets(asked, INDEXED, 5).values())
        assert engine.days(asked) == Days({}, 0)


def test_a_phrase_of_no_words_stands_nowhere(engine: Engine, letter: Letter) -> None:
    engine.add([letter(1, own=("gate",))])
    engine.commit(1)
    for query, total in ((Words(()), 0), (Or(()), 0), (And(()), 1), (Not(Words(())), 1)):
        assert engine.search(query, sort=Sort.DATE, limit=5).total == total


def test_all_letters_can_be_taken_out_to_make_place_for_others(
    engine: Engine, letter: Letter
) -> None:
    engine.add([letter(1, own=("gate",)), letter(2, own=("fault",))])
    engine.commit(1)
    engine.clear()
    engine.add([letter(2, own=("gate",))])
    engine.commit(2)
    everything = engine.search(parse_query("").query, sort=Sort.DATE, limit=5)
    assert [hit.key for hit in everything.hits] == [2]
    assert engine.search(parse_query("fault").query, sort=Sort.DATE, limit=5).total == 0
