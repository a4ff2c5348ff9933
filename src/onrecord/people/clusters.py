"""Correspondents joined step by step, with the ground of every joining, and joinings that are forbidden."""

from collections.abc import Iterable

import msgspec

from onrecord.people.fitting import Fit, fit, same_but_for_scanning
from onrecord.people.grounds import Ground
from onrecord.people.name_form import Name

_NEGLIGIBLE = 20
"""A name borne that many times more seldom than another may be a misreading of it."""


class Link(msgspec.Struct, frozen=True):
    """A joining that a rule proposes; ``rank`` orders the links of one rule, the best first.

    ``names_matter`` is false where a reviewer decided, and where the rule itself explains why names
    differ.
    """

    ground: Ground
    rank: int = 0
    names_matter: bool = True


class Clusters:
    """A partition of correspondents that only grows coarser.

    No joining breaks a prohibition, nor puts two full names into one person that cannot be one's.
    """

    def __init__(self, keys: Iterable[str]) -> None:
        self._above: dict[str, str] = {key: key for key in keys}
        self._members: dict[str, list[str]] = {}
        self._names: dict[str, dict[Name, int]] = {}
        self._forbidden: dict[str, set[str]] = {}
        self._weights: dict[str, int] = {}
        self.grounds: list[Ground] = []
        self.refused: list[Ground] = []

    def __contains__(self, key: str) -> bool:
        return key in self._above

    def root(self, key: str) -> str:
        """Return the correspondent that stands for the group a correspondent is in."""
        above = self._above
        top = key
        while above[top] != top:
            top = above[top]
        while above[key] != top:
            above[key], key = top, above[key]
        return top

    def members(self, root: str) -> list[str]:
        """Return the group of a root."""
        return self._members.get(root) or [root]

    def groups(self) -> dict[str, list[str]]:
        """Return all groups by root."""
        return {root: self.members(root) for root, above in self._above.items() if root == above}

    def name(self, key: str, name: Name, weight: int) -> None:
        """Say which full name a correspondent bears, in how many letters."""
        self._names[key] = {name: weight}

    def names(self, root: str) -> list[Name]:
        """Return the full names a group bears, without those too rare to tell against another."""
        weights = self._names.get(root, {})
        heaviest = max(weights.values(), default=0)
        return [name for name, weight in weights.items() if weight * _NEGLIGIBLE > heaviest]

    def weigh(self, key: str, letters: int) -> None:
        """Say how many letters name a correspondent."""
        self._weights[key] = letters

    def weight(self, root: str) -> int:
        """Return how many letters name a group."""
        return self._weights.get(root, 0)

    def forbid(self, first: str, second: str) -> None:
        """Keep two correspondents in two persons for good; both must be known here."""
        self._forbidden.setdefault(first, set()).add(second)
        self._forbidden.setdefault(second, set()).add(first)

    def join_all(self, links: Iterable[Link]) -> None:
        """Join by the links of one rule; which are refused does not depend on their order."""
        for link in sorted(links, key=_order):
            self.join(link)

    def join(self, link: Link) -> bool:
        """Join two groups; false, and noted, where that is forbidden or names contradict."""
        first, second = self.root(link.ground.first), self.root(link.ground.second)
        if first != second and not self._may_join(first, second, names_matter=link.names_matter):
            self.refused.append(link.ground)
            return False
        self.grounds.append(link.ground)
        if first != second:
            self._unite(first, second)
        return True

    def are_kept_apart(self, first: str, second: str) -> bool:
        """Tell whether a prohibition stands between the groups of two roots."""
        small, large = sorted((self.members(first), self.members(second)), key=len)
        apart = self._forbidden
        other = self.root(large[0])
        return any(self.root(enemy) == other for member in small for enemy in apart.get(member, ()))

    def _may_join(self, first: str, second: str, *, names_matter: bool) -> bool:
        if self.are_kept_apart(first, second):
            return False
        if not names_matter:
            return True
        return all(
            fit(one, other) is not Fit.NO or same_but_for_scanning(one, other)
            for one in self.names(first)
            for other in self.names(second)
        )

    def _unite(self, first: str, second: str) -> None:
        large, small = sorted((first, second), key=lambda root: (-len(self.members(root)), root))
        self._above[small] = large
        self._members.setdefault(large, [large]).extend(self._members.pop(small, [small]))
        self._weights[large] = self.weight(large) + self._weights.pop(small, 0)
        names = self._names.setdefault(large, {})
        for name, weight in self._names.pop(small, {}).items():
            names[name] = names.get(name, 0) + weight


def _order(link: Link) -> tuple[int, int, str, str, str]:
    ground = link.ground
    return -link.rank, -ground.count, ground.first, ground.second, ground.kind.value
