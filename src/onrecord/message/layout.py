"""Which parts are the letter, and which are attached to it."""

from onrecord.message.structure import Message, Part

_SIGNATURES = frozenset(
    {
        "application/pgp-signature",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/ms-tnef-signature",
    }
)
_REPORTS = frozenset(
    {"message/delivery-status", "message/disposition-notification", "text/rfc822-headers"}
)
_EMPTY_BYTES = 2
_BODY_TYPES = ("text/plain", "text/html", "text/enriched", "text/richtext")


def body_parts(message: Message) -> tuple[Part, ...]:
    """Return the parts a reader sees as the letter: of alternatives, plain text unless empty."""
    if len(message.parts) == 1:
        return message.parts if _is_body(message.parts[0], None) else ()
    found: list[Part] = []
    children = _children(message)
    by_path = {part.path: part for part in message.parts}
    waiting = [message.parts[0]]
    while waiting:
        part = waiting.pop()
        if not part.is_container:
            if _is_body(part, by_path.get(part.parent or "") if part.path else None):
                found.append(part)
        elif part.content_type == "multipart/alternative":
            waiting.extend(_best(children.get(part.path, []), children))
        elif part.content_type.startswith("multipart/"):
            waiting.extend(reversed(_shown(part, children.get(part.path, []))))
    return tuple(found)


def attachment_parts(message: Message) -> tuple[Part, ...]:
    """Return what a person would call attachments: not the letter, its other forms, or its images.

    A letter attached counts as one attachment; what is attached to it belongs to it.
    """
    if len(message.parts) == 1:
        only = message.parts[0]
        return () if _is_body(only, None) else (only,)
    by_path = {part.path: part for part in message.parts}
    body = {part.path for part in body_parts(message)}
    found: list[Part] = []
    inside: set[str] = set()
    for part in message.parts:
        parent = by_path.get(part.parent) if part.parent is not None else None
        if part.parent in inside:
            inside.add(part.path)
        elif part.is_container and not part.content_type.startswith("multipart/"):
            inside.add(part.path)
            found.append(part)
        elif not part.is_container and part.path not in body and _is_attached(part, parent):
            found.append(part)
    return tuple(found)


def _is_attached(part: Part, parent: Part | None) -> bool:
    kind = parent.content_type if parent else ""
    if part.content_type in _SIGNATURES:
        return False
    if part.content_type.startswith("image/") and part.disposition != "attachment":
        return kind != "multipart/related" and not part.content_id
    if kind == "multipart/alternative" and part.content_type in _BODY_TYPES:
        return bool(part.filename) and part.disposition == "attachment"
    return True


def _is_body(part: Part, parent: Part | None) -> bool:
    if part.content_type in _REPORTS:
        return True
    if not part.content_type.startswith("text/") or part.disposition == "attachment":
        return False
    if parent is None or not part.filename:
        return part.content_type in _BODY_TYPES or parent is None
    return False


def _best(alternatives: list[Part], children: dict[str, list[Part]]) -> list[Part]:
    for wanted in _BODY_TYPES:
        for part in alternatives:
            if part.content_type == wanted and part.end - part.body_start > _EMPTY_BYTES:
                return [part]
            if wanted == "text/html" and part.is_container and _holds(part, wanted, children):
                return [part]
    return [part for part in alternatives if part.is_container][:1]


def _holds(part: Part, wanted: str, children: dict[str, list[Part]]) -> bool:
    return any(
        child.content_type == wanted or child.is_container for child in children.get(part.path, [])
    )


def _shown(part: Part, children: list[Part]) -> list[Part]:
    return (
        children[:1] if part.content_type in ("multipart/related", "multipart/signed") else children
    )


def _children(message: Message) -> dict[str, list[Part]]:
    below: dict[str, list[Part]] = {}
    for part in message.parts[1:]:
        if part.transfer_encoding == "x-uuencode" and not part.fields:
            continue
        below.setdefault(part.parent or "", []).append(part)
    return below
