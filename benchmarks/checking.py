"""How long a check takes: a quotation at a time, and a story of 3,000 words from a new process.

Usage: python benchmarks/checking.py ARCHIVE [--quotations 120] [--seed 1]

Half of the quotations stand as they are, the others are changed in the ways of mutated_quotations.py.
Time is the clock's and the processor's: where the two differ, the machine was busy with other things.
Memory is what the process has for itself, and with the pages of the archive's files that it looked at
(the system lends those, and takes them back when others need room).
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from mutated_quotations import KINDS, MOST_TRIES, Source

from onrecord.check.examination import check_story
from onrecord.check.library import Library
from onrecord.check.story import Story
from onrecord.configuration import reading
from onrecord.pipeline.checking.library import ArchiveLibrary

STORY_WORDS = 3_000
SLOW_TO_FIND = ("pasted article", "other author", "splice in a thread")
"""Kinds of which most messages give no case."""
FILLER = "The minutes of that week tell how it went on from there, and who was asked about it. " * 3
_MEMORY = re.compile(r"^(RssAnon|VmHWM):\s+(\d+) kB", re.MULTILINE)


def stories(source: Source, count: int) -> list[str]:
    """Return so many stories of one quotation each, every second one unchanged."""
    changed = [kind for kind in KINDS if kind not in (*SLOW_TO_FIND, "untouched")]
    told = []
    for number in range(count):
        kind = "untouched" if number % 2 else changed[number // 2 % len(changed)]
        case = next((case for _ in range(MOST_TRIES) if (case := KINDS[kind](source))), None)
        told += [case.story] if case else []
    return told


def one_by_one(library: Library, told: list[str]) -> tuple[list[float], list[float]]:
    """Return clock and processor milliseconds of each story, in order of size."""
    clock, processor = [], []
    for text in told:
        begun, used = time.perf_counter(), time.process_time()
        check_story(Story("story.md", text), library)
        clock.append((time.perf_counter() - begun) * 1000)
        processor.append((time.process_time() - used) * 1000)
    return sorted(clock), sorted(processor)


def cold(archive: Path, told: list[str]) -> str:
    """Check one long story in a new process; return its figures in a line."""
    text = ""
    for each in told:
        text += each + "\n" + FILLER + "\n\n"
        if len(text.split()) >= STORY_WORDS:
            break
    with tempfile.TemporaryDirectory() as folder:
        story = Path(folder) / "story.md"
        story.write_text(text, encoding="utf-8")
        script = (
            "import sys; sys.argv = ['onrecord', 'check', sys.argv[1], '--archive', sys.argv[2]]\n"
            "from onrecord.cli import onrecord\n"
            "try: onrecord.main(standalone_mode=False)\n"
            "finally: print(open('/proc/self/status').read(), file=sys.stderr)\n"
        )
        before = time.perf_counter()
        run = subprocess.run(
            [sys.executable, "-c", script, str(story), str(archive)],
            capture_output=True,
            text=True,
            env={**os.environ},
            check=False,
        )
        took = time.perf_counter() - before
    held = {name: int(size) // 1024 for name, size in _MEMORY.findall(run.stderr)}
    marked = text.count("“")
    return (
        f"story of {len(text.split()):,} words, {marked} quotations, new process: {took:.2f} s;"
        f" own memory {held.get('RssAnon', 0)} MB, with file pages {held.get('VmHWM', 0)} MB"
    )


def main() -> None:
    """Measure, and print three lines."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("archive", type=Path)
    options.add_argument("--quotations", type=int, default=120)
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args()
    with reading(asked.archive) as opened:
        library = ArchiveLibrary(
            opened.holdings, opened.originals, opened.engine(), opened.relations
        )
        told = stories(Source(library, asked.seed), asked.quotations)
        searched = library.searched()
    with reading(asked.archive) as opened:
        fresh = ArchiveLibrary(opened.holdings, opened.originals, opened.engine(), opened.relations)
        clock, processor = one_by_one(fresh, told)
    middle, late = len(clock) // 2, int(len(clock) * 0.9)
    print(f"{searched.messages:,} messages, {len(told)} quotations")
    print(
        f"a quotation: median {clock[middle]:.1f} ms (processor {processor[middle]:.1f}),"
        f" nine of ten under {clock[late]:.1f} ms ({processor[late]:.1f})"
    )
    print(cold(asked.archive, told))


if __name__ == "__main__":
    main()
