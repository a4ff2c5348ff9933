"""Characters that deceive are shown by number, everything else stays as it is."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from onrecord.web.legible import legible, legible_line

ANY_TEXT = st.text(st.characters())  # lone surrogates included


def test_an_override_that_disguises_a_file_name_is_shown() -> None:
    """``annex<RLO>fdp.exe`` must not read as ``annexexe.pdf``."""
    assert legible_line("annex\u202efdp.exe") == "annex⟨U+202E⟩fdp.exe"


def test_line_ends_and_tabs_stay_in_letters_and_are_shown_in_lines() -> None:
    """A subject is one line: a line end in it is somebody's attempt to forge another field."""
    assert legible("a\n\tb\r\nc\rd") == "a\n\tb\r\nc⟨U+000D⟩d"
    assert legible_line("a\nb") == "a⟨U+000A⟩b"


def test_scripts_and_joined_emoji_are_left_alone() -> None:
    """Arabic, Hebrew, accents and zero-width joiners are writing, not tricks."""
    for text in ("مرحبا", "שלום", "Leïla", "👩\u200d💻", "می\u200cخواهم"):
        assert legible(text) == legible_line(text) == text


@given(ANY_TEXT)
def test_no_control_surrogate_or_direction_character_is_left(text: str) -> None:
    """Whatever comes in, the page can be encoded and says what it seems to say."""
    shown = legible_line(text)
    shown.encode("utf-8")
    assert all(unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp") for char in shown)
    assert not set(shown) & set(
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
    )


@given(ANY_TEXT)
def test_nothing_is_dropped(text: str) -> None:
    """Every character is there, as itself or by number: evidence is never shortened."""
    for shown in (legible(text), legible_line(text)):
        assert len(shown) >= len(text)
