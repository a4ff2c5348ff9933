"""Results written to a file: the part of ``onrecord search`` that only ``--export`` loads."""

from datetime import UTC, datetime
from pathlib import Path

from onrecord.configuration import OpenArchive
from onrecord.pipeline.giving_back.exporting import Shelf
from onrecord.pipeline.giving_back.taking_away import (
    Form,
    Taken,
    write_csv,
    write_jsonl,
    write_mail,
)
from onrecord.pipeline.reading.shapes import hit_shape
from onrecord.pipeline.recovered_keys import RECOVERED_FROM
from onrecord.search.engine import Sort
from onrecord.search.parser import parse_query


def take(
    opened: OpenArchive, text: str, sort: Sort, form: str, target: Path
) -> tuple[tuple[str, ...], Taken]:
    """Write all hits of a query; return what was mended in it, and how many were written."""
    searches = opened.searches()
    asked = parse_query(text, today=datetime.now(UTC).date())
    if form == Form.CSV:
        return asked.repairs, write_csv(searches.all_hits(text, sort), target)
    if form == Form.JSONL:
        return asked.repairs, write_jsonl(searches.all_hits(text, sort), hit_shape, target)
    keys = searches.keys(asked.query, sort)
    numbers = [key for key in keys if key < RECOVERED_FROM]
    taken = write_mail(Shelf(opened.holdings, opened.originals), numbers, Form(form), target)
    return asked.repairs, Taken(taken.written, len(keys) - len(numbers))
