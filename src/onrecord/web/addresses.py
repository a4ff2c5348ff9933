"""Addresses of pages, stable so that notes and articles can cite them."""

from urllib.parse import quote, urlencode

import msgspec

from onrecord.web.narrowing import dated

MESSAGE, RECOVERED, THREAD = "m/", "r/", "t/"


class Asking(msgspec.Struct, frozen=True):
    """A search as its address states it. ``at`` counts results from 0 to one of them; -1 for none."""

    q: str
    sort: str = "relevance"
    fold: str = ""
    at: int = -1

    def stated(self) -> dict[str, str]:
        """Return what stands in an address: nothing that goes without saying."""
        return {
            "q": self.q,
            "sort": "" if self.sort == "relevance" else self.sort,
            "fold": self.fold,
            "at": str(self.at) if self.at >= 0 else "",
        }


class NetworkAsking(msgspec.Struct, frozen=True, kw_only=True):
    """A network as its address states it: around whom, the way to whom, how many and how far, and when.

    ``opened`` are persons in it of whose correspondents more are shown; ``first`` and ``last`` are months.
    """

    who: str = ""
    path: str = ""
    most: int = 20
    steps: int = 1
    opened: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    mass: bool = False

    def stated(self) -> dict[str, str | tuple[str, ...]]:
        """Return what stands in an address: nothing that goes without saying."""
        return {
            "who": self.who,
            "path": self.path,
            "most": "" if self.most == 20 else str(self.most),
            "steps": "" if self.steps == 1 else str(self.steps),
            "open": self.opened,
            "from": self.first,
            "to": self.last,
            "mass": "1" if self.mass else "",
        }


def _name(permalink: str) -> str:
    for prefix in (MESSAGE, RECOVERED, THREAD):
        if permalink.startswith(prefix):
            return quote(permalink.removeprefix(prefix), safe="")
    return quote(permalink, safe="")


def message_address(permalink: str, question: str | Asking = "") -> str:
    """Return where a message is, stored (``m/…``) or recovered (``r/…``).

    With a question, words it asks for are marked there; with its place among the results, the ways to
    the result before and after.
    """
    room = RECOVERED if permalink.startswith(RECOVERED) else MESSAGE
    asking = Asking(question) if isinstance(question, str) else question
    return _asked(f"/{room}{_name(permalink)}", **(asking.stated() if asking.q else {}))


def part_address(permalink: str, part: str) -> str:
    """Return where an attachment can be had."""
    return f"/{MESSAGE}{_name(permalink)}/part/{quote(part, safe='.')}"


def thread_address(permalink: str, asked: str = "", offset: int = 0, order: str = "") -> str:
    """Return where a thread is; ``asked`` is the permalink of the message one comes from.

    ``order`` is ``""`` (each answer under what it answers) or ``time``.
    """
    stated = {"from": asked, "order": order, "offset": str(offset or "")}
    return _asked(f"/{THREAD}{_name(permalink)}", **stated)


def search_address(question: str | Asking, offset: int = 0) -> str:
    """Return where a page of results is; for no words, those of all messages."""
    asking = Asking(question) if isinstance(question, str) else question
    stated = {**asking.stated(), "at": "", "offset": str(offset or "")}
    return _asked("/search", **stated) if asking.q else _asked("/search?q=", **stated)


def folder_address(tranche: str, folder: str, offset: int = 0) -> str:
    """Return where the containers of a folder are listed."""
    return _asked("/containers", tranche=tranche, folder=folder, offset=str(offset or ""))


def problems_address(offset: int = 0) -> str:
    """Return where a page of the ledger's failures is."""
    return _asked("/problems", offset=str(offset or ""))


def _asked(path: str, /, **stated: str | tuple[str, ...]) -> str:
    said = {name: value for name, value in stated.items() if value}
    query = urlencode(said, doseq=True, errors="replace")
    return f"{path}{'&' if '?' in path else '?'}{query}" if query else path


def person_address(permalink: str) -> str:
    """Return where a person is, by permalink (``p/…``)."""
    return f"/p/{quote(permalink.removeprefix('p/'), safe='')}"


def who_address(name: str, address: str) -> str:
    """Return what leads to the person of a mailbox as a message writes it."""
    return _asked("/who", name=name, address=address)


def tranche_address(name: str) -> str:
    """Return where a tranche is."""
    return f"/tranche/{quote(name, safe='')}"


def case_address(number: int) -> str:
    """Return where a case is."""
    return f"/case/{number}"


def check_address(name: str) -> str:
    """Return where the check of a draft is."""
    return f"/check/{quote(name, safe='')}"


def people_address(asked: str, offset: int = 0) -> str:
    """Return where people are listed."""
    return _asked("/people", who=asked, offset=str(offset or ""))


def letters_address(one: str, other: str, *, first: str = "", last: str = "") -> str:
    """Return where the letters between two persons are, those of some months if they are given."""
    return search_address(f"between:{one},{other}{_within_months(first, last)}")


def sent_address(sender: str, recipient: str) -> str:
    """Return where the letters of one person to another are, whoever else received them."""
    return search_address(f"from:{sender} between:{sender},{recipient}")


def month_address(person: str, month: str) -> str:
    """Return where a person's letters of one month are, in any role."""
    return search_address(f"with:{person}{_within_months(month, month)}")


def _within_months(first: str, last: str) -> str:
    return f" {dated(first, last)}" if first or last else ""


def about_address(permalink: str, by: str = "", offset: int = 0) -> str:
    """Return where sentences about a person are."""
    return _asked(f"{person_address(permalink)}/about", by=by, offset=str(offset or ""))


def network_address(asked: "str | NetworkAsking") -> str:
    """Return where it is shown who writes to whom, around a person or as it is asked for."""
    asking = NetworkAsking(who=asked) if isinstance(asked, str) else asked
    return _asked("/network", **asking.stated())
