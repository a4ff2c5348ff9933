"""Words by which a line shows itself as a title, as an organisation, or as a way to reach somebody."""

import re
from collections.abc import Container
from functools import lru_cache

_REMEMBERED = 1 << 14
"""Lines: an author's signature has the same ones in letter after letter."""

TITLE_WORDS = frozenset(
    """
    accountant acting adjutant administrator adviser advisor agent aide ambassador analyst architect
    archivist assistant associate asst attache attaché attorney auditor avp broker bureau captain
    cashier ceo cfo chair chairman chairperson chairwoman chancellor chief cio clerk columnist commander
    commissioner comptroller consul consultant controller coo coordinator correspondent councillor
    counsel counsellor counselor cto curator dealer dean deputy developer director economist editor
    engineer envoy evp exec executive fellow foreman founder governor head historian inspector intern
    investigator journalist judge lawyer lead leader lecturer liaison librarian lieutenant manager mayor
    member mgr minister negotiator officer organizer originator paralegal partner planner president
    principal producer professor programmer prosecutor provost publisher ranger rector registrar
    reporter representative researcher scheduler scholar scientist secretary senator sergeant sheriff
    specialist speechwriter spokesman spokesperson spokeswoman strategist superintendent supervisor
    surveyor svp teacher technician teller tester trader trainee treasurer trustee undersecretary
    underwriter vp warden writer
    """.split()
) - {"bureau", "member"}

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
    accounting analytics billing brokerage communications compliance crew desk documentation engineering
    finance firmware fundamentals hr legal litigation logistics maintenance marketing operations origination
    planning policy power procurement purchasing regulatory risk sales scheduling security settlements
    structuring tax team trading transmission treasury unit
    """.split()
)
"""What a part of an organisation is called by: enough for one that stands in a signature."""

_CONTACT = re.compile(
    r"@|https?:|www\.|\d{3}[\s.)/-]{1,3}\d{3,4}|\b\d{3,}[-\s]\d|\b(?:tel|telephone|phone|fax|cell|mobile|"
    r"office|direct|pager|e-?mail|blackberry|bb|ext|voice|desk)\b\.?\s*(?:[:#(+]|\d)|^\(?\s*[(+]\d"
    r"|^x?\s?\d[-.]?\d{4}\b|^\W*(?:direct|mobile|cell|fax|tel|phone|telephone|voice|desk)\W*$",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:street|st\.|avenue|ave\.?|road|suite|floor|p\.?\s?o\.? box|building|room|rm\.?)\b"
    r"|\b[A-Z]{2},? \d{5}\b|^\d+\s|\b\d{5}\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"\b(?:i|we|you|he|she|they|it|is|was|are|were|will|would|has|have|had|can|could|should|please|thanks|"
    r"said|says|that|this|there|who|what|when|why|how|if|but|because|not|your|our|my|me|(?-i:us)|him|her|them|been|be|"
    r"do|did|does|let|met|asked|told|wrote|attached|regarding|subject|sent|from|cc)\b",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"(?:^|[-–—] ?)(?:the )?(?:office|bureau|department|division|section|embassy) (?:of|for)\b",
    re.I,
)
_UNIT_NAME = re.compile(
    r"^(?:(?!\b(?:of|to|for|at)\b)[^,|])*\b(?:department|dept|secretariat|division|finance|program(?:me)?)(?:\s+[-–—].*)?$",
    re.IGNORECASE,
)
"""Words that can be a title's are a unit's here: Corporate Secretary Department."""

_BEFORE_SURNAMES = frozenset("dean governor judge senator sheriff".split())
_MEMBER = re.compile(r"Member(?:,| of the) [A-Z]")
_POSSESSIVE = re.compile(r"[^\W\d_]+['’]s\b")
_SMALL = frozenset("of the and for in to at on de la du del der von au et y e a".split())
_LETTERS = re.compile(r"[^\W\d_]+")


@lru_cache(_REMEMBERED)
def is_contact(line: str) -> bool:
    """Tell whether a line says how to reach somebody: telephone, mail, web, street."""
    return _CONTACT.search(line) is not None or _PLACE.search(line) is not None


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
    if _UNIT_NAME.search(line):
        return False
    if line.rstrip().endswith((":", "?", "!", ";")) or _SENTENCE.search(line) or is_contact(line):
        return False
    if _UNIT.search(line):
        return False
    bare = _LETTERS.findall(_POSSESSIVE.sub(" ", line))
    return _MEMBER.match(line) is not None or any(word.lower() in TITLE_WORDS for word in bare)


def _is_called_dean(words: list[str]) -> bool:
    """Tell whether a line names somebody: a title's word that is a given name, or a form of address."""
    if len(words) != 2 or words[0].lower() not in _BEFORE_SURNAMES:
        return False
    return words[1].istitle() and words[1].lower() not in TITLE_WORDS | ORGANISATION_WORDS


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
    if line.rstrip().endswith((":", "?", "!", ";")) or _SENTENCE.search(line) or is_contact(line):
        return False
    capitals = sum(word[:1].isupper() for word in words)
    small = sum(word.lower() in _SMALL for word in words)
    return bool(capitals + small >= len(words))


def names_organisation(line: str) -> bool:
    """Tell whether a line holds a word that only organisations have."""
    return any(word.lower() in ORGANISATION_WORDS for word in _LETTERS.findall(line))


def is_unit(line: str, labels: Container[str] = ()) -> bool:
    """Tell whether a line shows itself as an organisation or a part of one.

    By a word for such, or by a word that a domain has for a name (``labels``).
    """
    words = [word.lower() for word in _LETTERS.findall(line)]
    return "".join(words) in labels or any(
        word in ORGANISATION_WORDS or word in _UNIT_WORDS or word in labels for word in words
    )
