"""Text of HTML: what a reader sees, with quote levels, whatever the markup."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.html import html_to_text


def test_blocks_are_lines_and_white_space_collapses() -> None:
    assert html_to_text("<p>The  gate\n is <b>shut</b>.</p><p>Bo</p>") == "The gate is shut.\n\nBo"
    assert html_to_text("one<br>two<div>three</div>four") == "one\ntwo\nthree\nfour"


def test_quote_levels_are_kept_as_marks() -> None:
    html = "<p>Yes.</p><blockquote>Shut?<blockquote>Is it?</blockquote></blockquote>"
    assert html_to_text(html) == "Yes.\n\n> Shut?\n>\n> > Is it?"


def test_what_no_reader_sees_is_left_out() -> None:
    html = "<head><title>t</title><style>p{}</style></head><script>x()</script><p>words</p>"
    assert html_to_text(html) == "words"


def test_entities_and_hard_spaces() -> None:
    assert html_to_text("<p>caf&eacute;&nbsp;&amp;&nbsp;bar</p>") == "café & bar"


def test_lists_and_tables_stay_readable() -> None:
    assert html_to_text("<ul><li>a</li><li>b</li></ul>") == "- a\n- b"
    assert (
        html_to_text("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>") == "a b\nc"
    )


def test_preformatted_text_keeps_its_lines() -> None:
    assert html_to_text("<pre>a\n  b</pre>") == "a\n  b"


def test_depth_does_not_end_the_program() -> None:
    html = "<div>" * 50_000 + "deep" + "</div>" * 50_000
    assert "deep" in html_to_text(html)


@given(st.text())
def test_any_text_is_read_without_an_exception(html: str) -> None:
    html_to_text(html)


@given(st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), min_size=1, max_size=12))
def test_visible_words_are_never_lost(words: list[str]) -> None:
    tags = ("p", "div", "blockquote", "td", "b", "li", "span")
    html = "".join(f"<{tags[n % 7]}>{word}</{tags[n % 7]}>" for n, word in enumerate(words))
    text = html_to_text(f"<html><body>{html}</body></html>")
    assert "".join(text.split()).replace(">", "").replace("-", "") == "".join(words)
