"""The containers table: sums, and folders where there are many."""

from onrecord.pipeline.showing.views import ContainerView
from onrecord.web.ledger import Sum, even, folders, summed


def container(path: str, tranche: str = "One", failed: int = 0) -> ContainerView:
    """Return a container in which one message was found and stored."""
    return ContainerView(path, "", tranche, "", "eml", "complete", 1 + failed, 1, 0, failed)


def test_folders_part_where_the_paths_first_differ() -> None:
    """Folders that all files share would put everything into one group."""
    paths = ("mail/lind/inbox/1", "mail/lind/sent/2", "mail/okafor/3", "mail/4")
    found = folders(container(path) for path in paths)
    assert [(f.name, len(f.containers)) for f in found] == [
        ("mail", 1),
        ("mail/lind", 2),
        ("mail/okafor", 1),
    ]


def test_tranches_are_never_mixed() -> None:
    """The same path in two tranches is two things."""
    found = folders([container("a/1", "One"), container("a/1", "Two")])
    assert [folder.tranche for folder in found] == ["One", "Two"]


def test_files_in_no_folder_have_a_group_too() -> None:
    """Each container is in exactly one group."""
    found = folders([container("1"), container("2"), container("x/3")])
    assert [(f.name, len(f.containers)) for f in found] == [("", 2), ("x", 1)]


def test_sums_add_up_and_a_lost_message_is_noticed() -> None:
    """Found = stored + copies + failed, or something is wrong."""
    total = summed([container("1"), container("2", failed=3)])
    assert total == Sum(found=5, stored=2, copies=0, failed=3)
    assert even(total)
    assert not even(Sum(found=6, stored=2, copies=0, failed=3))
