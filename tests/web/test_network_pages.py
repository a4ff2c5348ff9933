"""Who wrote to whom in which months: all of it in the address, by form, by keyboard and by mouse."""

import re
from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient

from onrecord.pipeline.who.networks import Counted, Reach
from onrecord.web.rooms import Rooms

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROW = re.compile(r'scope="row"><a href="/(p/\w+)">.*?<a href="/(p/\w+)">.*?>([\d,]+)</', re.DOTALL)


def rows(page: str) -> set[tuple[str, str, int]]:
    """The ties in a page's table."""
    table = page.split('id="ties-title"')[1] if 'id="ties-title"' in page else ""
    return {
        (first, second, int(letters.replace(",", "")))
        for first, second, letters in ROW.findall(table)
    }


def drawn(page: str, shape: str = "wide") -> str:
    """One of the two drawings of a page, of which a screen shows one."""
    _, _, rest = page.partition(f'<svg class="{shape}"')
    return rest.partition("</svg>")[0]


@pytest.fixture
def marsh(sample_rooms: Rooms) -> str:
    return sample_rooms.people.people("marsh").persons[0].permalink


@pytest.mark.parametrize(
    ("first", "last"), [("", ""), ("2022-10", "2022-11"), ("2022-12", ""), ("", "2022-09")]
)
def test_the_table_shows_the_letters_of_the_months_in_the_address(
    sample_client: TestClient, sample_rooms: Rooms, marsh: str, first: str, last: str
) -> None:
    """Such as the command prints them; the drawing is made of the same."""
    page = sample_client.get(f"/network?who={marsh}&from={first}&to={last}").text
    counted = Counted(first_month=first, last_month=last)
    view = sample_rooms.networks.around(marsh, Reach(steps=(20,)), counted)
    assert rows(page) == {(edge.first, edge.second, edge.letters) for edge in view.edges}
    for shape in ("wide", "tall"):
        assert drawn(page, shape).count("<circle") == (
            len(view.nodes) if len(view.nodes) > 1 else 0
        )
    answer = sample_client.get(f"/api/v1/network?who={marsh}&most=20&from={first}&to={last}").json()
    assert {(edge["first"], edge["second"], edge["letters"]) for edge in answer["edges"]} == rows(
        page
    )


def test_two_steps_and_opened_persons_show_more(sample_client: TestClient, marsh: str) -> None:
    one = sample_client.get(f"/network?who={marsh}").text
    two = sample_client.get(f"/network?who={marsh}&steps=2").text
    assert rows(one) < rows(two)
    opened = re.search(r'href="(/network\?who=[^"]*&amp;open=[^"]*)"', one)
    assert opened is not None
    address = opened[1].replace("&amp;", "&").partition("#")[0]
    more = sample_client.get(address).text
    assert rows(one) <= rows(more) and more.count("opened") >= 1
    assert 'type="hidden" name="open"' in more


@pytest.mark.parametrize("shape", ["wide", "tall"])
def test_a_way_is_told_and_everybody_on_it_drawn(
    sample_client: TestClient, marsh: str, shape: str
) -> None:
    page = sample_client.get(f"/network?who={marsh}&most=3&path=quill").text
    steps = page.split('class="path-line"')[1].split("</p>")[0].count('href="/p/')
    assert steps >= 2
    drawing = drawn(page, shape)
    assert drawing.count("dot-name ring") >= steps
    assert drawing.count('class="tie path') == steps - 1
    assert drawing.count("on-path") == 2 * steps


def test_an_address_that_named_the_other_person_leads_on(sample_client: TestClient) -> None:
    """Before there were months, `to` was the end of a way."""
    answer = sample_client.get("/network?who=marsh&to=quill")
    assert answer.status_code == 308
    assert answer.headers["location"] == "/network?who=marsh&path=quill"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/network?from=2022-13", 400),
        ("/network?from=october", 400),
        ("/network?from=2022-11&to=2022-10", 400),
        ("/network?who=nobody+at+all", 404),
        ("/network?steps=3", 400),
        ("/network?from=1999-01&to=1999-02", 200),
        ("/network?who=marsh&from=1999-01&to=1999-02&path=quill", 200),
        ("/network?open=p/zzzz&open=x&who=p/zzzz", 404),
    ],
)
def test_what_cannot_be_shown_is_told(
    sample_client: TestClient, sample_rooms: Rooms, address: str, status: int
) -> None:
    marsh = sample_rooms.people.people("helen marsh").persons[0].permalink
    answer = sample_client.get(address.replace("who=marsh", f"who={marsh}"))
    assert answer.status_code == status
    assert "<svg" not in answer.text.split("<main")[1].split('id="drawing"')[-1] or status == 200


