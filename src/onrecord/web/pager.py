"""Pages of a long list: where we are in it, and the addresses before and after."""

from collections.abc import Callable

import msgspec


class PageLink(msgspec.Struct, frozen=True):
    """A numbered page with its address; ``gap`` says that numbers are left out before it."""

    number: int
    address: str
    here: bool
    gap: bool


class Pager(msgspec.Struct, frozen=True):
    """Items ``first``..``last`` of ``total`` (counted from 1; both 0 where none are shown)."""

    first: int
    last: int
    total: int
    before: str
    after: str
    start: str
    pages: tuple[PageLink, ...]


def turn(total: int, offset: int, limit: int, address: Callable[[int], str]) -> Pager:
    """Return the pager of a list cut into pages of ``limit``; ``address`` maps offset to URL."""
    shown = max(0, min(limit, total - offset))
    return Pager(
        first=offset + 1 if shown else 0,
        last=offset + shown,
        total=total,
        before=address(max(0, offset - limit)) if offset and shown else "",
        after=address(offset + limit) if offset + limit < total else "",
        start=address(0),
        pages=_numbers(total, offset, limit, address) if shown else (),
    )


def _numbers(
    total: int, offset: int, limit: int, address: Callable[[int], str]
) -> tuple[PageLink, ...]:
    """Return the first page, the last and the neighbours of the one we are on."""
    count, here = -(-total // limit), offset // limit + 1
    wanted = sorted({1, count, *range(max(1, here - 2), min(count, here + 2) + 1)})
    return tuple(
        PageLink(n, address((n - 1) * limit), n == here, n - before > 1)
        for before, n in zip([0, *wanted], wanted, strict=False)
    )
