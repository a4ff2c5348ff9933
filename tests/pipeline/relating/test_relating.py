"""How letters hang together: originals, recovered messages, threads, copies, mailings; whatever the order."""

from collections.abc import Callable
from itertools import count, permutations
from pathlib import Path

import pytest

from onrecord.archive.directory import locate
from onrecord.configuration import adding, new_archive, reading
from onrecord.errors import OnRecordError
from onrecord.pipeline.taking_in.adding import Outcome
from onrecord.pipeline.taking_in.bringing_up import bring_up

Take = Callable[..., Outcome]

PLAN = (
    "The night gate on pier nine must stay shut until the pumps have been tested twice,\n"
    "because the harbour board has not yet seen the report of the divers.\n"
    "I do not think that anybody should tell the press before Thursday.\n"
)
ANSWER = "Then I will write to the divers myself and ask them for their report today.\n"
QUIET = "Please keep the figures for the new ferry line between us until the council has voted on them.\n"


def mail(
    name: str,
    sender: str,
    body: str,
    *,
    day: int = 3,
    to: str = "Bo Lind <bo@port.example>",
    subject: str = "Night gate",
    more: str = "",
) -> bytes:
    return (
        f"From: {sender}\nTo: {to}\nSubject: {subject}\nMessage-ID: <{name}@port.example>\n"
        f"Date: Mon, {day:02d} Oct 2022 10:00:00 +0000\n{more}\n{body}"
    ).encode()


ANA = "Ana Ruiz <ana@port.example>"
BO = "Bo Lind <bo@port.example>"
CY = "Cy Dahl <cy@port.example>"


def quoting(header: str, text: str, above: str = "") -> str:
    return f"{above}\n{header}\n" + "".join(f"> {line}\n" for line in text.splitlines())


ON_THIRD = "On Mon, Oct 3, 2022 at 10:00 AM Ana Ruiz <ana@port.example> wrote:"
ORIGINAL = mail("plan", ANA, PLAN)
REPLY = mail("reply", BO, quoting(ON_THIRD, PLAN, ANSWER), day=4, to=ANA, subject="Re: Night gate")
TWISTED = mail(
    "twisted",
    CY,
    quoting(ON_THIRD, PLAN.replace("do not think", "do think"), "See what she wrote.\n"),
    day=5,
    to=BO,
    subject="Re: Night gate",
)
ORPHAN = mail(
    "orphan",
    BO,
    quoting(
        "On Sun, Oct 2, 2022 at 9:00 AM Dot Ek <dot@port.example> wrote:", QUIET, "As agreed.\n"
    ),
    day=6,
    to=CY,
    subject="Re: Ferry",
)
ORPHAN_TOO = mail(
    "orphan2",
    CY,
    quoting("On 2 Oct 2022, at 09:00, Dot Ek <dot@port.example> wrote:", QUIET, "I know.\n"),
    day=7,
    to=BO,
    subject="Re: Ferry",
)
FOUND = mail("found", "Dot Ek <dot@port.example>", QUIET, day=2, subject="Ferry")


@pytest.fixture
def put(tmp_path: Path, take: Take) -> Callable[..., None]:
    """Take letters in, one accession each."""
    numbers = count(1)

    def taking(*letters: bytes) -> None:
        for letter in letters:
            path = tmp_path / f"{next(numbers)}.eml"
            path.write_bytes(letter)
            take(path)

    return taking


def test_a_quoted_letter_is_linked_to_the_message_it_was_taken_from(
    archive: Path, put: Callable[..., None]
) -> None:
    put(ORIGINAL, REPLY)
    with reading(archive) as opened:
        room = opened.room()
        original, reply = room.message("<plan@port.example>"), room.message("<reply@port.example>")
    (letter,) = reply.quoted
    assert letter.original == original.permalink
    assert letter.changes == ()
    assert [item.permalink for item in original.quoted_by] == [reply.permalink]


def test_the_original_may_come_later_than_the_reply(
    archive: Path, put: Callable[..., None]
) -> None:
    put(REPLY)
    with reading(archive) as opened:
        (letter,) = opened.room().message("<reply@port.example>").quoted
    assert letter.recovered.startswith("r/")
    put(ORIGINAL)
    with reading(archive) as opened:
        room = opened.room()
        (letter,) = room.message("<reply@port.example>").quoted
        assert letter.original == room.message("<plan@port.example>").permalink
        assert room.search("is:recovered").total == 0


