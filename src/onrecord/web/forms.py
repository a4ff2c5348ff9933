"""What readers send: forms of our own pages, told from a stranger's by a secret that only we print."""

import hmac
from urllib.parse import quote, unquote

from fastapi import Request
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData, UploadFile

from onrecord.errors import OnRecordError

TOKEN = "token"  # noqa: S105 - the name of a form's field
WHO = "onrecord_who"
_LONGEST_WHO = 200
_LARGEST_FIELD = 25_000_000
_A_YEAR = 365 * 24 * 3600


class Forms:
    """Reads forms that carry the secret ``token``."""

    def __init__(self, token: str) -> None:
        self.token = token

    async def read(self, request: Request) -> "Form":
        """Return a form's fields. Raises OnRecordError where it does not come from one of our pages."""
        fields = await request.form(max_files=1, max_fields=40, max_part_size=_LARGEST_FIELD)
        given = fields.get(TOKEN)
        if not isinstance(given, str) or not hmac.compare_digest(
            given.encode("utf-8", "replace"), self.token.encode("ascii")
        ):
            raise OnRecordError(
                "web/foreign-form",
                "This form does not come from a page that this server made.",
                hint="Go back, load the page again, and send it once more.",
            )
        return Form(fields)


class Form:
    """The fields of a form, each once; those that are not there are empty."""

    def __init__(self, fields: FormData) -> None:
        self._fields = fields

    def text(self, name: str) -> str:
        """Return what was written in a field, with the line ends of this computer's texts."""
        value = self._fields.get(name)
        return value.replace("\r\n", "\n") if isinstance(value, str) else ""

    def number(self, name: str) -> int:
        """Return a field as a whole number; 0 where it is none."""
        written = self.text(name)
        return int(written) if written.isdecimal() and len(written) < 10 else 0

    async def file(self, name: str) -> tuple[str, bytes]:
        """Return name and bytes of a file; both empty where none was chosen."""
        value = self._fields.get(name)
        if not isinstance(value, UploadFile):
            return "", b""
        return value.filename or "", await value.read()

    @property
    def who(self) -> str:
        """Who sends the form."""
        return self.text("who").strip()


def who_is(request: Request) -> str:
    """Return the name that a reader last signed with on this computer; empty where there is none."""
    return unquote(request.cookies.get(WHO, ""))[:_LONGEST_WHO]


def turned_to(address: str, who: str = "") -> RedirectResponse:
    """Send a reader on to one of our pages after a form; remember the name it was signed with."""
    ours = address.startswith("/") and not address.startswith(("//", "/\\"))
    answer = RedirectResponse(address if ours else "/", status_code=303)
    if who:
        answer.set_cookie(
            WHO, quote(who[:_LONGEST_WHO]), max_age=_A_YEAR, httponly=True, samesite="strict"
        )
    return answer
