"""Where sentences begin and end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.search.sentences import sentence_spans


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The gate is shut. It was shut yesterday.",
            ["The gate is shut.", "It was shut yesterday."],
        ),
        ("Ask Mr. Pell. He knows.", ["Ask Mr. Pell.", "He knows."]),
        (
            "The U.S. office wrote. Gen. Marsh did not.",
            ["The U.S. office wrote.", "Gen. Marsh did not."],
        ),
        ("H. Marsh wrote it, e.g. twice.", ["H. Marsh wrote it, e.g. twice."]),
        ('Is it shut?! "Yes." Good', ["Is it shut?!", '"Yes."', "Good"]),
        ("one line\n\nanother", ["one line", "another"]),
        ("It is 3.5 m wide. 12 of them", ["It is 3.5 m wide.", "12 of them"]),
        ("see gate.example for more", ["see gate.example for more"]),
        ("門は閉まっている。明日開く。", ["門は閉まっている。", "明日開く。"]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_sentences_end_at_stops_that_end_nothing_else(text: str, expected: list[str]) -> None:
    assert _sentences(text) == expected


def test_a_greeting_is_a_sentence_and_a_wrapped_line_is_none() -> None:
    text = "Ruth,\nPlease tell everyone who has read the log of the north gate that it is\nwrong."
    assert _sentences(text) == ["Ruth,", text[6:]]


@given(st.text(alphabet=st.sampled_from("ab AZ.!?\n\"'ü会。\t"), max_size=400))
def test_sentences_hold_all_that_is_not_white_space_once(text: str) -> None:
    spans = sentence_spans(text)
    assert spans == sorted(spans)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())


def test_no_sentence_is_endless() -> None:
    spans = sentence_spans("word " * 100_000)
    assert max(end - start for start, end in spans) <= 1200
    assert len(sentence_spans("A. " * 50_000)) < 50_000
