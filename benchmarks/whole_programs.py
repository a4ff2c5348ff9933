"""Time whole programs: seconds, CPU and memory of a command with all its child processes.

Memory is the sum over the whole process tree, sampled, of proportional set size (a page shared
by two processes counts half for each), so that it can be compared between one process and many.
"""

import os
import resource
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

_EVERY_SECONDS = 0.05


@dataclass(frozen=True)
class Run:
    """One run: wall seconds, CPU seconds (with children waited for), peak megabytes, exit status."""

    wall: float
    cpu: float
    peak_mb: float
    status: int


def timed(command: list[str], environment: dict[str, str] | None = None) -> Run:
    """Run a command to its end, with what was written before it already on the disk."""
    os.sync()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    with subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **(environment or {})},
    ) as process:
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, _tree_megabytes(process.pid))
            time.sleep(_EVERY_SECONDS)
        wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(wall, cpu, peak, process.returncode)


def quick(command: list[str], environment: dict[str, str], times: int = 7) -> float:
    """Return the median wall seconds of a short command."""
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        subprocess.run(command, capture_output=True, env={**os.environ, **environment}, check=False)
        seconds.append(time.perf_counter() - start)
    return sorted(seconds)[times // 2]


def megabytes(folder: Path) -> float:
    """Return how much disk a folder takes."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def _tree_megabytes(root: int) -> float:
    return sum(_pss(pid) for pid in [root, *_descendants(root)]) / 1e3


def _descendants(root: int) -> list[int]:
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except (OSError, IndexError):
                continue
            parents.setdefault(int(fields[1]), []).append(int(entry.name))
    found, waiting = [], [root]
    while waiting:
        children = parents.get(waiting.pop(), [])
        found += children
        waiting += children
    return found


def _pss(pid: int) -> float:
    try:
        for line in (Path("/proc") / str(pid) / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return float(line.split()[1])
    except OSError:
        pass  # it has just ended
    return 0.0
