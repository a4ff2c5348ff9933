"""Every page can be used by everybody: axe-core finds nothing serious, in light and in dark."""

from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient

from onrecord.check.style import Profile
from onrecord.web.rooms import Rooms

if TYPE_CHECKING:
    from playwright.sync_api import Browser

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
DRAFT = b"\xe2\x80\x9cI have read it twice,\xe2\x80\x9d Priya Nair wrote."


def addresses(rooms: Rooms) -> list[str]:
    """Return one page of each kind, of the sample."""
    rooms.casework.open("Ada", "Gates")
    hit = rooms.reading.search("from:nair memo").hits[0]
    lost = rooms.reading.search("is:recovered", limit=1).hits[0]
    draft = rooms.drafts.take_in("story.md", DRAFT, Profile.AP)
    while not rooms.drafts.wait(draft.id, 99, 10).ended:
        pass
    person = rooms.people.people("marsh").persons[0]
    return [
        *("/", "/search", "/search?q=gates", "/search?q=(", "/people", "/network", "/keys"),
        *("/design", "/problems", "/cases", "/case/1", "/check", "/nowhere"),
        *(f"/{hit.permalink}?q=memo&at=0", f"/{lost.permalink}", f"/{hit.thread}"),
        *(f"/{person.permalink}", f"/{person.permalink}/about", f"/check/{draft.id}"),
        *("/tranche/Second%20release", "/adding"),
        f"/network?who={person.permalink}&steps=2&from=2022-10&to=2022-12&path=quill",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(
    chromium: "Browser", sample_served: str, sample_rooms: Rooms, scheme: str
) -> None:
    """WCAG 2.2 A and AA, as far as a program can tell."""
    context = chromium.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    found = []
    for address in addresses(sample_rooms):
        page.goto(sample_served + address)
        violations = axe.Axe().run(page).response["violations"]
        found += [
            (address, each["id"], each["nodes"][0]["html"][:160])
            for each in violations
            if each["impact"] in ("serious", "critical")
        ]
    context.close()
    assert found == []


def test_every_field_has_a_label(sample_client: TestClient, sample_rooms: Rooms) -> None:
    """A placeholder is none."""
    for address in addresses(sample_rooms):
        page = sample_client.get(address).text
        for piece in page.split("<input")[1:] + page.split("<textarea")[1:]:
            field = piece.split(">")[0]
            named = 'id="' in field or 'type="hidden"' in field
            assert named or "<label>" in page, (address, field)