def test_a_letter_that_only_quotations_keep_comes_back_once_from_all_its_copies(
    archive: Path, put: Callable[..., None]
) -> None:
    put(ORPHAN, ORPHAN_TOO)
    with reading(archive) as opened:
        room = opened.room()
        (hit,) = room.search('is:recovered "ferry line"').hits
        view = room.recovered(hit.permalink)
        copies = {room.recovered(copy.permalink).permalink for copy in view.copies}
    assert hit.place == "survives only as quotation"
    assert (view.author, view.author_address) == ("Dot Ek", "dot@port.example")
    assert "keep the figures" in view.text and ">" not in view.text
    assert len(view.copies) == 2
    assert copies == {view.permalink}


def test_what_only_one_copy_kept_is_part_of_the_recovered_message_and_says_whose_copy_it_is(
    archive: Path, put: Callable[..., None]
) -> None:
    charts = "I will bring the charts of the ferry line to the meeting on Friday.\n"
    tables = "The harbour board has asked for the tide tables of both piers.\n"
    wrote = "On Sun, Oct 2, 2022 at 9:00 AM Dot Ek <dot@port.example> wrote:"
    put(
        mail("one", BO, quoting(wrote, PLAN + QUIET + tables, "Yes.\n")),
        mail("two", CY, quoting(wrote, charts + PLAN + QUIET, "No.\n")),
    )
    with reading(archive) as opened:
        room = opened.room()
        (hit,) = room.search('is:recovered "charts of the ferry" "tide tables"').hits
        view = room.recovered(hit.permalink)
    assert view.text.split() == (charts + PLAN + QUIET + tables).split()
    (added,) = view.added
    assert view.text[added.start : added.end].strip() in (charts.strip(), tables.strip())
    assert added.copy in {copy.permalink for copy in view.copies} - {view.permalink}


def test_a_recovered_message_whose_original_comes_in_is_none_any_more(
    archive: Path, put: Callable[..., None]
) -> None:
    put(ORPHAN)
    with reading(archive) as opened:
        name = opened.room().message("<orphan@port.example>").quoted[0].recovered
    put(FOUND)
    with reading(archive) as opened, pytest.raises(OnRecordError, match="no recovered message"):
        opened.room().recovered(name)


def test_a_quoted_copy_with_other_words_is_reported_word_by_word(
    archive: Path, put: Callable[..., None]
) -> None:
    put(ORIGINAL, REPLY, TWISTED)
    with reading(archive) as opened:
        (altered,) = opened.room().altered()
    (change,) = altered.changes
    assert (change.original, change.copy) == ("not", "")


def test_replies_without_any_header_join_the_thread_by_the_words_they_quote(
    archive: Path, put: Callable[..., None]
) -> None:
    put(ORIGINAL, REPLY)
    with reading(archive) as opened:
        view = opened.room().thread("<reply@port.example>")
    assert [(entry.depth, entry.evidence) for entry in view.entries] == [
        (0, ""),
        (1, "quoted words"),
    ]


def test_who_quotes_a_letter_under_another_subject_begins_another_conversation(
    archive: Path, put: Callable[..., None]
) -> None:
    aside = mail("aside", BO, quoting(ON_THIRD, PLAN, ANSWER), day=4, to=CY, subject="Divers")
    put(ORIGINAL, aside)
    with reading(archive) as opened:
        room = opened.room()
        (letter,) = room.message("<aside@port.example>").quoted
        assert letter.original == room.message("<plan@port.example>").permalink
        assert len(room.thread("<aside@port.example>").entries) == 1


def test_two_replies_to_a_missing_message_are_one_thread_around_it(
    archive: Path, put: Callable[..., None]
) -> None:
    put(ORPHAN, ORPHAN_TOO)
    with reading(archive) as opened:
        view = opened.room().thread("<orphan@port.example>")
    assert [entry.recovered for entry in view.entries] == [True, False, False]


