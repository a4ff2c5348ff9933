"""``onrecord related``: other messages on the same matter, each with why."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

Onrecord = Callable[..., CompletedProcess[str]]


def test_related_messages_come_with_reasons(onrecord: Onrecord, sample_archive: Path) -> None:
    def ask(*words: str) -> CompletedProcess[str]:
        return onrecord(*words, ONRECORD_ARCHIVE=str(sample_archive))

    hit = json.loads(ask("search", "fault log", "--json").stdout)["hits"][0]
    found = json.loads(ask("related", hit["permalink"], "--json").stdout)
    assert found["permalink"] == hit["permalink"]
    assert found["related"]
    assert all(item["reasons"] for item in found["related"])
    told = ask("related", hit["permalink"], "--limit", "2").stdout
    assert "rare words of both" in told
    assert found["related"][0]["permalink"] in told


def test_an_unknown_message_is_an_error(onrecord: Onrecord, sample_archive: Path) -> None:
    told = onrecord("related", "m/nosuchmessage", ONRECORD_ARCHIVE=str(sample_archive))
    assert told.returncode == 2
