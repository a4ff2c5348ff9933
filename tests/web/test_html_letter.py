"""A sender's HTML: what stays, what goes, and what is told of it."""

import re

import pytest
from hostile.markup import ATTACKS, DOT, VECTOR, attack
from hypothesis import given
from hypothesis import strategies as st

from onrecord.web.html_letter import harmless, picture_type

ACTIVE = re.compile(
    r"(?i)<\s*(script|style|iframe|object|embed|form|input|button|link|meta|base|svg|math|video|audio)\b"
    r"|\son\w+\s*=|\s(href|srcset|background|ping|action|formaction|poster)\s*="
)
REACHING = re.compile(
    r"(?i)(src|url)\s*[=(]\s*[\"']?(?!data:image/(png|jpeg|gif|bmp|webp);)[^\s>\"')]"
)


def shown(html: str) -> str:
    """Return what is left of a letter."""
    return harmless(html, {"dot@a.example": DOT, "vector@a.example": VECTOR.encode()}).html


def inert(html: str) -> bool:
    """Tell whether no tag of a letter can act or load."""
    tags = re.findall(r"<[^>]*>", re.sub(r'data-target="[^"]*"', "", html))
    return not any(ACTIVE.search(tag) or REACHING.search(tag) for tag in tags)


@pytest.mark.parametrize("name", ATTACKS)
def test_nothing_that_acts_is_left(name: str) -> None:
    """Of none of the forty."""
    assert inert(shown(attack(7, ATTACKS[name])))


@given(
    st.lists(
        st.sampled_from([*ATTACKS.values(), "<p>", "</", "<!--", "-->", "'", '"', "<table>", "x"]),
        max_size=6,
    )
)
def test_whatever_they_are_put_together_to(pieces: list[str]) -> None:
    """Broken and nested."""
    assert inert(shown(attack(7, "".join(pieces))))


@given(st.text(alphabet="<>/=\"'&;-! abimgsrcxyzstyle:u(l)#0", max_size=120))
def test_whatever_it_is(text: str) -> None:
    """Never a failure."""
    assert inert(shown(text))


def test_layout_and_words_stay() -> None:
    """Tables, lists, emphasis, colours of answers."""
    html = "<table><tr><td colspan=2><b>Lot</b><td style='color:red;position:fixed'>no</table><ul><li>x</ul>"
    kept = shown(html)
    assert '<td colspan="2"><b>Lot</b></td>' in kept and "<li>x</li>" in kept
    assert "color:red" in kept.replace(" ", "") and "position" not in kept


def test_links_are_inert_and_tell_their_true_target() -> None:
    """Whatever they call themselves."""
    letter = harmless("<a href='https://evil.example/?a=1'>https://bank.example</a>", {})
    assert letter.links == 1
    assert letter.html == '<a data-target="https://evil.example/?a=1">https://bank.example</a>'


def test_nobody_else_can_set_our_marks() -> None:
    """A link cannot claim another target, nor words that they were hidden."""
    kept = shown("<a href='x:y' data-target='https://bank.example'>a</a><p data-hidden=no>b</p>")
    assert 'data-target="x:y"' in kept and "data-hidden" not in kept and "bank" not in kept


def test_pictures_that_came_with_the_letter_are_put_into_it() -> None:
    """By what their bytes are: a drawing that can act is none."""
    letter = harmless(
        "<img src='cid:dot@a.example'><img src=' CID:dot%40a.example'><img src=cid:vector@a.example>",
        {"dot@a.example": DOT, "vector@a.example": VECTOR.encode()},
    )
    assert letter.inlined == 2 and letter.html.count("data:image/png;base64,") == 2
    assert "not a picture" in letter.html and "svg" not in letter.html


def test_pictures_elsewhere_are_counted_by_host() -> None:
    """And say where they would have come from."""
    letter = harmless(
        "<img src=http://a.example/1><img src=//a.example/2><td background='https://b.example/x'><img src='http://['>",
        {},
    )
    assert dict(letter.remote)["a.example"] == 2
    assert 'data-absent="a.example"' in letter.html and "http" not in letter.html


@pytest.mark.parametrize(
    "html",
    [
        "<p style='display:none'>x</p>",
        "<p style='DISPLAY : NONE !important'>x</p>",
        "<p hidden>x</p>",
        "<span style='font-size:0'>x</span>",
        "<span style='font-size:1px;color:red'>x</span>",
        "<div style='opacity:0'>x</div>",
        "<div style='position:absolute;left:-9999px'>x</div>",
        "<font color=white>x</font>",
        "<span style='color:#FFF'>x</span>",
        "<span style='color:#123456;background:#123456'>x</span>",
        "<style>.a, p.q{visibility:hidden}</style><p class='b q'>x</p>",
        "<div style='max-height:0;overflow:hidden'>x</div>",
    ],
)
def test_what_the_sender_hid_is_shown_and_marked(html: str) -> None:
    """Whichever way."""
    letter = harmless(html, {})
    assert letter.hidden == 1 and "data-hidden" in letter.html and "x<" in letter.html
    assert "style=" not in letter.html


@pytest.mark.parametrize(
    "html",
    [
        "<p style='font-size:10px'>x</p>",
        "<p style='opacity:0.8'>x</p>",
        "<div style='background:#000'><span style='color:#fff'>x</span></div>",
        "<table><tr><td bgcolor=navy><font color=white>x</font></table>",
        "<p style='display:none'></p>",
        "<p style='line-height:0.9;height:0.5em'>x</p>",
    ],
)
def test_what_can_be_read_is_not_called_hidden(html: str) -> None:
    """Small print, white on black, nothing at all."""
    assert harmless(html, {}).hidden == 0


def test_pictures_are_told_by_their_bytes() -> None:
    """Not by what they are called."""
    assert picture_type(DOT) == "image/png"
    assert picture_type(b"RIFF\x00\x00\x00\x00WEBPVP8 ") == "image/webp"
    assert picture_type(VECTOR.encode()) == picture_type(b"") == picture_type(b"<html>") == ""


def test_a_very_long_letter_is_cut_and_says_so() -> None:
    """It is in the raw source."""
    assert harmless("<p>" + "x" * 2_000_000, {}).cut
