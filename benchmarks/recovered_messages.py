"""Do letters come back that survive only as quotation? And are changed quotations found?

``python benchmarks/recovered_messages.py MBOX-OR-FOLDER [N]``

1. N letters that a later message quotes in full (all their words, one after the other) are left out of
   the archive. Counted: how many come back as a recovered message, with how many of their words, and
   with the right author stated.
2. In N quoted copies of letters that are there, one word is changed, dropped ("not" where there is one)
   or added. Counted: how many are reported; and how many copies are reported that nobody changed, for
   each 10,000.
"""

import random
import re
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from mailboxes import letters, taken_in, written

from onrecord.configuration import IMPLEMENTATIONS, OpenArchive, reading
from onrecord.message.parse import parse
from onrecord.recovered.stated import agrees
from onrecord.text.body import read_body
from onrecord.text.quoted_letter import QuotedLetter
from onrecord.text.terms import words
from onrecord.text.unquoted import letter_passages, unquoted
from onrecord.text.wording import wordings

_FEWEST, _MOST = 20, 2_000


def mail(path: Path) -> list[bytes]:
    """Return all messages of an mbox file, or of a folder of them."""
    files = sorted(path.glob("*.txt")) if path.is_dir() else [path]
    return [raw for file in files for raw in letters(file)]


def own_letter(raw: bytes) -> tuple[str, ...]:
    """Return the words a message's sender wrote, without signature."""
    body = read_body(raw, parse(raw))
    return words(unquoted(body, letter_passages(body, 0)))


def quoted_in_full(messages: list[bytes]) -> list[tuple[int, int]]:
    """Return (letter, quoting message) pairs where the quoting one holds all words of the letter."""
    ids = {parse(raw).message_id: number for number, raw in enumerate(messages)}
    ids.pop("", None)
    pairs = []
    for number, raw in enumerate(messages):
        message = parse(raw)
        parent = next((ids[name] for name in message.in_reply_to if name in ids), None)
        if parent is None or parent == number:
            continue
        said = own_letter(messages[parent])
        if not _FEWEST <= len(said) <= _MOST:
            continue
        text = " ".join(words(read_body(raw, message).text))
        if " ".join(said) in text:
            pairs.append((parent, number))
    random.Random(11).shuffle(pairs)
    return pairs


def recovered(messages: list[bytes], pairs: list[tuple[int, int]], most: int) -> None:
    """Leave letters out, and print how many come back."""
    gone: dict[int, int] = {}
    for letter, quoting in pairs:
        if len(gone) < most and letter not in gone and quoting not in gone:
            gone[letter] = quoting
    kept = [raw for number, raw in enumerate(messages) if number not in gone]
    back = whole = right = named = 0
    with tempfile.TemporaryDirectory() as folder:
        archive = taken_in(Path(folder) / "a", written(Path(folder) / "l.mbox", kept))
        with reading(archive) as opened:
            room = opened.room()
            for letter, quoting in gone.items():
                if quoting in gone:
                    continue
                said = own_letter(messages[letter])
                best, author = _best(opened, room, messages[quoting], said)
                message = parse(messages[letter])
                back += best > 0.5
                whole += best >= 0.95
                stated = QuotedLetter(1, "quoted", 1, 0, 0, author[0], author[1], "", "", "")  # type: ignore[arg-type]
                verdict = agrees(stated, message.from_) if any(author) else None
                right += best > 0.5 and verdict is True
                named += best > 0.5 and any(author)
    total = sum(quoting not in gone for quoting in gone.values())
    print(f"letters left out that are quoted in full: {total}")
    print(f"  come back: {back / total:.1%}; with 95 % of their words: {whole / total:.1%}")
    print(
        f"  come back with the right author: {right / total:.1%} "
        f"(an author is stated in {named / total:.1%})"
    )


def _best(
    opened: OpenArchive, room: object, quoting: bytes, said: tuple[str, ...]
) -> tuple[float, tuple[str, str]]:
    """Return the greatest share of a letter's words that one recovered message of a reply holds."""
    import hashlib  # noqa: PLC0415

    heading = opened.holdings.find_messages(parse(quoting).message_id)
    del hashlib
    best, author = 0.0, ("", "")
    for stored in heading:
        for item in room.message(stored.permalink).quoted:  # type: ignore[attr-defined]
            if item.recovered:
                view = room.recovered(item.recovered)  # type: ignore[attr-defined]
                share = _share(said, words(view.text))
                if share > best:
                    best, author = share, (view.author, view.author_address)
    return best, author


