"""Words by which a line shows itself as a title, as an organisation, or as a way to reach somebody."""

import re
from collections.abc import Collection
from functools import lru_cache
from itertools import accumulate

_REMEMBERED = 1 << 14
"""Lines: an author's signature has the same ones in letter after letter."""

TITLE_WORDS = frozenset(
    """
    accountant acting actuary adjuster adjutant administrator adviser advisor agent agronomist aide
    alderman ambassador analyst anthropologist appraiser arbitrator archaeologist architect archivist
    assessor assistant associate asst attache attaché attorney auditor avp barrister biologist bookkeeper
    botanist broker buyer candidate captain cartographer cashier ceo cfo chair chairman chairperson
    chairwoman chancellor chemist chief cio clerk cofounder colonel columnist commander commissioner
    commodore comptroller congressman congresswoman consul consultant controller coo coordinator
    copywriter correspondent councillor councilman councilor councilwoman counsel counsellor counselor
    cto curator dba dealer dean delegate deputy designer detective developer dir director dispatcher
    ecologist economist editor emeritus engineer entrepreneur envoy estimator evangelist evp examiner
    exec executive expediter facilitator fellow foreman founder geographer geologist geophysicist
    governor head historian hydrologist illustrator inspector instructor intern interpreter investigator
    journalist judge landman lawyer lead leader lecturer legislator liaison librarian lieutenant linguist
    lobbyist magistrate manager marketer mathematician mayor mechanic mediator meteorologist mgr minister
    modeler modeller naturalist negotiator notary nurse officer ombudsman organiser organizer originator
    owner paralegal partner pastor pathologist pharmacist photographer physician physicist planner
    postmaster presenter president principal producer professional professor programmer proprietor
    prosecutor provost psychiatrist psychologist publisher rabbi ranger realtor receptionist recruiter
    rector registrar rep reporter representative researcher reviewer salesman salesperson scheduler
    scholar scientist secretary seismologist senator sergeant sheriff skipper sociologist solicitor
    specialist speechwriter spokesman spokesperson spokeswoman statistician strategist superintendent
    supervisor supt surgeon surveyor svp teacher technician technologist teller tester therapist trader
    trainee trainer translator treasurer trustee tutor typist undersecretary underwriter vp warden
    webmaster writer zoologist
    """.split()
)

ORGANISATION_WORDS = frozenset(
    """
    administration affairs agency alliance america ambassade assembly associates association authority
    bank branch bureau campaign center centre chamber chancery clinic club co coalition college commission
    committee company congress consulate consulting corp corporation council county court department
    dept directorate division embassy enterprises exchange faculty federation firm foundation fund
    gallery government group harbor harbour hospital house inc industries initiative institute
    institution international laboratories laboratory law league library limited llc llp ltd ministry
    mission museum network networks news office organisation organization parliament partners party police
    port press project programme program research school secretariat section senate service services
    society solutions staff state studies systems team trust union unit university village volunteers
    warehouse works
    """.split()
)

_UNIT_WORDS = frozenset(
    """
    accounting administration allocations analysis analytics assurance audit billing brokerage budget
    capital commerce communications compliance consultants contracts control controls credit crew
    customer data desk development distribution documentation electric electricity energy engineering
    environmental exploration facilities finance firmware fundamentals gas hr information infrastructure
    investments journal legal litigation logistics maintenance management market marketing markets
    measurement operations origination payroll petroleum pipeline planning policy power procurement
    production products publications purchasing radio realty recruiting refining regulatory relations
    research resources retail risk sales scheduling security services settlements structuring supply
    support system tax team technologies technology telecommunications television trading transmission
    transportation treasury unit utilities utility ventures
    """.split()
)
"""What a part of an organisation is called by: enough for one that stands in a signature."""

