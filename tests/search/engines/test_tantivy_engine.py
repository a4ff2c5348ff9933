"""What the index on disk adds to the contract: one writer, many readers, relevance, damage told."""

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.errors import OnRecordError
from onrecord.search.engine import Document, Engine, Sort
from onrecord.search.engines.tantivy_engine import TantivyEngine
from onrecord.search.parser import parse_query

Letter = Callable[..., Document]


def _found(engine: Engine, query: str, sort: Sort = Sort.DATE) -> list[int]:
    return [hit.key for hit in engine.search(parse_query(query).query, sort=sort, limit=50).hits]


def _writer(path: Path) -> Callable[[], TantivyEngine]:
    return lambda: TantivyEngine(path, writable=True)


@pytest.fixture
def of_places(tmp_path: Path, letter: Letter) -> TantivyEngine:
    """Five letters of the same words, each with "gate" in another place."""
    engine = TantivyEngine(tmp_path, writable=True)
    said = dict.fromkeys(("subject", "attachments"), "one two three four")
    passages = dict.fromkeys(("own", "quoted", "aside"), ("one two three four",))
    engine.add(
        [
            letter(1, **said, **{**passages, "aside": ("one two three gate",)}),
            letter(2, **said, **{**passages, "quoted": ("one two three gate",)}),
            letter(3, **{**said, "attachments": "one two three gate"}, **passages),
            letter(4, **said, **{**passages, "own": ("one two three gate",)}),
            letter(5, **{**said, "subject": "one two three gate"}, **passages),
        ]
    )
    engine.commit(1)
    return engine


@pytest.mark.parametrize(
    "query", ["gate", '"three gate"', "gat*", "gate~", "stem:gates", "two NEAR/1 gate"]
)
def test_own_words_rank_before_subjects_and_both_before_the_words_of_others(
    of_places: TantivyEngine, query: str
) -> None:
    assert _found(of_places, query, Sort.RELEVANCE) == [4, 5, 3, 2, 1]


def test_dates_and_kinds_narrow_and_never_rank(tmp_path: Path, letter: Letter) -> None:
    engine = TantivyEngine(tmp_path, writable=True)
    engine.add([letter(1, own=("gate",), sent=5, kind_flags=("reply",)), letter(2, own=("gate",))])
    engine.commit(1)
    plain, narrowed = (
        engine.search(parse_query(query).query, sort=Sort.RELEVANCE, limit=1).hits[0].score
        for query in ("gate", "gate is:reply date:1970 tranche:'First release'")
    )
    assert plain == pytest.approx(narrowed)


def test_the_word_itself_ranks_before_words_like_it(tmp_path: Path, letter: Letter) -> None:
    engine = TantivyEngine(tmp_path, writable=True)
    engine.add([letter(1, own=("gates",)), letter(2, own=("gate",)), letter(3, own=("gaet",))])
    engine.commit(1)
    assert _found(engine, "gate~", Sort.RELEVANCE)[0] == 2


def test_a_second_writer_is_refused_with_words(tmp_path: Path) -> None:
    first = TantivyEngine(tmp_path, writable=True)
    with pytest.raises(OnRecordError, match="another process"):
        _writer(tmp_path)()
    first.close()
    _writer(tmp_path)().close()


def test_readers_see_the_last_commit_while_one_writes(tmp_path: Path, letter: Letter) -> None:
    writer = TantivyEngine(tmp_path, writable=True)
    writer.add([letter(1, own=("gate",))])
    writer.commit(1)
    writer.add([letter(2, own=("gate",))])
    reader = TantivyEngine(tmp_path, writable=False)
    assert _found(reader, "gate") == [1]
    writer.commit(2)
    writer.close()
    assert _found(TantivyEngine(tmp_path, writable=False), "gate") == [1, 2]


def test_a_reader_does_not_write(tmp_path: Path, letter: Letter) -> None:
    TantivyEngine(tmp_path, writable=True).close()
    reader = TantivyEngine(tmp_path, writable=False)
    with pytest.raises(OnRecordError, match="reading only"):
        reader.add([letter(1)])


