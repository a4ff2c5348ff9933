"""Do quoted letters name, and find, the messages they were taken from?

``python benchmarks/quoted_replies.py ARCHIVE [N]`` draws replies at random (fixed seed) whose parent is
in the archive, by In-Reply-To, and holds at least one long line that they quote with ``>``. It counts
how often a quoted letter's reply header states the parent's author, and how often one is linked to the
parent.
"""

import random
import re
import sys
from pathlib import Path

from onrecord.configuration import IMPLEMENTATIONS, OpenArchive, reading
from onrecord.message.parse import parse
from onrecord.recovered.stated import agrees
from onrecord.text.body import read_text

_QUOTED_LINE = re.compile(r"^[ \t]?(?:[A-Z]{0,3}>|\|)[ \t]?(?![>|])(.{30,})$", re.MULTILINE)


def replies(archive: OpenArchive) -> list[tuple[int, int]]:
    """Return (reply, parent) pairs that headers and a quoted line agree on."""
    holdings = archive.holdings
    numbers = [number for _, number in holdings.numbers_after(0)]
    references = holdings.references_of(numbers)
    wanted = {
        ref.target for refs in references.values() for ref in refs if ref.kind == "in-reply-to"
    }
    present = holdings.numbers_of(wanted)
    pairs = []
    for number in numbers:
        named = [ref.target for ref in references[number] if ref.kind == "in-reply-to"]
        parents = present.get(named[0], []) if len(named) == 1 else []
        if len(parents) == 1 and parents[0] != number:
            pairs.append((number, parents[0]))
    random.Random(7).shuffle(pairs)
    return pairs


def body(archive: OpenArchive, number: int) -> str:
    """Return a message's text."""
    heading = archive.holdings.headings([number])[number]
    raw = archive.originals.read(heading.sha256)
    return read_text(raw, parse(raw, printed=heading.printed))


def quotes(reply: str, parent: str) -> bool:
    """Tell whether a marked line of the reply stands in the parent."""
    lines = {" ".join(line.split()) for line in parent.split("\n")}
    return any(" ".join(found.split()) in lines for found in _QUOTED_LINE.findall(reply))


def main() -> None:
    """Print the two shares."""
    arguments = [item for item in sys.argv[1:] if not item.startswith("--")]
    most = int(arguments[1]) if len(arguments) > 1 else 1000
    missed = []
    drawn = stated = named = linked = 0
    with reading(Path(arguments[0])) as archive:
        relations = IMPLEMENTATIONS.relations(archive.directory.relations)
        for reply, parent in replies(archive):
            if drawn == most:
                break
            if not quotes(body(archive, reply), body(archive, parent)):
                continue
            drawn += 1
            senders = archive.holdings.senders([parent])[parent]
            letters = relations.letters([reply])[reply]
            states = any(agrees(item.stated, senders) for item in letters)
            found = any(item.original == parent for item in letters)
            stated += states
            named += states or found
            linked += found
            if not (states and found):
                missed.append((archive.holdings.headings([reply])[reply].permalink, states, found))
        relations.close()
    print(f"replies: {drawn}")
    print(f"a reply header states the parent's author: {stated / drawn:.1%}")
    print(f"the author is named, by a reply header or the message linked to: {named / drawn:.1%}")
    print(f"linked to the parent: {linked / drawn:.1%}")
    if "--missed" in sys.argv:
        for permalink, states, found in missed:
            print(
                permalink, "author" if states else "no author", "linked" if found else "not linked"
            )


if __name__ == "__main__":
    main()
