"""The web application: routes with stable addresses, and errors told in words."""

from collections.abc import Callable, Iterable
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from onrecord.errors import OnRecordError
from onrecord.web.adding_pages import AddingPages
from onrecord.web.api.answering import nothing_there
from onrecord.web.api.application import api
from onrecord.web.case_pages import CasePages
from onrecord.web.check_pages import CheckPages
from onrecord.web.elsewhere import Elsewhere, Make
from onrecord.web.errors import status_of
from onrecord.web.forms import Forms
from onrecord.web.gate import Gate
from onrecord.web.holding_pages import HoldingPages
from onrecord.web.html_pages import HtmlPages
from onrecord.web.message_pages import MessagePages
from onrecord.web.network_pages import NetworkPages
from onrecord.web.paper import Paper, static_directory
from onrecord.web.people_pages import PeoplePages
from onrecord.web.rooms import Rooms
from onrecord.web.search_pages import SearchPages
from onrecord.web.taking_pages import TakingPages
from onrecord.web.thread_pages import ThreadPages

_API = "/api/v1"

Route = tuple[str, str, Callable[..., Any]]
"""Method, address and what answers."""


def build_application(rooms: Rooms, token: str, make: Make | None = None) -> FastAPI:
    """Return the pages over an archive's rooms, behind the gate that keeps others out.

    ``token`` is the secret that forms of our own pages carry, and no stranger's. With ``make``
    pages that only read are made by it, elsewhere.
    """
    forms = Forms(token)
    paper = Paper(forms.token, rooms.additions.now)
    # FastAPI's own documentation pages load scripts from elsewhere: there are none here.
    application = FastAPI(
        title="On Record", docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False
    )
    if make is not None:
        application.add_middleware(Elsewhere, make=make)
    application.add_middleware(Gate, refuse=paper.refusal)
    application.mount("/static", StaticFiles(directory=static_directory()))
    for method, address, page in _routes(rooms, paper, forms):
        application.add_api_route(address, page, methods=[method], response_model=None)
    application.mount(_API, api(rooms))
    _add_errors(application, paper)
    return application


def _routes(rooms: Rooms, paper: Paper, forms: Forms) -> Iterable[Route]:
    families: Iterable[Any] = (
        HoldingPages(rooms, paper),
        SearchPages(rooms, paper),
        TakingPages(rooms),
        MessagePages(rooms, paper),
        HtmlPages(rooms, paper),
        ThreadPages(rooms, paper),
        AddingPages(rooms, paper),
        PeoplePages(rooms, paper),
        NetworkPages(rooms, paper),
        CasePages(rooms, paper, forms),
        CheckPages(rooms, paper, forms),
    )
    for family in families:
        yield from family.routes()


def _add_errors(application: FastAPI, paper: Paper) -> None:
    async def told(request: Request, error: OnRecordError) -> Response:
        return paper.refusal(status_of(error), error.message, error.hint, error.note, error.where)

    async def misread(request: Request, error: RequestValidationError) -> Response:
        parts = ", ".join(sorted({str(fault["loc"][-1]) for fault in error.errors()}))
        return paper.refusal(
            400,
            f"A part of this address cannot be understood: {parts}.",
            "Start from the search page.",
        )

    async def absent(request: Request, error: HTTPException) -> Response:
        if request.url.path.startswith(f"{_API}/"):  # a line's end in it, and it is not mounted
            return nothing_there(error.status_code)
        return paper.refusal(
            error.status_code,
            "There is no page at this address.",
            "Addresses of messages look like /m/ and a long name of letters and digits.",
        )

    application.add_exception_handler(OnRecordError, told)  # type: ignore[arg-type]
    application.add_exception_handler(RequestValidationError, misread)  # type: ignore[arg-type]
    application.add_exception_handler(HTTPException, absent)  # type: ignore[arg-type]
