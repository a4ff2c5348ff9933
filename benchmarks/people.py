"""How well persons are told apart, without a reviewer and after a reviewer's first hundred decisions.

``python benchmarks/people.py TRUTH.csv MAIL... [--corrections CSV] [--decide N] [--tables]`` reads the
mail (mbox files, or folders of printed pages), judges who is who, and compares with a table of two columns,
raw name or address and person. Rows that the mail does not show are left out, and rows whose person is the
address or handle itself: of those the table does not say who they are. Every pair of rows is either one
person or two: precision is of the pairs put together, recall of those that belong together. Each wrong
merge is printed. ``--corrections`` overrules rows that were checked by hand. ``--decide`` answers the first
N suggestions as the table would; where it knows nothing, the answer is "not the same" and counts as one of
the N; then once more, with those passed over of which the table knows nothing. ``--tables`` feeds the rows
that the mail does not show as printed names.
"""

import argparse
import csv
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from onrecord.archive.description import Addressed
from onrecord.message.parse import parse
from onrecord.message.printed_date import printed_date
from onrecord.message.structure import Mailbox, Message
from onrecord.people.decisions import Act, Decision
from onrecord.people.judging import People, judge
from onrecord.people.letter_sightings import SeenLetter, names_parent, sighted
from onrecord.people.name_form import read_name
from onrecord.people.sightings import (
    Evidence,
    Sighting,
    Sightings,
    Where,
    correspondent_key,
    gather,
    together,
)
from onrecord.people.suggestions import suggestions
from onrecord.readers import Container, Limits, RawMessage
from onrecord.readers.mbox import MboxReader
from onrecord.text.body import read_body
from onrecord.text.passage import BodyText
from onrecord.threads.base_subject import base_subject

_ROUND = 10
Rows = list[tuple[str, str, str]]
"""Raw name, key of its correspondent, person."""

Truth = dict[str, str]


def messages(sources: list[Path]) -> Iterator[tuple[str, bytes, bool]]:
    """Yield name, bytes and whether it is a printed page, of all that the sources hold."""
    for source in sources:
        if source.is_dir():
            for page in sorted(source.rglob("*.txt")):
                yield page.name, page.read_bytes(), True
        else:
            found = MboxReader().read(Container(source.name, source), Limits())
            for number, item in enumerate(found):
                if isinstance(item, RawMessage):
                    yield f"{source.name}#{number}", item.content, False


def seen_in(sources: list[Path]) -> Sightings:
    """Return all sightings of the mail, with reply headers set beside the letters they quote."""
    sightings: list[Sighting] = []
    evidence: list[Evidence] = []
    dated: dict[tuple[float, str], set[Addressed]] = defaultdict(set)
    quoting: list[tuple[tuple[float, str], tuple[str, str], str]] = []
    for name, raw, printed in messages(sources):
        message = parse(raw, printed=printed)
        body = read_body(raw, message)
        subject = base_subject(message.subject).text
        addressed = _addressed(message)
        sent = message.date.instant.timestamp() if message.date else None
        directory = next((f.text for f in message.fields if f.name.lower() == "x-from"), "")
        shown = sighted(
            SeenLetter(
                name, int(sent) if sent else None, printed, addressed, body, directory.strip()
            )
        )
        sightings.extend(shown.sightings)
        evidence.extend(shown.evidence)
        if sent and subject and message.from_:
            dated[sent, subject].add(addressed[0])
        quoting.extend((at, who, name) for at, who in _quoted(body, subject))
    for at, who, name in quoting:
        authors = dated.get(at, set())
        link = names_parent(who, next(iter(authors)), name) if len(authors) == 1 else None
        evidence.extend([link] if link else [])
    return gather(sightings, evidence)


def _addressed(message: Message) -> list[Addressed]:
    roles: tuple[tuple[str, tuple[Mailbox, ...]], ...] = (
        ("from", message.from_), ("sender", message.sender), ("to", message.to),
        ("cc", message.cc), ("bcc", message.bcc),
    )  # fmt: skip
    return [Addressed(role, who.name, who.address) for role, found in roles for who in found]


def _quoted(body: BodyText, subject: str) -> set[tuple[tuple[float, str], tuple[str, str]]]:
    """Return when, and by whom, the letters quoted under this subject were written."""
    found = set()
    for passage in body.passages:
        stated = printed_date(passage.date) if passage.date and subject else None
        if stated and (passage.author or passage.author_address):
            at = (stated.instant.timestamp(), subject)
            found.add((at, (passage.author, passage.author_address)))
    return found


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
    parser.add_argument("mail", type=Path, nargs="+")
    parser.add_argument("--corrections", type=Path)
    parser.add_argument("--decide", type=int, default=100)
    parser.add_argument("--tables", action="store_true")
    asked = parser.parse_args()
    started = time.perf_counter()
    sightings = seen_in(asked.mail)
    print(f"read in {time.perf_counter() - started:.1f} s")
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
