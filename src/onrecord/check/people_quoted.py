"""The people a story quotes, for the right of reply."""

import msgspec

from onrecord.check.report import CheckReport, is_judged, is_open


class PersonQuoted(msgspec.Struct, frozen=True):
    """Somebody the story gives words to, or describes: the ids of the quotations, and of those to read."""

    name: str
    quotations: tuple[str, ...]
    to_read: tuple[str, ...]


def people_quoted(report: CheckReport) -> tuple[PersonQuoted, ...]:
    """Return the people quoted, as the story names or describes them, in the order they first speak.

    Quotations too short to tell and those of nobody the story names are left out.
    """
    named: dict[str, list[str]] = {}
    to_read: dict[str, list[str]] = {}
    for each in report.quotations:
        name = each.speaker or each.context.described
        if name and (is_judged(each) or each.context.word_count > 2):
            named.setdefault(name, []).append(each.id)
            to_read.setdefault(name, []).extend([each.id] if is_open(each) else [])
    return tuple(
        PersonQuoted(name, tuple(said), tuple(to_read[name])) for name, said in named.items()
    )
