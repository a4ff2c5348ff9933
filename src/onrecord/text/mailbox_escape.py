"""``>From `` in a text: what a mailbox file makes of a line that begins with From.

The stored bytes keep it; people should read what was written. A reply may quote such a line in the same
way, so the mark is taken off only where the lines beside it are not quoted.
"""


def without_escape(text: str) -> str:
    """Return text whose lines that begin with ``>From `` begin with ``From ``, as they were written."""
    if ">From " not in text:
        return text
    lines = text.split("\n")
    return "\n".join(
        line[1:] if line.startswith(">From ") and not _among_quoted(lines, number) else line
        for number, line in enumerate(lines)
    )


def _among_quoted(lines: list[str], number: int) -> bool:
    beside = lines[max(0, number - 1) : number] + lines[number + 1 : number + 2]
    return any(line.startswith(">") and not line.startswith(">From ") for line in beside)
