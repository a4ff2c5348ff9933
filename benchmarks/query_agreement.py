"""Ask random questions of real letters, of the engine and of the slow scan: the answers must be the same.

    ONRECORD_CORPORA=… python benchmarks/query_agreement.py [QUESTIONS [LETTERS [SEED]]]

Questions are drawn from the words, names, dates and labels of the letters and put together at random; each
is written out and parsed again. Prints how many differ, and every one that does.
"""

import os
import random
import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from mailboxes import letters
from searching_sample import mail_files, pages

from onrecord.pipeline.describing.describe import (
    Described,
    Occurrence,
    describe,
    for_index,
    read_message,
)
from onrecord.search.canonical import to_text
from onrecord.search.engine import Document, Sort
from onrecord.search.engines import scan_engine
from onrecord.search.engines.scan_engine import ScanEngine
from onrecord.search.engines.tantivy_engine import TantivyEngine
from onrecord.search.facets import INDEXED
from onrecord.search.parser import parse_query
from onrecord.search.query import (
    And,
    Between,
    Flag,
    Fuzzy,
    HasAttachment,
    Is,
    Label,
    Labelled,
    Near,
    Not,
    Or,
    Person,
    Prefix,
    Query,
    Role,
    Sent,
    Stem,
    TextField,
    Word,
    Words,
)
from onrecord.text.terms import words

_QUESTIONS, _LETTERS, _SEED = 10_000, 600, 7
_FACETS_EVERY = 20


class Questions:
    """Draws questions from documents."""

    def __init__(self, documents: list[Document], seed: int) -> None:
        self._chance = random.Random(seed)
        self._documents = documents

    def query(self, depth: int = 0) -> Query:
        """Return a question of a few leaves."""
        shape = self._chance.random()
        if depth == 2 or shape < 0.45:
            return self._leaf()
        inner = tuple(self.query(depth + 1) for _ in range(self._chance.randint(2, 3)))
        if shape < 0.75:
            return And(inner)
        return Or(inner) if shape < 0.9 else And((inner[0], Not(inner[1])))

    def _leaf(self) -> Query:
        chance = self._chance
        document = chance.choice(self._documents)
        kind = chance.random()
        if kind < 0.35:
            slop = chance.choice([0, 0, 0, 1, 2, 5])
            return Words(self._run(document), self._field(), slop)
        if kind < 0.55:
            left, right = self._run(document)[:2], self._run(document)[:1]
            return Near(left, right, chance.randint(0, 8), self._field())
        if kind < 0.7:
            return Person(chance.choice(list(Role)), self._name(document))
        if kind < 0.75:
            return Between(self._name(document), self._name(chance.choice(self._documents)))
        if kind < 0.85:
            return self._sent(document)
        return self._labelled(document)

    def _run(self, document: Document) -> tuple[Word, ...]:
        texts = [*document.own, *document.quoted, document.subject]
        said = words(self._chance.choice([text for text in texts if text] or ["none"])) or ("none",)
        at = self._chance.randrange(len(said))
        run: list[Word] = list(said[at : at + self._chance.choice([1, 1, 1, 2, 2, 3])])
        plain = run[-1]
        form = self._chance.random()
        if isinstance(plain, str) and form > 0.8 and len(plain) > 2:
            run[-1] = Prefix(plain[:3]) if form < 0.92 else Fuzzy(plain, 1)
        elif form < 0.06 and len(run) == 1 and isinstance(plain, str):
            run[-1] = Stem(plain)
        return tuple(run)

    def _field(self) -> TextField:
        fields = [TextField.ANY] * 6 + [TextField.OWN, TextField.QUOTED, TextField.BODY]
        return self._chance.choice([*fields, TextField.SUBJECT, TextField.ATTACHMENT])

    def _name(self, document: Document) -> tuple[Word, ...]:
        people = f"{document.from_}\n{document.to}\n{document.cc}".split("\n")
        said = words(self._chance.choice(people)) or ("none",)
        at = self._chance.randrange(len(said))
        return tuple(said[at : at + self._chance.randint(1, 3)])

    def _sent(self, document: Document) -> Query:
        day = date(2001, 1, 1)
        if document.sent is not None and 0 < document.sent < 4_000_000_000:
            day = datetime.fromtimestamp(document.sent, UTC).date()
        until = day + timedelta(days=self._chance.choice([1, 1, 30, 400]))
        return self._chance.choice([Sent(day, until), Sent(day, None), Sent(None, day)])

    def _labelled(self, document: Document) -> Query:
        flags = [flag for flag in Flag if flag not in {Flag.MAILING, Flag.RECOVERED}]
        name = self._chance.choice([name for name in document.names if '"' not in name] or ["none"])
        several: list[Query] = [HasAttachment(), Is(self._chance.choice(flags))]
        several.append(Labelled(Label.ID, name))
        return self._chance.choice(several)


def main() -> None:
    """Draw, ask, compare."""
    asked = [int(item) for item in sys.argv[1:]]
    questions, count, seed = (*asked, *(_QUESTIONS, _LETTERS, _SEED)[len(asked) :])
    # the same texts are read for every question: read into words once, it is the same scan
    vars(scan_engine)["words"] = lru_cache(maxsize=None)(words)
    documents = _documents(Path(os.environ["ONRECORD_CORPORA"]), count, seed)
    drawn, differing = Questions(documents, seed), 0
    with tempfile.TemporaryDirectory() as folder:
        fast, scan = TantivyEngine(Path(folder), writable=True), ScanEngine()
        for engine in (fast, scan):
            engine.add(documents)
            engine.commit(1)
        found = 0
        for number in range(questions):
            query = parse_query(to_text(drawn.query())).query
            total, same = _agree(fast, scan, query, with_counts=number % _FACETS_EVERY == 0)
            found += total > 0
            if not same:
                differing += 1
                print("differs:", to_text(query))
        fast.close()
    print(
        f"{questions:,} questions of {len(documents):,} real messages, {found:,} of them find something: "
        f"{differing} answered otherwise than by the scan"
    )
    sys.exit(bool(differing))


def _agree(
    fast: TantivyEngine, scan: ScanEngine, query: Query, *, with_counts: bool
) -> tuple[int, bool]:
    slow = scan.search(query, sort=Sort.DATE, limit=1 << 20)
    same = fast.search(query, sort=Sort.DATE, limit=1 << 20) == slow
    ranked = fast.search(query, sort=Sort.RELEVANCE, limit=1 << 20)
    same &= {hit.key for hit in ranked.hits} == {hit.key for hit in slow.hits}
    if with_counts:
        same &= fast.facets(query, INDEXED, 1 << 20) == scan.facets(query, INDEXED, 1 << 20)
        same &= fast.days(query) == scan.days(query)
    return slow.total, same


def _documents(corpora: Path, count: int, seed: int) -> list[Document]:
    """Return as many messages of each set, drawn at random."""
    chance = random.Random(seed)
    sets = [list(letters(path)) for path in mail_files(corpora)[:6]]
    each = count // (len(sets) + 1)
    drawn = [letter for some in sets for letter in chance.sample(some, min(each, len(some)))]
    printed = [page.read_bytes() for page in chance.sample(pages(corpora), each)]
    described = [describe(read_message(letter, printed=False)) for letter in drawn]
    described += [describe(read_message(page, printed=True)) for page in printed]
    return [_placed(item, key) for key, item in enumerate(described, 1)]


def _placed(described: Described, key: int) -> Document:
    return for_index(described, key, [Occurrence(f"tranche {key % 3}", "", "a.mbox", "")])


if __name__ == "__main__":
    main()