def test_a_thread_keeps_its_old_addresses_when_it_grows_an_older_first_message(
    archive: Path, put: Callable[..., None]
) -> None:
    put(REPLY, TWISTED)
    with reading(archive) as opened:
        before = opened.room().thread("<reply@port.example>").permalink
    put(ORIGINAL)
    with reading(archive) as opened:
        room = opened.room()
        after = room.thread(before)
        assert after.permalink != before
        assert after.permalink == room.thread("<plan@port.example>").permalink
        assert room.search(f"thread:{before}").total == 3


def _picture(archive: Path) -> set[tuple[object, ...]]:
    """Everything relations say, in names that do not depend on the order of taking in."""
    with reading(archive) as opened:
        room = opened.room()
        said: set[tuple[object, ...]] = set()
        for hit in room.search("NOT is:recovered", limit=100).hits:
            view = room.message(hit.permalink)
            said.add((hit.permalink, view.thread))
            said |= {(hit.permalink, q.letter, q.original, q.recovered) for q in view.quoted}
            said |= {
                (hit.permalink, e.permalink, e.depth, e.evidence)
                for e in room.thread(hit.permalink).entries
            }
        said |= {(hit.permalink,) for hit in room.search("is:recovered", limit=100).hits}
        return said


def test_taking_mail_in_piece_by_piece_ends_where_taking_it_at_once_does(
    tmp_path: Path, take: Take
) -> None:
    letters = (ORIGINAL, REPLY, TWISTED, ORPHAN, FOUND)
    orders = [tuple(range(5)), *list(permutations(range(5)))[17::31]]
    pictures = []
    for number, order in enumerate(orders):
        root = tmp_path / f"{number}.archive"
        new_archive(root)
        for at in order:
            path = tmp_path / f"letter{at}.eml"
            path.write_bytes(letters[at])
            take(path, into=root)
        pictures.append(_picture(root))
    together = tmp_path / "together.archive"
    new_archive(together)
    take(*[tmp_path / f"letter{at}.eml" for at in range(5)], into=together)
    assert all(picture == _picture(together) for picture in pictures)


def test_relations_that_were_thrown_away_are_made_anew_from_the_evidence(
    archive: Path, put: Callable[..., None]
) -> None:
    put(ORIGINAL, REPLY, ORPHAN)
    before = _picture(archive)
    for path in archive.glob("relations.sqlite*"):
        path.unlink()
    with adding(archive) as opened:
        bring_up(opened)
    assert _picture(archive) == before
    assert locate(archive).relations.exists()


NOTICE = (
    "Dear {name}, your pass for the Port Alder ferries runs out on {day}. Please bring the old pass and a\n"
    "photograph to the counter at pier four between nine and five. The fee of {fee} crowns is due then.\n"
    "Passes that are not renewed in time are void and the deposit is kept by the authority as before.\n"
)


def test_letters_of_one_mould_are_a_mass_mailing_with_its_slots(
    archive: Path, put: Callable[..., None]
) -> None:
    names = ("Ada", "Ben", "Cal", "Dee", "Eve", "Fay")
    put(
        *(
            mail(
                f"n{at}",
                "Ferry Desk <desk@ferry.example>",
                NOTICE.format(name=name, day=f"{at + 1} May", fee=10 + at),
                to=f"{name} <{name.lower()}@town.example>",
                subject="Your pass",
            )
            for at, name in enumerate(names)
        )
    )
    with reading(archive) as opened:
        room = opened.room()
        mailing = room.message("<n0@port.example>").mailing
        assert room.search("is:mailing").total == 6
    assert mailing is not None
    assert (mailing.letters, mailing.senders, mailing.recipients) == (6, 1, 6)
    slots = [set(slot.values) for slot in mailing.template if slot.values]
    assert set(names) in slots


def test_one_letter_with_other_headers_shows_who_was_copied_in_silence(
    archive: Path, put: Callable[..., None]
) -> None:
    put(ORIGINAL, mail("plan", ANA, PLAN, more="Bcc: Dot Ek <dot@port.example>\nX-Route: b\n"))
    with reading(archive) as opened:
        room = opened.room()
        views = [room.message(hit.permalink) for hit in room.search("night gate").hits]
    shown = next(view for view in views if not view.bcc)
    (same,) = shown.same
    assert same.only_there == (("bcc", "dot@port.example"),)
    assert same.routing == 1
