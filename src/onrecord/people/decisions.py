"""A reviewer's decisions on who is who: a text file that anybody can read, check and pass on.

CSV with a line of column names; one decision a line, the later overrules the earlier. They name
correspondents by their keys, so they survive whatever mail is added, and always overrule the machine.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

import msgspec

from onrecord.people.reviewer_table import LeftOver, parse_table, print_table
from onrecord.people.sightings import NAME_PREFIX, correspondent_key

_COLUMNS = ("id", "when", "who", "decision", "first", "second", "name", "note")


class Act(StrEnum):
    """What was decided."""

    MERGE = "merge"
    NOT_SAME = "not the same"
    SPLIT = "split"
    RENAME = "rename"
    UNDO = "undo"


class Decision(msgspec.Struct, frozen=True):
    """One decision: who made it, and when (ISO 8601).

    ``merge`` and ``not the same`` name two correspondents; ``split`` takes ``first`` out of what the
    machine and earlier decisions joined it to; ``rename`` calls the person of ``first`` by ``name``;
    ``undo`` takes back the decision whose id stands in ``first``.
    """

    act: Act
    first: str
    second: str = ""
    name: str = ""
    who: str = ""
    when: str = ""
    note: str = ""

    @property
    def id(self) -> str:
        """Short name of this decision, made from what it says."""
        said = "\0".join((self.act.value, self.first, self.second, self.name, self.who, self.when))
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:10]


class Conflict(msgspec.Struct, frozen=True):
    """A decision that does not hold because another does."""

    decision: Decision
    holds: Decision | None
    reason: str


class Effective(msgspec.Struct, frozen=True):
    """What holds after all decisions: merges (newest first), pairs kept apart, splits, names."""

    merges: tuple[Decision, ...] = ()
    apart: tuple[Decision, ...] = ()
    alone: frozenset[str] = frozenset()
    names: tuple[tuple[str, str], ...] = ()
    conflicts: tuple[Conflict, ...] = ()


def parse_decisions(text: str) -> tuple[tuple[Decision, ...], tuple[LeftOver, ...]]:
    """Return the decisions of a file, and its lines that are none. Never raises.

    Correspondents may be written as addresses or names as they stand in the mail.
    """
    return parse_table(text, _COLUMNS, _read)


def print_decisions(decisions: Iterable[Decision]) -> str:
    """Return the file that `parse_decisions` reads."""
    rows = (
        (
            item.id, item.when, item.who, item.act.value,
            item.first, item.second, item.name, item.note,
        )
        for item in decisions
    )  # fmt: skip
    return print_table(_COLUMNS, rows)


def effective(decisions: Sequence[Decision]) -> Effective:
    """Return what holds: the later decision overrules the earlier, an undo takes one back."""
    conflicts: list[Conflict] = []
    merges: dict[tuple[str, str], Decision] = {}
    apart: dict[tuple[str, str], Decision] = {}
    alone: set[str] = set()
    names: dict[str, str] = {}
    for item in _standing(sorted(decisions, key=lambda made: made.when), conflicts):
        pair = _pair(item)
        if item.act is Act.RENAME:
            names.pop(item.first, None)
            names[item.first] = item.name
        elif item.act is Act.SPLIT:
            parted = [merges.pop(at) for at in list(merges) if item.first in at]
            conflicts.extend(Conflict(merge, item, "split later") for merge in parted)
            alone.add(item.first)
        else:
            holding, against = (merges, apart) if item.act is Act.MERGE else (apart, merges)
            if pair in against:
                conflicts.append(Conflict(against.pop(pair), item, "decided otherwise later"))
            holding.pop(pair, None)
            holding[pair] = item
    kept = _without_contradictions(list(reversed(merges.values())), list(apart.values()), conflicts)
    return Effective(
        tuple(kept), tuple(apart.values()), frozenset(alone), tuple(names.items()), tuple(conflicts)
    )


def _standing(decisions: list[Decision], conflicts: list[Conflict]) -> list[Decision]:
    """Return decisions that no later undo takes back (an undo can be undone)."""
    undone: set[str] = set()
    known = {item.id for item in decisions}
    standing: list[Decision] = []
    for item in reversed(decisions):
        if item.id in undone:
            continue
        if item.act is not Act.UNDO:
            standing.append(item)
        elif item.first in known:
            undone.add(item.first)
        else:
            conflicts.append(Conflict(item, None, "there is no such decision to undo"))
    return standing[::-1]


def _without_contradictions(
    merges: list[Decision], apart: list[Decision], conflicts: list[Conflict]
) -> list[Decision]:
    """Return merges, newest first, less those that would join what is kept apart, through others."""
    group: dict[str, set[str]] = {}
    kept = []
    for item in merges:
        first = group.setdefault(item.first, {item.first})
        second = group.setdefault(item.second, {item.second})
        if first is second:
            kept.append(item)
            continue
        against = next((rule for rule in apart if _stands_between(rule, first, second)), None)
        if against is not None:
            reason = "would join, through others, what is kept apart"
            conflicts.append(Conflict(item, against, reason))
            continue
        first |= second
        group.update((key, first) for key in second)
        kept.append(item)
    return kept


def _stands_between(rule: Decision, first: set[str], second: set[str]) -> bool:
    return (rule.first in first and rule.second in second) or (
        rule.first in second and rule.second in first
    )


def _pair(item: Decision) -> tuple[str, str]:
    return min(item.first, item.second), max(item.first, item.second)


def _read(cells: Mapping[str, str]) -> Decision | str:
    """Return a line's decision, or why it is none."""
    try:
        act = Act(cells["decision"].lower())
    except ValueError:
        return "the decision is none of: " + ", ".join(Act)
    first, second = cells["first"], cells["second"]
    if act is not Act.UNDO:
        first, second = _key(first), _key(second)
    if not first:
        return "no correspondent is named"
    if act in (Act.MERGE, Act.NOT_SAME) and (not second or second == first):
        return "two correspondents are needed"
    if act is Act.RENAME and not cells["name"]:
        return "the new name is missing"
    return Decision(act, first, second, cells["name"], cells["who"], cells["when"], cells["note"])


def _key(written: str) -> str:
    if written.startswith(NAME_PREFIX):
        return correspondent_key(written.removeprefix(NAME_PREFIX))
    return correspondent_key(written)
