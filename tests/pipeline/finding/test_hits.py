"""A hit says whose words it shows."""

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.configuration import reading
from onrecord.pipeline.finding.searching import Paging

_FORWARD = """
---------- Forwarded message ---------
From: Ana Brook <ana@harbour.example>
Date: Mon, 2 Mar 2020 10:00:00 +0000
Subject: The lock
To: Tim Reed <tim@harbour.example>

The lock leaks again.
"""


@pytest.mark.parametrize(
    ("said", "question", "shown"),
    [
        ("Read this.\n" + _FORWARD, "own:read", ("Read this.", "own words")),
        ("Read this.\n" + _FORWARD, "", ("Read this.", "")),
        ("Read this.\n" + _FORWARD, "subject:minutes", ("Read this.", "subject")),
        (_FORWARD, "leaks", ("The lock leaks again.", "forwarded text")),
        (_FORWARD, "", ("The lock leaks again.", "forwarded text shown")),
        (_FORWARD, "subject:minutes", ("The lock leaks again.", "subject; forwarded text shown")),
    ],
)
def test_whose_words_a_hit_shows(
    archive: Path, take: Callable[..., object], said: str, question: str, shown: tuple[str, str]
) -> None:
    """Nobody takes what is forwarded for the words of whom the hit is from."""
    letter = (
        "From: Jo Marsh <jo@city.example>\nTo: Lee Ford <lee@city.example>\nSubject: Minutes\n"
        "Date: Tue, 3 Mar 2020 09:00:00 +0000\nMessage-ID: <1@city.example>\n\n"
    )
    source = archive.parent / "one.eml"
    source.write_text(letter + said)
    take(source)
    with reading(archive) as opened:
        (hit,) = [
            each
            for each in opened.searches().search(question, Paging()).hits
            if each.permalink.startswith("m/")
        ]
    snippet, place = shown
    assert hit.place == place
    assert hit.snippet.endswith(snippet)