def _share(said: tuple[str, ...], found: tuple[str, ...]) -> float:
    """Return the share of words that stand in the other text in runs of three."""
    runs = {found[at : at + 3] for at in range(len(found) - 2)}
    hit = [False] * len(said)
    for at in range(len(said) - 2):
        if said[at : at + 3] in runs:
            hit[at] = hit[at + 1] = hit[at + 2] = True
    return sum(hit) / len(said)


_LINE = re.compile(rb"^>[ \t]?(?![>|]).{40,}$", re.MULTILINE)


def altered(messages: list[bytes], pairs: list[tuple[int, int]], most: int) -> None:
    """Change words in quoted copies, and print how many changes are reported."""
    chance = random.Random(5)
    changed: dict[int, bytes] = {}
    for letter, quoting in pairs:
        if len(changed) < most and quoting not in changed and letter not in changed:
            raw = _changed(messages[quoting], own_letter(messages[letter]), chance)
            if raw is not None:
                changed[quoting] = raw
    mixed = [changed.get(number, raw) for number, raw in enumerate(messages)]
    before = _reported(messages)
    after = _reported(mixed)
    planted = {parse(raw).message_id for raw in changed.values()}
    found = len(planted & after.keys())
    print(
        f"changed quotations planted: {len(planted)}; reported: {found / max(1, len(planted)):.1%}"
    )
    quoted = sum(
        len(said.letters) for said in wordings([read_body(raw, parse(raw)) for raw in messages])
    )
    print(
        f"untouched: {len(before)} messages reported, {sum(before.values())} quoted letters of {quoted} "
        f"({10_000 * sum(before.values()) / max(1, quoted):.0f} for each 10,000)"
    )
    if "--missed" in sys.argv:
        print("\n".join(sorted(planted - after.keys())))


def _changed(raw: bytes, said: tuple[str, ...], chance: random.Random) -> bytes | None:
    """Return a message with one word of a quoted line changed, dropped or added."""
    text = " ".join(said)
    lines = [
        found
        for found in _LINE.finditer(raw)
        if " ".join(words(found.group().decode("latin-1"))) in text
    ]
    if not lines:
        return None
    line = chance.choice(lines)
    parts = line.group().split(b" ")
    places = [at for at in range(3, len(parts) - 2) if parts[at].isalpha() and len(parts[at]) > 2]
    if not places:
        return None
    nots = [at for at in places if parts[at].lower() == b"not"]
    at, kind = (
        chance.choice(nots or places),
        "drop" if nots else chance.choice(("change", "drop", "add")),
    )
    if kind == "drop":
        del parts[at]
    elif kind == "add":
        parts.insert(at, b"never")
    else:
        parts[at] = b"otherwise" if parts[at] != b"otherwise" else b"nowhere"
    return raw[: line.start()] + b" ".join(parts) + raw[line.end() :]


def _reported(messages: Iterable[bytes]) -> dict[str, int]:
    """Return the Message-IDs of messages with altered quotations, and how many each has."""
    with tempfile.TemporaryDirectory() as folder:
        archive = taken_in(Path(folder) / "a", written(Path(folder) / "l.mbox", messages))
        with reading(archive) as opened:
            found: dict[str, int] = {}
            for view in opened.room().altered():
                (stored,) = opened.holdings.find_messages(view.permalink)
                found[stored.message_id] = found.get(stored.message_id, 0) + 1
            relations = IMPLEMENTATIONS.relations(opened.directory.relations)
            relations.close()
            return found


def main() -> None:
    """Measure both."""
    arguments = [item for item in sys.argv[1:] if not item.startswith("--")]
    messages = mail(Path(arguments[0]))
    most = int(arguments[1]) if len(arguments) > 1 else 1000
    pairs = quoted_in_full(messages)
    print(
        f"{arguments[0].rsplit('/', 1)[-1]}: {len(messages)} messages, "
        f"{len(pairs)} quote their parent in full"
    )
    recovered(messages, pairs, most)
    altered(messages, pairs, most // 2)


if __name__ == "__main__":
    main()
