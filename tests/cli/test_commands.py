"""The command line: what users type, what they read, and how it ends."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from onrecord.cli import COMMANDS

Onrecord = Callable[..., CompletedProcess[str]]


@pytest.fixture
def ask(onrecord: Onrecord, sample_archive: Path) -> Onrecord:
    """Run a command on the sample archive."""

    def asked(*words: str | Path) -> CompletedProcess[str]:
        return onrecord(*words, ONRECORD_ARCHIVE=str(sample_archive))

    return asked


def test_help_lists_every_command(onrecord: Onrecord) -> None:
    told = onrecord("--help")
    assert told.returncode == 0
    assert all(f"\n  {name} " in told.stdout for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(onrecord: Onrecord, name: str) -> None:
    told = onrecord(name, "--help")
    assert told.returncode == 0
    assert "Usage:" in told.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("add",),
        ("add", "no-such-file", "--tranche", "x"),
        ("add", ".", "--tranche", " "),
        ("add", ".", "--tranche", "x", "--published", "last week"),
        ("search", "--limit", "0"),
        ("search", "before:whenever"),
        ("show", "m/nosuchmessage"),
        ("status", "--archive", "/nonexistent"),
        ("check", "no-such-story.md"),
        ("serve", "--host", "0.0.0.0"),
    ],
)
def test_bad_arguments_end_with_two_and_one_line(ask: Onrecord, words: tuple[str, ...]) -> None:
    told = ask(*words)
    assert told.returncode == 2
    assert told.stderr.count("\n") == 1
    assert "Traceback" not in told.stderr


def test_an_archive_is_made_once(onrecord: Onrecord, tmp_path: Path) -> None:
    assert onrecord("init", tmp_path / "a").returncode == 0
    again = onrecord("init", tmp_path / "a")
    assert again.returncode == 2
    assert "archive here already" in again.stderr


def test_status_tells_the_sums_of_every_container(ask: Onrecord, sample: Path) -> None:
    truth = json.loads((sample / "expected.json").read_text())
    status = json.loads(ask("status", "--json").stdout)
    assert status["version"] == 1
    assert status["messages"] + status["copies"] == truth["messages_found"]
    assert status["messages"] == truth["distinct_messages"]
    for item in status["containers"]:
        assert item["found"] == item["stored"] + item["copies"] + item["failed"]
        assert {"path", "sha256"} <= item.keys()
    assert [item["name"] for item in status["tranches"]] == ["First release", "Second release"]
    assert "Port Alder Transit Authority, 2024-03-05" in ask("status", "--problems").stdout


def test_search_gives_the_documented_shape(ask: Onrecord) -> None:
    found = json.loads(
        ask("search", "fault log", "--json", "--limit", "3", "--sort", "date").stdout
    )
    assert found["version"] == 1
    assert found["total"] >= len(found["hits"]) == 3
    hit = found["hits"][0]
    assert {"permalink", "date", "from", "to", "subject", "tranche", "snippet"} <= hit.keys()
    assert {"name", "address"} == hit["from"].keys()
    dates = [item["date"] for item in found["hits"]]
    assert dates == sorted(dates)


def test_pages_of_results_join_without_gap(ask: Onrecord) -> None:
    def page(offset: int, limit: int) -> list[str]:
        words = ("search", "gate", "--json", "--sort", "date")
        told = ask(*words, "--limit", str(limit), "--offset", str(offset))
        return [hit["permalink"] for hit in json.loads(told.stdout)["hits"]]

    assert page(0, 10) == page(0, 4) + page(4, 6)


def test_a_minus_sign_in_a_query_is_no_option(ask: Onrecord) -> None:
    every = json.loads(ask("search", "gate", "--json").stdout)["total"]
    fewer = json.loads(ask("search", "gate", "-fault", "--json").stdout)["total"]
    assert 0 < fewer < every


def test_a_mended_query_is_told(ask: Onrecord) -> None:
    assert "not closed" in ask("search", '"fault log').stderr


def test_raw_gives_exactly_the_bytes_received(ask: Onrecord, sample: Path) -> None:
    path = next((sample / "tranche-1" / "valkov").glob("*.eml"))
    told = ask("show", path.stem, "--raw")
    assert told.stdout.encode("utf-8", "surrogateescape").replace(b"\r\n", b"\n") == (
        path.read_bytes().replace(b"\r\n", b"\n")
    )


def test_show_tells_provenance_and_headers(ask: Onrecord) -> None:
    told = ask("show", "PATA-1-0008").stdout
    assert "SHA-256" in told and "custodian Dimitri Valkov" in told
    assert "Message-ID:" in ask("show", "PATA-1-0008", "--headers").stdout
    view = json.loads(ask("show", "PATA-1-0008", "--json").stdout)
    assert "PATA-1-0008" in view["aliases"]
    whole = "".join(view["text"][p["start"] : p["end"]] for p in view["passages"])
    assert whole == view["text"]


def test_a_thread_shows_what_is_missing(ask: Onrecord) -> None:
    found = json.loads(ask("search", "subject:Valkov", "fault", "--json").stdout)["hits"][0]
    view = json.loads(ask("thread", found["permalink"], "--json").stdout)
    assert any(entry["missing"] or entry["recovered"] for entry in view["entries"])
    told = ask("thread", found["permalink"]).stdout
    assert "missing message <" in told or "survive only as quotation" in told


def test_control_characters_of_mail_never_reach_the_terminal(
    onrecord: Onrecord, tmp_path: Path
) -> None:
    path = tmp_path / "evil.eml"
    path.write_bytes(
        b"From: \x1b[31mAna\x07 <ana@port.example>\nSubject: =?utf-8?q?=1B]0;owned=07_=E2=80=AEabc?=\n"
        b"Date: Mon, 3 Oct 2022 10:00:00 +0000\n\nwords \x1b[2J\x9b31m here\n"
    )
    archive = tmp_path / "a"
    onrecord("init", archive)
    onrecord("add", path, "--tranche", "x", "--archive", archive)
    for words in (("search", "words"), ("show", "m/"), ("thread", "m/")):
        if words[1] == "m/":
            hits = json.loads(onrecord("search", "--json", "--archive", archive).stdout)["hits"]
            words = (words[0], hits[0]["permalink"])
        told = onrecord(*words, "--archive", archive)
        assert told.returncode == 0
        for hostile in ("\x1b", "\x07", "\x9b", "\u202e"):
            assert hostile not in told.stdout


def test_check_holds_the_sample_story_against_the_mail(
    ask: Onrecord, sample: Path, tmp_path: Path
) -> None:
    truth = json.loads((sample / "expected.json").read_text())["quotations"]
    report = tmp_path / "report.html"
    told = ask("check", sample / "story.md", "--json", "--report", report)
    assert told.returncode == 1
    checked = json.loads(told.stdout)
    story = (sample / "story.md").read_text()
    assert len(checked["quotations"]) == len(truth)
    for found, expected in zip(checked["quotations"], truth, strict=True):
        start, end = found["span"]
        assert story[start:end] == found["text"] == expected["quotation"]
        assert (found["words"], found["id"]) == (expected["words"], found["id"])
        if expected["whose"]:
            assert (found["whose"], found["text"]) == (expected["whose"], found["text"])
        named = {alias for item in found["evidence"] for alias in item["aliases"]}
        wanted = {item["message_id"].strip("<>") for item in expected["evidence"]}
        assert not wanted or found["words"] == "too-short" or named & wanted
    assert "<script" not in report.read_text()


def test_the_reading_room_opens_says_where_and_closes(sample_archive: Path) -> None:
    import os
    import signal
    import subprocess
    import sys
    import urllib.request

    command = [
        sys.executable,
        "-m",
        "onrecord",
        "serve",
        "--port",
        "0",
        "--archive",
        sample_archive,
    ]
    environment = {**os.environ, "PYTHONPATH": "src", "PYTHONUNBUFFERED": "1"}
    serving = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    assert serving.stdout is not None
    address = serving.stdout.readline().split(" at ")[1].split()[0]
    for _ in range(50):
        try:
            page = urllib.request.urlopen(address, timeout=5).read().decode()
            break
        except OSError:
            time.sleep(0.1)
    serving.send_signal(signal.SIGINT)
    assert serving.wait(timeout=20) == 0
    assert "First release" in page
