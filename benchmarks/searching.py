"""Measure searching on 300,000 messages, in process and from the shell, beside notmuch and mu.

    ONRECORD_CORPORA=… python benchmarks/searching.py FOLDER [MESSAGES]

makes what it needs in FOLDER (two archives, a maildir with the databases of notmuch and mu where they
are installed) and keeps it there. Milliseconds; each question is asked once, after a first one of its kind.
"""

import os
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from searching_peers import beside_peers
from searching_questions import Drawn, Question, kinds
from searching_sample import as_maildir, big_archive, mail_archive
from whole_programs import quick

from onrecord.configuration import reading
from onrecord.pipeline.finding.searching import Paging, Searches
from onrecord.search.engine import FacetField, Step
from onrecord.search.parser import parse_query

_MESSAGES = 330_000
_TIMES = 200
_LETTERS = 3_000
_FACETS = (
    FacetField.SENDER,
    FacetField.RECIPIENT,
    FacetField.YEAR,
    FacetField.TRANCHE,
    FacetField.PLACE,
)


def percentiles(seconds: Iterable[float]) -> tuple[float, float, float]:
    """Return the median, the 95th percentile and the longest, in milliseconds."""
    ordered = sorted(seconds)
    at = [ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)], ordered[-1]]
    return at[0] * 1e3, at[1] * 1e3, at[2] * 1e3


def timed(draw: Callable[[], Question], ask: Callable[[Question], object]) -> list[float]:
    """Return the seconds of each of many questions."""
    ask(draw())
    seconds = []
    for _ in range(_TIMES):
        question = draw()
        start = time.perf_counter()
        ask(question)
        seconds.append(time.perf_counter() - start)
    return seconds


def measure_engine(archive: Path, drawn: Drawn) -> None:
    """Time each kind of question: the best or first twenty, with the exact total."""
    with reading(archive) as opened:
        engine = opened.engine()

        def ask(question: Question) -> None:
            text, sort = question
            engine.search(parse_query(text).query, sort=sort, limit=20)

        print(f"\n{'question':<28}{'p50':>8}{'p95':>8}{'max':>8}   ms, parsed and asked")
        for name, draw in kinds(drawn).items():
            p50, p95, most = percentiles(timed(draw, ask))
            print(f"{name:<28}{p50:>8.2f}{p95:>8.2f}{most:>8.1f}", flush=True)


def measure_pages(archive: Path, drawn: Drawn) -> None:
    """Time what a page of results needs, by its pieces."""
    with reading(archive) as opened:
        searches = opened.searches()
        asked: dict[str, Callable[[str], object]] = {
            "20 hits with marked snippets": lambda text: searches.search(text, Paging()),
            "five facets over all hits": lambda text: searches.facets(text, _FACETS, 10),
            "both": lambda text: _page(searches, text),
            "timeline by week": lambda text: searches.timeline(text, Step.WEEK),
        }
        print(f"\n{'a page of results':<28}{'p50':>8}{'p95':>8}{'max':>8}   ms")
        for name in ("word", "phrase", "begin*"):
            draw = kinds(drawn)[name]
            for piece, ask in asked.items():
                p50, p95, most = percentiles(timed(draw, lambda asked, ask=ask: ask(asked[0])))  # type: ignore[misc]
                print(f"{name + ': ' + piece:<40}{p50:>8.2f}{p95:>8.2f}{most:>8.1f}", flush=True)


def _page(searches: Searches, text: str) -> None:
    searches.search(text, Paging())
    searches.facets(text, _FACETS, 10)


def measure_shell(archive: Path) -> None:
    """Time the command line as a shell starts it, its files in the system's memory."""
    environment = {"ONRECORD_ARCHIVE": str(archive)}
    for words in (["meeting"], ['"as soon as"', "--sort", "date"], ["from:john", "date:2001"]):
        command = [sys.executable, "-m", "onrecord", "search", *words]
        print(f"{' '.join(words):<40}{quick(command, environment) * 1e3:>8.0f} ms from the shell")


def main() -> None:
    """Make the sample and measure."""
    corpora, folder = Path(os.environ["ONRECORD_CORPORA"]), Path(sys.argv[1])
    wanted = int(sys.argv[2]) if len(sys.argv) > 2 else _MESSAGES
    archive = big_archive(corpora, folder, wanted)
    with reading(archive) as opened:
        print(f"{opened.holdings.sums().messages:,} messages in the archive, resampled")
    drawn = Drawn(archive, _LETTERS)
    measure_engine(archive, drawn)
    measure_pages(archive, drawn)
    measure_shell(archive)
    beside_peers(mail_archive(corpora, folder), as_maildir(corpora, folder), _LETTERS)


if __name__ == "__main__":
    main()
