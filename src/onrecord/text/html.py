"""The text of HTML mail, with quote levels kept as ``> `` at the start of lines."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_UNSEEN = frozenset({"script", "style", "head", "template", "title", "object", "noscript", "svg"})
_APART = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre", "hr"})
_LINES = frozenset(
    {
        "div",
        "tr",
        "li",
        "dl",
        "dt",
        "dd",
        "section",
        "article",
        "header",
        "footer",
        "center",
        "form",
    }
    | {"address", "fieldset", "blockquote", "body", "html", "tbody", "thead", "main", "aside"}
)
_CELLS = frozenset({"td", "th"})
_DEEPEST_QUOTE = 50


class _Page:
    """Lines of text being written, each under the quote depth at which it began."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line: list[str] = []
        self.depth = 0
        self.kept = 0

    def write(self, text: str) -> None:
        """Add running text: white space collapses, except within ``pre``."""
        if self.kept:
            first, *rest = text.replace("\xa0", " ").split("\n")
            self.line.append(first)
            for piece in rest:
                self.end_line(always=True)
                self.line.append(piece)
            return
        collapsed = _SPACE.sub(" ", text)
        if collapsed == " " and (not self.line or self.line[-1].endswith(" ")):
            return
        if not self.line or self.line[-1].endswith(" "):
            collapsed = collapsed.lstrip(" ")
        if collapsed:
            self.line.append(collapsed)

    def end_line(self, *, always: bool = False) -> None:
        """Finish the line; an empty one only if the markup asks for it."""
        if self.line or always:
            mark = "> " * self.depth
            text = "".join(self.line).rstrip()
            self.lines.append((mark + text).rstrip() if text else mark.rstrip())
            self.line = []

    def leave_gap(self) -> None:
        """Put one blank line between blocks."""
        self.end_line()
        if self.lines and self.lines[-1].strip("> "):
            self.lines.append(("> " * self.depth).rstrip())


def html_to_text(html: str) -> str:
    """Return the text a reader of the page sees; never raises, and walks without recursion."""
    tree = LexborHTMLParser(html)
    root = tree.body or tree.root
    if root is None:
        return ""
    page = _Page()
    stop = root.mem_id
    node: LexborNode | None = root
    while node is not None:
        inside = node.child if _enter(page, node) else None
        if inside is not None:
            node = inside
            continue
        while node is not None:
            _leave(page, node)
            if node.mem_id == stop:
                node = None
            elif node.next is not None:
                node = node.next
                break
            else:
                node = node.parent
    page.end_line()
    while page.lines and not page.lines[-1].strip("> "):
        page.lines.pop()
    return "\n".join(page.lines).lstrip("\n")


def _enter(page: _Page, node: LexborNode) -> bool:
    """Begin a node; tell whether what is inside it is seen."""
    tag = node.tag
    if tag == "-text":
        page.write(node.text_content or "")
        return False
    if tag in _UNSEEN or (tag or "").startswith(("_", "!", "-")):
        return False
    if tag == "br":
        page.end_line(always=True)
    elif tag in _APART:
        page.leave_gap()
        page.kept += tag == "pre"
    elif tag in _LINES:
        page.end_line()
        if tag == "blockquote":
            page.leave_gap()
            page.depth = min(page.depth + 1, _DEEPEST_QUOTE)
        elif tag == "li":
            page.write("- ")
    elif tag in _CELLS and page.line:
        page.write(" ")
    return True


def _leave(page: _Page, node: LexborNode) -> None:
    tag = node.tag
    if tag in _APART:
        page.leave_gap()
        page.kept -= tag == "pre"
    elif tag in _LINES:
        page.end_line()
        if tag == "blockquote":
            page.depth = max(0, page.depth - 1)
            page.leave_gap()
