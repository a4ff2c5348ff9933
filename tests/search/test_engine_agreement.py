"""On random letters and random questions, the fast engine finds and counts what the slow scan does."""

from datetime import date
from functools import partial

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.search.engine import Document, Sort
from onrecord.search.engines.scan_engine import ScanEngine
from onrecord.search.engines.tantivy_engine import TantivyEngine
from onrecord.search.facets import INDEXED
from onrecord.search.query import (
    And,
    Between,
    Flag,
    Fuzzy,
    HasAttachment,
    InTranche,
    Is,
    Label,
    Labelled,
    Near,
    Not,
    Or,
    Person,
    Prefix,
    Query,
    Role,
    Sent,
    Stem,
    TextField,
    Words,
)

_SPOKEN = "ª İs ﬁn Straße gate gates gated gaet Gate fault faulty log e é É 会 议 会议 2015 x_y don't \n — barrier"
_ASKED = "a is fin strasse gate gates gaet fault log e 会 2015 x y don barrier".split()


def _some(values: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


_text = st.lists(st.sampled_from(_SPOKEN.split(" ")), max_size=9).map(" ".join)
_texts = st.lists(_text, max_size=3).map(tuple)
_person = st.builds(
    "{} {}@port.example".format, st.sampled_from(["Gate", "Ana Log"]), st.sampled_from("ab")
)
_people = st.lists(_person, max_size=2).map("\n".join)
_sent = st.one_of(
    st.none(),
    st.integers(0, 40 * 86400),
    st.integers(-100_000, 2_000_000_000),
    st.sampled_from([-(10**12), 10**12]),
)
_letters = st.builds(
    partial(Document, key=0),
    subject=_text,
    own=_texts,
    quoted=_texts,
    aside=_texts,
    attachments=_text,
    filenames=st.lists(_text, max_size=2).map("\n".join),
    from_=_people,
    to=_people,
    cc=_people,
    bcc=_people,
    sent=_sent,
    tranches=_some(["First release", "Second"]),
    has_attachment=st.booleans(),
    kind_flags=_some(list(Flag)),
    thread=st.sampled_from(["", "t/a", "t/b"]),
    list_id=_text,
    custodians=_some(["Ana Gate", "Bo Log"]),
    mailboxes=_some(["gate/log.mbox", "fault"]),
    names=_some(["m/abc", "<I@d.example>"]),
    attachment_types=_some(["pdf", ".DOC", "image/png", "application/pdf"]),
)

_word = st.one_of(
    st.sampled_from(_ASKED),
    st.sampled_from(_ASKED),
    st.builds(
        lambda word, length: Prefix(word[:length]), st.sampled_from(_ASKED), st.integers(1, 5)
    ),
    st.builds(Fuzzy, st.sampled_from(_ASKED), st.sampled_from([1, 2])),
    st.builds(Stem, st.sampled_from(_ASKED)),
)
_run = st.lists(_word, min_size=1, max_size=3).map(tuple)
_pair = st.lists(_word, min_size=1, max_size=2).map(tuple)
_field = st.sampled_from([TextField.ANY, *TextField])
_day = st.one_of(st.none(), st.dates(date(1970, 1, 1), date(1970, 2, 9)), st.just(date(2001, 1, 1)))
_leaf: st.SearchStrategy[Query] = st.one_of(
    st.builds(Words, _run, _field),
    st.builds(Words, _run, _field, st.integers(0, 5)),
    st.builds(Near, _pair, _pair, st.integers(0, 6), _field),
    st.builds(Person, st.sampled_from(Role), _pair),
    st.builds(Between, _pair, _pair),
    st.builds(Sent, _day, _day),
    st.builds(InTranche, st.sampled_from(["first  RELEASE", "second", "third"])),
    st.builds(
        Labelled,
        st.sampled_from(Label),
        st.sampled_from(
            ["t/A", "ABC", "i@d.example", "image", "doc", "A@port.example", "b@port.example"]
        ),
    ),
    st.builds(Is, st.sampled_from(Flag)),
    st.just(HasAttachment()),
)
_queries = st.recursive(
    _leaf,
    lambda inner: st.one_of(
        st.builds(And, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Or, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Not, inner),
    ),
    max_leaves=6,
)


def _filled(
    folder: pytest.TempPathFactory, letters: list[Document]
) -> tuple[ScanEngine, TantivyEngine]:
    scan, fast = ScanEngine(), TantivyEngine(folder.mktemp("index"), writable=True)
    half = len(letters) // 2
    for engine in (scan, fast):
        engine.add(letters[: half + 1])
        engine.commit(1)
        engine.add(letters[half:])  # one of them a second time
        engine.commit(2)
    return scan, fast


@settings(
    max_examples=settings.default.max_examples // 3,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(_letters, min_size=1, max_size=8), st.lists(_queries, min_size=6, max_size=12))
def test_the_engine_finds_and_counts_what_the_scan_does(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[Document], queries: list[Query]
) -> None:
    letters = [msgspec.structs.replace(each, key=key) for key, each in enumerate(drawn, 1)]
    scan, fast = _filled(tmp_path_factory, letters)
    for query in queries:
        for sort in (Sort.DATE, Sort.NEWEST):
            by_scan = scan.search(query, sort=sort, limit=50)
            assert fast.search(query, sort=sort, limit=50) == by_scan
        ranked = fast.search(query, sort=Sort.RELEVANCE, limit=50)
        assert {hit.key for hit in ranked.hits} == {hit.key for hit in by_scan.hits}
        assert fast.facets(query, INDEXED, 50) == scan.facets(query, INDEXED, 50)
        assert fast.days(query) == scan.days(query)
    fast.close()
