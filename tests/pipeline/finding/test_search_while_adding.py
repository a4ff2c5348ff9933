"""While one process takes mail in, others search: none fails, and what was found stays found."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from onrecord.configuration import reading
from onrecord.pipeline.finding.searching import Paging
from onrecord.search.engine import FacetField, Sort

Mailbox = Callable[[list[int]], bytes]


def test_readers_never_fail_and_never_see_less(
    tmp_path: Path, archive: Path, make_mailbox: Mailbox
) -> None:
    boxes = []
    for number in range(4):
        boxes.append(tmp_path / f"{number}.mbox")
        boxes[-1].write_bytes(make_mailbox(list(range(number * 150, number * 150 + 150))))
    command = [sys.executable, "-m", "onrecord", "add", "--tranche", "x", "--archive", str(archive)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3] / "src")}
    adding = subprocess.Popen(
        [*command, *map(str, boxes)], env=environment, stdout=subprocess.DEVNULL
    )
    totals, asked = [], 0
    while adding.poll() is None or asked < 3:
        with reading(archive) as opened:
            searches = opened.searches()
            for sort in Sort:
                page = searches.search("gate", Paging(sort=sort, limit=5))
                totals.append(page.total)
                assert len(page.hits) == min(5, page.total)
            searches.facets("gate", FacetField)
            searches.timeline("gate")
        asked += 1
    assert adding.returncode == 0
    assert totals == sorted(totals)
    with reading(archive) as opened:
        assert opened.searches().search("gate", Paging()).total == 600
