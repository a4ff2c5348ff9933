"""Own words, quoted words, reply headers, signatures: line by line against annotated mail.

``python benchmarks/passages.py FOLDER`` reads the Quagga sets (``ASF``, ``Enron/annotated_all``; each
with ``train`` and ``eval``) and the Zebra lines (``Enron/annotated_lines``) under a folder; without an
argument under ``$ONRECORD_CORPORA/quagga``. ``--worst`` names the files of train that go wrong.

How a line gets its zone. The annotations are spans of characters that nest and begin and end in the
middle of blank space, so a line takes the narrowest span that holds its middle written character. Lines
with nothing but white space and quote marks, and lines outside all spans, are not counted. The spans say
Header, Body and Body/Signature; they do *not* say whose a Body is, and one Body may hold quoted lines
and the answers under them. So it is read from the order of the spans and the marks of the lines:

- a Body before the first Header is the sender's own where its lines have no quote marks;
- a Header that itself has no marks and whose first written line below has none either makes all that
  follows somebody else's (the answer stands on top);
- everywhere else marked lines are quoted and the others are the sender's own, but for lines that
  a program broke off from a marked one: those between two marked lines without a blank one, and those
  below a marked line that has no room for their first word (archives wrap near 95 columns).

Two zones: *own* (with its signature) and *other* (reply headers and all that is quoted). Five zones: own,
reply header, quoted, own signature, quoted signature. Intro, Outro, PS and Attachments count with the
text they belong to. Disclaimers and footers of lists and programs are annotated as signature by one set
and as text by the other; where the segmenter says boilerplate, either is right if the voice is. Zebra's
lines know three zones and say nothing of own and quoted: reply header (H), text (B), signature (S), which
there takes in such boilerplate.
"""

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypedDict

from onrecord.text.passage import Origin, Passage
from onrecord.text.quoted import split

_MARKED = re.compile(r"^[ \t]{0,3}(?:>(?!From |.*>>>\s*$)|\||: )")
_BARE = re.compile(r"[\s>|]*")
_ARCHIVE_WIDTH = 90
_SETS = ("ASF/train", "ASF/eval", "Enron/annotated_all/train", "Enron/annotated_all/eval")
_ZEBRA = re.compile(r"^([BHS])>(.*)$")

Pairs = Counter[tuple[str, str]]


class Span(TypedDict):
    """One annotated span of characters."""

    type: str
    start: int
    end: int


class Annotated(TypedDict):
    """One annotated text."""

    text: str
    denotations: list[Span]


def gold(annotated: Annotated) -> list[str]:
    """Return the zone of each line, "" for lines that are not counted."""
    text = annotated["text"]
    lines = text.split("\n")
    spans = sorted(annotated["denotations"], key=lambda item: item["end"] - item["start"])
    foreign = _foreign_from(text, spans)
    rests = _rests(lines)
    zones = []
    at = 0
    for number, line in enumerate(lines):
        middle = at + (len(line) - len(line.lstrip())) + len(line.strip()) // 2
        kinds = [item["type"] for item in spans if item["start"] <= middle < item["end"]]
        marked = _MARKED.match(line) is not None or number in rests
        written = bool(_BARE.sub("", line))
        zones.append(_zone_of(kinds, quoted=marked or at >= foreign) if written else "")
        at += len(line) + 1
    return zones


def _zone_of(kinds: list[str], *, quoted: bool) -> str:
    if not kinds:
        return ""
    if any(kind.startswith("Header") for kind in kinds):
        return "header"
    if "Body/Signature" in kinds and "Body/Signature/Disclaimer" not in kinds:
        return "quoted signature" if quoted else "signature"
    return "quoted" if quoted else "own"


def _foreign_from(text: str, spans: list[Span]) -> int:
    """Return where all that follows is somebody else's: after a bare Header above bare text."""
    for header in sorted((s for s in spans if s["type"] == "Header"), key=lambda s: s["start"]):
        own_line = text[text.rfind("\n", 0, header["start"]) + 1 :].lstrip("\n")
        below = next((x for x in text[header["end"] :].split("\n") if _BARE.sub("", x)), "")
        if not _MARKED.match(own_line) and not _MARKED.match(below):
            return header["end"]
    return len(text)


