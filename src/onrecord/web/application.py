"""The web application: routes with stable addresses, and errors told in words."""

from typing import TYPE_CHECKING

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from onrecord.errors import OnRecordError
from onrecord.web.gate import Gate
from onrecord.web.paper import Paper, static_directory
from onrecord.web.reading_pages import ReadingPages

if TYPE_CHECKING:
    from onrecord.pipeline.reading_room import ReadingRoom


def build_application(room: "ReadingRoom") -> FastAPI:
    """Return the pages over a reading room, behind the gate that keeps others out."""
    paper = Paper()
    # FastAPI's own documentation pages load scripts from elsewhere: there are none here.
    application = FastAPI(
        title="On Record", docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False
    )
    application.add_middleware(Gate, refuse=paper.refusal)
    application.mount("/static", StaticFiles(directory=static_directory()))
    _add_pages(application, ReadingPages(room, paper))
    _add_errors(application, paper)
    return application


def _add_pages(application: FastAPI, pages: ReadingPages) -> None:
    for address, page in (
        ("/", pages.overview),
        ("/containers", pages.containers),
        ("/problems", pages.problems),
        ("/search", pages.search),
        ("/m/{name}", pages.message),
        ("/m/{name}/raw", pages.raw),
        ("/m/{name}/part/{path:path}", pages.part),
        ("/r/{name}", pages.recovered),
        ("/r/{name}", pages.recovered),
        ("/t/{name}", pages.thread),
        ("/t/m/{name}", pages.thread_of_message),
        ("/t/r/{name}", pages.thread_of_recovered),
    ):
        application.add_api_route(address, page, methods=["GET"], response_model=None)


def _add_errors(application: FastAPI, paper: Paper) -> None:
    async def told(request: Request, error: OnRecordError) -> HTMLResponse:
        status = 404 if error.reference.startswith("archive/unknown-") else 500
        return paper.refusal(status, error.message, error.hint, error.note, error.where)

    async def misread(request: Request, error: RequestValidationError) -> HTMLResponse:
        parts = ", ".join(sorted({str(fault["loc"][-1]) for fault in error.errors()}))
        return paper.refusal(
            400,
            f"A part of this address cannot be understood: {parts}.",
            "Start from the search page.",
        )

    async def absent(request: Request, error: HTTPException) -> HTMLResponse:
        return paper.refusal(
            error.status_code,
            "There is no page at this address.",
            "Addresses of messages look like /m/ and a long name of letters and digits.",
        )

    application.add_exception_handler(OnRecordError, told)  # type: ignore[arg-type]
    application.add_exception_handler(RequestValidationError, misread)  # type: ignore[arg-type]
    application.add_exception_handler(HTTPException, absent)  # type: ignore[arg-type]
