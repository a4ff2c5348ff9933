"""Who writes to whom among the busiest people of an archive."""

from onrecord.pipeline.who.people_views import EdgeView, NetworkView, NodeView, PersonLink
from onrecord.register.port import Register


class Networks:
    """Draws networks that are not around one person."""

    def __init__(self, register: Register) -> None:
        self._register = register

    def busiest(self, most: int) -> NetworkView:
        """Return the network among the ``most`` busiest persons who write to each other.

        Offices, lists and machines are left out.
        """
        _, rows = self._register.search([], most * 2, 0)
        here = {row.number: row for row in rows if not row.impersonal}
        here = dict(list(here.items())[:most])
        ties = {
            (min(one, other), max(one, other)): letters
            for one, other, letters in self._register.ties(list(here), mass_mailings=False)
            if other in here
        }
        tied = {end for pair in ties for end in pair}
        edges = []
        for (one, other), letters in ties.items():
            first, second = sorted((here[one].permalink, here[other].permalink))
            edges.append(EdgeView(first, second, letters))
        return NetworkView(
            PersonLink("", ""),
            0,
            tuple(
                NodeView(row.permalink, row.name, 1, row.messages)
                for number, row in here.items()
                if number in tied
            ),
            tuple(sorted(edges, key=lambda edge: (-edge.letters, edge.first, edge.second))),
        )
