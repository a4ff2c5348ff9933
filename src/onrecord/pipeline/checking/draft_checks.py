"""Checks of drafts in the background: begun on one page, left, and found again on another."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import msgspec

from onrecord.check.report import Checked, CheckReport
from onrecord.check.story_formats import story_from
from onrecord.check.style import Profile
from onrecord.desk.drafts import Draft, draft, drafts, keep_draft
from onrecord.desk.sign_offs import Decision, SignOff
from onrecord.errors import OnRecordError
from onrecord.pipeline.checking.checking import Checks

_MOST_KEPT = 32
"""Reports kept in memory; any other is made again when its page is opened."""


class Progress(msgspec.Struct, frozen=True):
    """How far a check is: the quotations judged so far, of how many (0 while that is not known).

    ``report`` is given when it is done, ``error`` when it failed.
    """

    checked: tuple[Checked, ...] = ()
    total: int = 0
    report: CheckReport | None = None
    error: OnRecordError | None = None

    @property
    def ended(self) -> bool:
        """True when nothing more will come."""
        return self.report is not None or self.error is not None


class Signing(msgspec.Struct, frozen=True, kw_only=True):
    """Who decides what on a quotation of a draft."""

    who: str
    quotation: str
    decision: Decision
    note: str = ""


class DraftChecks:
    """Keeps drafts and checks them, one after the other, in a thread that has the archive to itself."""

    def __init__(self, desk: Path, opening: Callable[[], AbstractContextManager[Checks]]) -> None:
        self._desk = desk
        self._opening = opening
        self._moved = threading.Condition()
        self._progress: dict[str, Progress] = {}
        self._alone = threading.Lock()

    def drafts(self) -> tuple[Draft, ...]:
        """Return all drafts, the one handed in last first."""
        return drafts(self._desk)

    def draft(self, name: str) -> Draft:
        """Return what is known of a draft. Raises OnRecordError if there is none of this name."""
        return draft(self._desk, name)[0]

    def take_in(self, name: str, content: bytes, profile: Profile) -> Draft:
        """Keep a draft and begin its check. Raises OnRecordError if it cannot be read as a story."""
        story_from(name, content)
        kept = keep_draft(self._desk, name, content, str(profile))
        self.begin(kept.id)
        return kept

    def begin(self, name: str, *, again: bool = False) -> Progress:
        """Begin the check of a draft, unless it is under way or done; return how far it is."""
        draft(self._desk, name)
        with self._moved:
            known = self._progress.get(name)
            if known is not None and not (again and known.ended):
                return known
            self._forget()
            self._progress[name] = Progress()
        threading.Thread(target=self._check, args=(name,), daemon=True).start()
        return Progress()

    def progress(self, name: str) -> Progress:
        """Return how far the check of a draft is; it is begun where it was not."""
        return self._progress.get(name) or self.begin(name)

    def wait(self, name: str, seen: int, seconds: float) -> Progress:
        """Return how far a check is as soon as more than ``seen`` quotations are judged, or it ends."""
        with self._moved:
            self._moved.wait_for(lambda: self._beyond(name, seen), seconds)
            return self._progress.get(name, Progress())

    def sign(self, name: str, signing: Signing) -> SignOff:
        """Keep a decision on a quotation. Raises OnRecordError if the check has none of this id."""
        report = self.progress(name).report
        found = (
            [each for each in report.quotations if each.id == signing.quotation] if report else []
        )
        if report is None or not found:
            raise OnRecordError(
                "check/no-such-quotation",
                "the check of this draft has no quotation of this name yet.",
                where=signing.quotation,
            )
        with self._opening() as checks:
            made = checks.sign(report, found[0], signing.who, signing.decision, signing.note)
            self._put_report(name, checks.with_sign_offs(report))
        return made

    def undo(self, name: str, number: int, who: str) -> SignOff:
        """Take a sign-off back."""
        report = self.progress(name).report
        with self._opening() as checks:
            gone = checks.undo(number, who)
            if report is not None:
                self._put_report(name, checks.with_sign_offs(report))
        return gone

    def _beyond(self, name: str, seen: int) -> bool:
        known = self._progress.get(name)
        return known is None or known.ended or len(known.checked) > seen

    def _forget(self) -> None:
        ended = [name for name, known in self._progress.items() if known.ended]
        for name in ended[: max(0, len(self._progress) - _MOST_KEPT)]:
            del self._progress[name]

    def _put(self, name: str, progress: Progress) -> None:
        with self._moved:
            self._progress[name] = progress
            self._moved.notify_all()

    def _put_report(self, name: str, report: CheckReport) -> None:
        self._put(name, Progress(report.quotations, len(report.quotations), report))

    def _check(self, name: str) -> None:
        judged: list[Checked] = []

        def told(each: Checked, total: int) -> None:
            judged.append(each)
            self._put(name, Progress(tuple(judged), total))

        try:
            kept, content = draft(self._desk, name)
            story = story_from(kept.name, content)
            with self._alone, self._opening() as checks:
                report = checks.check(story, Profile(kept.profile), told)
        except OnRecordError as error:
            self._put(name, Progress(tuple(judged), error=error))
        except Exception as error:  # told without what it met: that may be mail
            failed = OnRecordError(
                "check/failed",
                "the check stopped at something On Record does not understand.",
                note=type(error).__name__,
                hint="The archive is unchanged. Please report it.",
            )
            self._put(name, Progress(tuple(judged), error=failed))
        else:
            self._put_report(name, report)
