"""DKIM signatures of the sample hold, checked by dkimpy with the keys the sample publishes."""

from pathlib import Path
from typing import Any

import pytest

Messages = dict[str, list[bytes]]

dkim: Any = pytest.importorskip("dkim", reason="dkimpy is the independent check here")


@pytest.fixture(scope="module")
def keys(folder: Path) -> dict[bytes, bytes]:
    """Return the published key records by their DNS names."""
    return {
        file.name.removesuffix(".txt").encode() + b".": file.read_bytes().strip()
        for file in (folder / "keys").iterdir()
    }


def _holds(raw: bytes, keys: dict[bytes, bytes]) -> bool:
    return bool(dkim.verify(raw, dnsfunc=lambda name, timeout=5: keys.get(name)))


def _raw(entry: dict[str, Any], messages: Messages) -> bytes:
    return messages[str(entry["path"])][int(entry["number"]) - 1]


def test_signatures_hold_or_fail_as_stated(
    truth: dict[str, Any], messages: Messages, keys: dict[bytes, bytes]
) -> None:
    """All hold but the one whose body the receiving gateway added a note to."""
    results = {entry["message_id"]: entry["holds"] for entry in truth["dkim"]}
    assert len(results) >= 8
    assert list(results.values()).count(False) == 1
    for entry in truth["dkim"]:
        assert _holds(_raw(entry, messages), keys) == entry["holds"], entry["message_id"]


def test_every_signed_message_is_listed(truth: dict[str, Any], messages: Messages) -> None:
    """A DKIM-Signature field stands in the listed messages and in no others."""
    listed = {(entry["path"], entry["number"]) for entry in truth["dkim"]}
    signed = {
        (path, number)
        for path, found in messages.items()
        for number, raw in enumerate(found, start=1)
        if b"\nDKIM-Signature:" in b"\n" + raw.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    }
    assert signed == listed


@pytest.mark.parametrize(
    ("before", "after"),
    [(b"eight tenths", b"seven tenths"), (b"Subject: Re: Beam", b"Subject: Re: Seam")],
)
def test_changed_message_fails(
    truth: dict[str, Any],
    messages: Messages,
    keys: dict[bytes, bytes],
    before: bytes,
    after: bytes,
) -> None:
    """One word changed in the body, or one letter in a signed field, and nothing holds."""
    raws = [_raw(entry, messages) for entry in truth["dkim"] if entry["holds"]]
    raw = next(raw for raw in raws if b"The low beam is blind" in raw)
    assert _holds(raw, keys)
    assert before in raw
    assert not _holds(raw.replace(before, after), keys)


def test_keys_are_of_the_stated_form(keys: dict[bytes, bytes]) -> None:
    """RFC 6376 §3.6.1: one TXT record per signing domain."""
    assert sorted(keys) == [
        b"gate2022._domainkey.castellangate.example.",
        b"news._domainkey.alder-courier.example.",
    ]
    assert all(record.startswith(b"v=DKIM1; k=rsa; p=MI") for record in keys.values())
