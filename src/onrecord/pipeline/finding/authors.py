"""Who the authors of the messages found are judged to be."""

from collections.abc import Callable, Iterable

import msgspec

from onrecord.people.letter_sightings import mention
from onrecord.pipeline.showing.views import AuthorView, HitView
from onrecord.register.port import Register


class Authors:
    """Names the persons behind the authors of hits, all of a page at once."""

    def __init__(self, known: Callable[[], Register | None]) -> None:
        """``known`` gives who is who, None where nothing is known of it."""
        self._known = known

    def told(self, hits: Iterable[HitView]) -> list[HitView]:
        """Return the hits with the person whom the first author of each is judged to be, if known."""
        found = list(hits)
        keys = {hit.permalink: _key(hit) for hit in found}
        asked = set(keys.values()) - {""}
        register = self._known() if asked else None
        if register is None:
            return found
        numbers = register.persons_of(asked)
        persons = register.persons(set(numbers.values()))
        authors = {
            key: AuthorView(persons[number].permalink, persons[number].name)
            for key, number in numbers.items()
            if number in persons
        }
        return [
            msgspec.structs.replace(hit, author=authors.get(keys[hit.permalink])) for hit in found
        ]


def _key(hit: HitView) -> str:
    """Return the key of the first author's correspondent, "" where none is stated."""
    author = hit.from_[0] if hit.from_ else None
    named = mention(author.name, author.address) if author else None
    return named.key if named else ""
