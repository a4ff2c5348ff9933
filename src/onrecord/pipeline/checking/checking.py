"""Checks of stories against one archive, and the sign-offs that its desk keeps of them."""

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from onrecord.check.examination import check_story
from onrecord.check.library import Directory, Library
from onrecord.check.report import Checked, CheckReport, Signed, basis
from onrecord.check.story import Story
from onrecord.check.style import Profile
from onrecord.desk.sign_offs import Decision, Reading, SignOff, sign, sign_offs, undo


class Checks:
    """Checks stories, and keeps who signed which quotation off."""

    def __init__(self, library: Library, directory: Directory | None, desk: Path) -> None:
        """``desk`` is the folder of the archive in which opinions are kept."""
        self._library = library
        self._directory = directory
        self._desk = desk

    def check(
        self,
        story: Story,
        profile: Profile = Profile.AP,
        told: Callable[[Checked, int], None] | None = None,
    ) -> CheckReport:
        """Hold every quotation of a story against the archive; each comes with what was signed of it.

        ``told`` is given each quotation as soon as it is judged, and how many there are.
        """
        report = check_story(story, self._library, self._directory, profile, told)
        return self.with_sign_offs(report)

    def with_sign_offs(self, report: CheckReport) -> CheckReport:
        """Return a report in which each quotation carries what was decided on it, and if that stands.

        A decision stands as long as the line of the story and its evidence are what they were.
        """
        made = self.sign_offs()
        signed = tuple(
            msgspec.structs.replace(each, signed=_signed(each, made)) for each in report.quotations
        )
        return msgspec.structs.replace(report, quotations=signed)

    def sign_offs(self) -> tuple[SignOff, ...]:
        """Return all sign-offs and notes that were not taken back, in the order they were made."""
        return sign_offs(self._desk)

    def sign(
        self, report: CheckReport, checked: Checked, who: str, decision: Decision, note: str = ""
    ) -> SignOff:
        """Keep somebody's decision on a quotation of a report. Raises OnRecordError without a name."""
        return sign(
            self._desk,
            Reading(
                who=who,
                story=report.story.path,
                quotation=checked.id,
                basis=basis(checked),
                words=checked.said,
                decision=decision,
                note=note,
            ),
        )

    def undo(self, number: int, who: str) -> SignOff:
        """Take a sign-off back. Raises OnRecordError if there is none of this number."""
        return undo(self._desk, number, who)


def _signed(checked: Checked, made: Sequence[SignOff]) -> tuple[Signed, ...]:
    now = basis(checked)
    return tuple(
        Signed(
            number=each.number,
            who=each.who,
            on=f"{each.at:%Y-%m-%d %H:%M} UTC",
            story=each.story,
            decision=str(each.decision),
            note=each.note,
            stands=each.basis == now,
        )
        for each in made
        if each.quotation == checked.id
    )
