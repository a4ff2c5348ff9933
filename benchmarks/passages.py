"""Own words, quoted words, reply headers, signatures: line by line against annotated mail.

``python benchmarks/passages.py FOLDER`` reads the Quagga sets (``ASF``, ``Enron/annotated_all``; each
with ``train`` and ``eval``). Their zones overlap: a line's zone is the narrowest denotation that holds
its middle character; lines with nothing but white space and quote marks are not counted.

Two zones: *own* is what stands before the first Header of a text without quote marks, and after it each
Body without marks while the latest unmarked Header announced a Body with marks (answers between quoted
pieces); all else is *other* (headers and quoted text). Five zones: own, reply header, quoted, own
signature (Body/Signature), quoted signature. Greetings, closings and names at the end count with the
text they belong to; so do disclaimers and the footers of lists and programs, which one set annotates as
signature and the other as text (the segmenter tells them apart as boilerplate).
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path

from onrecord.text.passage import Origin, Passage
from onrecord.text.quoted import split

_MARKED = re.compile(r"^[ \t]{0,3}[>|]")
_BARE = re.compile(r"[\s>|]*")
_SETS = ("ASF/train", "ASF/eval", "Enron/annotated_all/train", "Enron/annotated_all/eval")


def gold(annotated: dict) -> list[str]:  # type: ignore[type-arg]
    """Return the zone of each line, "" for lines that are not counted."""
    text = annotated["text"]
    spans = sorted(annotated["denotations"], key=lambda item: item["end"] - item["start"])
    foreign = _foreign_bodies(text, spans)
    zones = []
    at = 0
    lines = text.split("\n")
    rests = _rests(lines)
    for number, line in enumerate(lines):
        middle = at + (len(line) - len(line.lstrip())) + len(line.strip()) // 2
        held = [item for item in spans if item["start"] <= middle < item["end"]]
        kinds = [item["type"] for item in held]
        body = next((item["start"] for item in held if item["type"] == "Body"), None)
        known = foreign.get(body) if body is not None else None
        bare = _MARKED.match(line) is None and number not in rests
        quoted = not bare if known is None else known
        if not _BARE.sub("", line) or not held:
            zones.append("")
        elif any(kind.startswith("Header") for kind in kinds):
            zones.append("header")
        elif "Body/Signature" in kinds and "Body/Signature/Disclaimer" not in kinds:
            zones.append("quoted signature" if quoted else "signature")
        else:
            zones.append("quoted" if quoted else "own")
        at += len(line) + 1
    return zones


def _rests(lines: list[str]) -> set[int]:
    """Return lines without a mark that stand between marked ones without a blank: ends of wrapped lines."""
    found: set[int] = set()
    run: list[int] = []
    for number, line in enumerate(lines):
        if _MARKED.match(line):
            found |= set(run)
            run = []
        elif not line.strip():
            run = []
        elif run or (number and _MARKED.match(lines[number - 1])):
            run.append(number)
    return found


def _foreign_bodies(text: str, spans: list[dict]) -> dict[int, bool]:  # type: ignore[type-arg]
    """Return by its start whether each Body after the first Header is quoted; absent: line by line."""
    headers = sorted(item["start"] for item in spans if item["type"] == "Header")
    bodies = sorted((i["start"], i["end"]) for i in spans if i["type"] == "Body")
    found: dict[int, bool] = {}
    in_force = None
    for start, end in bodies:
        before = [at for at in headers if at < start]
        if not before:
            continue
        marked = _is_marked(text[start:end])
        plain = not _MARKED.match(text[before[-1] : before[-1] + 8])
        if plain and before[-1] != in_force and not any(before[-1] < b < start for b, _ in bodies):
            in_force, announced = before[-1], marked
        if in_force is None or not announced:
            found[start] = True
    return found


def _is_marked(text: str) -> bool:
    lines = [line for line in text.split("\n") if _BARE.sub("", line)]
    return 2 * sum(_MARKED.match(line) is not None for line in lines) > len(lines)


def ours(text: str) -> list[str]:
    """Return the zone of each line as the segmenter has it."""
    passages = split(text)
    zones = []
    at = number = 0
    for line in text.split("\n"):
        while number + 1 < len(passages) and passages[number].end <= at:
            number += 1
        zones.append(_zone(passages[number]) if passages else "own")
        at += len(line) + 1
    return zones


def _zone(passage: Passage) -> str:
    if passage.header:
        return "header"
    aside = passage.origin is Origin.SIGNATURE
    if passage.letter:
        return "quoted signature" if aside else "quoted"
    return "signature" if aside else "own"


def _two(zone: str) -> str:
    return "own" if zone in ("own", "signature") else "other"


def main() -> None:
    """Print accuracy and per-zone F1 of each set."""
    root = Path(sys.argv[1])
    for name in _SETS:
        pairs: Counter[tuple[str, str]] = Counter()
        worst = []
        for path in sorted((root / name).glob("*.ann")):
            annotated = json.loads(path.read_text())
            told = list(zip(gold(annotated), ours(annotated["text"]), strict=True))
            found = Counter(pair for pair in told if pair[0])
            pairs += found
            wrong = sum(n for (a, b), n in found.items() if _two(a) != _two(b))
            worst.append((wrong, path.name))
        total = sum(pairs.values())
        two = sum(n for (a, b), n in pairs.items() if _two(a) == _two(b))
        five = sum(n for (a, b), n in pairs.items() if a == b)
        print(f"{name}: {total} lines; two zones {two / total:.2%}, five zones {five / total:.2%}")
        for zone in sorted({a for a, _ in pairs} | {b for _, b in pairs}):
            right = pairs[zone, zone]
            stated = sum(n for (a, _), n in pairs.items() if a == zone)
            found_here = sum(n for (_, b), n in pairs.items() if b == zone)
            print(f"    {zone:<17} F1 {2 * right / max(1, stated + found_here):.2%} of {stated}")
        if "--worst" in sys.argv and name.endswith("train"):
            for wrong, file in sorted(worst, reverse=True)[:40]:
                print("   ", wrong, file)
            print("   ", Counter({k: v for k, v in pairs.items() if k[0] != k[1]}).most_common(12))


if __name__ == "__main__":
    main()
