"""Threads when evidence is missing: how many pairs of thread-mates are found again, and how many falsely.

``python benchmarks/threads_without_headers.py MBOX...`` (or folders of them): the reference are the
threads that headers alone make of the whole list. Then (1) every In-Reply-To, References and Thread-
Index field is taken out, (2) a random 30 % of the messages is. Pairs of messages in one thread are
counted over the messages that remain; a false pair is one that the reference has not. "Headers only" is
what the same fields give without any other evidence.
"""

import hashlib
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from mailboxes import letters, taken_in, without_answering_fields, written

from onrecord.configuration import IMPLEMENTATIONS, reading
from onrecord.message.parse import parse
from onrecord.threads.base_subject import base_subject

Groups = dict[str, int]


def by_headers(messages: dict[str, bytes]) -> Groups:
    """Return the thread of each message as its headers alone make them."""
    above: dict[str, str] = {}

    def top(name: str) -> str:
        above.setdefault(name, name)
        while above[name] != name:
            above[name] = above[above[name]]
            name = above[name]
        return name

    names = {}
    for key, raw in messages.items():
        message = parse(raw)
        own = message.message_id or key
        names[key] = own
        for other in (*message.references, *message.in_reply_to):
            above[top(own)] = top(other)
    tops = {key: top(own) for key, own in names.items()}
    numbers = {name: number for number, name in enumerate(sorted(set(tops.values())))}
    return {key: numbers[name] for key, name in tops.items()}


def by_archive(messages: dict[str, bytes], folder: Path, changed: bool) -> Groups:
    """Return the thread of each message as an archive of them makes them."""
    contents = {
        key: without_answering_fields(raw) if changed else raw for key, raw in messages.items()
    }
    archive = taken_in(folder / "archive", written(folder / "list.mbox", contents.values()))
    keys = {_text_digest(raw): key for key, raw in contents.items()}
    with reading(archive) as opened:
        numbers = [number for _, number in opened.holdings.numbers_after(0)]
        relations = IMPLEMENTATIONS.relations(opened.directory.relations)
        threads = relations.threads_of(numbers)
        headings = opened.holdings.headings(numbers)
        return {
            keys[_text_digest(opened.originals.read(headings[number].sha256))]: threads[number]
            for number in numbers
        }


def _text_digest(raw: bytes) -> bytes:
    return hashlib.sha256(raw.strip(b"\n")).digest()


def compare(found: Groups, reference: Groups) -> tuple[int, int, int]:
    """Return pairs found and right, pairs found, pairs of the reference, over the messages of both."""
    keys = found.keys() & reference.keys()
    both = _pairs(Counter((found[key], reference[key]) for key in keys).values())
    return (
        both,
        _pairs(Counter(found[k] for k in keys).values()),
        _pairs(Counter(reference[k] for k in keys).values()),
    )


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


def told(name: str, found: Groups, reference: Groups, subjects: dict[str, str]) -> str:
    """Return a line of figures.

    False pairs of one base subject are told apart: where a reader's program sent no References, the
    reference itself has cut a conversation in two.
    """
    named = {key: hash((found[key], subjects[key])) for key in found}
    of_a_subject = {key: hash((number, subjects[key])) for key, number in reference.items()}
    same, ours_same, _ = compare(named, of_a_subject)
    both, ours, theirs = compare(found, reference)
    precision, recall = both / max(ours, 1), both / max(theirs, 1)
    score = 2 * precision * recall / max(precision + recall, 1e-9)
    alike = (ours_same - same) / max(ours, 1)
    return (
        f"  {name:<36} F1 {score:6.1%}  recall {recall:6.1%}  "
        f"false pairs {1 - precision:6.2%}, of one subject {alike:6.2%}"
    )


def main() -> None:
    """Measure each list."""
    for name in sys.argv[1:]:
        whole: dict[str, bytes] = {}
        files = sorted(Path(name).glob("*.txt")) if Path(name).is_dir() else [Path(name)]
        for raw in (raw for file in files for raw in letters(file)):
            whole.setdefault(_text_digest(without_answering_fields(raw)).hex(), raw)
        reference = by_headers(whole)
        subjects = {key: base_subject(parse(raw).subject).text for key, raw in whole.items()}
        kept = set(random.Random(3).sample(sorted(whole), int(len(whole) * 0.7)))
        fewer = {key: raw for key, raw in whole.items() if key in kept}
        sizes: dict[int, int] = defaultdict(int)
        for number in reference.values():
            sizes[number] += 1
        print(
            f"{Path(name).name}: {len(whole)} messages, "
            f"{sum(s > 1 for s in sizes.values())} threads of several"
        )
        for label, messages, changed in (
            ("all evidence", whole, False),
            ("no answering fields", whole, True),
            ("30 % of messages gone", fewer, False),
            ("both", fewer, True),
        ):
            with tempfile.TemporaryDirectory() as folder:
                found = by_archive(messages, Path(folder), changed)
            bare = (
                {k: without_answering_fields(raw) for k, raw in messages.items()}
                if changed
                else messages
            )
            print(told(f"{label}: ours", found, reference, subjects))
            print(told(f"{label}: headers only", by_headers(bare), reference, subjects), flush=True)


if __name__ == "__main__":
    main()
