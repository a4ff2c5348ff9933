"""Addresses told apart: one spelling each, and which of them belong to offices, lists and machines."""

import re
from functools import lru_cache

from onrecord.people.directory_name import exchange_path

_AT = re.compile(r"^(\S+) at (\S+\.\S+)$", re.I)
_WRAPPING = " \t<>()[]'\"`‘’“”,;:"
_ROLE_WORDS = frozenset(
    """
    abuse accounting accounts admin administrator alert alerts all announce announcements billing
    bounce bounces careers communications comments contact contactus customercare customerservice
    daemon distribution donotreply editor editorial editors enquiries enquiry everyone events
    feedback frontdesk geninfo hello help helpdesk hostmaster info information inquiries jobs
    list lists listserv lyris mail mailer mailing mailinglist mailman majordomo marketing media
    mbx membership news newsdesk newsletter newsletters newsroom nobody noreply notification
    notifications office orders owner postmaster press privacy publicaffairs receptionist
    recipients registrar registration reply request root sales secretariat security service
    services spam staff subscribe subscriptions support survey team unsubscribe update updates
    usenet users webmaster website www undisclosed
    """.split()
)
_LIST_WORDS = frozenset(
    "list lists owner request bounce bounces announce users dev noreply newsletter".split()
)
_LIST_DOMAIN = re.compile(
    r"(?:^|\.)(?:lists?|listserv|groups|lyris|mailman|bounces?|googlegroups)\."
)
_EXCHANGE_LIST = "dl"
"""What Exchange's directories put before the name of a distribution list."""

_SPLIT = re.compile(r"[._+=-]+")
_PROVIDERS = frozenset(
    """
    aim aol att bellsouth btinternet cingular clara comcast compuserve cox cs earthlink email excite
    fastmail freenet free freeserve gmail gmx googlemail hotmail hush hushmail icloud juno laposte libero
    live lycos mac mail mailbox me mindspring msn netscape netzero ntlworld orange outlook pacbell
    posteo prodigy proton protonmail qq qwest rediffmail roadrunner rocketmail rogers rr sbcglobal
    shaw swbell sympatico t-online talk21 tiscali usa verizon virgin wanadoo web worldnet yahoo yandex
    ymail zoho
    """.split()
)
"""First labels of domains at which anybody gets an address: they say nothing of an organisation."""

_SECOND_LEVEL = frozenset("ac co com edu gov net org or ne go mil nhs police sch".split())


@lru_cache(maxsize=1 << 14)
def canonical_address(written: str) -> str:
    """Return the one spelling of an address by which it is known, "" for what is none.

    Lower case; ``user at domain`` and ``mailto:`` undone; an Exchange name as its X.500 path.
    """
    text = written.strip(_WRAPPING)
    path = exchange_path(text)
    if path is not None:
        return path.lower()
    at = _AT.match(text)
    text = f"{at[1]}@{at[2]}" if at else "".join(text.split())
    text = text.removeprefix("mailto:").strip(_WRAPPING).rstrip(".").lower()
    local, sign, domain = text.rpartition("@")
    return text if sign and local and domain else ""


def local_part(address: str) -> str:
    """Return what stands before the @; of an X.500 path, its last name."""
    if address.startswith("/"):
        return address.rpartition("cn=")[2]
    return address.rpartition("@")[0]


def domain_of(address: str) -> str:
    """Return what stands after the @, "" for X.500 paths."""
    return address.rpartition("@")[2] if "@" in address else ""


def organisation_domain(address: str) -> str:
    """Return the domain that was registered (``mail.harbour.example`` → ``harbour.example``).

    "" for providers where anybody gets an address, and where there is no domain.
    """
    labels = domain_of(address).split(".")
    if len(labels) < 2:
        return ""
    size = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2 else 2
    return "" if labels[-size] in _PROVIDERS else ".".join(labels[-size:])


def is_role_address(address: str) -> bool:
    """Tell whether an address is an office's, a list's or a machine's: such never merge."""
    local = local_part(address)
    if _LIST_DOMAIN.search(domain_of(address) + "."):
        return True
    if local == "hr" or "distribution lists" in address:
        return True
    pieces = [piece.strip("0123456789") for piece in _SPLIT.split(local)]
    joined = "".join(pieces)
    return (
        joined in _ROLE_WORDS
        or pieces[0] in _ROLE_WORDS
        or _EXCHANGE_LIST in pieces
        or pieces[-1] in _LIST_WORDS
        or joined.startswith(("noreply", "donotreply", "mailerdaemon", "no_reply"))
    )
