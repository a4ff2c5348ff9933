"""When two names are the same name: the keys by which labels are kept and asked for."""

from onrecord.search.engine import Document
from onrecord.search.query import Label

COUNTED = frozenset((Label.SENDER, Label.RECIPIENT))
"""Labels that are values to count by as well: see `onrecord.search.facets`."""


def plain_name(name: str) -> str:
    """Return a name with case folded and white space collapsed."""
    return " ".join(name.casefold().split())


def label_key(label: Label, name: str) -> str:
    """Return the form in which a name is compared.

    Case and the amount of white space never count. Around an id neither do angle brackets, nor the
    ``m/`` of a permalink; before a file extension not its dot.
    """
    plain = plain_name(name)
    if label is Label.ID:
        return plain.strip("<>").removeprefix("m/")
    return plain.removeprefix(".") if label is Label.TYPE else plain


def label_keys(label: Label, document: Document) -> tuple[str, ...]:
    """Return the keys a document is found by, of labels not `COUNTED`.

    An ``image/png`` is found as ``image`` too.
    """
    names = document.names
    if label is Label.THREAD:
        names = (document.thread,)
    elif label is Label.TYPE:
        names = document.attachment_types
    keys = [label_key(label, name) for name in names if name]
    if label is Label.TYPE:
        keys += [key.partition("/")[0] for key in keys if "/" in key]
    return tuple(dict.fromkeys(key for key in keys if key))
