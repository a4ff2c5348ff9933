"""Small letters for engines to find."""

from collections.abc import Callable

import pytest

from onrecord.search.engine import Document

Letter = Callable[..., Document]


def letter_of(key: int, **said: object) -> Document:
    """Return a letter that says and is nothing but this."""
    empty: dict[str, object] = {
        "subject": "",
        "own": (),
        "quoted": (),
        "aside": (),
        "attachments": "",
        "filenames": "",
        "from_": "",
        "to": "",
        "cc": "",
        "bcc": "",
        "sent": None,
        "tranches": ("First release",),
        "has_attachment": False,
    }
    return Document(key=key, **{**empty, **said})  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def letter() -> Letter:
    return letter_of
