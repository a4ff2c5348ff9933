"""How the JSON interface answers: values as JSON, errors in words with a reference."""

from typing import Any

import msgspec
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from onrecord.errors import OnRecordError
from onrecord.web.errors import status_of

VERSION = 1


def answer(value: object, status: int = 200) -> Response:
    """Return a value as JSON; what no UTF-8 can hold is replaced."""
    try:
        content = msgspec.json.encode(value)
    except UnicodeEncodeError:
        content = msgspec.json.encode(_encodable(msgspec.to_builtins(value)))
    return Response(content, status_code=status, media_type="application/json")


def told(error: OnRecordError) -> dict[str, Any]:
    """Return an error as JSON values."""
    return {
        "reference": error.reference,
        "message": error.message,
        "where": _clean(error.where),
        "note": _clean(error.note),
        "hint": error.hint,
    }


def add_errors(application: FastAPI) -> None:
    """Answer every error as JSON."""

    async def refused(request: Request, error: OnRecordError) -> Response:
        return answer({"error": told(error)}, status_of(error))

    async def misread(request: Request, error: RequestValidationError) -> Response:
        parts = ", ".join(sorted({str(fault["loc"][-1]) for fault in error.errors()}))
        said = OnRecordError(
            "web/misread", "a part of the request cannot be understood.", where=_clean(parts)
        )
        return answer({"error": told(said)}, 422)

    async def absent(request: Request, error: HTTPException) -> Response:
        return nothing_there(error.status_code)

    application.add_exception_handler(OnRecordError, refused)  # type: ignore[arg-type]
    application.add_exception_handler(RequestValidationError, misread)  # type: ignore[arg-type]
    application.add_exception_handler(HTTPException, absent)  # type: ignore[arg-type]


def nothing_there(status: int) -> Response:
    """Say that an address leads nowhere."""
    said = OnRecordError("web/unknown-address", "there is nothing at this address.")
    return answer({"error": told(said)}, status)


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _encodable(value: object) -> object:
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, dict):
        return {_encodable(name): _encodable(held) for name, held in value.items()}
    if isinstance(value, list | tuple):
        return [_encodable(held) for held in value]
    return value
