"""A reporter's day in a real browser: by mouse, by keyboard, and reading with scripts switched off."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DRAFT = (
    "“I have read it twice. My advice is that the memo be answered in writing,” Priya Nair wrote to "
    "Helen Marsh. “Nobody ever told us anything about horses,” said Priya Nair."
)


@pytest.fixture
def page(chromium: "Browser") -> "Iterator[Page]":
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    opened.on("pageerror", lambda error: pytest.fail(f"a script failed: {error}"))
    yield opened
    context.close()


def found(page: "Page") -> int:
    """Return how many messages a page of results tells."""
    return int(page.locator(".result-head .total").inner_text().replace(",", ""))


def brush(page: "Page", first: str, last: str) -> None:
    """Draw over the bars of the timeline whose steps begin between two days."""
    bars = page.locator("svg.bars a")
    boxes = [
        bars.nth(at).locator(".reach").bounding_box()
        for at in range(bars.count())
        if first <= (bars.nth(at).get_attribute("data-first") or "") <= last
    ]
    left, right = boxes[0], boxes[-1]
    assert left and right
    page.mouse.move(left["x"] + 1, left["y"] + 30)
    page.mouse.down()
    page.mouse.move((left["x"] + right["x"]) / 2, left["y"] + 30)
    page.mouse.move(right["x"] + right["width"] - 1, left["y"] + 30)
    page.mouse.up()


def sign_off(page: "Page") -> None:
    """Find the words that are nobody's not found, and say that they must change."""
    page.get_by_role("link", name="Take away").or_(page.get_by_text("Take away:")).first.wait_for()
    card = page.locator(".verdict-card.bad").first
    assert "not-found" in card.inner_text()
    form = page.locator(".verdict-card.bad + .signing form.keep").first
    form.get_by_label("A note").fill("Ask her.")
    form.get_by_label("Your name").fill("Ada")
    form.get_by_role("button", name="It must change").click()
    page.get_by_text("Must change", exact=True).first.wait_for()
    assert (
        "Ada"
        in page.locator(".signing")
        .filter(has=page.get_by_text("Must change", exact=True))
        .first.inner_text()
    )


def search_and_brush(page: "Page") -> None:
    """Ask for a word, and then for two weeks of it."""
    page.get_by_label("Search the archive").fill("memorandum")
    page.get_by_role("button", name="Search").click()
    before = found(page)
    brush(page, "2022-11-14", "2022-11-27")
    page.wait_for_url(re.compile(r"date%3A2022-11-1\d\.\.2022-11-2\d"))
    assert 0 < found(page) < before


def pin_words(page: "Page") -> None:
    """Select words of the letter and pin them to a new case."""
    page.evaluate(
        "() => { const own = document.querySelector('.passage.own').firstChild;"
        " const start = own.data.indexOf('I have'), end = own.data.indexOf('twice') + 5;"
        " document.getSelection().setBaseAndExtent(own, start, own, end) }"
    )
    page.get_by_text("Pin it, or words of it").click()
    assert page.get_by_label("Words of it").input_value() == "I have read it twice"
    page.get_by_label("Name of a new case").fill("Swiftline gates")
    page.get_by_label("A note").fill("Who else read it?")
    page.locator("#keep").get_by_label("Your name").fill("Ada")
    page.get_by_role("button", name="Pin it").click()
    page.get_by_text("In the case").wait_for()


def taken_away(page: "Page", link: str, target: Path) -> str:
    """Choose a link that hands out a file, and return what is in it."""
    with page.expect_download() as begun:
        page.locator(link).click()
    begun.value.save_as(target)
    return target.read_text("utf-8")


def test_from_a_question_to_a_signed_report(
    page: "Page", sample_served: str, tmp_path: Path
) -> None:
    """Search, brush, open, follow a quoted passage to its original, pin, check, sign off, export."""
    page.goto(sample_served)
    search_and_brush(page)
    page.locator("article[data-row]").filter(has_text="Priya Nair to").locator("h2 a").first.click()
    page.wait_for_url(re.compile(r"/m/\w+\?q=memorandum"))
    letter = page.url
    page.locator(".passage.quoted").get_by_role("link", name="original").first.click()
    page.wait_for_url(re.compile(r"/m/\w+$"))
    assert "Quoted by" in page.locator("main").inner_text()

    page.goto(letter)
    pin_words(page)

    page.goto(f"{sample_served}/check")
    page.get_by_label("Paste it").fill(DRAFT)
    page.get_by_role("button", name="Check it").click()
    sign_off(page)
    assert "Ask her." in taken_away(page, 'a[href$="report.html"]', tmp_path / "report.html")

    page.get_by_role("link", name="Cases").click()
    page.get_by_role("link", name="Swiftline gates").click()
    kept = taken_away(page, 'a[href$="case.md"]', tmp_path / "case.md")
    assert "> I have read it twice" in kept and "Who else read it? (Ada, " in kept


