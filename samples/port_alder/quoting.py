"""How mail programs quote: reply headers, "> " lines, forwarded blocks, and the same as HTML."""

import html
import re
import textwrap
from collections.abc import Mapping
from datetime import datetime

from port_alder.cast import Person
from port_alder.letter import Letter

WIDTH = 72
_LONG = 90  # only whole paragraphs on one line are wrapped when quoted
_CONTINUED = 52  # a line at least this long was wrapped, not ended, by its writer


def rendered_text(letter: Letter, letters: Mapping[str, Letter]) -> str:
    """Return the letter's text as sent, with what it quotes and its signature filled in."""
    text = unwrapped(letter.text) if letter.sender.client == "outlook" else letter.text
    lines: list[str] = []
    for line in text.split("\n"):
        if line == "{sig}":
            lines.append(signature(letter.sender))
        elif line in ("{quoted}", "{forwarded}"):
            parent = letters[letter.parent]
            lines.append(_quoted(letter, parent, line, rendered_text(parent, letters)))
        else:
            lines.append(line)
    return "\n".join(lines)


def signature(person: Person) -> str:
    """Return a signature; programs other than Outlook and the telephone set "-- " before it."""
    dashed = person.client in ("mutt", "gmail")
    return f"-- \n{person.signature}" if dashed else person.signature


def unwrapped(text: str) -> str:
    """Return text with every paragraph on one line, as Outlook sends it."""
    joined: list[str] = []
    open_line = False
    for line in text.split("\n"):
        if open_line and line and not line.startswith((">", "- ", "{")):
            joined[-1] += " " + line
        else:
            joined.append(line)
        open_line = len(line) >= _CONTINUED and not line.startswith(">")
    return "\n".join(joined)


def _quoted(reply: Letter, parent: Letter, mark: str, text: str) -> str:
    sent = parent.sent.astimezone(reply.sent.tzinfo)
    client = reply.sender.client
    if client == "outlook":
        return _outlook_block(parent, sent) + "\n\n" + text
    if mark == "{forwarded}":
        return _forwarded_block(parent, sent) + "\n\n" + text
    if client == "apple":
        header = f"On {sent:%b} {sent.day}, {sent.year}, at {_clock(sent)}, {_named(parent)} wrote:"
        return "> " + header + "\n> \n" + prefixed(text)
    if client == "mutt":
        offset = f"{sent:%a, %b %d, %Y at %I:%M:%S%p %z}"
        return f"On {offset}, {parent.sender.name} wrote:\n" + prefixed(text)
    return _gmail_header(parent, sent) + "\n\n" + prefixed(text)


def _named(parent: Letter) -> str:
    return f"{parent.sender.name} <{parent.sender.address}>"


def _gmail_header(parent: Letter, sent: datetime) -> str:
    line = f"On {sent:%a, %b} {sent.day}, {sent.year} at {_clock(sent)} {_named(parent)} wrote:"
    return line if len(line) <= WIDTH + 6 else line.replace(" <", " <\n", 1)


def _outlook_block(parent: Letter, sent: datetime) -> str:
    lines = [
        "-----Original Message-----",
        f"From: {parent.sender.name}",
        f"Sent: {sent:%A, %B} {sent.day}, {sent.year} {_clock(sent)}",
        f"To: {'; '.join(person.name for person in parent.to)}",
    ]
    if parent.cc:
        lines.append(f"Cc: {'; '.join(person.name for person in parent.cc)}")
    return "\n".join([*lines, f"Subject: {parent.subject}"])


def _forwarded_block(parent: Letter, sent: datetime) -> str:
    return "\n".join(
        [
            "---------- Forwarded message ---------",
            f"From: {_named(parent)}",
            f"Date: {sent:%a, %b} {sent.day}, {sent.year} at {_clock(sent)}",
            f"Subject: {parent.subject}",
            f"To: {', '.join(f'{person.name} <{person.address}>' for person in parent.to)}",
        ]
    )


def _clock(moment: datetime) -> str:
    return f"{moment.hour % 12 or 12}:{moment.minute:02d} {'AM' if moment.hour < 12 else 'PM'}"


def prefixed(text: str) -> str:
    """Return text as quoted one level deeper, long lines wrapped first."""
    lines: list[str] = []
    for line in text.split("\n"):
        long = len(line) > _LONG and not line.startswith(">")
        pieces = textwrap.wrap(line, WIDTH) if long else [line]
        lines.extend(f">{piece}" if piece.startswith(">") else f"> {piece}" for piece in pieces)
    return "\n".join(lines)


def as_html(text: str) -> str:
    """Return an HTML body for a text.

    Quote levels become nested ``blockquote`` elements, and Outlook's divider a rule with bold
    header names, as those programs do.
    """
    out: list[str] = []
    depth = 0
    for paragraph in _paragraphs(text):
        level, lines = paragraph
        out.extend(["<blockquote>"] * (level - depth) + ["</blockquote>"] * (depth - level))
        depth = level
        out.append("<p>" + "<br>\n".join(html.escape(line, quote=False) for line in lines) + "</p>")
    out.extend(["</blockquote>"] * depth)
    page = "\n".join(out).replace("<p>-----Original Message-----<br>\n", "<hr>\n<p>")
    page = re.sub(r"^(<p>)?((?:From|Sent|To|Cc|Subject):) ", r"\1<b>\2</b> ", page, flags=re.M)
    return f"<html><head></head><body>\n{page}\n</body></html>"


def _paragraphs(text: str) -> list[tuple[int, list[str]]]:
    found: list[tuple[int, list[str]]] = []
    fresh = True
    for line in text.split("\n"):
        level, rest = quote_level(line)
        if not rest.strip():
            fresh = True
            continue
        if fresh or found[-1][0] != level:
            found.append((level, []))
        found[-1][1].append(rest)
        fresh = False
    return [(level, unwrapped("\n".join(lines)).split("\n")) for level, lines in found]


def quote_level(line: str) -> tuple[int, str]:
    """Count the leading ">" of a line and return what follows them."""
    rest, level = line, 0
    while rest.startswith(">"):
        rest, level = rest[1:], level + 1
    return level, rest.removeprefix(" ") if level else rest


def flowed(text: str) -> str:
    """Return text as ``format=flowed`` (RFC 3676): a wrapped line ends in a space."""
    lines = text.split("\n")
    out: list[str] = []
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        level, rest = quote_level(line)
        next_level, next_rest = quote_level(after)
        soft = len(rest) >= _CONTINUED and bool(next_rest) and level == next_level
        stuffed = " " + line if line.startswith((" ", "From ")) else line
        out.append(stuffed + " " if soft else stuffed)
    return "\n".join(out)