def test_a_damaged_index_says_what_to_do(tmp_path: Path) -> None:
    TantivyEngine(tmp_path, writable=True).close()
    (tmp_path / "meta.json").write_text("not an index")
    with pytest.raises(OnRecordError, match="cannot be opened"):
        TantivyEngine(tmp_path, writable=False)


def test_an_index_of_another_version_says_what_to_do(tmp_path: Path) -> None:
    TantivyEngine(tmp_path, writable=True).close()
    kept = tmp_path / "meta.json"
    kept.write_text(kept.read_text().replace('"quoted"', '"spoken"'))
    with pytest.raises(OnRecordError, match="another version"):
        TantivyEngine(tmp_path, writable=False)


def test_an_index_damaged_while_in_use_is_told_when_asked(tmp_path: Path, letter: Letter) -> None:
    engine = TantivyEngine(tmp_path, writable=True)
    engine.add(letter(key, own=("gate",)) for key in range(1, 50))
    engine.commit(1)
    engine.close()
    for kept in tmp_path.glob("*.idx"):
        kept.write_bytes(kept.read_bytes()[:10])
    with pytest.raises(OnRecordError) as caught:
        _found(TantivyEngine(tmp_path, writable=False), "gate")
    assert "builds it again" in caught.value.hint


def test_words_that_are_too_many_to_look_for_are_refused_with_a_way_out(
    tmp_path: Path, letter: Letter
) -> None:
    engine = TantivyEngine(tmp_path, writable=True)
    engine.add(
        letter(number, own=(" ".join(f"a{number}x{other}" for other in range(1000)),))
        for number in range(1, 21)
    )
    engine.commit(1)
    with pytest.raises(OnRecordError, match="too many others") as caught:
        engine.search(parse_query('"a* a*"').query, sort=Sort.DATE, limit=1)
    assert "letters" in caught.value.hint


@pytest.mark.parametrize("form", ["{}*", "{}~", "stem:{}", '"{} gate*"', '"gate stem:{}"'])
def test_endless_words_are_looked_for_or_refused_with_a_way_out(
    tmp_path: Path, letter: Letter, form: str
) -> None:
    engine = TantivyEngine(tmp_path, writable=True)
    endless = "ab" * 5_000
    engine.add([letter(1, own=(f"{endless} gate",))])
    engine.commit(1)
    asked = parse_query(form.format(endless)).query
    try:
        assert engine.search(asked, sort=Sort.DATE, limit=1).total in (0, 1)
    except OnRecordError as error:
        assert error.reference == "query/too-wide"


@pytest.mark.parametrize("query", ["gate", "gat*", "gate log", "from:ana", "", "gate OR log"])
def test_pages_by_relevance_join_though_all_are_equals(
    tmp_path: Path, letter: Letter, query: str
) -> None:
    """Of equals at the end of a page tantivy takes some or others by how many it is asked for."""
    engine = TantivyEngine(tmp_path, writable=True)
    for commit in range(6):
        numbers = range(commit * 20 + 1, commit * 20 + 21)
        texts = ("gate and log", "gate log gate", "gate or log")
        engine.add(
            [letter(n, own=(texts[n % 3],), from_="ana", sent=n // 2 * 86400) for n in numbers]
        )
        engine.commit(commit)
    asked = parse_query(query).query
    whole = engine.search(asked, sort=Sort.RELEVANCE, limit=1000).hits
    for size in (1, 7, 19, 50):
        pages = [
            hit
            for offset in range(0, 130, size)
            for hit in engine.search(asked, sort=Sort.RELEVANCE, limit=size, offset=offset).hits
        ]
        assert pages == list(whole)
    assert len({hit.key for hit in whole}) == 120
    assert list(whole) == sorted(whole, key=lambda hit: -hit.score)
    engine.close()
