"""Drafts are kept as they were handed in, each once."""

from pathlib import Path

import pytest

from onrecord.desk.drafts import draft, drafts, keep_draft
from onrecord.errors import OnRecordError


def test_a_draft_comes_back_byte_for_byte(tmp_path: Path) -> None:
    """With the name it had and its house style."""
    kept = keep_draft(tmp_path, "story.md", b"\xef\xbb\xbfShe said \x93no\x94.", "ap")
    assert draft(tmp_path, kept.id) == (kept, b"\xef\xbb\xbfShe said \x93no\x94.")


def test_the_same_draft_twice_is_one(tmp_path: Path) -> None:
    """Another name, style or word makes another."""
    names = [
        keep_draft(tmp_path, *asked).id
        for asked in (
            ("a.md", b"one", "ap"),
            ("a.md", b"one", "ap"),
            ("b.md", b"one", "ap"),
            ("a.md", b"one", "chicago"),
            ("a.md", b"two", "ap"),
        )
    ]
    assert names[0] == names[1] and len(set(names)) == 4 == len(drafts(tmp_path))


@pytest.mark.parametrize("content", [b"", b" \n"])
def test_nothing_is_no_draft(tmp_path: Path, content: bytes) -> None:
    """There would be nothing to check."""
    with pytest.raises(OnRecordError):
        keep_draft(tmp_path, "a.md", content, "ap")


@pytest.mark.parametrize("name", ["nowhere", "../entries", "", "a/b"])
def test_other_names_lead_nowhere(tmp_path: Path, name: str) -> None:
    """Least of all out of the folder."""
    with pytest.raises(OnRecordError) as told:
        draft(tmp_path, name)
    assert told.value.reference == "desk/unknown-draft"
