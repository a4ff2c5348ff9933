"""Characters that deceive a reader, made visible.

Names, subjects and file names come from strangers. A right-to-left override turns
``exe.fdp`` into something that reads like a PDF, a control character hides or moves what
follows it (Unicode Technical Report 36 §2.6, UAX #9 §2). They are evidence, so they are shown
by number and never dropped.
"""

import re

_ALWAYS = (
    "\u061c\u200e\u200f"  # marks that turn the direction of neutral characters
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides, isolates
    "\u2028\u2029"  # separators that browsers do not draw
    "\ufeff\ufff9-\ufffb"  # byte order mark, interlinear annotation
    "\ud800-\udfff"  # lone surrogates: undecodable bytes, and no UTF-8 page can hold them
)
_IN_LETTERS = re.compile(f"[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f{_ALWAYS}]|\\r(?!\\n)")
_IN_LINES = re.compile(f"[\\x00-\\x1f\\x7f-\\x9f\u200b\u2060{_ALWAYS}]")


def legible(text: str) -> str:
    """Return text of several lines; only line ends and tabs remain as control characters."""
    return _IN_LETTERS.sub(_named, text)


def legible_line(text: str) -> str:
    """Return one line (a name, a subject, a file name) without any control character."""
    return _IN_LINES.sub(_named, text)


def _named(match: re.Match[str]) -> str:
    return f"⟨U+{ord(match[0]):04X}⟩"
