"""The page of a letter as its sender laid it out: a frame that can do nothing, and what was done to it."""

from collections.abc import Iterable
from typing import Any

from fastapi.responses import HTMLResponse, Response

from onrecord.errors import OnRecordError
from onrecord.pipeline.reading.markup import markup
from onrecord.web import addresses
from onrecord.web.html_letter import HarmlessLetter, harmless
from onrecord.web.paper import Paper
from onrecord.web.rooms import Rooms

_POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'self'; sandbox"
)
_STYLE = (
    "html{color-scheme:light;background:#fff;color:#16181c;font:16px/1.5 sans-serif}"
    "body{margin:1rem;overflow-wrap:anywhere}img{max-width:100%;height:auto}"
    "table{max-width:100%}"
    "a[data-target]{text-decoration:underline;color:#174a7f}"
    "a[data-target]::after{content:' [leads to: ' attr(data-target) ']';"
    "font:12px/1.4 monospace;color:#62666e}"
    "[data-hidden]{outline:2px dashed #a3201d;outline-offset:2px;background:#fcf0ed;color:#16181c}"
    "[data-hidden]::before{content:'[' attr(data-hidden) ': ';font:12px/1.4 sans-serif;color:#a3201d}"
    "[data-hidden]::after{content:']';color:#a3201d}"
    "img[data-absent]{display:inline-block;min-width:9rem;min-height:2rem;border:1px dashed #8b8c86}"
)


class HtmlPages:
    """One method per address."""

    def __init__(self, rooms: Rooms, paper: Paper) -> None:
        self._room = rooms.reading
        self._paper = paper

    def routes(self) -> Iterable[tuple[str, str, Any]]:
        """Return the addresses of these pages."""
        yield "GET", "/m/{name}/html", self.letter
        yield "GET", "/m/{name}/html/frame", self.frame

    async def letter(self, name: str) -> Response:
        """Show the frame, and tell what was left out, made inert or brought to light."""
        permalink = addresses.MESSAGE + name
        return self._paper.page(
            "html_letter.html", permalink=permalink, letter=self._letter(permalink)
        )

    async def frame(self, name: str) -> Response:
        """Return the letter alone, under a policy by which nothing in it can act or load."""
        letter = self._letter(addresses.MESSAGE + name)
        page = (
            '<!doctype html><html lang=""><head><meta charset="utf-8"><title>Letter</title>'
            f"<style>{_STYLE}</style></head><body>{letter.html}</body></html>"
        )
        content = page.encode("utf-8", "replace")
        return HTMLResponse(content, headers={"Content-Security-Policy": _POLICY})

    def _letter(self, permalink: str) -> HarmlessLetter:
        found = markup(self._room, permalink)
        if found is None:
            raise OnRecordError(
                "archive/unknown-html",
                "This message holds no HTML.",
                where=permalink,
                hint="Its page shows its text.",
            )
        return harmless(found.html, found.pictures)
