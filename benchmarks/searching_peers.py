"""The same questions put to notmuch (its library in this process, and its command) and to mu's command.

All three hold the same real mails. Each question is for the newest twenty and the exact total. notmuch's
library is called through its C interface, with nothing of Python between but the call.
"""

import ctypes
import ctypes.util
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from searching_questions import Drawn
from whole_programs import quick

from onrecord.configuration import reading
from onrecord.search.engine import Sort
from onrecord.search.parser import parse_query

_TIMES = 60
_FROM_SHELL = 5
_NEWEST_FIRST = 1  # NOTMUCH_SORT_NEWEST_FIRST
_FIRST = 20


def beside_peers(archive: Path, maildir: Path, letters: int) -> None:
    """Print the medians, in milliseconds."""
    questions = _questions(Drawn(archive, letters))
    config = _notmuch_index(maildir)
    muhome = _mu_index(maildir)
    with reading(archive) as opened:
        print(f"\nbeside others on {opened.holdings.sums().messages:,} real mails, medians in ms")
        engine = opened.engine()

        def ask_ours(text: str) -> int:
            return engine.search(parse_query(text).query, sort=Sort.NEWEST, limit=_FIRST).total

        library = _Notmuch(maildir, config) if config else None
        head = ("in process", "notmuch's library", "command", "notmuch", "mu")
        print(f"{'':<16}" + "".join(f"{name:>19}" for name in head))
        for kind, asked in questions.items():
            row: list[float | None] = [_median(ask_ours, asked)]
            row.append(_median(library.ask, asked) if library else None)
            row.append(_shell([sys.executable, "-m", "onrecord", "search"], asked, archive=archive))
            row.append(_shell(["notmuch", "search", "--limit=20"], asked, config=config))
            row.append(
                _shell(["mu", "find", f"--muhome={muhome}", "-n", "20"], asked, muhome=muhome)
            )
            print(f"{kind:<16}" + "".join(f"{_text(item):>19}" for item in row), flush=True)


def _questions(drawn: Drawn) -> dict[str, list[str]]:
    """Return questions that all three understand alike."""

    def several(draw: Callable[[], str]) -> list[str]:
        return [draw() for _ in range(_TIMES)]

    return {
        "word": several(drawn.content),
        "two words": several(lambda: f"{drawn.content()} {drawn.content()}"),
        "phrase": several(lambda: f'"{" ".join(drawn.run(3))}"'),
        "beginning": several(lambda: f"{drawn.content()[:5]}*"),
        "author": several(lambda: f"from:{drawn.letter()[1]}"),
    }


def _median(ask: Callable[[str], int], questions: list[str]) -> float:
    ask(questions[0])
    seconds = []
    for text in questions:
        start = time.perf_counter()
        ask(text)
        seconds.append(time.perf_counter() - start)
    return sorted(seconds)[len(seconds) // 2]


def _shell(
    command: list[str],
    questions: list[str],
    *,
    archive: Path | None = None,
    config: Path | None = None,
    muhome: Path | None = None,
) -> float | None:
    if (command[0] == "notmuch" and config is None) or (command[0] == "mu" and muhome is None):
        return None
    environment = {"ONRECORD_ARCHIVE": str(archive), "NOTMUCH_CONFIG": str(config)}
    seconds = [quick([*command, text], environment, 3) for text in questions[:_FROM_SHELL]]
    return sorted(seconds)[len(seconds) // 2]


def _text(seconds: float | None) -> str:
    return "not here" if seconds is None else f"{seconds * 1e3:.2f}"


def _notmuch_index(maildir: Path) -> Path | None:
    """Return the configuration of notmuch's index, made once; None where it is not installed."""
    if not shutil.which("notmuch"):
        return None
    config = maildir.parent / "notmuch.cfg"
    config.write_text(
        f"[database]\npath={maildir}\n[user]\nname=x\nprimary_email=x@port.example\n[new]\ntags=\n"
    )
    if not (maildir / ".notmuch").exists():
        environment = {"NOTMUCH_CONFIG": str(config)}
        subprocess.run(
            ["notmuch", "new", "--no-hooks"], env=environment, capture_output=True, check=True
        )
    return config


def _mu_index(maildir: Path) -> Path | None:
    """Return mu's folder, made once; None where it is not installed."""
    if not shutil.which("mu"):
        return None
    home = maildir.parent / "mu"
    if not home.exists():
        for words in (["init", f"--maildir={maildir}"], ["index"]):
            command = ["mu", words[0], f"--muhome={home}", *words[1:]]
            subprocess.run(command, capture_output=True, check=True)
    return home


class _Notmuch:
    """notmuch's library (libnotmuch 5), by its C interface."""

    def __init__(self, maildir: Path, config: Path) -> None:
        self._library = ctypes.CDLL(ctypes.util.find_library("notmuch") or "libnotmuch.so.5")
        for name in ("query_create", "messages_get", "message_get_message_id"):
            getattr(self._library, f"notmuch_{name}").restype = ctypes.c_void_p
        self._database = ctypes.c_void_p()
        opened = self._library.notmuch_database_open_with_config(
            str(maildir).encode(),
            0,
            str(config).encode(),
            None,
            ctypes.byref(self._database),
            ctypes.byref(ctypes.c_char_p()),
        )
        if opened:
            raise OSError(f"notmuch's database cannot be opened: status {opened}")

    def ask(self, text: str) -> int:
        """Return the exact total, having read the names of the newest twenty."""
        library = self._library
        query = ctypes.c_void_p(library.notmuch_query_create(self._database, text.encode()))
        library.notmuch_query_set_sort(query, _NEWEST_FIRST)
        count = ctypes.c_uint()
        library.notmuch_query_count_messages(query, ctypes.byref(count))
        found = ctypes.c_void_p()
        library.notmuch_query_search_messages(query, ctypes.byref(found))
        for _ in range(_FIRST):
            if not library.notmuch_messages_valid(found):
                break
            message = ctypes.c_void_p(library.notmuch_messages_get(found))
            library.notmuch_message_get_message_id(message)
            library.notmuch_messages_move_to_next(found)
        library.notmuch_query_destroy(query)
        return int(count.value)
