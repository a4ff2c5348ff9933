"""What is true of the sample, for people (README.txt) and for tests (expected.json)."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping

from port_alder.cast import CAST
from port_alder.description import Description
from port_alder.dkim_signature import SIGNERS
from port_alder.letter import Letter
from port_alder.odd import Item
from port_alder.quotation import Quotation
from port_alder.tranches import FIRST, PUBLISHER, SECOND, Placed, Tranche

_DAMAGED = {
    "cut-short": "breaks off inside a base64 attachment; the last boundary is missing",
    "fax": "no Message-ID, no usable date, 8-bit characters without a charset",
}


def expected_json(
    letters: list[Letter],
    placed: list[Placed],
    quotations: list[Quotation],
    descriptions: list[Description],
) -> str:
    """Return the truth as JSON text. ``quotations`` are the story's, in its order."""
    names = {letter.key: letter for letter in letters}
    first_places = {item.key: item for item in (message.item for message in placed)}
    truth = {
        "publisher": PUBLISHER,
        "tranches": [_tranche(tranche, placed) for tranche in (FIRST, SECOND)],
        "messages_found": len(placed),
        "distinct_messages": len({_sha256(message) for message in placed}),
        "distinct_message_ids": len({p.item.message_id for p in placed if p.item.message_id}),
        "exact_copies": _exact_copies(placed),
        "same_letter_other_bytes": _other_bytes(placed),
        "missing_messages": [_missing(letter, letters) for letter in letters if not letter.boxes],
        "attachments": [_attachments(letter) for letter in letters if letter.attachments],
        "damaged": [
            {**_reference(first_places[key], placed), "reason": reason}
            for key, reason in _DAMAGED.items()
        ],
        "dkim": _dkim(names, placed),
        "quotations": [
            _quotation(number, quotation, placed)
            for number, quotation in enumerate(quotations, start=1)
        ],
        "descriptions": [_description(description) for description in descriptions],
    }
    return json.dumps(truth, indent=2, ensure_ascii=False) + "\n"


def _sha256(message: Placed) -> str:
    return hashlib.sha256(message.stored).hexdigest()


def _tranche(tranche: Tranche, placed: list[Placed]) -> dict[str, object]:
    mine = [message for message in placed if message.box.tranche == tranche]
    boxes = list(dict.fromkeys(message.box for message in mine))
    return {
        "name": tranche.name,
        "folder": tranche.folder,
        "published": tranche.published,
        "messages": len(mine),
        "boxes": [
            {
                "path": box.path,
                "custodian": CAST[box.custodian].name,
                "format": "eml" if box.publisher_id else "mbox",
                "messages": sum(message.box == box for message in mine),
            }
            for box in boxes
        ],
    }


def _place(message: Placed) -> dict[str, object]:
    return {"path": message.path, "number": message.number}


def _exact_copies(placed: list[Placed]) -> list[dict[str, object]]:
    groups = defaultdict(list)
    for message in placed:
        groups[_sha256(message)].append(message)
    return [
        {
            "message_id": group[0].item.message_id,
            "sha256": sha256,
            "places": [_place(message) for message in group],
        }
        for sha256, group in groups.items()
        if len(group) > 1
    ]


def _other_bytes(placed: list[Placed]) -> list[dict[str, object]]:
    groups = defaultdict(list)
    for message in placed:
        groups[message.item.key].append(message)
    return [
        {
            "message_id": group[0].item.message_id,
            "differs_in": _difference(group),
            "places": [_place(message) for message in group],
        }
        for group in groups.values()
        if len({_sha256(message) for message in group}) > 1
    ]


def _difference(group: list[Placed]) -> str:
    same_letter = len({message.item.content for message in group}) == 1
    return "line ends" if same_letter else "Bcc"


