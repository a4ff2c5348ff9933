"""No part of the program opens a connection that the user did not ask for."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BLOCK = """
import socket
def refuse(*words, **more):
    raise RuntimeError("a connection was attempted")
socket.socket.connect = refuse
socket.socket.connect_ex = refuse
socket.getaddrinfo = refuse
socket.create_connection = refuse
"""


def test_the_whole_path_runs_with_sockets_blocked(tmp_path: Path, sample: Path) -> None:
    """Worker processes load the same block, since they start anew with the same environment."""
    (tmp_path / "sitecustomize.py").write_text(BLOCK)
    path = f"{tmp_path}{os.pathsep}{ROOT / 'src'}"
    environment = {**os.environ, "PYTHONPATH": path, "ONRECORD_ARCHIVE": str(tmp_path / "a")}

    def run(*words: str | Path) -> None:
        command = [sys.executable, "-m", "onrecord", *map(str, words)]
        told = subprocess.run(command, capture_output=True, text=True, env=environment)
        assert told.returncode in (0, 1), told.stderr
        assert "connection was attempted" not in told.stderr + told.stdout

    run("init", tmp_path / "a")
    run("add", sample / "tranche-1", "--tranche", "First release")
    run("search", "gate")
    run("show", "PATA-1-0008")
    run("thread", "PATA-1-0008")
    run("check", sample / "story.md", "--report", tmp_path / "report.html")
    run("export", "gate", "--to", tmp_path / "gate.mbox")
    run("audit")
