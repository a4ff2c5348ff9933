"""What tantivy keeps of a message: fields of words, labels, numbers, and values to count by."""

from collections.abc import Iterable
from datetime import date

import tantivy

from onrecord.search.engine import Document
from onrecord.search.facets import NAMED, day_number, named_values
from onrecord.search.labels import COUNTED, label_keys, plain_name
from onrecord.search.query import FARTHEST, Label
from onrecord.text.terms import index_form

ANALYZER = "onrecord-words"
TEXTS = ("subject", "own", "quoted", "aside", "attachment", "filename")
PEOPLE = ("from", "to", "cc", "bcc")
PLACES_KEPT = ("list", "custodian", "mailbox")
_KEPT_LABELS = tuple(label for label in Label if label not in COUNTED)
LABELS = ("tranche", *(label.value for label in _KEPT_LABELS))
FLAGS = "is"
DAY = "day"
_KEY_BITS = 26
_BIAS = 1 << 37
_UNDATED = (1 << 38) - 1
_EPOCH = date(1970, 1, 1)
_STOP = "ª"  # no word: folded it is an "a", so that no text's folded words hold it
_APART = f" {' '.join([_STOP] * (FARTHEST + 1))} "


def schema() -> tantivy.Schema:
    """Return the fields of the index. Texts have positions; nothing is stored."""
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("key", stored=False, indexed=True, fast=True)
    builder.add_unsigned_field("oldest", stored=False, indexed=False, fast=True)
    builder.add_unsigned_field("newest", stored=False, indexed=False, fast=True)
    builder.add_integer_field(DAY, stored=False, indexed=False, fast=True)
    builder.add_boolean_field("has_attachment", stored=False, indexed=True)
    for name in (*LABELS, FLAGS):
        builder.add_text_field(name, stored=False, tokenizer_name="raw", index_option="basic")
    for facet in NAMED:
        builder.add_text_field(
            counted_as(facet), stored=False, fast=True, tokenizer_name="raw", index_option="basic"
        )
    for name in (*TEXTS, *PEOPLE, *PLACES_KEPT):
        builder.add_text_field(name, stored=False, tokenizer_name=ANALYZER, index_option="position")
    return builder.build()


def analyzer() -> tantivy.TextAnalyzer:
    """Return what splits texts into words.

    Texts are in index form. A stop word makes no term, but the words after it stand one place further:
    a row of them keeps passages and lines so far apart that no phrase spans two.
    """
    words = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    stops = tantivy.Filter.custom_stopword([_STOP])
    return words.filter(tantivy.Filter.lowercase()).filter(stops).build()


def counted_as(facet: str) -> str:
    """Return the name of the field that keeps a facet's values."""
    return f"counted-{facet}"


def kept(document: Document) -> tantivy.Document:
    """Return a message as tantivy takes it."""
    made = tantivy.Document()
    made.add_unsigned("key", document.key)
    made.add_unsigned("oldest", in_order(document.sent, document.key))
    dated = document.sent is not None
    made.add_unsigned("newest", in_order(document.sent, document.key) if dated else document.key)
    day = day_number(document.sent)
    if day is not None:
        made.add_integer(DAY, day)
    made.add_boolean("has_attachment", document.has_attachment)
    for field, texts in _texts(document):
        said = [index_form(text) for text in texts if text]
        if said:
            made.add_text(field, _APART.join(said))
    for field, values in _values(document):
        for value in values:
            made.add_text(field, value)
    return made


def in_order(sent: int | None, key: int) -> int:
    """Return one number that orders by date, then by key; undated after all others."""
    moment = _UNDATED if sent is None else min(max(sent + _BIAS, 1), _UNDATED - 1)
    return (moment << _KEY_BITS) | (key & ((1 << _KEY_BITS) - 1))


def seconds(day: date) -> int:
    """Return when a UTC day begins, in seconds since 1970."""
    return (day - _EPOCH).days * 86400


def _texts(document: Document) -> tuple[tuple[str, Iterable[str]], ...]:
    return (
        ("subject", (document.subject,)),
        ("own", document.own),
        ("quoted", document.quoted),
        ("aside", document.aside),
        ("attachment", (document.attachments,)),
        ("filename", document.filenames.split("\n")),
        ("from", document.from_.split("\n")),
        ("to", document.to.split("\n")),
        ("cc", document.cc.split("\n")),
        ("bcc", document.bcc.split("\n")),
        ("list", (document.list_id,)),
        ("custodian", document.custodians),
        ("mailbox", document.mailboxes),
    )


def _values(document: Document) -> Iterable[tuple[str, Iterable[str]]]:
    yield "tranche", {plain_name(name) for name in document.tranches}
    for label in _KEPT_LABELS:
        yield label.value, label_keys(label, document)
    yield FLAGS, document.kind_flags
    for facet in NAMED:
        yield counted_as(facet), named_values(facet, document)
