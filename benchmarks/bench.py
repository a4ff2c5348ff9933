"""Measure On Record, side by side with notmuch and mu where they are installed.

``make bench`` takes the largest mbox of the folder named by ONRECORD_CORPORA, or makes a mailbox out of the
sample; ``python benchmarks/bench.py MBOX`` measures another. Linux only (memory is read from /proc).
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from whole_programs import Run, megabytes, quick, timed

ROOT = Path(__file__).resolve().parent.parent
_SEPARATOR = re.compile(rb"^From [^\n]*\d{4}[^\n]*\n", re.MULTILINE)


def chosen_mbox(folder: Path) -> Path:
    """Return the mbox to measure on."""
    if len(sys.argv) > 1:
        return Path(sys.argv[1])
    corpora = os.environ.get("ONRECORD_CORPORA", "")
    found = (
        sorted(Path(corpora).glob("*.mbox"), key=lambda path: path.stat().st_size)
        if corpora
        else []
    )
    return found[-1] if found else _made_mbox(folder)


def _made_mbox(folder: Path) -> Path:
    """Make a mailbox of some thousand letters: the sample's, each with a number put to its subject."""
    sample = folder / "sample"
    script = ROOT / "samples" / "make_sample.py"
    subprocess.run([sys.executable, str(script), str(sample)], check=True, capture_output=True)
    letters = (sample / "tranche-1" / "marsh.mbox").read_bytes()
    path = folder / "made.mbox"
    with path.open("wb") as file:
        for number in range(100):
            file.write(letters.replace(b"\nSubject: ", b"\nSubject: (%d) " % number))
    return path


def as_maildir(mbox: Path, folder: Path) -> int:
    """Lay the messages out as notmuch and mu want them; return how many there are."""
    for name in ("cur", "new", "tmp"):
        (folder / name).mkdir(parents=True)
    content = mbox.read_bytes()
    starts = [found.span() for found in _SEPARATOR.finditer(content)]
    ends = [start for start, _ in starts[1:]] + [len(content)]
    for number, ((_, start), end) in enumerate(zip(starts, ends, strict=True)):
        (folder / "cur" / f"{number:07d}:2,S").write_bytes(content[start:end])
    return len(starts)


def measure_ours(mbox: Path, archive: Path) -> Run:
    """Take the mailbox in: parse, hash, store, index."""
    onrecord = [sys.executable, "-m", "onrecord"]
    subprocess.run([*onrecord, "init", str(archive)], check=True, capture_output=True)
    command = [*onrecord, "add", str(mbox), "--tranche", "bench", "--archive", str(archive)]
    return timed(command)


def measure_notmuch(maildir: Path, folder: Path) -> Run:
    """Index the same messages with notmuch."""
    settings = folder / "notmuch.config"
    settings.write_text(
        f"[database]\npath={maildir}\n[user]\nname=x\nprimary_email=x@port.example\n[new]\ntags=\n"
    )
    return timed(["notmuch", "new"], {"NOTMUCH_CONFIG": str(settings)})


def measure_mu(maildir: Path, folder: Path) -> Run:
    """Index the same messages with mu."""
    home = f"--muhome={folder / 'mu'}"
    command = ["mu", "init", home, f"--maildir={maildir}"]
    subprocess.run(command, check=True, capture_output=True)
    return timed(["mu", "index", home])


def report(name: str, run: Run, messages: int, disk: float, ours: Run) -> None:
    """Print one row of the table."""
    print(
        f"{name:10} {run.wall:8.2f} s {run.cpu:8.2f} s {messages / run.wall:9.0f}/s "
        f"{run.peak_mb:8.0f} MB {disk:8.0f} MB {run.wall / ours.wall:7.2f}"
    )


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        mbox = chosen_mbox(folder)
        maildir = folder / "maildir"
        messages = as_maildir(mbox, maildir)
        print(f"{mbox.name}: {messages:,} messages, {mbox.stat().st_size / 1e6:.0f} MB")
        print("program        wall       cpu      messages    memory      disk   × ours")
        archive = folder / "bench.archive"
        ours = measure_ours(mbox, archive)
        report("onrecord", ours, messages, megabytes(archive), ours)
        if shutil.which("notmuch"):
            run = measure_notmuch(maildir, folder)
            report("notmuch", run, messages, megabytes(maildir / ".notmuch"), ours)
        if shutil.which("mu"):
            run = measure_mu(maildir, folder)
            report("mu", run, messages, megabytes(folder / "mu"), ours)
        onrecord = [sys.executable, "-m", "onrecord"]
        where = {"ONRECORD_ARCHIVE": str(archive)}
        for words in (["--help"], ["search", "meeting", "tomorrow"], ["search", '"the meeting"']):
            milliseconds = quick([*onrecord, *words], where) * 1000
            print(
                f"onrecord {' '.join(words):32} {milliseconds:6.0f} ms (median of 7, new process)"
            )


if __name__ == "__main__":
    main()
