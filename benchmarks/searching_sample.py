"""The messages that searching is measured on: real mail, and as many again with something changed.

Real: every mbox, pipermail file, .eml and printed page of the folder that ONRECORD_CORPORA names. What is
wanted beyond them is resampled: whole rounds of the same messages, in each of which every Message-ID
(of the message, and of those it answers) begins with the round's number and one word of the letter is
changed. Near copies are then more frequent than in real mail, and words no rarer.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from mailboxes import letters, taken_in

_IDS = re.compile(
    rb"^(?:Message-ID|References|In-Reply-To):[^\n]*(?:\n[ \t][^\n]*)*",
    re.IGNORECASE | re.MULTILINE,
)
_ID = re.compile(rb"<([^<>\s]+)>")
_WORD = re.compile(rb"[a-z]{4,}")
_PEERS = "peers"


def mail_files(corpora: Path) -> list[Path]:
    """Return the files of many messages."""
    mboxes = sorted(corpora.glob("*.mbox"))
    return mboxes + sorted(corpora.glob("r-devel/*.txt"))


def single_files(corpora: Path) -> list[Path]:
    """Return the files of one message."""
    return sorted(path for path in corpora.glob("spamassassin-eml/**/*") if path.is_file())


def pages(corpora: Path) -> list[Path]:
    """Return the printed pages."""
    return sorted(corpora.glob("foia-pages/*/*.txt"))


def mails(corpora: Path) -> Iterator[bytes]:
    """Yield every mail, without the printed pages."""
    for path in mail_files(corpora):
        yield from letters(path)
    for path in single_files(corpora):
        yield path.read_bytes()


def changed(letter: bytes, round_: int) -> bytes:
    """Return a message with other Message-IDs and one other word; round 0 is the message itself."""
    if not round_:
        return letter
    head, gap, body = letter.partition(b"\n\n")
    head = _IDS.sub(lambda found: _ID.sub(rb"<%d.\1>" % round_, found.group()), head)
    found = list(_WORD.finditer(body[:4000]))
    if found:
        word = found[len(found) // 2]
        body = body[: word.start()] + b"%s%d" % (word.group(), round_) + body[word.end() :]
    return head + gap + body


def big_archive(corpora: Path, folder: Path, wanted: int) -> Path:
    """Return an archive of at least so many messages, made once."""
    archive = folder / f"big-{wanted}.archive"
    if archive.exists():
        return archive
    source = folder / "big"
    shutil.rmtree(source, ignore_errors=True)
    source.mkdir(parents=True)
    count, round_ = 0, 0
    while count < wanted:
        count += _write_round(corpora, source, round_, wanted - count)
        round_ += 1
    pending = folder / "pending.archive"
    shutil.rmtree(pending, ignore_errors=True)
    taken_in(pending, source)
    shutil.rmtree(source)
    pending.rename(archive)
    return archive


def mail_archive(corpora: Path, folder: Path) -> Path:
    """Return an archive of the mails alone, as other programs index them, made once."""
    archive = folder / "mail.archive"
    if not archive.exists():
        source = as_mbox(corpora, folder / "mail.mbox")
        taken_in(archive, source)
        source.unlink()
    return archive


def as_mbox(corpora: Path, path: Path) -> Path:
    """Write every mail to one mbox."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        for letter in mails(corpora):
            file.write(_framed(letter))
    return path


def as_maildir(corpora: Path, folder: Path) -> Path:
    """Lay every mail out as notmuch and mu want them, once."""
    maildir = folder / _PEERS / "mail"
    if not maildir.exists():
        for name in ("cur", "new", "tmp"):
            (maildir / name).mkdir(parents=True)
        for number, letter in enumerate(mails(corpora)):
            (maildir / "cur" / f"{number:07d}:2,S").write_bytes(letter)
    return maildir


def _write_round(corpora: Path, target: Path, round_: int, most: int) -> int:
    """Write a round of all messages, or as many as are wanted; return how many."""
    written = 0
    with (target / f"round-{round_}.mbox").open("wb") as file:
        for letter in mails(corpora):
            if written == most:
                return written
            file.write(_framed(changed(letter, round_)))
            written += 1
    for page in pages(corpora)[: most - written]:
        path = target / f"pages-{round_}" / page.parent.name / page.name
        path.parent.mkdir(parents=True, exist_ok=True)
        content = page.read_bytes()
        path.write_bytes(content + b"\nround %d\n" % round_ if round_ else content)
        written += 1
    return written


def _framed(letter: bytes) -> bytes:
    content = letter if letter.endswith(b"\n\n") else letter.rstrip(b"\n") + b"\n\n"
    return b"From a@b.example Thu Jan  1 00:00:00 1970\n" + content
