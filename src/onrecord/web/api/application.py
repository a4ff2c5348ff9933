"""The JSON interface as an application of its own, with its description (OpenAPI 3.1)."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.responses import Response

from onrecord.web.api.answering import add_errors, answer
from onrecord.web.api.examples import EXAMPLES
from onrecord.web.api.keeping import Keeping
from onrecord.web.api.reading import Reading
from onrecord.web.api.schemas import Schema, components, ref
from onrecord.web.rooms import Rooms

_TOLD = (
    "What the pages of On Record show, as JSON. Everything is read from the archive on this computer; "
    "only cases, drafts and sign-offs can be added to, and nothing can be removed."
)
_ERRORS = {
    400: "Asked wrongly: the error says what to mend.",
    404: "Not in this archive.",
    422: "A part of the request cannot be understood.",
    500: "Damage, or a fault of On Record: the error names it.",
}


def api(rooms: Rooms) -> FastAPI:
    """Return the JSON interface over an archive's rooms."""
    application = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    for family in (Reading(rooms), Keeping(rooms)):
        for method, address, answers, schema in family.routes():
            application.add_api_route(
                address,
                answers,
                methods=[method],
                response_model=None,
                responses=_responses(schema),
                name=f"{method.lower()} {address}",
                operation_id=f"{method.lower()}{address}".translate(_PLAIN).strip("_"),
            )
    described = _description(application)

    async def description() -> Response:
        return answer(described)

    application.add_api_route(
        "/openapi.json", description, methods=["GET"], include_in_schema=False
    )
    add_errors(application)
    return application


_PLAIN = str.maketrans({"/": "_", "{": "", "}": ""})


def _responses(schema: str) -> dict[int | str, dict[str, Any]]:
    good: Schema = {"schema": ref(schema)}
    if schema in EXAMPLES:
        good["example"] = EXAMPLES[schema]
    told: dict[int | str, dict[str, Any]] = {
        200: {"description": "What was asked for.", "content": {"application/json": good}}
    }
    failed = {"application/json": {"schema": ref("Error"), "example": EXAMPLES["Error"]}}
    return told | {
        status: {"description": sentence, "content": failed} for status, sentence in _ERRORS.items()
    }


def _description(application: FastAPI) -> Schema:
    described: Schema = get_openapi(
        title="On Record",
        version="1",
        description=_TOLD,
        routes=application.routes,
        servers=[{"url": "/api/v1"}],
    )
    bodies = described.get("components", {}).get("schemas", {})
    described["components"] = {"schemas": {**bodies, **components()}}
    return described
