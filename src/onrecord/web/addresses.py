"""Addresses of pages, stable so that notes and articles can cite them."""

from urllib.parse import quote, urlencode

MESSAGE, RECOVERED, THREAD = "m/", "r/", "t/"


def _name(permalink: str) -> str:
    for prefix in (MESSAGE, RECOVERED, THREAD):
        if permalink.startswith(prefix):
            return quote(permalink.removeprefix(prefix), safe="")
    return quote(permalink, safe="")


def message_address(permalink: str, question: str = "") -> str:
    """Return where a message is, stored (``m/…``) or recovered (``r/…``).

    With a question, words it asks for are marked there.
    """
    room = RECOVERED if permalink.startswith(RECOVERED) else MESSAGE
    return _asked(f"/{room}{_name(permalink)}", q=question)


def part_address(permalink: str, part: str) -> str:
    """Return where an attachment can be had."""
    return f"/{MESSAGE}{_name(permalink)}/part/{quote(part, safe='.')}"


def thread_address(permalink: str, asked: str = "") -> str:
    """Return where a thread is; ``asked`` is the permalink of the message one comes from."""
    return _asked(f"/{THREAD}{_name(permalink)}", **{"from": asked})


def search_address(question: str, sort: str = "relevance", offset: int = 0) -> str:
    """Return where a page of results is."""
    order = "" if sort == "relevance" else sort
    return _asked("/search", q=question, sort=order, offset=str(offset or ""))


def folder_address(tranche: str, folder: str, offset: int = 0) -> str:
    """Return where the containers of a folder are listed."""
    return _asked("/containers", tranche=tranche, folder=folder, offset=str(offset or ""))


def problems_address(offset: int = 0) -> str:
    """Return where a page of the ledger's failures is."""
    return _asked("/problems", offset=str(offset or ""))


def _asked(path: str, **stated: str) -> str:
    query = urlencode({name: value for name, value in stated.items() if value}, errors="replace")
    return f"{path}?{query}" if query else path
