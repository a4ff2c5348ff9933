"""Who writes to whom, kept up as mail comes in: letters are counted, not copies of them.

Messages of the same words, or nearly, and about the same date are one letter: it counts once from its
author to each who received any copy, in the strongest role. What copies and mass mailings are can change
with every tranche; then the letters that this touches are counted again.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from itertools import pairwise

import msgspec
import numpy as np

from onrecord.archive.store import Heading, Holdings
from onrecord.duplicates.same_letter import one_letter
from onrecord.pipeline.enrolling.named_rows import (
    FROM,
    SENDER,
    Mentions,
    NamedRows,
    Numbers,
    named_rows,
)
from onrecord.register.port import BCC, EdgeRow, LetterRow, RegisterStore
from onrecord.relations.port import RelationsStore
from onrecord.text.joined import Joined

_DAY = 86_400


class Letters:
    """Letters as they are counted now, and how their groups changed."""

    def __init__(
        self,
        holdings: Holdings,
        relations: RelationsStore,
        register: RegisterStore,
        mentions: Mentions,
    ) -> None:
        self._holdings = holdings
        self._relations = relations
        self._register = register
        self._mentions = mentions
        self._correspondents: dict[str, int] = {}

    def count(self, rows: NamedRows, headings: Mapping[int, Heading]) -> None:
        """Count new messages, and those again whose copies or mailings they changed."""
        fresh = self._fresh(rows, headings)
        before, after = self._touched(fresh)
        grouped = _grouped(after.values())
        older = [number for number in after if number not in fresh]
        everybody = [rows, named_rows(self._holdings, older)] if older else [rows]
        counts = _Counts()
        for some in everybody:
            persons = self._numbered(some)
            counts.name(some, persons)
        counts.letters(list(before.values()), -1)
        counts.letters(grouped, 1)
        self._register.add_edges(counts.edges())
        self._register.put_letters(item for item in grouped if item != before.get(item.message))

    def _numbered(self, rows: NamedRows) -> Numbers:
        """Return the number of the correspondent in each row, 0 for nobody."""
        keys = self._mentions.keys(rows.mailboxes)
        known = self._numbers(set(keys.values()))
        boxes, places = np.unique(rows.mailboxes, return_inverse=True)
        numbers = [known.get(keys.get(box, ""), 0) for box in boxes.tolist()]
        return np.array(numbers, np.int64)[places]

    def _numbers(self, keys: set[str]) -> dict[str, int]:
        """Return the numbers of correspondents, of these and of those asked for before."""
        self._correspondents |= self._register.numbers(keys - self._correspondents.keys())
        return self._correspondents

    def _fresh(self, rows: NamedRows, headings: Mapping[int, Heading]) -> dict[int, LetterRow]:
        """Return new messages, each as a letter of its own."""
        alike = self._relations.alike(headings)
        boxes = rows.only(SENDER) | rows.only(FROM)
        keys = self._mentions.keys(rows.mailboxes)
        known = self._numbers({keys[box] for box in boxes.values() if box in keys})
        return {
            number: LetterRow(
                number,
                known.get(keys.get(boxes.get(number, 0), ""), 0),
                heading.sent,
                alike.get(number, (0, 0))[0],
                0,
                0,
                number,
            )
            for number, heading in headings.items()
        }

    def _touched(
        self, fresh: dict[int, LetterRow]
    ) -> tuple[dict[int, LetterRow], dict[int, LetterRow]]:
        """Return the letters known before that hang together with what is new or changed; and all now."""
        known = self._register.letters_in_groups()
        now = {
            number: (item.near, item.mailing)
            for number, item in self._relations.likenesses().items()
        }
        changed = [
            number
            for number in known.keys() | now.keys()
            if number not in fresh and known.get(number, (0, 0)) != now.get(number, (0, 0))
        ]
        before = {item.message: item for item in self._register.letters(changed)}
        after = {**fresh, **before}
        waiting = dict(after)
        while waiting:
            keys = {item.letter_key for item in waiting.values() if item.letter_key}
            near = {item.near for item in waiting.values() if item.near}
            near |= {now[number][0] for number in waiting if number in now and now[number][0]}
            found = self._register.letters_like(keys, near)
            waiting = {item.message: item for item in found if item.message not in after}
            before |= waiting
            after |= waiting
        return before, {
            number: msgspec.structs.replace(item, near=now[number][0], mailing=now[number][1])
            if number in now
            else item
            if not item.near and not item.mailing
            else msgspec.structs.replace(item, near=0, mailing=0)
            for number, item in after.items()
        }


class _Counts:
    """Edges while letters are counted: columns of what each letter adds to them or takes away."""

    def __init__(self) -> None:
        self._messages: list[Numbers] = []
        self._roles: list[Numbers] = []
        self._persons: list[Numbers] = []
        self._found: list[tuple[Numbers, Numbers, Numbers, Numbers]] = []

    def name(self, rows: NamedRows, persons: Numbers) -> None:
        """Learn who received messages."""
        here = (rows.roles <= BCC) & (persons > 0)
        self._messages.append(rows.messages[here])
        self._roles.append(rows.roles[here])
        self._persons.append(persons[here])

    def letters(self, letters: Sequence[LetterRow], sign: int) -> None:
        """Count letters in, or out again."""
        if not letters:
            return
        leads = _leads(letters)
        table = np.array(
            [(item.message, item.author, *leads[item.lead]) for item in letters], np.int64
        )
        table = table[np.argsort(table[:, 0])]
        messages = np.concatenate(self._messages)
        at = np.minimum(np.searchsorted(table[:, 0], messages), len(table) - 1)
        author, recipient = table[at, 1], np.concatenate(self._persons)
        counted = (table[at, 0] == messages) & (author > 0) & (author != recipient)
        at, recipient = at[counted], recipient[counted]
        roles = np.concatenate(self._roles)[counted]
        author, lead, month, mailed = (table[at, column] for column in (1, 2, 3, 4))
        order = np.lexsort((roles, recipient, author, lead))
        first = np.ones(len(order), bool)
        for column in (lead, author, recipient):
            some = column[order]
            first[1:] &= some[1:] == some[:-1]
        first[1:] = ~first[1:]
        kept = order[first]
        pair = recipient[kept] << 32 | author[kept]
        when = month[kept] << 2 | roles[kept]
        self._found.append((pair, when, np.full(len(kept), sign, np.int64), mailed[kept] * sign))

    def edges(self) -> list[EdgeRow]:
        """Return what changed, summed; by recipient, which is the order of the register's index."""
        if not self._found:
            return []
        pair, when, letters, mailed = (
            np.concatenate(column) for column in zip(*self._found, strict=True)
        )
        if not len(pair):
            return []
        order = np.lexsort((when, pair))
        pair, when = pair[order], when[order]
        fresh = (np.diff(pair, prepend=-1) != 0) | (np.diff(when, prepend=-1) != 0)
        starts = np.flatnonzero(fresh)
        sums = np.add.reduceat(letters[order], starts), np.add.reduceat(mailed[order], starts)
        changed = (sums[0] != 0) | (sums[1] != 0)
        pair, when = pair[starts][changed], when[starts][changed]
        columns = (pair & 0xFFFFFFFF, pair >> 32, when >> 2, when & 3)
        told = (column.tolist() for column in (*columns, sums[0][changed], sums[1][changed]))
        return list(map(EdgeRow._make, zip(*told, strict=True)))


