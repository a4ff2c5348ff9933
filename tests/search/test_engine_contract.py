"""Every engine finds the same: tantivy, and the slow scan that is right by looking at it."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import OnRecordError
from onrecord.search.engine import Document, Engine, Sort
from onrecord.search.engines.scan_engine import ScanEngine
from onrecord.search.engines.tantivy_engine import TantivyEngine
from onrecord.search.parser import parse_query
from onrecord.search.query import (
    And,
    HasAttachment,
    InTranche,
    Not,
    Or,
    Person,
    Query,
    Role,
    Sent,
    TextField,
    Words,
)


@pytest.fixture(params=["scan", "tantivy"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    made: Engine = (
        ScanEngine() if request.param == "scan" else TantivyEngine(tmp_path, writable=True)
    )
    yield made
    made.close()


def _letter(key: int, **said: object) -> Document:
    empty = {
        "subject": "",
        "body": "",
        "attachments": "",
        "filenames": "",
        "from_": "",
        "to": "",
        "cc": "",
        "bcc": "",
        "sent": None,
        "tranches": ("First release",),
        "has_attachment": False,
    }
    return Document(key=key, **{**empty, **said})  # type: ignore[arg-type]


def _found(engine: Engine, query: str, sort: Sort = Sort.DATE) -> list[int]:
    return [hit.key for hit in engine.search(parse_query(query).query, sort=sort, limit=50).hits]


def test_words_phrases_and_what_is_left_out(engine: Engine) -> None:
    engine.add(
        [
            _letter(1, body="The fault log is kept."),
            _letter(2, body="The log has a fault."),
            _letter(3, subject="Fault log", body="See attachment."),
        ]
    )
    engine.commit(1)
    assert _found(engine, "fault log") == [1, 2, 3]
    assert _found(engine, '"fault log"') == [1, 3]
    assert _found(engine, "fault -see") == [1, 2]
    assert _found(engine, "-fault") == []
    assert _found(engine, "-see") == [1, 2]
    assert _found(engine, "") == [1, 2, 3]


def test_a_phrase_never_spans_two_fields_or_two_people(engine: Engine) -> None:
    engine.add(
        [
            _letter(
                1,
                subject="fault",
                body="log",
                to="Ana Ruiz ana@port.example\nBo Lind bo@port.example",
            )
        ]
    )
    engine.commit(1)
    assert _found(engine, '"fault log"') == []
    assert _found(engine, 'to:"example bo"') == []
    assert _found(engine, 'to:"ana ruiz"') == [1]
    assert _found(engine, "to:ana@port.example") == [1]
    assert _found(engine, "with:lind") == [1]
    assert _found(engine, "from:lind") == []


def test_dates_count_whole_days_and_undated_letters_have_none(engine: Engine) -> None:
    july = 1435708800  # 2015-07-01T00:00:00Z
    engine.add([_letter(1, sent=july - 1), _letter(2, sent=july), _letter(3)])
    engine.commit(1)
    assert _found(engine, "after:2015-07-01") == [2]
    assert _found(engine, "before:2015-07-01") == [1]
    assert _found(engine, "date:2015-06-30") == [1]


def test_order_by_date_both_ways_with_undated_last(engine: Engine) -> None:
    engine.add([_letter(1, sent=20), _letter(2), _letter(3, sent=-10), _letter(4, sent=20)])
    engine.commit(1)
    assert _found(engine, "", Sort.DATE) == [3, 1, 4, 2]
    assert _found(engine, "", Sort.NEWEST) == [4, 1, 3, 2]


def test_a_letter_added_again_replaces_itself(engine: Engine) -> None:
    engine.add([_letter(1, body="gate"), _letter(2, body="gate")])
    engine.commit(1)
    engine.add([_letter(1, body="gate", tranches=("First release", "Second release"))])
    engine.commit(2)
    assert _found(engine, "gate") == [1, 2]
    assert _found(engine, 'tranche:"second  RELEASE"') == [1]
    assert engine.watermark() == 2


def test_totals_are_exact_and_pages_do_not_overlap(engine: Engine) -> None:
    engine.add(_letter(key, body="gate", sent=5) for key in range(1, 258))
    engine.commit(1)
    query = parse_query("gate").query
    pages = [engine.search(query, sort=Sort.DATE, limit=100, offset=at) for at in (0, 100, 200)]
    assert [page.total for page in pages] == [257, 257, 257]
    assert [hit.key for page in pages for hit in page.hits] == list(range(1, 258))


def test_other_scripts_are_found(engine: Engine) -> None:
    engine.add(
        [
            _letter(1, body="我们在会议室开会"),
            _letter(2, body="مذكرة إلى المدير"),
            _letter(3, body="Thériault"),
        ]
    )
    engine.commit(1)
    assert _found(engine, "会议") == [1]
    assert _found(engine, "المدير") == [2]
    assert _found(engine, "theriault") == [3]


_WORDS = ["gate", "fault", "log", "Gate", "é", "e", "会", "x_y", "2015", "don't"]
_text = st.lists(st.sampled_from([*_WORDS, "\n", "—"]), max_size=6).map(" ".join)
_letters = st.builds(
    lambda subject, body, attachments, from_, to, sent, attached: {
        "subject": subject,
        "body": body,
        "attachments": attachments,
        "from_": from_,
        "to": to,
        "sent": sent,
        "has_attachment": attached,
    },
    _text,
    _text,
    _text,
    _text,
    _text,
    st.one_of(st.none(), st.integers(-100_000, 2_000_000_000)),
    st.booleans(),
)
_leaf: st.SearchStrategy[Query] = st.one_of(
    st.builds(
        lambda text, field: (
            parse_query(f"x{text}").query if not text else Words(tuple(text), field)
        ),
        st.lists(
            st.sampled_from(["gate", "fault", "log", "e", "会", "2015", "x", "y"]), max_size=3
        ),
        st.sampled_from(TextField),
    ),
    st.builds(
        lambda t, r: Person(r, (t,)), st.sampled_from(["gate", "log"]), st.sampled_from(Role)
    ),
    st.builds(lambda day: Sent(day, None), st.dates(date(1971, 1, 1), date(2035, 1, 1))),
    st.just(HasAttachment()),
    st.just(InTranche("first release")),
)
_queries = st.recursive(
    _leaf,
    lambda inner: st.one_of(
        st.builds(lambda items: And(tuple(items)), st.lists(inner, max_size=3)),
        st.builds(lambda items: Or(tuple(items)), st.lists(inner, max_size=3)),
        st.builds(Not, inner),
    ),
    max_leaves=6,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_letters, min_size=1, max_size=6), st.lists(_queries, min_size=1, max_size=12))
def test_the_engine_finds_what_the_scan_finds(
    tmp_path_factory: pytest.TempPathFactory, letters: list[dict[str, object]], queries: list[Query]
) -> None:
    documents = [_letter(key, **letter) for key, letter in enumerate(letters, 1)]
    scan, tantivy = ScanEngine(), TantivyEngine(tmp_path_factory.mktemp("index"), writable=True)
    for engine in (scan, tantivy):
        engine.add(documents)
        engine.commit(1)
    for query in queries:
        for sort in (Sort.DATE, Sort.NEWEST):
            assert tantivy.search(query, sort=sort, limit=50) == scan.search(
                query, sort=sort, limit=50
            )
    tantivy.close()


def _writer(path: Path) -> Callable[[], TantivyEngine]:
    return lambda: TantivyEngine(path, writable=True)


def test_a_second_writer_is_refused_with_words(tmp_path: Path) -> None:
    first = TantivyEngine(tmp_path, writable=True)
    with pytest.raises(OnRecordError, match="another process"):
        _writer(tmp_path)()
    first.close()
    _writer(tmp_path)().close()


def test_readers_see_the_last_commit_while_one_writes(tmp_path: Path) -> None:
    writer = TantivyEngine(tmp_path, writable=True)
    writer.add([_letter(1, body="gate")])
    writer.commit(1)
    writer.add([_letter(2, body="gate")])
    reader = TantivyEngine(tmp_path, writable=False)
    assert _found(reader, "gate") == [1]
    writer.commit(2)
    writer.close()
    assert _found(TantivyEngine(tmp_path, writable=False), "gate") == [1, 2]


def test_a_damaged_index_says_what_to_do(tmp_path: Path) -> None:
    TantivyEngine(tmp_path, writable=True).close()
    (tmp_path / "meta.json").write_text("not an index")
    with pytest.raises(OnRecordError, match="cannot be opened"):
        TantivyEngine(tmp_path, writable=False)
