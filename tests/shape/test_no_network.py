"""No part of the program opens a connection that the user did not ask for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
GUARD = """
import os
import socket
import sys

_ASKS = ("socket.gethostbyname", "socket.gethostbyaddr", "socket.getaddrinfo", "socket.getnameinfo")
_OPENS = ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg")


def guard(event, words):
    local = event in _OPENS and words[0].family == socket.AF_UNIX
    if event in _ASKS or (event in _OPENS and not local):
        with open(os.environ["NETWORK_LOG"], "a") as log:
            log.write(event + "\\n")
        raise RuntimeError(event)


sys.addaudithook(guard)
"""
"""Python itself tells the guard of sockets, whoever asks for them, and nothing can take it away again.

Processes of one machine talk over sockets of their own (``AF_UNIX``); those are let through."""

IN_A_WORKER = """
import multiprocessing, socket

def look():
    try:
        socket.getaddrinfo("news.example", 80)
    except RuntimeError:
        pass

if __name__ == "__main__":
    worker = multiprocessing.get_context("spawn").Process(target=look)
    worker.start()
    worker.join()
"""


class Guarded:
    """Runs Python where every use of the network is refused, and written down even if that is hidden."""

    def __init__(self, folder: Path) -> None:
        guard = folder / "guard"
        guard.mkdir()
        (guard / "sitecustomize.py").write_text(GUARD)
        self._log = folder / "network.log"
        self._environment = {
            **os.environ,
            "PYTHONPATH": f"{guard}{os.pathsep}{ROOT / 'src'}",
            "NETWORK_LOG": str(self._log),
            "ONRECORD_ARCHIVE": str(folder / "a"),
        }

    def python(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, *map(str, words)]
        return subprocess.run(command, capture_output=True, text=True, env=self._environment)

    def uses(self) -> list[str]:
        """What was tried, in this process or any that it started."""
        return self._log.read_text().split() if self._log.exists() else []


@pytest.fixture
def guarded(tmp_path: Path) -> Guarded:
    return Guarded(tmp_path)


def test_everything_but_the_reading_room_runs_without_a_network(
    guarded: Guarded, tmp_path: Path, sample: Path
) -> None:
    """Worker processes load the same guard, since they start anew with the same environment."""

    def run(*words: str | Path, status: int = 0) -> None:
        told = guarded.python("-m", "onrecord", *words)
        assert told.returncode == status, told.stderr
        assert guarded.uses() == [], words

    run("init", tmp_path / "a")
    run("add", sample / "tranche-1", "--tranche", "First release")
    run("status", "--problems")
    run("retry")
    run("custody")
    run("search", "gate")
    run("show", "PATA-1-0008")
    run("thread", "PATA-1-0008")
    run("altered")
    run("check", sample / "story.md", "--report", tmp_path / "report.html", status=1)
    run("export", "gate", "--to", tmp_path / "gate.mbox")
    run("audit")


@pytest.mark.parametrize(
    ("event", "attempt"),
    [
        ("socket.connect", "s.connect(('127.0.0.1', 9))"),
        ("socket.connect", "s.connect_ex(('127.0.0.1', 9))"),
        ("socket.bind", "s.bind(('127.0.0.1', 0))"),
        ("socket.getaddrinfo", "socket.getaddrinfo('news.example', 80)"),
        ("socket.gethostbyname", "socket.gethostbyname('news.example')"),
        ("socket.sendto", "socket.socket(type=socket.SOCK_DGRAM).sendto(b'', ('127.0.0.1', 9))"),
    ],
)
def test_the_guard_refuses_and_remembers(guarded: Guarded, event: str, attempt: str) -> None:
    """The control: where something does use the network, the test above would fail."""
    told = guarded.python("-c", f"import socket; s = socket.socket(); {attempt}")
    assert told.returncode != 0
    assert event in told.stderr
    assert guarded.uses() == [event]


def test_the_guard_stands_in_worker_processes_too(guarded: Guarded, tmp_path: Path) -> None:
    script = tmp_path / "worker.py"
    script.write_text(IN_A_WORKER)
    assert guarded.python(script).returncode == 0
    assert guarded.uses() == ["socket.getaddrinfo"]
