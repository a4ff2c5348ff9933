"""The sample, written once for all tests of this folder by the script a newcomer runs."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

_SCRIPT = Path(__file__).parents[2] / "samples" / "make_sample.py"


def _write_sample(folder: Path) -> Path:
    command = [sys.executable, "-B", str(_SCRIPT), str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="session")
def write_sample() -> Callable[[Path], Path]:
    """Write the sample into a folder, as the tutorial tells."""
    return _write_sample


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the written sample."""
    return _write_sample(tmp_path_factory.mktemp("sample") / "out")


@pytest.fixture(scope="session")
def truth(folder: Path) -> dict[str, Any]:
    """Return the content of expected.json."""
    content: dict[str, Any] = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return content


@pytest.fixture(scope="session")
def stored(folder: Path) -> dict[str, list[bytes]]:
    """Return the messages of every file as they lie there, by the file's path."""
    files = sorted((*folder.rglob("*.mbox"), *folder.rglob("*.eml")))
    return {file.relative_to(folder).as_posix(): _messages_of(file) for file in files}


@pytest.fixture(scope="session")
def messages(stored: dict[str, list[bytes]]) -> dict[str, list[bytes]]:
    """Return the messages as sent: what an mbox file adds before "From " is taken away."""
    return {
        path: [_unmarked(raw) if path.endswith(".mbox") else raw for raw in found]
        for path, found in stored.items()
    }


def _messages_of(file: Path) -> list[bytes]:
    if file.suffix == ".eml":
        return [file.read_bytes()]
    records = re.split(rb"^From .*\n", file.read_bytes(), flags=re.MULTILINE)[1:]
    return [record.removesuffix(b"\n") for record in records]


def _unmarked(raw: bytes) -> bytes:
    return re.sub(rb"^>(>*From )", rb"\1", raw, flags=re.MULTILINE)
