"""From bytes to a `Message`: never raises, whatever the bytes."""

from onrecord.message.address import mailboxes
from onrecord.message.date import stated_date
from onrecord.message.encoded_word import decode_words
from onrecord.message.message_id import message_id, message_ids
from onrecord.message.mime import read_parts
from onrecord.message.printed import parse_printed
from onrecord.message.problem import Problem
from onrecord.message.structure import HeaderField, Mailbox, Message, StatedDate

_ONCE = frozenset({"from", "date", "subject", "message-id", "sender", "in-reply-to", "references"})


def parse(raw: bytes, *, printed: bool = False) -> Message:
    """Return the message that these bytes are; ``printed`` for a page without original headers."""
    if printed:
        return parse_printed(raw)
    parts, problems = read_parts(raw)
    fields = parts[0].fields
    by_name: dict[str, list[HeaderField]] = {}
    for field in fields:
        by_name.setdefault(field.name.lower(), []).append(field)
    problems.extend(_repeated(by_name))
    date, flaws = _date(by_name)
    problems.extend(flaws)
    if not by_name.get("from"):
        problems.append(Problem("header/no-from", "no From field states an author"))
    return Message(
        printed=False,
        fields=fields,
        parts=parts,
        from_=_mailboxes(by_name, "from"),
        sender=_mailboxes(by_name, "sender"),
        reply_to=_mailboxes(by_name, "reply-to"),
        to=_all_mailboxes(by_name, "to"),
        cc=_all_mailboxes(by_name, "cc"),
        bcc=_all_mailboxes(by_name, "bcc"),
        subject=decode_words(_text(by_name, "subject")),
        date=date,
        message_id=message_id(_text(by_name, "message-id")),
        in_reply_to=message_ids(_text(by_name, "in-reply-to")),
        references=message_ids(_text(by_name, "references")),
        document_number="",
        problems=tuple(problems),
    )


def _text(by_name: dict[str, list[HeaderField]], name: str) -> str:
    fields = by_name.get(name)
    return fields[0].text if fields else ""


def _mailboxes(by_name: dict[str, list[HeaderField]], name: str) -> tuple[Mailbox, ...]:
    text = _text(by_name, name)
    return mailboxes(text) if text else ()


def _all_mailboxes(by_name: dict[str, list[HeaderField]], name: str) -> tuple[Mailbox, ...]:
    """Recipients of every field of the name: a letter with two To fields went to both."""
    fields = by_name.get(name)
    if not fields:
        return ()
    return tuple(mailbox for field in fields for mailbox in mailboxes(field.text))


def _date(
    by_name: dict[str, list[HeaderField]],
) -> tuple[StatedDate | None, list[Problem]]:
    fields = by_name.get("date")
    if not fields:
        return None, [Problem("header/no-date", "no Date field states when it was written")]
    date = stated_date(fields[0].text)
    if date is None:
        note = "the Date field states no date that can be read"
        return None, [Problem("header/bad-date", note, fields[0].start, fields[0].end)]
    return date, []


def _repeated(by_name: dict[str, list[HeaderField]]) -> list[Problem]:
    return [
        Problem(
            "header/repeated",
            f"there are {len(found)} {found[0].name} fields: the first one counts",
            found[1].start,
            found[1].end,
        )
        for name, found in by_name.items()
        if name in _ONCE and len(found) > 1
    ]