def _leads(letters: Sequence[LetterRow]) -> dict[int, tuple[int, int, int]]:
    """Return for each leading message itself, the month of its letter, and 1 if that is a mass mailing."""
    sent: dict[int, int | None] = {}
    mailed: set[int] = set()
    for item in letters:
        known = sent.get(item.lead)
        if known is None or (item.sent is not None and item.sent < known):
            sent[item.lead] = item.sent
        if item.mailing:
            mailed.add(item.lead)
    return {lead: (lead, _month(when), int(lead in mailed)) for lead, when in sent.items()}


def _grouped(letters: Iterable[LetterRow]) -> list[LetterRow]:
    """Return letters with the lowest number among their copies as lead."""
    by_message = {item.message: item for item in letters}
    alike: dict[tuple[str, int], list[LetterRow]] = defaultdict(list)
    for item in by_message.values():
        if item.letter_key:
            alike["key", item.letter_key].append(item)
        if item.near:
            alike["near", item.near].append(item)
    joined = Joined()
    together: set[int] = set()
    for found in alike.values():
        if len(found) < 2:
            continue
        found.sort(key=lambda item: (item.sent is not None, item.sent or 0, item.message))
        for one, other in pairwise(found):
            if one_letter(one.sent, other.sent):
                joined.join(one.message, other.message)
                together |= {one.message, other.message}
    leads = {number: min(group) for group in joined.groups(sorted(together)) for number in group}
    return [
        item
        if item.lead == leads.get(item.message, item.message)
        else msgspec.structs.replace(item, lead=leads.get(item.message, item.message))
        for item in by_message.values()
    ]


def _month(sent: int | None) -> int:
    """Return the month (``YYYYMM``) of a moment, 0 for none or one that no calendar has."""
    return 0 if sent is None else _month_of_day(sent // _DAY)


@lru_cache(maxsize=1 << 14)
def _month_of_day(day: int) -> int:
    try:
        found = datetime.fromtimestamp(day * _DAY, UTC)
    except (OverflowError, ValueError, OSError):
        return 0
    return found.year * 100 + found.month