def at(page: "Page") -> str:
    page.wait_for_load_state()
    return page.url


def test_the_ends_of_the_months_are_moved_by_keyboard_and_by_mouse(
    chromium: "Browser", sample_served: str, marsh: str
) -> None:
    """A handle tells its month; Enter asks; drawing over bars asks at once."""
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{sample_served}/network?who={marsh}")
    first = page.get_by_role("slider", name="First of the time shown")
    last = page.get_by_role("slider", name="Last of the time shown")
    assert first.get_attribute("aria-valuetext") == "2022-08"
    first.focus()
    first.press("ArrowRight")
    first.press("ArrowRight")
    assert first.get_attribute("aria-valuetext") == "2022-10"
    last.focus()
    last.press("ArrowLeft")
    last.press("End")
    last.press("PageDown")
    assert last.get_attribute("aria-valuetext") == "2022-10"
    last.press("ArrowRight")
    last.press("Enter")
    page.wait_for_url("**from=2022-10&to=2022-11*")
    assert page.locator(".bars .chosen").count() == 2
    bars = page.locator(".bars a")
    left, right = bars.nth(3).bounding_box(), bars.nth(4).bounding_box()
    assert left and right
    page.mouse.move(left["x"] + 4, left["y"] + 10)
    page.mouse.down()
    page.mouse.move(right["x"] + 8, right["y"] + 10)
    page.mouse.up()
    page.wait_for_url("**from=2022-11&to=2022-12*")
    page.close()


def test_without_scripts_two_fields_and_a_button_are_enough(
    chromium: "Browser", sample_served: str, marsh: str
) -> None:
    """And a person in the drawing is opened by the keyboard."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{sample_served}/network?who={marsh}")
    page.get_by_label("From").fill("2022-10")
    page.get_by_label("to", exact=True).fill("2022-11")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**from=2022-10&to=2022-11*")
    page.get_by_role("link", name="Ruth Okafor, show whom else").press("Enter")
    page.wait_for_url("**open=*")
    page.get_by_role("link", name="Ruth Okafor, close").wait_for()
    context.close()


@pytest.mark.parametrize("width", [390, 768, 1024, 1440])
def test_one_drawing_is_shown_as_wide_as_the_screen_and_can_be_read(
    chromium: "Browser", sample_served: str, marsh: str, width: int
) -> None:
    """Nothing is moved sideways, no name is smaller than 12 pixels, and a finger finds a row."""
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.goto(f"{sample_served}/network?who={marsh}&steps=2")
    shown = [each for each in page.locator(".network svg").all() if each.is_visible()]
    assert len(shown) == 1
    frame = shown[0].bounding_box()
    assert frame and frame["x"] >= 0 and frame["x"] + frame["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") == width
    names = shown[0].locator("text")
    scale = shown[0].evaluate("svg => svg.getScreenCTM().a")
    sizes = names.evaluate_all(
        "all => all.map(each => parseFloat(getComputedStyle(each).fontSize))"
    )
    assert sizes and min(sizes) * scale >= 12
    for name in names.all():
        box = name.bounding_box()
        assert box and box["x"] >= frame["x"] - 1
        assert box["x"] + box["width"] <= frame["x"] + frame["width"] + 1
    if width < 960:
        rows = (
            shown[0]
            .locator("rect.row")
            .evaluate_all("all => all.map(each => each.getBoundingClientRect().height)")
        )
        assert min(rows) >= 24
    page.close()


def test_somebody_without_letters_may_not_be_the_one_meant(sample_client: TestClient) -> None:
    """A name alone names the one who is called just so; the page leads to others."""
    page = sample_client.get("/network?who=helen+marsh&from=1999-01&to=1999-02").text
    assert "nobody wrote with" in page and 'href="/people?who=Helen+Marsh"' in page