_DOTTED = re.compile(r"\bL\.\s?(?:L\.\s?)?[CP]\b|\bP\.\s?C\.|\bN\.\s?A\.")
"""Legal forms written with dots."""
_CONTACT = re.compile(
    r"@|https?:|www\.|\d{3}[\s.)/-]{1,3}\d{3,4}|\b\d{3,}[-\s]\d|\b(?:tel|telephone|phone|fax|cell|mobile|"
    r"office|direct|pager|e-?mail|blackberry|bb|ext|voice|desk)\b\.?\s*(?:[:#(+]|\d)|^\(?\s*[(+]\d"
    r"|^x?\s?\d[-.]?\d{4}\b|^\W*(?:direct|mobile|cell|fax|tel|phone|telephone|voice|desk)\W*$"
)
_PLACE = re.compile(
    r"\b(?:street|st\.|avenue|ave\.?|road|boulevard|blvd\.?|suite|building|bldg|rm\.?)\b"
    r"|\b(?:p\.?\s?o\.?|post office) box\b|\b(?:plaza|towers?|drive)$"
    r"|^(?:one|two|three|four|five)\s.*\b(?:cent(?:er|re)|place|square)$"
    r"|\b(?:\d\w*|ground|top|first|second|third|fourth|fifth) floor\b|\b(?:floor|room)\W*[a-z]?\d"
    r"|\b[a-z]{2},? \d{5}\b|^\d+\s|\b\d{5}\b"
)
"""Both are looked for in small letters."""
_LONGEST_CONTACT = 200
_ROOM_ALONE = re.compile(r"\W*[A-Z]{1,4}[ -]?\d{2,5}[A-Za-z]?\W*$")
_SAID = frozenset(
    """
    we you he she they it is was are were will would has have had can could should please thanks said
    says that this there who what when why how if but because not your our my me us him her them been be
    do did does let met asked told wrote attached regarding subject sent from cc
    """.split()
)
"""Words of sentences and of headers."""
_NAMES_TOO = frozenset(("IT", "US", "Us"))
"""What some of these words are when they are not written small."""
_UNIT = re.compile(
    r"(?:^|[-–—] ?)(?:the )?(?:office|bureau|department|division|section|embassy) (?:of|for)\b",
    re.I,
)
_UNIT_NAME = re.compile(
    r"^(?:(?!\b(?:of|to|for|at)\b)[^,|])*\b(?:department|dept|secretariat|division|finance|program(?:me)?)(?:\s+[-–—].*)?$",
    re.IGNORECASE,
)
"""Words that can be a title's are a unit's here: Corporate Secretary Department."""
_TEAM = re.compile(
    r"^(?!.*\b(?:chief|dir|director|head|lead|leader|manager|member|president|secretary|supervisor|vp)\b)"
    r"[^,|/–—-]*\b(?:group|team|desk|crew)$",
    re.IGNORECASE,
)
"""And here, unless somebody is at its head: Trader Support Group."""

_BEFORE_SURNAMES = frozenset(
    "ambassador captain colonel dean governor judge mayor professor senator sheriff".split()
)
_LONGEST_CALLED = 4
_MEMBER = re.compile(r"Member(?:,| of the) [A-Z]")
_POSSESSIVE = re.compile(r"[^\W\d_]+['’]s\b")
_SMALL = frozenset("of the and for in to at on de la du del der von au et y e a".split())
_LETTERS = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"[A-Za-z]\d|\d[A-Z]{2}|[<>=:]|\.com\b")
"""What no title holds: numbers of rooms and bookings, marks of a web page."""
_DIGIT = re.compile(r"\d")
_ROOM = re.compile(r"^(?P<kept>[^\d@]+?)\s*(?:,|\s[|–—-]+\s|\s--)\s*[^,]*\d.*$")
_NAMED_PLACES = frozenset(
    "center centre court house county state port bank works village harbor harbour".split()
)
"""Words of organisations that streets and buildings are named with too."""
_BEFORE_NUMBERS = frozenset("office desk unit section".split())


@lru_cache(_REMEMBERED)
def is_contact(line: str) -> bool:
    """Tell whether a line says how to reach somebody: telephone, mail, web, street."""
    if len(line) > _LONGEST_CONTACT:
        return False
    small = line.lower()
    if _CONTACT.search(small) or _PLACE.search(small):
        return True
    return _ROOM_ALONE.match(line) is not None


