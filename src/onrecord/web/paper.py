"""The templates, set up so that whatever comes out of mail is escaped."""

from collections.abc import Callable
from importlib.resources import files

import msgspec
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from onrecord.archive.under_way import UnderWay
from onrecord.web import addresses, ledger, legible, telling, wording


class Paper:
    """Renders templates to responses."""

    def __init__(self, token: str, adding: Callable[[], UnderWay | None]) -> None:
        """``token`` is what forms are told from strangers' by, ``adding`` tells what is being added."""
        self._environment = _environment()
        self._environment.globals |= {"token": token, "adding": adding}

    def page(self, template: str, code: int = 200, /, **values: object) -> HTMLResponse:
        """Return a page. ``q`` (the search box) and ``here`` (the menu) are empty unless given."""
        told = {"q": "", "here": "", **values}
        content = self._environment.get_template(template).render(told)
        return HTMLResponse(content, status_code=code)

    def piece(self, template: str, /, **values: object) -> str:
        """Return a part of a page, for a page that is already open."""
        return self._environment.get_template(template).render(values)

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
    400: "This cannot be done so",
    403: "Not from here",
    404: "Not in this archive",
    405: "Only for reading",
    413: "Too much at once",
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
        "begun": wording.begun,
        "size": wording.size,
        "day": wording.day,
        "short_day": wording.short_day,
        "clock": wording.clock,
        "apart": wording.apart,
        "written_day": wording.written_day,
        "moment_written": wording.moment_written,
        "noted": wording.noted,
        "so_far": telling.so_far,
        "written_month": wording.written_month,
        "called_all": wording.called_all,
        "passage_label": wording.passage_label,
        "passage_author": wording.passage_author,
        "stated_author": wording.stated_author,
        "cited": telling.cited,
        "held": telling.held,
        "placed": telling.placed,
        "surviving": telling.surviving,
        "altered": telling.altered,
        "legible": legible.legible,
        "line": legible.legible_line,
        "even": ledger.even,
        "nth": _nth,
    }
    environment.globals |= {
        "message_address": addresses.message_address,
        "part_address": addresses.part_address,
        "thread_address": addresses.thread_address,
        "search_address": addresses.search_address,
        "folder_address": addresses.folder_address,
        "person_address": addresses.person_address,
        "people_address": addresses.people_address,
        "who_address": addresses.who_address,
        "network_address": addresses.network_address,
        "about_address": addresses.about_address,
        "letters_address": addresses.letters_address,
        "sent_address": addresses.sent_address,
        "month_address": addresses.month_address,
        "tranche_address": addresses.tranche_address,
        "case_address": addresses.case_address,
        "check_address": addresses.check_address,
    }
    return environment


def _nth(asking: addresses.Asking, at: int) -> addresses.Asking:
    """Return a search at one of its results."""
    return msgspec.structs.replace(asking, at=at)
