"""Every hit leaves, as often as it was counted, whatever form it is taken away in."""

import csv
import json
import mailbox
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.cli import onrecord as command_line
from onrecord.configuration import OpenArchive, reading
from onrecord.errors import OnRecordError
from onrecord.pipeline.finding.searching import Paging
from onrecord.pipeline.giving_back.exporting import Shelf
from onrecord.pipeline.giving_back.taking_away import (
    Form,
    new_folder,
    write_csv,
    write_jsonl,
    write_mail,
)
from onrecord.pipeline.reading.shapes import hit_shape
from onrecord.pipeline.recovered_keys import RECOVERED_FROM
from onrecord.search.engine import Sort
from onrecord.search.parser import parse_query

_PIECES = [
    "gate", "fault", "log", "own:gate", "quoted:fault", "clos*", '"fault log"', "gate NEAR/5 fault",
    "from:marsh", "to:okafor", "is:reply", "is:recovered", "has:attachment", "date:2022-11",
    "after:2022-12", 'tranche:"First release"', "-closure", "stem:close", "valkov~", "zzz",
]  # fmt: skip
_queries = st.lists(st.sampled_from(_PIECES), max_size=3).flatmap(
    lambda pieces: st.sampled_from([" ".join(pieces), " OR ".join(pieces)])
)


@pytest.fixture(scope="module")
def opened(sample_archive: Path) -> Iterator[OpenArchive]:
    with reading(sample_archive) as archive:
        yield archive


def _total_of_command(archive: Path, query: str) -> int:
    from click.testing import CliRunner

    told = CliRunner().invoke(
        command_line, ["search", "--json", "--archive", str(archive), "--", query]
    )
    assert told.exit_code == 0, told.output
    total: int = json.loads(told.stdout)["total"]
    return total


@settings(
    max_examples=max(10, settings.default.max_examples // 3),  # type: ignore[union-attr]
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(query=_queries, sort=st.sampled_from(Sort))
def test_command_line_views_and_files_count_alike(
    opened: OpenArchive, sample_archive: Path, tmp_path: Path, query: str, sort: Sort
) -> None:
    searches = opened.room().searches
    total = searches.search(query, Paging(limit=1)).total
    assert total == _total_of_command(sample_archive, query)
    assert total == searches.timeline(query).lines[0].messages == searches.extent(query).messages
    keys = searches.keys(parse_query(query).query, sort)
    assert len(keys) == total
    targets = {form: tmp_path / f"hits.{form.value}" for form in Form}
    assert write_csv(searches.all_hits(query, sort), targets[Form.CSV]).written == total
    written = write_jsonl(searches.all_hits(query, sort), hit_shape, targets[Form.JSONL])
    assert written.written == total
    shelf = Shelf(opened.holdings, opened.originals)
    numbers = [key for key in keys if key < RECOVERED_FROM]
    for form in (Form.MBOX, Form.EML):
        assert write_mail(shelf, numbers, form, targets[form]).written == len(numbers)
    rows = list(csv.DictReader(targets[Form.CSV].open(newline="", encoding="utf-8")))
    objects = [json.loads(line) for line in targets[Form.JSONL].read_text("utf-8").splitlines()]
    links = [row["permalink"] for row in rows]
    assert links == [item["permalink"] for item in objects]
    assert sum(link.startswith("r/") for link in links) == len(keys) - len(numbers)
    box = mailbox.mbox(targets[Form.MBOX])
    assert len(box) == len(list(targets[Form.EML].iterdir())) == len(numbers)
    box.close()
    _removed(targets)


def _removed(targets: dict[Form, Path]) -> None:
    for form, target in targets.items():
        if form is Form.EML:
            for path in target.iterdir():
                path.unlink()
            target.rmdir()
        else:
            target.unlink()


def test_files_are_the_very_bytes_in_the_order_asked(opened: OpenArchive, tmp_path: Path) -> None:
    searches = opened.room().searches
    numbers = searches.numbers(parse_query("gate fault").query)
    target = tmp_path / "mail"
    write_mail(Shelf(opened.holdings, opened.originals), numbers, Form.EML, target)
    stored = opened.holdings.messages(numbers)
    for path, message in zip(sorted(target.iterdir()), stored, strict=True):
        assert path.read_bytes() == opened.originals.read(message.sha256)
        assert message.permalink.removeprefix("m/") in path.name


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "hits.csv").write_text("mine")
    with pytest.raises(OnRecordError, match="exists"):
        write_csv(iter(()), tmp_path / "hits.csv")
    assert (tmp_path / "hits.csv").read_text() == "mine"
    with pytest.raises(OnRecordError, match="not empty"):
        new_folder(tmp_path)


def test_a_file_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(OnRecordError, match="cannot be written"):
        write_csv(iter(()), tmp_path / "none" / "hits.csv")
