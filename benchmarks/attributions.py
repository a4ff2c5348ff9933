"""How well quotations and their speakers are read off news articles.

Usage: python benchmarks/attributions.py [--shown] [FOLDER]

The articles (``tests/stories/articles``, invented) carry their answers in the text:
``⟦Ana Brook¦The pier is safe,⟧`` is a quotation given to Ana Brook, ``⟦¦…⟧`` one given to nobody by
name, ``⟦+¦…⟧`` goes on with the one before. The signs are taken out before an article is read.
"""

import argparse
import re
from pathlib import Path

import msgspec

from onrecord.check.attribution import attributions
from onrecord.check.quotation import quotations
from onrecord.check.scene import Scene
from onrecord.check.use import Use

ARTICLES = Path(__file__).resolve().parent.parent / "tests" / "stories" / "articles"
FEWEST_WORDS = 4
_ANSWER = re.compile(r"⟦(?P<speaker>[^¦⟧]*)¦(?P<said>[^⟧]*)⟧")


class Answer(msgspec.Struct, frozen=True):
    """A quotation of four words or more, as a person read it: its span, text and speaker."""

    start: int
    end: int
    text: str
    speaker: str


class Score(msgspec.Struct):
    """Counts over articles. A speaker is right, wrong, or left open though the article has one."""

    expected: int = 0
    found: int = 0
    extra: int = 0
    right: int = 0
    wrong: int = 0
    left_open: int = 0

    @property
    def recall(self) -> float:
        return self.found / max(1, self.expected)

    @property
    def precision(self) -> float:
        return self.found / max(1, self.found + self.extra)

    @property
    def right_speaker(self) -> float:
        return self.right / max(1, self.found)

    @property
    def wrong_speaker(self) -> float:
        return self.wrong / max(1, self.found)


def read_article(marked: str) -> tuple[str, list[Answer]]:
    """Return an article without its answers, and the answers."""
    pieces: list[str] = []
    answers: list[tuple[int, int, str]] = []
    at = length = 0
    for answer in _ANSWER.finditer(marked):
        before = marked[at : answer.start()]
        pieces += [before, answer["said"]]
        start = length + len(before)
        length = start + len(answer["said"])
        at = answer.end()
        if answer["speaker"] == "+":
            answers[-1] = (answers[-1][0], length, answers[-1][2])
        else:
            answers.append((start, length, answer["speaker"]))
    text = "".join([*pieces, marked[at:]])
    read = [Answer(start, end, text[start:end], speaker) for start, end, speaker in answers]
    return text, [each for each in read if len(each.text.split()) >= FEWEST_WORDS]


def score_article(marked: str, score: Score) -> list[str]:
    """Add an article's counts to ``score``; return a line for whatever is not as it should be."""
    text, answers = read_article(marked)
    found = [each for each in quotations(text) if each.use is not Use.TITLE]
    said = attributions(Scene(text, found), found)
    by_span = {(each.start, each.end): given for each, given in zip(found, said, strict=True)}
    wanted = {(each.start, each.end) for each in answers}
    told = []
    score.expected += len(answers)
    for answer in answers:
        given = by_span.get((answer.start, answer.end))
        if given is None:
            told.append(f"not found: {answer.text}")
            continue
        score.found += 1
        if given.speaker == answer.speaker:
            score.right += 1
            continue
        score.wrong += bool(given.speaker)
        score.left_open += not given.speaker
        told.append(f"{answer.speaker!r} read as {given.speaker!r}: {answer.text[:60]}")
    long = [each for each in found if len(each.text.split()) >= FEWEST_WORDS]
    extra = [each for each in long if (each.start, each.end) not in wanted]
    score.extra += len(extra)
    return told + [f"not a quotation: {each.text}" for each in extra]


def main() -> None:
    """Read the articles and print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", nargs="?", type=Path, default=ARTICLES)
    options.add_argument("--shown", action="store_true", help="show what is not as it should be")
    asked = options.parse_args()
    score = Score()
    articles = sorted(asked.folder.glob("*.md"))
    for article in articles:
        told = score_article(article.read_text(encoding="utf-8"), score)
        if asked.shown and told:
            print(article.name, *told, sep="\n  ")
    print(
        f"{len(articles)} articles, {score.expected} quotations of {FEWEST_WORDS} words and more:"
        f" recall {score.recall:.3f}, precision {score.precision:.3f};"
        f" right speaker {score.right_speaker:.1%}, wrong {score.wrong_speaker:.1%},"
        f" left open {score.left_open}"
    )


if __name__ == "__main__":
    main()
