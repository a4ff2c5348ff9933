"""Addresses of pages, stable so that notes and articles can cite them."""

from urllib.parse import quote, urlencode

_PREFIX = "m/"


def permalink_of(name: str) -> str:
    """Return the permalink that the last step of an address stands for."""
    return f"{_PREFIX}{name}"


def _name(permalink: str) -> str:
    return quote(permalink.removeprefix(_PREFIX), safe="")


def message_address(permalink: str, question: str = "") -> str:
    """Return where a message is; with a question, words it asks for are marked there."""
    return _asked(f"/m/{_name(permalink)}", q=question)


def part_address(permalink: str, part: str) -> str:
    """Return where an attachment can be had."""
    return f"/m/{_name(permalink)}/part/{quote(part, safe='.')}"


def thread_address(permalink: str) -> str:
    """Return where the thread around a message is."""
    return f"/t/{_name(permalink)}"


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
