"""The subject without what answering and forwarding put before it (RFC 5256 §2.1, in more languages)."""

import re

import msgspec

_REPLY = "re|aw|antw|antwort|sv|vs|ref|rif|res|odp|ynt|atb|回复|答复|返信|отв|ответ"
_FORWARD = "fwd?|wg|tr|rv|enc|vb|doorst|vl|pd|videres|転送|转发|пер"
_LEADER = re.compile(
    rf"^\s*(?:(?P<reply>{_REPLY})|(?P<forward>{_FORWARD}))\s*(?:[\[(^]?\d+[\])]?)?\s*[:：]",
    re.IGNORECASE,
)
_LIST_NAME = re.compile(r"^\s*\[[^\[\]\d]{1,60}\]\s*(?=\S)")
"""A name in brackets that a list puts there; with figures it is part of the matter ("[PATCH v2 1/3]")."""
_TRAILER = re.compile(r"\s*\((?:fwd?|was:?[^()]*)\)\s*$", re.IGNORECASE)
_MOST_LEADERS = 50


class BaseSubject(msgspec.Struct, frozen=True, gc=False):
    """What a subject is about, case folded, and what its outermost leader says was done.

    ``answers`` is true for a reply and a forward, ``forwards`` for a forward alone.
    """

    text: str
    answers: bool
    forwards: bool


def base_subject(subject: str) -> BaseSubject:
    """Return the base subject, with white space collapsed; it may be empty."""
    text = " ".join(subject[:1000].split())
    outermost = ""
    for _ in range(_MOST_LEADERS):
        leader = _LEADER.match(text)
        if leader:
            outermost = outermost or str(leader.lastgroup)
            text = text[leader.end() :].lstrip()
            continue
        bare = _LIST_NAME.sub("", text)
        if bare == text:
            break
        text = bare
    while _TRAILER.search(text):
        outermost = outermost or "forward"
        text = _TRAILER.sub("", text)
    return BaseSubject(text.casefold(), bool(outermost), outermost == "forward")
