"""Which HTTP status an error of On Record is answered with."""

from onrecord.errors import OnRecordError

_EXACT = {
    "web/foreign-form": 403,
    "desk/damaged": 500,
    "desk/not-writable": 500,
    "check/failed": 500,
    "search/damaged": 500,
    "search/unanswered": 500,
}
_UNKNOWN = ("archive/unknown-", "desk/unknown-", "people/unknown", "check/no-such-", "desk/no-")
_MISTAKEN = (
    "desk/",
    "check/",
    "query/",
    "search/",
    "people/",
    "about/",
    "archive/ambiguous",
    "web/",
)


def status_of(error: OnRecordError) -> int:
    """Return 404 for what is not here, 400 for what was asked wrongly, 500 for what is ours."""
    if error.reference in _EXACT:
        return _EXACT[error.reference]
    if error.reference.startswith(_UNKNOWN):
        return 404
    return 400 if error.reference.startswith(_MISTAKEN) else 500
