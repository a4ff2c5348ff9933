"""A line that a mailbox file escaped is read as it was written; a quoted line stays quoted."""

from onrecord.text.mailbox_escape import without_escape


def test_an_escaped_line_is_read_as_it_was_written() -> None:
    assert (
        without_escape("Note:\n\n>From Monday it is shut.\n")
        == "Note:\n\nFrom Monday it is shut.\n"
    )


def test_a_quoted_line_between_quoted_lines_stays_quoted() -> None:
    text = ">We met.\n>From Monday it is shut.\n>Ana\n"
    assert without_escape(text) == text


def test_other_text_is_left_alone() -> None:
    assert without_escape("> From Monday\n>>From Monday\n") == "> From Monday\n>>From Monday\n"
