"""What all tests share: hypothesis settings, the sample, an archive of it, real mail where there is some."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "quick",
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("thorough", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

ROOT = Path(__file__).resolve().parent.parent
Onrecord = Callable[..., subprocess.CompletedProcess[str]]


def run_onrecord(*words: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as a user does, in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **variables}
    command = [sys.executable, "-m", "onrecord", *(str(word) for word in words)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


@pytest.fixture(scope="session")
def onrecord() -> Onrecord:
    return run_onrecord


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of real mail named by ONRECORD_CORPORA."""
    folder = os.environ.get("ONRECORD_CORPORA", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("real mail is not at hand: set ONRECORD_CORPORA to a folder that holds it")
    return Path(folder)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample mailboxes and story, written anew."""
    folder = tmp_path_factory.mktemp("sample") / "sample"
    script = ROOT / "samples" / "make_sample.py"
    subprocess.run([sys.executable, str(script), str(folder)], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="session")
def sample_archive(sample: Path) -> Path:
    """An archive that holds the sample, as the tutorial takes it in. Tests only read it."""
    archive = sample.parent / "sample.archive"
    assert run_onrecord("init", archive).returncode == 0
    script = ROOT / "samples" / "add_sample.py"
    subprocess.run(
        [sys.executable, str(script), str(sample), str(archive)],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    return archive
