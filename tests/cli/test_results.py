"""A result is printed with its author as written, and with the person where that is another name."""

import pytest

from onrecord.cli.results import say_results
from onrecord.message.structure import Mailbox
from onrecord.pipeline.showing.views import AuthorView, HitView, ResultView

ANA = AuthorView("p/anabrook2q", "Ana Brook")


def result(author: AuthorView | None, *written: Mailbox) -> ResultView:
    hit = HitView("m/x", None, written, (), "Gate", "x", "", (), "", False, False, author=author)
    return ResultView("gate", (), 1, "date", 20, 0, (hit,), 1)


@pytest.mark.parametrize(
    "author, written, told",
    [
        (ANA, (Mailbox("Brook, A.", "ana@harbour.example"),), True),
        (ANA, (Mailbox("", "ana@harbour.example"),), True),
        (ANA, (Mailbox("Ana Brook", "ana@harbour.example"),), False),
        (None, (Mailbox("Brook, A.", ""),), False),
        (None, (), False),
    ],
)
def test_a_person_is_told_where_the_form_is_another(
    capsys: pytest.CaptureFixture[str],
    author: AuthorView | None,
    written: tuple[Mailbox, ...],
    told: bool,
) -> None:
    say_results(result(author, *written))
    out = capsys.readouterr().out
    assert ("that is Ana Brook, p/anabrook2q" in out) == told
    assert all((who.name or who.address) in out for who in written)
