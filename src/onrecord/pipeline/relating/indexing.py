"""What the search index holds of a message beside its words, and recovered messages in it.

A recovered message has no row of its own among the messages: the index knows it by `RECOVERED_FROM` and the
number the relations gave it.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from onrecord.archive.store import Holdings
from onrecord.message.date import stated_date
from onrecord.pipeline.archive import Originals, WritableArchive
from onrecord.pipeline.describing.describe import Occurrence
from onrecord.pipeline.recovered_keys import RECOVERED_FROM
from onrecord.pipeline.showing.letters import QuotedLetters
from onrecord.relations.port import LetterRecord, message_of
from onrecord.search.engine import Document
from onrecord.search.query import Flag

_AT_ONCE = 1000


def index_recovered(
    archive: WritableArchive, leads: Iterable[int], former_leads: Iterable[int]
) -> None:
    """Make recovered messages findable, and take out those that are none any more."""
    store, relations, engine = archive.store, archive.relations, archive.engine
    engine.remove(RECOVERED_FROM + number for number in relations.forget_recovered(former_leads))
    numbers = relations.number_recovered(leads)
    originals = Originals(archive.directory, store)
    letters = QuotedLetters(store, originals, relations)
    for some in _batches(sorted(numbers)):
        records = relations.letters_by_key(some)
        drafts = relations.drafts(some)
        copies = relations.survivors_led_by(some)
        places = occurrences(store, {message_of(lead) for lead in records})
        for lead, record in records.items():
            alone = lead in drafts and len(copies[lead]) == 1
            text = drafts[lead] if alone else letters.merged_text(lead, relations.drafts)
            place = places[message_of(lead)]
            engine.add(
                [_document(RECOVERED_FROM + numbers[lead], record, text, copies[lead], place)]
            )
    originals.close()


def _batches(keys: list[int]) -> Iterator[list[int]]:
    waiting = iter(keys)
    while some := list(islice(waiting, _AT_ONCE)):
        yield some


def _document(
    key: int, record: LetterRecord, text: str, names: list[str], places: list[Occurrence]
) -> Document:
    stated = record.stated
    sent = stated_date(stated.date)
    return Document(
        key=key,
        subject=stated.subject,
        own=(),
        quoted=(text,),
        aside=(),
        attachments="",
        filenames="",
        from_=f"{stated.author} {stated.author_address}".strip(),
        to=stated.to,
        cc="",
        bcc="",
        sent=int(sent.instant.timestamp()) if sent else None,
        tranches=tuple(dict.fromkeys(place.tranche for place in places)),
        has_attachment=False,
        kind_flags=(Flag.RECOVERED.value,),
        custodians=tuple(dict.fromkeys(place.custodian for place in places if place.custodian)),
        names=tuple(names),
    )


def occurrences(store: Holdings, numbers: Iterable[int]) -> dict[int, list[Occurrence]]:
    """Return where the copies of each message were found."""
    return {
        number: [
            Occurrence(
                copy.tranche.name, copy.container.custodian, copy.container.path, copy.publisher_id
            )
            for copy in copies
        ]
        for number, copies in store.copies_of(numbers).items()
    }
