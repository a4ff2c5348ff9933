"""A tranche: one batch of a publisher's release, and the address its documents have there."""

from urllib.parse import quote

import msgspec


class Tranche(msgspec.Struct, frozen=True):
    """``published`` is the ISO date as the user gave it; ``id_template`` an address with ``{id}``."""

    name: str
    publisher: str = ""
    published: str = ""
    id_template: str = ""


def publisher_link(id_template: str, publisher_id: str) -> str:
    """Return the publisher's own address for a document, or "" where either is unknown."""
    if not id_template or not publisher_id:
        return ""
    return id_template.replace("{id}", quote(publisher_id, safe=""))
