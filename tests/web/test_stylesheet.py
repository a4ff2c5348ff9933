"""The stylesheet keeps to its tokens, and its colours can be read (WCAG 2.2 §1.4.3, §1.4.11)."""

import re
from importlib.resources import files

import pytest

STATIC = files("onrecord.web") / "static"
CSS = "\n".join((STATIC / name).read_text("utf-8") for name in ("desk.css", "work.css"))
TOKENS = [
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
    for block in re.findall(r":root \{(.*?)\n *\}", CSS, re.DOTALL)
]
LIGHT, DARK = TOKENS[0], {**TOKENS[0], **TOKENS[1]}
INKS = ("ink", "ink-soft", "ink-faint", "link", "link-visited", "alarm")
SHEETS = ("paper", "sheet", "notice-sheet", "alarm-sheet", "quoted", "forwarded", "pasted")


def luminance(colour: str) -> float:
    """Return relative luminance as WCAG defines it."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_ink_can_be_read_on_every_sheet(tokens: dict[str, str]) -> None:
    """4.5 to 1 for text, 3 to 1 for the edges of what can be operated."""
    for sheet in SHEETS:
        for ink in INKS:
            assert contrast(tokens[ink], tokens[sheet]) >= 4.5, (ink, sheet)
    assert contrast(tokens["mark"], tokens["mark-ink"]) >= 4.5
    assert contrast(tokens["rule-firm"], tokens["paper"]) >= 3


def test_nothing_is_loaded_by_the_stylesheet() -> None:
    """No font, image or other sheet, from here or elsewhere."""
    assert "url(" not in CSS and "@import" not in CSS and "@font-face" not in CSS


def test_colours_are_named_once() -> None:
    """Outside the tokens there is no colour: light, dark and print stay complete."""
    rules = re.sub(r":root \{.*?\n *\}", "", CSS, flags=re.DOTALL)
    assert re.findall(r"#[0-9a-f]{3,8}\b|rgb|hsl", rules) == []
