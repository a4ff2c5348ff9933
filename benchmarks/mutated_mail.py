"""Read mutated mail: no bytes may raise an exception, and none may take long for their size.

``python benchmarks/mutated_mail.py FOLDER...`` takes every ``.eml`` and ``.mbox`` file below the folders
as seeds, makes 20,000 messages of them (the same ones every time), and reads each as an archive does:
its parts, their bytes and text, and the passages of its body. It ends with 1 if anything raised.
"""

import argparse
import random
import re
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from onrecord.message.content import part_bytes, part_text
from onrecord.message.parse import parse
from onrecord.text.body import read_body

SEED = 20_260_101
MOST_BYTES = 200_000
_SEPARATOR = re.compile(rb"^From [^\n]*\d{4}[^\n]*\n", re.MULTILINE)
_BOUNDARY = re.compile(rb"^--[^\s-][^\r\n]*", re.MULTILINE)
_CHARSET = re.compile(rb'charset="?([\w.-]+)"?', re.IGNORECASE)
_LIES = (b"utf-16", b"utf-7", b"gb2312", b"iso-2022-jp", b"hz", b"idna", b"base64", b"", b"x-none")
Mutation = Callable[[random.Random, bytearray], None]


def bit_flips(chance: random.Random, mail: bytearray) -> None:
    """Turn single bits over."""
    for _ in range(chance.randint(1, 12)):
        mail[chance.randrange(len(mail))] ^= 1 << chance.randrange(8)


def cut(chance: random.Random, mail: bytearray) -> None:
    """End the message early."""
    del mail[chance.randrange(len(mail)) :]


def deleted(chance: random.Random, mail: bytearray) -> None:
    """Take a slice out."""
    start, end = _slice(chance, mail)
    del mail[start:end]


def duplicated(chance: random.Random, mail: bytearray) -> None:
    """Say a slice again, a few times, somewhere else."""
    start, end = _slice(chance, mail)
    place = chance.randrange(len(mail) + 1)
    mail[place:place] = bytes(mail[start:end]) * chance.randint(1, 8)


def transposed(chance: random.Random, mail: bytearray) -> None:
    """Let two neighbouring slices change places."""
    start, end = _slice(chance, mail)
    middle = chance.randint(start, end)
    mail[start:end] = mail[middle:end] + mail[start:middle]


def swapped_boundaries(chance: random.Random, mail: bytearray) -> None:
    """Put one boundary line where another stood."""
    lines = [found.span() for found in _BOUNDARY.finditer(mail)]
    if len(lines) > 1:
        (start, end), (other_start, other_end) = chance.sample(lines, 2)
        mail[start:end] = mail[other_start:other_end]


def charset_lie(chance: random.Random, mail: bytearray) -> None:
    """State another charset than the one the text is in."""
    stated = [found.span(1) for found in _CHARSET.finditer(mail)]
    if stated:
        start, end = chance.choice(stated)
        mail[start:end] = chance.choice(_LIES)


def noise(chance: random.Random, mail: bytearray) -> None:
    """Write bytes of a kind that parsers look for."""
    place = chance.randrange(len(mail) + 1)
    mark = chance.choice(
        (b"\0", b"\r", b"\n\n", b'"', b"(", b"<", b"=?", b"--", b"\xff", b"=\n", b";")
    )
    mail[place:place] = mark * chance.choice((1, 1, 2, 50, 2000))


MUTATIONS: tuple[Mutation, ...] = (
    bit_flips,
    cut,
    deleted,
    duplicated,
    transposed,
    swapped_boundaries,
    charset_lie,
    noise,
)


def _slice(chance: random.Random, mail: bytearray) -> tuple[int, int]:
    start = chance.randrange(len(mail))
    return start, min(len(mail), start + chance.choice((4, 40, 400, 4000)))


def seeds(folders: list[Path]) -> list[bytes]:
    """Return the messages of all mail files below the folders, in the order of their paths."""
    found: list[bytes] = []
    for path in sorted(path for folder in folders for path in folder.rglob("*")):
        if path.suffix == ".eml":
            found.append(path.read_bytes()[:MOST_BYTES])
        elif path.suffix == ".mbox":
            pieces = _SEPARATOR.split(path.read_bytes())[1:]
            found.extend(piece[:MOST_BYTES] for piece in pieces)
    return [mail for mail in found if mail]


def mutated(mails: list[bytes], count: int) -> Iterator[tuple[str, bytes]]:
    """Yield messages with one to three mutations each, and the names of these."""
    for number in range(count):
        chance = random.Random(SEED + number)
        mail = bytearray(chance.choice(mails))
        names = []
        for mutation in chance.choices(MUTATIONS, k=chance.randint(1, 3)):
            if mail:
                mutation(chance, mail)
                names.append(mutation.__name__)
        yield "+".join(names), bytes(mail)


def read_all(mail: bytes) -> None:
    """Read all that an archive reads of a message."""
    message = parse(mail)
    for part in message.parts:
        part_bytes(mail, message, part)
        part_text(mail, message, part)
    read_body(mail, message)


def measure(mails: list[bytes], count: int) -> int:
    """Read the mutated messages, print what was found, return the number of exceptions."""
    raised: Counter[str] = Counter()
    slowest: list[tuple[float, int, float, str]] = []
    total = 0.0
    for number, (names, mail) in enumerate(mutated(mails, count)):
        started = time.process_time()
        try:
            read_all(mail)
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            raised[f"{type(error).__name__} in {last.name} (first: {number}, {names})"] += 1
        spent = (time.process_time() - started) * 1000
        total += spent
        slowest.append((spent / max(1.0, len(mail) / 1000), number, spent, names))
        slowest = sorted(slowest, reverse=True)[:5]
    print(f"seeds       {len(mails):>8,}")
    print(f"messages    {count:>8,}")
    print(f"exceptions  {raised.total():>8,}")
    print(f"mean        {total / count:>8.2f} ms a message")
    for per_kilobyte, number, spent, names in slowest:
        print(f"slow        {per_kilobyte:>8.2f} ms per kB ({spent:.1f} ms) {number} {names}")
    for what, times in raised.most_common():
        print(f"raised      {times:>8,} {what}")
    return raised.total()


def main() -> int:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=20_000)
    stated = parser.parse_args()
    mails = seeds(stated.folders)
    if not mails:
        print("no .eml or .mbox file is below these folders")
        return 2
    return 1 if measure(mails, stated.count) else 0


if __name__ == "__main__":
    sys.exit(main())
