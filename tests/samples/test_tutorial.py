"""What the tutorial says of the sample is so."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

COMMANDS = {
    "init",
    "add",
    "status",
    "audit",
    "retry",
    "search",
    "show",
    "thread",
    "check",
    "export",
    "serve",
    "custody",
}
Messages = dict[str, list[bytes]]


@pytest.fixture(scope="module")
def tutorial() -> str:
    """Return the text of the tutorial."""
    return (Path(__file__).parents[2] / "docs" / "tutorial.md").read_text(encoding="utf-8")


def _blocks(tutorial: str) -> str:
    return "\n".join(re.findall(r"```sh\n(.*?)```", tutorial, flags=re.DOTALL))


def test_only_commands_that_exist_are_told(tutorial: str) -> None:
    """The tutorial knows no command but those of the program."""
    told = set(re.findall(r"^onrecord (\w+)", _blocks(tutorial), flags=re.MULTILINE))
    told |= set(re.findall(r"`onrecord (\w+)", tutorial))
    assert told == COMMANDS


def test_every_file_named_is_in_the_sample(tutorial: str, folder: Path) -> None:
    """Whoever types a path of the tutorial finds something there."""
    names = set(re.findall(r"\bsample/([\w./-]*\w)", tutorial))
    assert {name for name in names if not (folder / name).exists()} == set()


def test_every_box_is_added_under_its_custodian_and_date(
    tutorial: str, truth: dict[str, Any]
) -> None:
    """Six commands take in the six boxes, with what expected.json says of them."""
    commands = _blocks(tutorial).replace("\\\n", " ").splitlines()
    for tranche in truth["tranches"]:
        for box in tranche["boxes"]:
            path = f"sample/{box['path'].rstrip('/')} "
            command = next(line for line in commands if path in line)
            assert f'--custodian "{box["custodian"]}"' in command
            assert f'--tranche "{tranche["name"]}"' in command
            assert f"--published {tranche['published']}" in command


def test_every_message_id_named_is_that_of_a_released_message(
    tutorial: str, messages: Messages
) -> None:
    """Nobody is sent to a message that is not there."""
    identifiers = re.findall(r"<[\w.]+@[\w.]+>", tutorial)
    everything = b"".join(raw for found in messages.values() for raw in found)
    assert len(identifiers) >= 2
    assert all(f"\nMessage-ID: {name}".encode() in everything for name in identifiers)


def test_counts_of_messages_are_right(tutorial: str, truth: dict[str, Any]) -> None:
    """Messages found, different messages and exact copies, as the tutorial gives them."""
    found, distinct = truth["messages_found"], truth["distinct_messages"]
    text = " ".join(tutorial.split())
    assert (
        f"Together {found} messages were found: {distinct} different ones and "
        f"{found - distinct} exact copies." in text
    )
    first, second = truth["tranches"]
    folder = first["folder"] + "/"
    copies = sum(
        max(0, sum(place["path"].startswith(folder) for place in copy["places"]) - 1)
        for copy in truth["exact_copies"]
    )
    assert (
        f"{first['messages']} were found: {first['messages'] - copies} different messages and "
        f"{copies} exact copies." in text
    )
    assert f"the second release, {second['messages']} messages" in text


def test_table_of_verdicts_is_right(tutorial: str, truth: dict[str, Any]) -> None:
    """The tutorial's counts of verdicts about words are those of the story."""
    rows = re.findall(r"^\| ([a-z ]+) \| .* \| (\d+) \|$", tutorial, flags=re.MULTILINE)
    told = {name.replace(" ", "-"): int(count) for name, count in rows}
    assert told == Counter(quotation["words"] for quotation in truth["quotations"])
    assert f"The story has {len(truth['quotations'])} quotations" in tutorial
