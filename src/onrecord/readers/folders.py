"""Which files of a folder may hold mail, in an order that is the same every time.

Nothing is left out unseen: what is known to hold no mail (indexes, half-delivered letters, links)
is listed by `passed_over`, all the rest by `walk`.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

_BOOKKEEPING = frozenset(
    {
        ".ds_store",
        ".notmuch",
        ".mh_sequences",
        "thumbs.db",
        "desktop.ini",
        "table_of_contents",
        "maildirfolder",
        "maildirsize",
        "courierimapuiddb",
        "courierimapacl",
        "courierimapkeywords",
        "courierimapsubscribed",
        "subscriptions",
    }
)
_BOOKKEEPING_PREFIXES = ("dovecot", "._")


def walk(path: Path) -> Iterator[tuple[Path, str]]:
    """Yield the files below a path that may hold mail, each with the name shown to people.

    The name begins with the path's own last name and has ``/`` between its parts. A folder that
    cannot be listed is yielded itself, so that whoever opens it learns why.
    """
    yield from ((found, name) for found, name, taken in _entries(path) if taken)


def passed_over(path: Path) -> Iterator[tuple[Path, str]]:
    """Yield what `walk` leaves out: mail programs' bookkeeping, Maildir ``tmp``, links, devices."""
    yield from ((found, name) for found, name, taken in _entries(path) if not taken)


def _entries(path: Path) -> Iterator[tuple[Path, str, bool]]:
    name = path.name or path.absolute().resolve().name
    if not path.is_dir():
        yield path, name, True
        return
    waiting = [(path, name)]
    while waiting:
        place, shown = waiting.pop()
        if place.is_symlink() and place != path:
            yield place, shown, False
        elif place.is_dir():
            inner = _listed(place)
            if inner is None:
                yield place, shown, True
            elif _is_kept_out(place, shown):
                yield from ((found, f"{shown}/{found.name}", False) for found in inner)
            else:
                waiting.extend((found, f"{shown}/{found.name}") for found in reversed(inner))
        else:
            yield place, shown, _is_regular(place) and not _is_bookkeeping(place)


def _listed(folder: Path) -> list[Path] | None:
    """Return what a folder holds, by the bytes of the names; None where it cannot be listed."""
    try:
        return sorted(folder.iterdir(), key=lambda found: os.fsencode(found.name))
    except OSError:
        return None


def _is_kept_out(folder: Path, shown: str) -> bool:
    """Tell whether nothing below a folder is mail: a program's index, or Maildir's ``tmp``."""
    if "/" not in shown:
        return False
    in_maildir = (folder.parent / "cur").is_dir() and (folder.parent / "new").is_dir()
    return _is_bookkeeping(folder) or (folder.name == "tmp" and in_maildir)


def _is_bookkeeping(path: Path) -> bool:
    name = path.name.lower()
    return name in _BOOKKEEPING or name.startswith(_BOOKKEEPING_PREFIXES)


def _is_regular(path: Path) -> bool:
    """Tell whether reading a file comes to an end; True where only opening it can tell."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return True
