"""Answers that are no pages: files to save, and the way to where something is now."""

from fastapi.responses import RedirectResponse, Response

from onrecord.web.downloads import attachment_disposition


def download(content: bytes, name: str, content_type: str) -> Response:
    """Hand bytes out to be saved under a name, never to be shown."""
    headers = {"Content-Disposition": attachment_disposition(name), "Content-Type": content_type}
    return Response(content, headers=headers)


def moved(address: str) -> RedirectResponse:
    """Lead to where something is for good."""
    return RedirectResponse(address, status_code=308)


def turned(address: str) -> RedirectResponse:
    """Lead on to another page, this time."""
    return RedirectResponse(address, status_code=303)