def _missing(letter: Letter, letters: Iterable[Letter]) -> dict[str, object]:
    replies = [other for other in letters if other.parent == letter.key]
    return {
        "message_id": letter.message_id,
        "sender": letter.sender.address,
        "replies": [reply.message_id for reply in replies],
        "quoted_in": [reply.message_id for reply in replies if "{quoted}" in reply.text],
    }


def _attachments(letter: Letter) -> dict[str, object]:
    return {"message_id": letter.message_id, "filenames": list(letter.attachments)}


def _reference(item: Item, placed: Iterable[Placed]) -> dict[str, object]:
    """Name a message as a reader can: Message-ID, publisher's ids, and where it lies."""
    copies = [message for message in placed if message.item.key == item.key]
    return {
        "message_id": item.message_id,
        "publisher_ids": [message.publisher_id for message in copies if message.publisher_id],
        "places": [_place(message) for message in copies],
        "tranches": list(dict.fromkeys(message.box.tranche.name for message in copies)),
    }


def _dkim(letters: Mapping[str, Letter], placed: list[Placed]) -> list[dict[str, object]]:
    selectors = {signer.domain: signer.selector for signer in SIGNERS}
    results = []
    for message in placed:
        domain = message.item.sender.partition("@")[2]
        if domain in selectors:
            holds = not letters[message.item.key].gateway_note
            results.append(
                {
                    "message_id": message.item.message_id,
                    **_place(message),
                    "domain": domain,
                    "selector": selectors[domain],
                    "holds": holds,
                    "reason": "" if holds else "the receiving gateway added a note to the body",
                }
            )
    return results


def _quotation(number: int, quotation: Quotation, placed: list[Placed]) -> dict[str, object]:
    items = {message.item.key: message.item for message in placed}
    found = bool(quotation.evidence)
    return {
        "number": number,
        "quotation": quotation.text,
        "speaker": quotation.speaker,
        "words": quotation.words,
        "whose": quotation.whose or None,
        "in_the_mail": (quotation.mail or quotation.text) if found else None,
        "place": quotation.place if found else None,
        "evidence": [_reference(items[key], placed) for key in quotation.evidence],
        "note": quotation.note,
    }


def _description(description: Description) -> dict[str, object]:
    person = CAST[description.person] if description.person else None
    return {
        "description": description.text,
        "in_the_story": description.in_story,
        "person": {"name": person.name, "address": person.address} if person else None,
        "note": description.note,
    }


def readme(placed: list[Placed]) -> str:
    """Return the text of README.txt."""
    lines = [_README_HEAD]
    for tranche in (FIRST, SECOND):
        mine = [message for message in placed if message.box.tranche == tranche]
        lines.append(f"{tranche.name}, published {tranche.published}: {len(mine)} messages")
        for box in dict.fromkeys(message.box for message in mine):
            count = sum(message.box == box for message in mine)
            lines.append(f"  {box.path:<24} {CAST[box.custodian].name:<16} {count:>3} messages")
        lines.append("")
    return "\n".join([*lines, _README_TAIL])


_README_HEAD = """THE PORT ALDER MAIL

An invented city transit authority, its contractor, and new fare gates that
close on small people. Every person, company, place and message is made up, and
every address ends in .example.

What is where
"""
_README_TAIL = """The files under tranche-1/valkov and tranche-2/okafor are named by the
publisher's ids (PATA-1-0001 and so on). The others are mbox files (mboxrd).

  story.md        a newspaper story about the mail, with some quotations that are
                  right and some that are wrong, on purpose
  expected.json   the truth: how many messages are where, which are exact copies,
                  which are missing or damaged, which DKIM signatures hold, and
                  for each quotation what a check of it must find, and for each
                  person described without a name who alone is meant (null:
                  nobody may be taken for them).
                  "words" is about what stands in the mail, "whose" about who
                  wrote it; null means that nothing in particular is expected.
  keys/           the public DKIM keys of the two domains that sign their mail,
                  each file named like its DNS record. The private keys can be
                  made again by anybody: the signatures prove nothing.
"""
