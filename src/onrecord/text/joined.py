"""Letters joined by pairs: which of them hang together (disjoint sets, Tarjan 1975)."""

from collections.abc import Hashable, Iterable
from typing import TypeVar

Member = TypeVar("Member", bound=Hashable)


class Joined:
    """Members that are joined two by two; a member that was never named stands alone."""

    def __init__(self) -> None:
        self._above: dict[Hashable, Hashable] = {}

    def join(self, one: Hashable, other: Hashable) -> None:
        """Join two members, and with them all that hang together with either."""
        self._above[self.top(one)] = self.top(other)

    def top(self, member: Hashable) -> Hashable:
        """Return the member that stands for all that hang together with this one."""
        above = self._above
        above.setdefault(member, member)
        while above[member] != member:
            above[member] = above[above[member]]
            member = above[member]
        return member

    def groups(self, members: Iterable[Member]) -> list[list[Member]]:
        """Return members that hang together, in the order given."""
        found: dict[Hashable, list[Member]] = {}
        for member in members:
            found.setdefault(self.top(member), []).append(member)
        return list(found.values())
