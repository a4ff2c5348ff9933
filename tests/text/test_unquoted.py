"""Quote marks are taken off a quoted letter, the words of it are not."""

import pytest

from onrecord.text.unquoted import without_marks


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("> the tide", "the tide"),
        (">> > the tide", "the tide"),
        ("JB> the tide", "the tide"),
        ("    WK> the tide", "the tide"),
        (">      PatB>  the tide", "the tide"),
        ("> | the tide", "the tide"),
        ("   the tide", "the tide"),
        (">    if x>y then", "if x>y then"),
    ],
)
def test_marks_and_quoted_initials_are_blanked_and_places_kept(line: str, words: str) -> None:
    found = without_marks(line)
    assert found.strip() == words
    assert len(found) == len(line)