@lru_cache(_REMEMBERED)
def is_title(line: str) -> bool:
    """Tell whether a line can be a title: a few words in capitals, one of them a title's, no sentence."""
    words = _LETTERS.findall(line)
    if not 0 < len(words) <= 14 or len(line) > 110 or not line[:1].isupper():
        return False
    if _MEMBER.match(line) is None and not any(word.lower() in TITLE_WORDS for word in words):
        return False
    if _is_prose(words) or _is_called_dean(words):
        return False
    if _UNIT_NAME.search(line) or _TEAM.search(line) or _CODE.search(line):
        return False
    if line.rstrip().endswith((":", "?", "!", ";")) or _is_said(words, line) or is_contact(line):
        return False
    if _UNIT.search(line):
        return False
    bare = _LETTERS.findall(_POSSESSIVE.sub(" ", line))
    return _MEMBER.match(line) is not None or any(word.lower() in TITLE_WORDS for word in bare)


def _is_said(words: list[str], line: str) -> bool:
    """Tell whether a line has a word of sentences; ``Engineer I`` and ``I. S. Brook`` have not."""
    if any(word.lower() in _SAID and word not in _NAMES_TOO for word in words):
        return True
    return ("I" in words and words[-1] != "I" and "I." not in line) or "i" in words


def _is_called_dean(words: list[str]) -> bool:
    """Tell whether a line names somebody: a title's word that is a given name, or a form of address."""
    if not 2 <= len(words) <= _LONGEST_CALLED or words[0].lower() not in _BEFORE_SURNAMES:
        return False
    known = TITLE_WORDS | ORGANISATION_WORDS | _UNIT_WORDS
    return all(word.istitle() and word.lower() not in known for word in words[1:])


def _is_prose(words: list[str]) -> bool:
    """Tell whether most words of a line are written small, as in a headline or a sentence, not a title."""
    small = sum(word.islower() and word not in _SMALL for word in words)
    return small > 2 and 2 * small > len(words) + 1


@lru_cache(_REMEMBERED)
def is_organisation(line: str) -> bool:
    """Tell whether a line can be an organisation or a part of one."""
    words = _LETTERS.findall(line)
    if not 0 < len(words) <= 14 or len(line) > 100 or not line[:1].isupper():
        return False
    if line.rstrip().endswith((":", "?", "!", ";")) or _is_said(words, line) or is_contact(line):
        return False
    capitals = sum(word[:1].isupper() for word in words)
    small = sum(word.lower() in _SMALL for word in words)
    return bool(capitals + small >= len(words))


def names_organisation(line: str) -> bool:
    """Tell whether a line holds a word that only organisations have."""
    return any(word.lower() in ORGANISATION_WORDS for word in _LETTERS.findall(line))


@lru_cache(_REMEMBERED)
def without_place(line: str) -> str:
    """Return an organisation's line without the street or room that ends it; other lines as they are."""
    found = _ROOM.match(line) if _DIGIT.search(line) else None
    if found is None:
        return line
    words = {word.lower() for word in _LETTERS.findall(found["kept"])}
    evident = (ORGANISATION_WORDS | _UNIT_WORDS) - _NAMED_PLACES
    if not words & evident or words <= _BEFORE_NUMBERS or not is_organisation(found["kept"]):
        return line
    return found["kept"]


def is_unit(line: str, labels: Collection[str] = ()) -> bool:
    """Tell whether a line shows itself as an organisation or a part of one.

    By a word for such, or by what a domain has for a name (``labels``).
    """
    words = _LETTERS.findall(line)
    if any(word.lower() in ORGANISATION_WORDS or word.lower() in _UNIT_WORDS for word in words):
        return True
    if _DOTTED.search(line):
        return True
    return any(_is_named(words, label) for label in labels)


def _is_named(words: list[str], label: str) -> bool:
    """Tell whether a domain's label names what words name: ``QuayOnline`` and ``Quay Works`` at quay."""
    small = [word.lower() for word in words]
    if "".join(word[0] for word in small) == label:
        return True
    if label in accumulate(small) or label in small:
        return True
    size = len(label)
    return any(
        word.startswith(label) and written[size].isupper()
        for word, written in zip(small, words, strict=True)
    )
