"""Text of HTML mail."""

from selectolax.lexbor import LexborHTMLParser


def html_to_text(html: str) -> str:
    """Return the visible text."""
    tree = LexborHTMLParser(html)
    return tree.body.text(separator="\n") if tree.body else ""