def _rests(lines: list[str]) -> set[int]:
    """Return the lines without a mark that a program broke off from a marked line."""
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
            above = lines[number - 1]
            full = len(above.rstrip()) + 1 + len(line.split()[0]) > _ARCHIVE_WIDTH
            if full and (number - 1 in found or _MARKED.match(above)):
                found.add(number)
    return found


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
    if passage.origin is Origin.BOILERPLATE:
        return "quoted boilerplate" if passage.letter else "boilerplate"
    aside = passage.origin is Origin.SIGNATURE
    if passage.letter:
        return "quoted signature" if aside else "quoted"
    return "signature" if aside else "own"


def _fair(stated: str, found: str) -> str:
    """Return the zone found; boilerplate is right where its voice is, whatever a set calls it."""
    if found.endswith("boilerplate"):
        own = found == "boilerplate"
        same = stated in (("own", "signature") if own else ("quoted", "quoted signature"))
        return stated if same else ("own" if own else "quoted")
    return found


def _two(zone: str) -> str:
    return "own" if zone in ("own", "signature") else "other"


def _three(zone: str) -> str:
    if zone.endswith(("signature", "boilerplate")):
        return "signature"
    return zone if zone == "header" else "text"


def quagga_pairs(folder: Path) -> dict[str, Pairs]:
    """Return the zones (stated, found) of the counted lines of each text of a set."""
    pairs = {}
    for path in sorted(folder.glob("*.ann")):
        annotated: Annotated = json.loads(path.read_text())
        told = zip(gold(annotated), ours(annotated["text"]), strict=True)
        pairs[path.name] = Counter((a, _fair(a, b)) for a, b in told if a)
    return pairs


def zebra_pairs(folder: Path) -> dict[str, Pairs]:
    """Return the three zones (stated, found) of the annotated lines of each message."""
    names = {"H": "header", "B": "text", "S": "signature"}
    pairs = {}
    for path in sorted(folder.iterdir()):
        body = path.read_text("latin-1").partition("\n\n")[2]
        lines = [found for line in body.split("\n") if (found := _ZEBRA.match(line))]
        zones = ours("\n".join(line[2] for line in lines))
        told = zip((names[line[1]] for line in lines), map(_three, zones), lines, strict=True)
        pairs[path.name] = Counter((a, b) for a, b, line in told if _BARE.sub("", line[2]))
    return pairs


def _share(pairs: Pairs, fold: Callable[[str], str] = str) -> float:
    right = sum(n for (a, b), n in pairs.items() if fold(a) == fold(b))
    return right / max(1, sum(pairs.values()))


def _print_zones(pairs: Pairs) -> None:
    for zone in sorted({a for a, _ in pairs} | {b for _, b in pairs}):
        stated = sum(n for (a, _), n in pairs.items() if a == zone)
        found = sum(n for (_, b), n in pairs.items() if b == zone)
        f1 = 2 * pairs[zone, zone] / max(1, stated + found)
        print(f"    {zone:<17} F1 {f1:.2%} of {stated}")


def _print_worst(pairs: dict[str, Pairs]) -> None:
    total = sum(pairs.values(), Counter[tuple[str, str]]())
    print("   ", Counter({k: v for k, v in total.items() if k[0] != k[1]}).most_common(12))
    wrong = {name: sum(n for (a, b), n in found.items() if a != b) for name, found in pairs.items()}
    for name in sorted(wrong, key=lambda name: -wrong[name])[:40]:
        print("   ", wrong[name], name)


def main() -> None:
    """Print accuracy and per-zone F1 of each set."""
    given = [word for word in sys.argv[1:] if not word.startswith("--")]
    root = Path(given[0] if given else f"{os.environ['ONRECORD_CORPORA']}/quagga")
    root = root / "Datasets" if (root / "Datasets").is_dir() else root
    for name in _SETS:
        by_text = quagga_pairs(root / name)
        pairs = sum(by_text.values(), Counter[tuple[str, str]]())
        two, five = _share(pairs, _two), _share(pairs)
        print(
            f"{name}: {sum(pairs.values())} lines; two zones {two:.2%}, five zones {five:.2%}; "
            f"reply header, text, signature {_share(pairs, _three):.2%}"
        )
        _print_zones(pairs)
        if "--worst" in sys.argv and name.endswith("train"):
            _print_worst(by_text)
    by_text = zebra_pairs(root / "Enron/annotated_lines")
    pairs = sum(by_text.values(), Counter[tuple[str, str]]())
    print(f"Enron/annotated_lines: {sum(pairs.values())} lines; three zones {_share(pairs):.2%}")
    _print_zones(pairs)
    if "--worst" in sys.argv:
        _print_worst(by_text)


if __name__ == "__main__":
    main()
