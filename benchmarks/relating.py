"""How long relating takes, step by step: prints, links, recovered messages, threads, likeness.

``python benchmarks/relating.py TIMES MBOX-OR-FOLDER...`` takes the letters TIMES over (Message-IDs and
what names them get a number, and longer words an ending, so that no letter shares its words with its
repetitions) and prints the seconds of each step, of all of `add`, and the most memory of the writing
process. ``--quoted N`` instead makes N replies that quote one letter that is there and one that is not.
"""

import re
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from mailboxes import letters, written

from onrecord.configuration import adding, new_archive
from onrecord.pipeline.relating import relating
from onrecord.pipeline.relating.linking import Linker
from onrecord.pipeline.taking_in import adding as accession
from onrecord.pipeline.taking_in.accession import Addition

_STEPS = ("take_prints", "recover", "index_recovered", "join", "keep_likenesses")
_NAMING = re.compile(
    rb"^(?:message-id|references|in-reply-to):[^\n]*(?:\n[ \t][^\n]*)*",
    re.IGNORECASE | re.MULTILINE,
)
_PLAIN_LINE = re.compile(rb"^(?![^\n]*(?:@|wrote|writes|:[ \t]*$))[^\n]+", re.MULTILINE)
_WORD = re.compile(rb"[A-Za-z]{5,}")
_ID = re.compile(rb"<([^<>\s]+@[^<>\s]+)>")


def repeated(paths: list[Path], times: int) -> Iterator[bytes]:
    """Yield all letters so many times, with Message-IDs of their own each time."""
    files = [f for path in paths for f in (sorted(path.glob("*.txt")) if path.is_dir() else [path])]
    for number in range(times):
        own = b"<%d.\\1>" % number
        for raw in (raw for file in files for raw in letters(file)):
            head, gap, body = raw.partition(b"\n\n")
            yield _NAMING.sub(partial(_numbered, own), head) + gap + _reworded(body, number)


def _reworded(body: bytes, number: int) -> bytes:
    """Return a text whose longer words end in letters of this repetition, reply headers left alone."""
    if not number:
        return body
    ending = b"q" + chr(ord("a") + number % 26).encode()
    return _PLAIN_LINE.sub(lambda line: _WORD.sub(rb"\g<0>" + ending, line.group()), body)


def _numbered(own: bytes, found: re.Match[bytes]) -> bytes:
    return _ID.sub(own, found.group())


def replies(count: int) -> Iterator[bytes]:
    """Yield a letter and many replies that quote it and another letter, which is not given."""
    here = "The pumps of pier nine were tested twice in the night and both of them failed at low tide.\n"
    gone = "Nobody is to tell the harbour board about the tests before the vote on the new ferry line.\n"
    yield (
        b"From: ana@port.example\nMessage-ID: <here@port.example>\nSubject: Pumps\n\n"
        + here.encode()
    )
    for number in range(count):
        yield (
            f"From: bo{number}@port.example\nMessage-ID: <{number}@port.example>\nSubject: Re: Pumps\n\n"
            f"So it was {number}.\n\nana@port.example wrote:\n> {here}> \n"
            f"> cy@port.example wrote:\n>> {gone}"
        ).encode()


def timed(seconds: dict[str, float], name: str, step: Callable[..., Any]) -> Callable[..., Any]:
    """Return a step that counts its seconds."""

    def counting(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401
        began = time.perf_counter()
        try:
            return step(*arguments, **named)
        finally:
            seconds[name] += time.perf_counter() - began

    return counting


def main() -> None:
    """Take the letters in and print the seconds."""
    seconds: dict[str, float] = defaultdict(float)
    for name in _STEPS:
        setattr(relating, name, timed(seconds, name, getattr(relating, name)))
    Linker.link = timed(seconds, "link", Linker.link)  # type: ignore[method-assign]
    accession.relate = timed(seconds, "all of relating", accession.relate)  # type: ignore[attr-defined]
    if sys.argv[1] == "--quoted":
        mail = replies(int(sys.argv[2]))
    else:
        mail = repeated([Path(path) for path in sys.argv[2:]], int(sys.argv[1]))
    with tempfile.TemporaryDirectory() as folder:
        box = written(Path(folder) / "list.mbox", mail)
        new_archive(Path(folder) / "archive")
        began = time.perf_counter()
        with adding(Path(folder) / "archive") as archive:
            addition = Addition(paths=(box,), tranche="t")
            outcome = accession.add(archive, addition, tell=lambda *_: None)
        print(f"{outcome.stored:,} messages, add {time.perf_counter() - began:.1f} s")
    for name, spent in sorted(seconds.items(), key=lambda item: -item[1]):
        print(f"  {name:<18} {spent:7.1f} s")
    print(f"  most memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
