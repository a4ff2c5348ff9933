"""In a real browser: the pages load nothing from elsewhere and raise no complaint."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGES = (
    "/",
    "/search?q=harbour",
    "/m/letter7k2q?q=harbour",
    "/m/hostile4z",
    "/r/lost3c",
    "/r/hostile6",
    "/t/letter7k2q",
)
WIDTHS = (360, 1200)


def test_pages_ask_only_their_own_server_and_fit_the_screen(
    chromium: "Browser", served: str
) -> None:
    """No foreign request, no console error, no sideways scrolling, no script that ran."""
    requests: list[str] = []
    complaints: list[str] = []
    for width in WIDTHS:
        page = chromium.new_page(viewport={"width": width, "height": 900})
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(f"a script ran: {dialog.message}"))
        for address in PAGES:
            answer = page.goto(served + address)
            assert answer is not None and answer.status == 200
            wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            assert wide <= 0, f"{address} is {wide} pixels too wide at {width}"
        page.close()
    assert requests and all(url.startswith(f"{served}/") for url in requests)
    assert complaints == []


def test_a_reader_without_javascript_gets_from_question_to_letter(
    chromium: "Browser", served: str
) -> None:
    """Search, open a result, go to its thread: forms and links are enough."""
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{served}/")
    page.get_by_label("Search the archive").fill("harbour")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Re: Harbour contract, clause 14").first.click()
    assert page.url == f"{served}/m/letter7k2q?q=harbour&at=0"
    page.get_by_role("link", name="Thread").click()
    page.get_by_text("you came from here").wait_for()


def test_a_folded_letter_unfolds_by_keyboard_without_javascript(
    chromium: "Browser", served: str
) -> None:
    """Its label is a button to the keyboard, and the links in it are links."""
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{served}/m/letter7k2q")
    quoted = page.locator(".passage.quoted details").first
    assert quoted.get_attribute("open") is None
    quoted.locator("summary").press("Enter")
    page.get_by_text("The board approved it").wait_for()
    page.locator(".passage.quoted").first.get_by_role("link", name="original").press("Enter")
    page.wait_for_url(f"{served}/m/first1")


def test_paper_shows_what_the_screen_folds(chromium: "Browser", served: str) -> None:
    """A print is read where nothing can be unfolded."""
    page = chromium.new_page()
    page.goto(f"{served}/m/letter7k2q")
    folded = page.get_by_text("The board approved it")
    assert not folded.is_visible()
    page.emulate_media(media="print")
    assert folded.is_visible()
    assert not page.get_by_text("Pin it, or words of it").is_visible()


def test_paper_tells_what_was_asked(chromium: "Browser", served: str) -> None:
    """There is no search box on it."""
    page = chromium.new_page()
    page.goto(f"{served}/search?q=harbour")
    asked = page.locator(".result-head").get_by_text("for harbour")
    assert not asked.is_visible()
    page.emulate_media(media="print")
    assert asked.is_visible()


def test_addresses_of_a_person_stay_whole_on_a_narrow_screen(
    chromium: "Browser", sample_served: str
) -> None:
    """Where a row is shown as lines, a cell has one line of its own, not a column for each word."""
    page = chromium.new_page(viewport={"width": 390, "height": 900})
    page.goto(f"{sample_served}/people?who=okafor")
    cell = page.locator('td[data-label="Addresses"]').first
    assert cell.evaluate("cell => cell.childElementCount") == 1
    height = cell.evaluate("cell => cell.getBoundingClientRect().height")
    assert height < 40