def ask_by_keyboard(page: "Page") -> None:
    """Ask for a word and a person, both begun and completed from the list."""
    keys = page.keyboard
    keys.press("/")
    keys.type("memo fro")
    page.get_by_role("option", name="from:").first.wait_for()
    keys.press("ArrowDown")
    keys.press("Enter")
    keys.type("nair")
    page.get_by_role("option", name="Priya Nair").first.wait_for()
    keys.press("ArrowDown")
    keys.press("Enter")
    keys.press("Enter")
    page.wait_for_url(re.compile(r"/search\?q=memo"))
    assert found(page) >= 1


def pin_by_keyboard(page: "Page") -> None:
    """Open the form with its key and fill it in from field to field."""
    keys = page.keyboard
    keys.press("c")
    page.locator("#case-pin").wait_for()
    assert page.evaluate("document.activeElement.id") == "case-pin"
    for written in ("Gates", "I have read it twice", "From the keyboard", "gate", "Ada"):
        keys.press("Tab")
        keys.type(written)
    keys.press("Enter")
    page.get_by_text("In the case").wait_for()
    page.wait_for_load_state()


def check_by_keyboard(page: "Page") -> None:
    """Go to the draft's page with its keys, hand one in, and sign a quotation off."""
    keys = page.keyboard
    keys.press("g")
    keys.press("d")
    page.wait_for_url(re.compile("/check$"))
    page.get_by_label("Paste it").focus()
    keys.insert_text(DRAFT)
    for _ in range(3):
        keys.press("Tab")
    keys.press("Enter")
    page.get_by_text("Take away:").wait_for()
    page.locator(".verdict-card.bad + .signing form.keep").get_by_label("Your name").first.focus()
    keys.type("Ada")
    keys.press("Enter")
    page.locator(".signing .stands").first.wait_for()


def test_the_same_by_keyboard(page: "Page", sample_served: str) -> None:
    """Not one click: keys alone reach everything, help too."""
    keys = page.keyboard
    page.goto(sample_served)
    keys.press("?")
    page.get_by_role("dialog", name="Keys").wait_for()
    keys.press("Escape")
    ask_by_keyboard(page)
    keys.press("j")
    keys.press("o")
    page.wait_for_url(re.compile(r"/m/\w+"))
    letter = page.url
    keys.press("t")
    page.get_by_text("you came from here").wait_for()
    page.goto(letter)
    keys.press("o")
    page.wait_for_url(re.compile(r"/m/\w+$"))
    assert page.url != letter
    page.goto(letter)
    pin_by_keyboard(page)
    check_by_keyboard(page)


def test_reading_needs_no_script(chromium: "Browser", sample_served: str) -> None:
    """Overview, search, days, facets, message, original, thread, person, network, tranche: links and forms."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(sample_served)
    page.get_by_label("Search the archive").fill("memorandum")
    page.get_by_role("button", name="Search").click()
    before = found(page)
    page.get_by_label("From", exact=True).fill("2022-11-14")
    page.get_by_label("to", exact=True).fill("2022-11-27")
    page.get_by_role("button", name="Only these days").click()
    assert 0 < found(page) < before
    page.locator(".facets").get_by_role("link", name="priya.nair@").first.click()
    page.locator("article[data-row] h2 a").first.click()
    page.locator(".passage.quoted .known a").first.click()
    page.get_by_role("link", name="Thread").click()
    page.get_by_text("you came from here").wait_for()
    page.locator("article.turn h2 a").first.click()
    page.locator(".envelope a.person").first.click()
    assert "/p/" in page.url
    page.get_by_role("link", name="Who writes with them").click()
    page.get_by_role("heading", name="The same as a table").wait_for()
    page.goto(sample_served)
    page.get_by_role("link", name="Second release").click()
    page.get_by_text("that no earlier tranche holds").wait_for()
    context.close()


def test_a_check_can_be_left_and_found_again(chromium: "Browser", sample_served: str) -> None:
    """And followed without a script: the page loads itself anew until it is done."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{sample_served}/check")
    page.get_by_label("Paste it").fill(DRAFT)
    page.get_by_role("button", name="Check it").click()
    page.wait_for_url(re.compile(r"/check/\w+"))
    page.goto(f"{sample_served}/check")
    page.get_by_role("link", name="pasted-draft.md").click()
    page.get_by_text("Take away:").wait_for()
    assert page.locator(".verdict-card").count() == 2
    waiting = page.locator(".to-read a")
    assert waiting.count() == 1
    waiting.click()
    assert "horses" in page.locator(".verdict-card:target").inner_text()
    context.close()
