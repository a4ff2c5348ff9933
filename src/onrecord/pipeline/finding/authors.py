"""Who the authors and recipients of the messages found are judged to be."""

from collections.abc import Callable, Iterable

import msgspec

from onrecord.people.letter_sightings import mention
from onrecord.people.sightings import correspondent_key
from onrecord.pipeline.finding.searching_views import FacetValueView, FacetView
from onrecord.pipeline.showing.views import AuthorView, HitView
from onrecord.register.port import Register
from onrecord.search.engine import FacetField

_OF_PEOPLE = (FacetField.SENDER, FacetField.RECIPIENT)


class Authors:
    """Names the persons behind authors and addresses, all of a page at once."""

    def __init__(self, known: Callable[[], Register | None]) -> None:
        """``known`` gives who is who, None where nothing is known of it."""
        self._known = known

    def told(self, hits: Iterable[HitView]) -> list[HitView]:
        """Return the hits with the person whom the first author of each is judged to be, if known."""
        found = list(hits)
        keys = {hit.permalink: _key(hit) for hit in found}
        authors = self._persons(set(keys.values()))
        return [
            msgspec.structs.replace(hit, author=authors.get(keys[hit.permalink])) for hit in found
        ]

    def named(self, facets: Iterable[FacetView]) -> tuple[FacetView, ...]:
        """Return counts with the persons whom their senders and recipients are judged to be, if known."""
        counted = tuple(facets)
        of_people = [facet for facet in counted if facet.field in _OF_PEOPLE]
        keys = {
            item.value: correspondent_key(item.value) for each in of_people for item in each.values
        }
        persons = self._persons(set(keys.values()))

        def named(item: FacetValueView) -> FacetValueView:
            return msgspec.structs.replace(item, person=persons.get(keys[item.value]))

        return tuple(
            FacetView(facet.field, tuple(map(named, facet.values))) if facet in of_people else facet
            for facet in counted
        )

    def _persons(self, keys: set[str]) -> dict[str, AuthorView]:
        """Return the persons of correspondents, by key; of those of whom nothing is known, none."""
        asked = keys - {""}
        register = self._known() if asked else None
        if register is None:
            return {}
        with register.at_one_moment():
            numbers = register.persons_of(asked)
            persons = register.persons(set(numbers.values()))
        return {
            key: AuthorView(persons[number].permalink, persons[number].name)
            for key, number in numbers.items()
            if number in persons
        }


def _key(hit: HitView) -> str:
    """Return the key of the first author's correspondent, "" where none is stated."""
    author = hit.from_[0] if hit.from_ else None
    named = mention(author.name, author.address) if author else None
    return named.key if named else ""
