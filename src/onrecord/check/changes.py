"""What changed since an earlier report, in the draft or in the archive."""

import json
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

import msgspec

from onrecord.check.json_report import to_json
from onrecord.check.library import Searched
from onrecord.check.report import Change, Checked, CheckReport, Since
from onrecord.errors import OnRecordError

LEAST_ALIKE = 0.5
"""Share of words by which a new quotation is an earlier one, reworded."""

_TOLD = ("words", "whose", "speaker")
_CIRCUMSTANCES = (
    "stated_date",
    "stated_recipients",
    "stated_medium",
    "stated_relation",
    "described",
)


class _Earlier(msgspec.Struct, frozen=True):
    id: str
    text: str
    said: str
    speaker: str
    words: str
    whose: str
    basis: str
    context: dict[str, Any]
    evidence: list[dict[str, Any]]


class _EarlierReport(msgspec.Struct, frozen=True):
    version: int
    story: str
    searched: Searched
    quotations: list[_Earlier]


def since(report: CheckReport, earlier: bytes) -> CheckReport:
    """Return a report of the quotations that changed since an earlier report in JSON, each with its change.

    Raises OnRecordError if the bytes are no such report.
    """
    before = _decoded(earlier)
    known = {each.id: each for each in before.quotations}
    fresh = [each for each in report.quotations if each.id not in known]
    left = [each for each in before.quotations if each.id not in _ids(report)]
    reworded = _reworded(fresh, left)
    as_read = json.loads(json.dumps(to_json(report)))
    now = {each["id"]: each for each in as_read["quotations"]}
    changed = []
    for each in report.quotations:
        old = known.get(each.id) or reworded.get(each.id)
        change = _change(old, now[each.id], each)
        if change is not None:
            changed.append(msgspec.structs.replace(each, change=change))
    taken = {each.id for each in reworded.values()}
    gone = tuple(each.said for each in left if each.id not in taken)
    told = Since(before.story, gone, before.searched)
    return msgspec.structs.replace(report, quotations=tuple(changed), since=told)


def _decoded(earlier: bytes) -> _EarlierReport:
    try:
        before = msgspec.json.decode(earlier, type=_EarlierReport)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _no_report() from error
    if before.version != 1:
        raise _no_report()
    return before


def _no_report() -> OnRecordError:
    return OnRecordError(
        "check/no-report",
        "the earlier report is none that this version can read.",
        hint="Give a file that `onrecord check STORY --json` printed.",
    )


def _ids(report: CheckReport) -> set[str]:
    return {each.id for each in report.quotations}


def _reworded(fresh: Sequence[Checked], left: Sequence[_Earlier]) -> dict[str, _Earlier]:
    """Return, for new quotations, the earlier one each was made of: the likest pairs first."""
    pairs = sorted(
        (
            (-_likeness(new.said, old.said), new.number, old.id)
            for new in fresh
            for old in left
            if _likeness(new.said, old.said) >= LEAST_ALIKE
        ),
    )
    names = {each.number: each.id for each in fresh}
    olds = {each.id: each for each in left}
    found: dict[str, _Earlier] = {}
    for _, number, old in pairs:
        if names[number] not in found and olds[old] not in found.values():
            found[names[number]] = olds[old]
    return found


def _likeness(first: str, second: str) -> float:
    mine, theirs = first.casefold().split(), second.casefold().split()
    return SequenceMatcher(None, mine, theirs, autojunk=False).ratio()


def _change(old: _Earlier | None, now: Mapping[str, Any], checked: Checked) -> Change | None:
    if old is None:
        return Change(is_new=True, before="", what=("new in the story",))
    what = tuple(_differences(old, now))
    if old.id == checked.id and old.basis == now["basis"] and not what:
        return None
    said = old.said if old.said != checked.said else ""
    return Change(is_new=False, before=said, what=what or ("its evidence",))


def _differences(old: _Earlier, now: Mapping[str, Any]) -> Iterator[str]:
    if old.text != now["text"]:
        yield "its wording in the story"
    for name in _TOLD:
        if getattr(old, name) != now[name]:
            yield f"{name}: {getattr(old, name) or 'unclear'} → {now[name] or 'unclear'}"
    for name in _CIRCUMSTANCES:
        if old.context.get(name) != now["context"][name]:
            yield name.replace("_", " ")
    mine = {each["permalink"] for each in old.evidence}
    theirs = {each["permalink"] for each in now["evidence"]}
    if theirs - mine:
        yield f"found in {', '.join(sorted(theirs - mine))} too"
    if mine - theirs:
        yield f"no longer found in {', '.join(sorted(mine - theirs))}"
