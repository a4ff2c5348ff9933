"""Build the documentation as pages that need nothing else: ``python docs/build.py OUT``."""

import re
import sys
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt

DOCS = Path(__file__).parent
_STYLE = """
body { max-width: 72ch; margin: 3rem auto; padding: 0 1rem; font: 1.05rem/1.6 Georgia, serif; }
code, pre { font: 0.9em/1.5 ui-monospace, monospace; }
pre { padding: 1rem; overflow-x: auto; background: #8881; }
table { border-collapse: collapse; } td, th { padding: 0.3rem 0.8rem 0.3rem 0; text-align: left; }
td, th { vertical-align: top; border-bottom: 1px solid #8884; } img { max-width: 100%; }
@media (prefers-color-scheme: dark) { body { background: #16181b; color: #ddd; } a { color: #9cf; } }
"""
_LINK = re.compile(r'(href="(?!https?:)[^"#]*)\.md(#[^"]*)?"')


def page(text: str, home: str) -> str:
    """Return one Markdown page as HTML; links between pages follow."""
    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    body = _LINK.sub(r'\1.html\2"', body)
    title = escape(text.lstrip("# ").split("\n", 1)[0])
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title} – On Record</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style>'
        f'<p><a href="{home}index.html">On Record</a></p>{body}</html>\n'
    )


def build(out: Path) -> int:
    """Write every page and picture below ``out``; return how many pages there are."""
    count = 0
    for source in sorted(DOCS.rglob("*.md")):
        place = source.relative_to(DOCS)
        target = (out / place).with_suffix(".html")
        target.parent.mkdir(parents=True, exist_ok=True)
        home = "../" * (len(place.parts) - 1)
        target.write_text(page(source.read_text(encoding="utf-8"), home), encoding="utf-8")
        count += 1
    for picture in DOCS.rglob("*.png"):
        target = out / picture.relative_to(DOCS)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(picture.read_bytes())
    return count


if __name__ == "__main__":
    print(f"{build(Path(sys.argv[1]))} pages in {sys.argv[1]}")
