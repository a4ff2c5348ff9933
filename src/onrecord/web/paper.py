"""The templates, set up so that whatever comes out of mail is escaped."""

from importlib.resources import files

from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from onrecord.web import addresses, ledger, legible, telling, wording


class Paper:
    """Renders templates to responses."""

    def __init__(self) -> None:
        self._environment = _environment()

    def page(self, template: str, code: int = 200, /, **values: object) -> HTMLResponse:
        """Return a page. ``q`` (the search box) and ``here`` (the menu) are empty unless given."""
        told = {"q": "", "here": "", **values}
        content = self._environment.get_template(template).render(told)
        return HTMLResponse(content, status_code=code)

    def refusal(
        self, code: int, sentence: str, hint: str, note: str = "", where: str = ""
    ) -> HTMLResponse:
        """Return the page that tells in words why there is nothing to show."""
        return self.page(
            "problem.html",
            code,
            heading=_HEADINGS.get(code, "This cannot be shown"),
            sentence=sentence,
            note=note,
            where=where,
            hint=hint,
        )


def static_directory() -> str:
    """Return where the stylesheet and the mark are."""
    return str(files("onrecord.web") / "static")


_HEADINGS = {
    400: "This address cannot be read",
    404: "Not in this archive",
    405: "Only for reading",
    500: "This page failed",
}


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("onrecord.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {
        "number": wording.number,
        "counted": wording.counted,
        "size": wording.size,
        "day": wording.day,
        "short_day": wording.short_day,
        "clock": wording.clock,
        "written_day": wording.written_day,
        "called_all": wording.called_all,
        "passage_label": wording.passage_label,
        "passage_author": wording.passage_author,
        "stated_author": wording.stated_author,
        "held": telling.held,
        "placed": telling.placed,
        "surviving": telling.surviving,
        "altered": telling.altered,
        "legible": legible.legible,
        "line": legible.legible_line,
        "even": ledger.even,
    }
    environment.globals |= {
        "message_address": addresses.message_address,
        "part_address": addresses.part_address,
        "thread_address": addresses.thread_address,
        "search_address": addresses.search_address,
        "folder_address": addresses.folder_address,
    }
    return environment
