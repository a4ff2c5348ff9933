"""Which files of a folder are read, under which names, and what is passed over in sight."""

import os
from pathlib import Path

from onrecord.readers.folders import passed_over, walk


def lay(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def names(root: Path) -> list[str]:
    return [name for _, name in walk(root)]


def left_out(root: Path) -> list[str]:
    return [name for _, name in passed_over(root)]


def test_files_come_in_the_order_of_their_names_below_the_folders_own(tmp_path: Path) -> None:
    root = tmp_path / "release"
    lay(root, "b.eml", "a/2.eml", "a/10.eml", "C.eml")
    assert names(root) == ["release/C.eml", "release/a/10.eml", "release/a/2.eml", "release/b.eml"]
    assert next(walk(root))[0] == root / "C.eml"


def test_a_single_file_goes_by_its_own_name(tmp_path: Path) -> None:
    lay(tmp_path, "box.mbox")
    assert list(walk(tmp_path / "box.mbox")) == [(tmp_path / "box.mbox", "box.mbox")]


def test_of_a_maildir_letters_are_read_and_half_delivered_ones_passed_over(tmp_path: Path) -> None:
    root = tmp_path / "Mail"
    lay(root, "cur/1.x:2,S", "new/2.x", "tmp/3.x", ".Sent/cur/4.x:2,", ".Sent/new/5", ".Sent/tmp/6")
    lay(root, "dovecot.index", "dovecot-uidlist", "maildirfolder")
    assert names(root) == [
        "Mail/.Sent/cur/4.x:2,", "Mail/.Sent/new/5", "Mail/cur/1.x:2,S", "Mail/new/2.x",
    ]  # fmt: skip
    assert set(left_out(root)) == {
        "Mail/.Sent/tmp/6", "Mail/tmp/3.x",
        "Mail/dovecot.index", "Mail/dovecot-uidlist", "Mail/maildirfolder",
    }  # fmt: skip


def test_a_folder_called_tmp_elsewhere_is_read(tmp_path: Path) -> None:
    lay(tmp_path / "release", "tmp/1.eml")
    assert names(tmp_path / "release") == ["release/tmp/1.eml"]
    assert names(tmp_path / "release" / "tmp") == ["tmp/1.eml"]


def test_of_an_apple_mailbox_folder_the_mailbox_is_read(tmp_path: Path) -> None:
    root = tmp_path / "Inbox.mbox"
    lay(root, "mbox", "table_of_contents", ".DS_Store", "._mbox")
    assert names(root) == ["Inbox.mbox/mbox"]
    assert left_out(root) == [
        "Inbox.mbox/.DS_Store", "Inbox.mbox/._mbox", "Inbox.mbox/table_of_contents",
    ]  # fmt: skip


def test_an_index_folder_of_another_program_is_passed_over_file_by_file(tmp_path: Path) -> None:
    lay(tmp_path / "m", ".notmuch/xapian/db", "1.eml")
    assert names(tmp_path / "m") == ["m/1.eml"]
    assert left_out(tmp_path / "m") == ["m/.notmuch/xapian"]


def test_links_are_not_followed_out_of_the_tree_nor_in_a_circle(tmp_path: Path) -> None:
    root = tmp_path / "release"
    lay(tmp_path, "outside/secret.eml")
    lay(root, "1.eml")
    (root / "out").symlink_to(tmp_path / "outside")
    (root / "file").symlink_to(tmp_path / "outside" / "secret.eml")
    (root / "circle").symlink_to(root)
    assert names(root) == ["release/1.eml"]
    assert left_out(root) == ["release/circle", "release/file", "release/out"]


def test_a_link_given_by_the_user_is_followed(tmp_path: Path) -> None:
    lay(tmp_path, "real/1.eml")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert names(tmp_path / "link") == ["link/1.eml"]


def test_what_cannot_be_read_to_an_end_is_passed_over(tmp_path: Path) -> None:
    lay(tmp_path / "m", "1.eml")
    os.mkfifo(tmp_path / "m" / "pipe")
    assert names(tmp_path / "m") == ["m/1.eml"]
    assert left_out(tmp_path / "m") == ["m/pipe"]


def test_very_deep_folders_are_walked_without_recursion(tmp_path: Path) -> None:
    deep = "d/" * 300 + "1.eml"
    lay(tmp_path / "m", deep)
    assert names(tmp_path / "m") == [f"m/{deep}"]
