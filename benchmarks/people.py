"""How well persons are told apart, without a reviewer and after a reviewer's first hundred decisions.

``python benchmarks/people.py TRUTH.csv ARCHIVE [--corrections CSV] [--decide N] [--tables]`` judges who is
who in an archive, and compares with a table of two columns, raw name or address and person. Rows that the
mail does not show are left out, and rows whose person is the address or handle itself: of those the table
does not say who they are. Every pair of rows is either one person or two: precision is of the pairs put
together, recall of those that belong together. Each wrong merge is printed. ``--corrections`` overrules
rows that were checked by hand. ``--decide`` answers the first N suggestions as the table would; where it
knows nothing, the answer is "not the same" and counts as one of the N; then once more, with those passed
over of which the table knows nothing. ``--tables`` feeds the rows that the mail does not show as printed
names.
"""

import argparse
import csv
import time
from collections import Counter
from itertools import combinations
from pathlib import Path

from onrecord.configuration import reading
from onrecord.people.decisions import Act, Decision
from onrecord.people.judging import People, judge
from onrecord.people.name_form import read_name
from onrecord.people.sightings import (
    Sighting,
    Sightings,
    Where,
    correspondent_key,
    gather,
    together,
)
from onrecord.people.suggestions import suggestions

_ROUND = 10
Rows = list[tuple[str, str, str]]
"""Raw name, key of its correspondent, person."""

Truth = dict[str, str]


def read_truth(path: Path, corrections: Path | None) -> Rows:
    """Return the rows of a table; those of several persons are left out."""
    found: Rows = []
    fixed: dict[str, str] = {}
    if corrections:
        with corrections.open(newline="", encoding="utf-8") as lines:
            fixed = {row[0]: row[1] for row in csv.reader(lines) if len(row) > 1}
    with path.open(newline="", encoding="utf-8") as lines:
        for row in list(csv.reader(lines))[1:]:
            key = correspondent_key(row[0])
            who = fixed.get(row[0], row[1]).strip()
            unresolved = who.lower() == row[0].strip().lower() and not read_name(who).full
            if key and ";" not in row[1] and not unresolved:
                found.append((row[0], key, who))
    return found


def compare(people: People, rows: Rows, *, tell: bool) -> None:
    """Print precision and recall over pairs of rows, and the wrong merges one by one."""
    known = [
        (raw, who, person.permalink)
        for raw, key, who in rows
        if (person := people.of(key)) is not None
    ]
    counts: Counter[tuple[bool, bool]] = Counter()
    for (raw, who, judged), (other, other_who, other_judged) in combinations(known, 2):
        joined, same = judged == other_judged, who == other_who
        counts[joined, same] += 1
        if tell and joined and not same:
            print(f"  wrong merge: {raw} ({who}) with {other} ({other_who})")
    right, wrong, missed = counts[True, True], counts[True, False], counts[False, True]
    print(
        f"{len(known)} of {len(rows)} rows seen, {right + missed} pairs of one person; "
        f"precision {right / max(right + wrong, 1):.4f}, recall {right / max(right + missed, 1):.4f}, "
        f"wrong pairs {wrong}"
    )


def decide(sightings: Sightings, truth: Truth, number: int, *, known: bool) -> list[Decision]:
    """Return decisions on the first suggestions, as the table would decide; asked anew every ten.

    With ``known``, suggestions of which the table knows nothing are passed over.
    """
    decided: list[Decision] = []
    passed: set[tuple[str, str]] = set()
    while len(decided) < number:
        people = judge(sightings, decided)
        listed = suggestions(people, sightings.evidence, decided)
        asked = [item for item in listed if (item.first, item.second) not in passed][:_ROUND]
        if not asked:
            break
        for item in asked[: number - len(decided)]:
            labels = [_label(people, key, truth) for key in (item.first, item.second)]
            if known and not all(labels):
                passed.add((item.first, item.second))
                continue
            act = Act.MERGE if labels[0] and labels[0] == labels[1] else Act.NOT_SAME
            when = f"{len(decided):06d}"
            decided.append(Decision(act, item.first, item.second, who="table", when=when))
    return decided


def _label(people: People, key: str, truth: Truth) -> str:
    person = people.of(key)
    labels = Counter(
        truth[one.key] for one in (person.correspondents if person else ()) if one.key in truth
    )
    return labels.most_common(1)[0][0] if labels else ""


def main() -> None:
    """Measure as the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("truth", type=Path)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--corrections", type=Path)
    parser.add_argument("--decide", type=int, default=100)
    parser.add_argument("--tables", action="store_true")
    asked = parser.parse_args()
    with reading(asked.archive) as opened:
        sightings = opened.register().sightings()
    rows = read_truth(asked.truth, asked.corrections)
    truth = {key: who for _, key, who in rows}
    if asked.tables:
        known = {item.key for item in sightings.correspondents}
        extra = (key.removeprefix("name:") for key in truth if key not in known)
        more = gather(Sighting(name, "", Where.HEADER, None, printed=True) for name in extra)
        sightings = together([sightings, more])
    started = time.perf_counter()
    people = judge(sightings)
    print(
        f"{len(sightings.correspondents)} correspondents judged to be {len(people.persons)} persons "
        f"in {time.perf_counter() - started:.2f} s"
    )
    compare(people, rows, tell=True)
    for answerable in (False, True):
        decided = decide(sightings, truth, asked.decide, known=answerable)
        merges = sum(made.act is Act.MERGE for made in decided)
        told = "that the table can make" if answerable else "on whatever was suggested first"
        print(f"after {len(decided)} decisions {told}, {merges} of them merges:")
        compare(judge(sightings, decided), rows, tell=False)


if __name__ == "__main__":
    main()
