"""Cases: what a newsroom pinned, noted, tagged and searched for, and the one form that keeps it."""

from collections.abc import Iterable
from typing import Any

import msgspec
from fastapi import Request
from fastapi.responses import Response

from onrecord.desk.entries import Act
from onrecord.errors import OnRecordError
from onrecord.pipeline.reading.casework import Pinning
from onrecord.web.addresses import case_address
from onrecord.web.answers import download
from onrecord.web.case_export import case_json, case_markdown
from onrecord.web.forms import Form, Forms, turned_to, who_is
from onrecord.web.paper import Paper
from onrecord.web.rooms import Rooms


class CasePages:
    """One method per address."""

    def __init__(self, rooms: Rooms, paper: Paper, forms: Forms) -> None:
        self._casework = rooms.casework
        self._paper = paper
        self._forms = forms

    def routes(self) -> Iterable[tuple[str, str, Any]]:
        """Return the addresses of these pages."""
        yield "GET", "/cases", self.cases
        yield "POST", "/cases", self.open
        yield "GET", "/case/{number}", self.case
        yield "GET", "/case/{number}/case.md", self.markdown
        yield "GET", "/case/{number}/case.json", self.json
        yield "POST", "/keep", self.keep

    async def cases(self, request: Request) -> Response:
        """List all cases, and open a new one."""
        return self._paper.page(
            "cases.html", here="cases", cases=self._casework.cases(), who=who_is(request)
        )

    async def open(self, request: Request) -> Response:
        """Open a case."""
        form = await self._forms.read(request)
        opened = self._casework.open(form.who, form.text("name"))
        return turned_to(case_address(opened.number), form.who)

    async def case(self, request: Request, number: int) -> Response:
        """Show a case."""
        return self._paper.page(
            "case.html", here="cases", case=self._casework.case(number), who=who_is(request)
        )

    async def markdown(self, number: int) -> Response:
        """Hand a case out as a text to read and to work on."""
        text = case_markdown(self._casework.case(number)).encode("utf-8", "replace")
        return download(text, f"case-{number}.md", "text/markdown; charset=utf-8")

    async def json(self, number: int) -> Response:
        """Hand a case out as JSON."""
        content = msgspec.json.format(msgspec.json.encode(case_json(self._casework.case(number))))
        return download(content, f"case-{number}.json", "application/json")

    async def keep(self, request: Request) -> Response:
        """Keep something with a case, or take it back; then go back to where it was done."""
        form = await self._forms.read(request)
        act = form.text("act")
        if act == Act.UNDO:
            self._casework.undo(form.who, form.number("undoes"))
        else:
            self._keep(act, form, self._case(form))
        return turned_to(form.text("back"), form.who)

    def _case(self, form: Form) -> int:
        """Return the case that a form names, opened for it where it is new."""
        name = form.text("name")
        if form.number("case") or not name.strip():
            return form.number("case")
        return self._casework.open(form.who, name).number

    def _keep(self, act: str, form: Form, case: int) -> None:
        about, text = form.text("about"), form.text("text")
        if act == Act.PIN:
            pinning = Pinning(who=form.who, case=case, permalink=about, words=form.text("words"))
            self._casework.pin(pinning)
            if text.strip():
                self._casework.note(form.who, case, text, about)
            for tag in form.text("tags").split(","):
                if tag.strip():
                    self._casework.tag(form.who, case, tag, about)
        elif act == Act.NOTE:
            self._casework.note(form.who, case, text, about)
        elif act == Act.TAG:
            self._casework.tag(form.who, case, text, about)
        elif act == Act.SEARCH:
            self._casework.keep_search(form.who, case, text)
        elif act == Act.RENAME:
            self._casework.rename(form.who, case, text)
        else:
            raise OnRecordError("desk/unknown-act", "this form does not say what to keep.")
