"""Questions of each kind, drawn from the words of the messages themselves: what is asked is there.

Words are drawn as they stand in letters, so that frequent ones are asked for as often as they are used;
content words have five letters or more.
"""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

from onrecord.configuration import reading
from onrecord.message.parse import parse
from onrecord.search.engine import Sort
from onrecord.text.body import read_body
from onrecord.text.passage import Origin
from onrecord.text.terms import words

Question = tuple[str, Sort]
_SEED = 20150715
_CONTENT = 5
_FEWEST = 12


class Drawn:
    """Letters of an archive to draw questions from."""

    def __init__(self, archive: Path, letters: int) -> None:
        self.chance = random.Random(_SEED)
        self._letters = list(self._read(archive, letters))

    def _read(self, archive: Path, letters: int) -> Iterator[tuple[tuple[str, ...], str, str]]:
        with reading(archive) as opened:
            total = opened.holdings.sums().messages
            numbers = self.chance.sample(range(1, total + 1), min(total, 3 * letters))
            for stored in opened.holdings.messages(numbers)[: 2 * letters]:
                raw = opened.originals.read(stored.sha256)
                body = read_body(raw, parse(raw, printed=stored.printed))
                own = words(
                    " ".join(
                        body.text[item.start : item.end]
                        for item in body.passages
                        if item.origin is Origin.OWN
                    )
                )
                people = opened.holdings.addressed([stored.number])[stored.number]
                author = next((words(who.name or who.address) for who in people), ())
                day = "" if stored.sent is None else _month(stored.sent)
                if len(own) >= _FEWEST and author and day:
                    yield own, author[-1], day

    def letter(self) -> tuple[tuple[str, ...], str, str]:
        """Return words, author and month of a letter."""
        return self.chance.choice(self._letters)

    def run(self, length: int) -> tuple[str, ...]:
        """Return words that stand next to each other."""
        said, _, _ = self.letter()
        at = self.chance.randrange(len(said) - length)
        return said[at : at + length]

    def content(self) -> str:
        """Return a word that says something."""
        said, _, _ = self.letter()
        return self.chance.choice([word for word in said if len(word) >= _CONTENT] or list(said))


def kinds(drawn: Drawn) -> dict[str, Callable[[], Question]]:
    """Return what draws a question of each kind."""

    def near() -> str:
        run = drawn.run(6)
        return f"{run[0]} NEAR/5 {run[drawn.chance.randint(1, 4)]}"

    def content_near() -> str:
        run = [word for word in drawn.run(8) if len(word) >= _CONTENT]
        return f"{run[0]} NEAR/5 {run[1]}" if len(run) > 1 else content_near()

    def by_author() -> str:
        _, author, month = drawn.letter()
        return f"from:{author} date:{month}"

    relevance = Sort.RELEVANCE
    return {
        "word": lambda: (drawn.content(), relevance),
        "two words": lambda: (f"{drawn.content()} {drawn.content()}", relevance),
        "phrase": lambda: (f'"{" ".join(drawn.run(3))}"', relevance),
        "phrase~3": lambda: (f'"{" ".join(drawn.run(3)[::2])}"~3', relevance),
        "NEAR/5": lambda: (near(), relevance),
        "NEAR/5, content words": lambda: (content_near(), relevance),
        "begin*": lambda: (f"{drawn.content()[:4]}*", relevance),
        "like~": lambda: (f"{drawn.content()}~", relevance),
        "stem:": lambda: (f"stem:{drawn.content()}", relevance),
        "from and date": lambda: (by_author(), Sort.DATE),
        "word, oldest first": lambda: (drawn.content(), Sort.DATE),
        "word, newest first": lambda: (drawn.content(), Sort.NEWEST),
        "everything, newest first": lambda: ("", Sort.NEWEST),
    }


def _month(sent: int) -> str:
    from datetime import UTC, datetime  # noqa: PLC0415

    return datetime.fromtimestamp(sent, UTC).strftime("%Y-%m") if sent > 0 else ""
