"""In what a story says that words were said or written: mail, or what no mailbox need hold."""

import re
from enum import StrEnum

from onrecord.check.scene import BLOT


class Medium(StrEnum):
    """In what the story says the words were said or written. Mail is what an archive can hold."""

    UNSTATED = ""
    EMAIL = "e-mail"
    LETTER = "letter"
    TEXT = "text-message"
    POST = "post"
    INTERVIEW = "interview"
    SPEECH = "speech"
    STATEMENT = "statement"
    TESTIMONY = "testimony"
    PUBLICATION = "publication"


NOT_MAIL = frozenset(
    {
        Medium.POST,
        Medium.INTERVIEW,
        Medium.SPEECH,
        Medium.STATEMENT,
        Medium.TESTIMONY,
        Medium.PUBLICATION,
    }
)
"""Media that no mailbox need hold."""

_WORDS = {
    Medium.EMAIL: (
        "e-?mail(?:s|ed|ing)?",
        "(?:re)?forwarded",
        "memo(?:randum)?",
        "inbox",
        "correspondence",
    ),
    Medium.LETTER: ("letters?", "wrote in (?:a|the) note"),
    Medium.TEXT: ("texted", "text messages?", "whatsapp", "slack", "chat"),
    Medium.POST: (
        "tweet(?:s|ed|ing)?",
        "twitter",
        "facebook",
        "instagram",
        "youtube",
        "truth social",
        "blog",
        "posted on",
    ),
    Medium.TESTIMONY: (
        "testi(?:fied|fying|mony)",
        "under oath",
        "deposition",
        "at the hearing",
        r"(?:told|before) the (?:\w+ )?(?:committee|court|tribunal|inquiry|jury|commission|panel)",
    ),
    Medium.INTERVIEW: (
        "interview(?:ed)?",
        "told (?:me|us|reporters?|a reporter)",
        r"told (?:the|this) (?:\w+ ){0,3}(?:newspaper|paper|post|times|journal|courier|gazette)",
        "told (?-i:[A-Z]{3,})",
        "told politico",
        "reached (?:by|on|at|for|(?:mon|tues|wednes|thurs|fri|satur|sun)day)",
        "by (?:tele)?phone",
        "(?:when )?asked (?:by|about)",
        "on (?-i:CNN|MSNBC|NBC|ABC|CBS|NPR|BBC)",
        "podcast",
    ),
    Medium.SPEECH: (
        "speech",
        "rally",
        "debate",
        "(?:news|press) (?:conference|briefing)",
        "podium",
        "sermon",
        "address to",
        "on stage",
        "remarks at",
        "told (?:the |a )?(?:crowd|audience|rally|supporters|parliament|voters|delegates)",
    ),
    Medium.STATEMENT: (
        r"(?:in|issued) (?:a|an|another|its|his|her|the)?\s*(?:\w+ )?(?:statement|(?:press|news) release)",
        "statement (?:said|read|released|issued)",
    ),
    Medium.PUBLICATION: (
        r"(?:in|of) (?:his|her|a|an|the|their) (?:\d{4} )?(?:new |recent )?(?:book|memoir|autobiography)",
        "(?:in|of) (?:his|her|a|an|the|their) (?:new |recent )?(?:op-ed|column|essay|article|novel)",
    ),
}
_BLOTS = re.compile(f"{BLOT}+")
_NAMED = {medium.name: medium for medium in _WORDS}
_MEDIUM = re.compile(
    "|".join(rf"(?P<{medium.name}>\b(?:{'|'.join(words)})\b)" for medium, words in _WORDS.items()),
    re.IGNORECASE,
)
_ORDER = list(_WORDS)


def stated_medium(said: str) -> Medium:
    """Return the medium a sentence names; mail wins, since only mail can be asked for."""
    found = [_NAMED[str(match.lastgroup)] for match in _MEDIUM.finditer(_BLOTS.sub(" ", said))]
    return min(found, key=_ORDER.index, default=Medium.UNSTATED)
