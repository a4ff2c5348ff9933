"""Messages found put together: those that are one letter, or nearly; those of one thread."""

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum

from onrecord.archive.store import Holdings
from onrecord.duplicates.same_letter import one_letter
from onrecord.pipeline.recovered_keys import RECOVERED_FROM
from onrecord.relations.port import Relations, message_of

Rows = list[list[int]]
"""Keys of messages in groups: each led by the first found of it, in the order of the leaders."""


class Grouping(StrEnum):
    """What a row of results is: a message, all near copies of a letter, or all hits of a thread."""

    NONE = ""
    COPIES = "copies"
    THREAD = "thread"


class Groups:
    """Puts messages found together by what is known of them."""

    def __init__(self, holdings: Holdings, relations: Relations) -> None:
        self._holdings = holdings
        self._relations = relations

    def rows(self, keys: list[int], grouping: Grouping) -> Rows:
        """Return the groups of messages found, which are given in the order of results."""
        return self._by_copies(keys) if grouping is Grouping.COPIES else self._by_thread(keys)

    def leads(self, keys: Iterable[int]) -> dict[int, int]:
        """Return the leading message of each one's thread.

        A recovered message is in the thread of a message that quotes it.
        """
        standing = {key: key for key in keys if key < RECOVERED_FROM}
        standing |= self._quoted_in(keys)
        known = self._relations.threads_of(set(standing.values()))
        return {key: known.get(number, number) for key, number in standing.items()}

    def thread_names(self, leads: Iterable[int]) -> dict[int, tuple[str, str]]:
        """Return permalink and subject of the threads that these messages lead."""
        return {
            number: ("t/" + heading.permalink.removeprefix("m/"), heading.subject)
            for number, heading in self._holdings.headings(leads).items()
        }

    def _quoted_in(self, keys: Iterable[int]) -> dict[int, int]:
        wanted = [key - RECOVERED_FROM for key in keys if key >= RECOVERED_FROM]
        found = self._relations.recovered_by_number(wanted)
        return {RECOVERED_FROM + number: message_of(lead) for number, lead in found.items()}

    def _by_thread(self, keys: list[int]) -> Rows:
        rows: dict[int, list[int]] = {}
        leads = self.leads(keys)
        for key in keys:
            rows.setdefault(leads.get(key, -key), []).append(key)
        return list(rows.values())

    def _by_copies(self, keys: list[int]) -> Rows:
        alike = self._relations.alike(key for key in keys if key < RECOVERED_FROM)
        times = Counter(letter for letter, _ in alike.values() if letter)
        several = [number for number, (letter, _) in alike.items() if times[letter] > 1]
        headings = self._holdings.headings(several)
        return folded(keys, alike, {number: item.sent for number, item in headings.items()})


def folded(
    keys: Iterable[int], alike: Mapping[int, tuple[int, int]], sent: Mapping[int, int | None]
) -> Rows:
    """Return keys in groups: same letter key and day, or same group of near copies.

    ``alike`` gives letter key and group, 0 for none; ``sent`` the date of those that share a letter key.
    A message joins the first group it fits.
    """
    rows: Rows = []
    of_letter: dict[int, list[int]] = {}
    of_group: dict[int, int] = {}
    for key in keys:
        letter, group = alike.get(key, (0, 0))
        at = of_group.get(group) if group else None
        if at is None:
            fitting = (
                row
                for row in of_letter.get(letter, ())
                if one_letter(sent[rows[row][0]], sent[key])
            )
            at = next(fitting, None)
        if at is None:
            at = len(rows)
            rows.append([])
        rows[at].append(key)
        if letter and at not in of_letter.setdefault(letter, []):
            of_letter[letter].append(at)
        if group:
            of_group.setdefault(group, at)
    return rows
