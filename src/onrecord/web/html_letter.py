"""A sender's HTML made harmless: our own list of what may stay, everything else gone or told of.

Nothing of the result can load, run, submit or lead anywhere. Pictures that came with the letter are put
into it, pictures elsewhere are counted; links are words with their true target beside them; what the
sender hid is shown and marked as hidden.
"""

import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections import Counter
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

import msgspec
import nh3
from selectolax.lexbor import LexborHTMLParser, LexborNode

from onrecord.web.legible import legible_line

LONGEST = 2_000_000
"""Characters of HTML that are read; a longer letter is cut off, and says so."""
_LARGEST_PICTURE = 3_000_000
_MOST_OF_PICTURES = 12_000_000
_LONGEST_TARGET = 300
_TAGS = set(
    "a abbr address b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn div dl "
    "dt em figcaption figure font h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp "
    "small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var wbr".split()
)
_GONE = set(
    "script style title head noscript template iframe object applet textarea select svg math".split()
)
_ATTRIBUTES = {
    "*": {"dir", "lang", "align", "valign", "style", "data-hidden", "data-target", "data-absent"},
    "img": {"alt", "width", "height", "src"},
    "td": {"colspan", "rowspan", "bgcolor", "width"},
    "th": {"colspan", "rowspan", "bgcolor", "width"},
    "table": {"border", "cellpadding", "cellspacing", "bgcolor", "width"},
    "font": {"color", "face", "size"},
    "ol": {"start", "type"},
}
_STYLES = set(
    "color background-color font-weight font-style text-align text-decoration vertical-align "
    "padding padding-left padding-right padding-top padding-bottom border border-left border-right "
    "border-top border-bottom border-collapse white-space".split()
)
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
)
_OURS = ("data-hidden", "data-target", "data-absent")
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0?\.?0*\s*(?:;|!|$)"
    r"|font-size\s*:\s*[01](?:\.\d+)?(?:px|pt|em|%)?\s*(?:;|!|$)|mso-hide\s*:\s*all"
    r"|(?:max-)?(?:height|width)\s*:\s*0(?:px|%)?\s*(?:;|!|$)|text-indent\s*:\s*-\d{3,}"
    r"|(?:left|top|margin-left)\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*0",
    re.IGNORECASE,
)
_RULE = re.compile(r"([^{}]{1,200})\{([^{}]{0,2000})\}")
_NAMED = re.compile(r"[.#][\w-]{1,80}\s*$")
_COLOUR = re.compile(r"(?i)(?:^|;)\s*(background-color|background|color)\s*:\s*([^;!]{1,40})")
_REACHING = re.compile(r"(?i)url\s*\(|expression|image-set|@import|\\")
_WHITES = {"#fff", "#ffffff", "white", "rgb(255,255,255)", "#fefefe", "#fdfdfd"}


class HarmlessLetter(msgspec.Struct, frozen=True):
    """HTML that can be shown, and what was done to it.

    ``remote`` counts pictures that were not loaded by the host that would have learnt of it, ``links``
    those made inert, ``hidden`` stretches that the sender hid, ``inlined`` pictures that came with the
    letter. ``cut`` says that the letter is longer than what is shown.
    """

    html: str
    remote: tuple[tuple[str, int], ...]
    links: int
    hidden: int
    inlined: int
    cut: bool


def harmless(html: str, pictures: Mapping[str, bytes]) -> HarmlessLetter:
    """Return a letter's HTML with nothing left in it that acts."""
    tree = LexborHTMLParser(html[:LONGEST])
    seen = _Seen(pictures, _hiding_rules(tree))
    for node in list(tree.css("*")):
        seen.visit(node)
    body = tree.body
    cleaned = nh3.clean(
        (body.html if body is not None else "") or "",
        tags=_TAGS,
        clean_content_tags=_GONE,
        attributes=_ATTRIBUTES,
        attribute_filter=_kept,
        filter_style_properties=_STYLES,
        url_schemes={"data"},
        link_rel=None,
        strip_comments=True,
    )
    remote = tuple(sorted(seen.remote.items(), key=lambda item: (-item[1], item[0])))
    return HarmlessLetter(
        cleaned, remote, seen.links, seen.hidden, seen.inlined, len(html) > LONGEST
    )


def picture_type(content: bytes) -> str:
    """Return what kind of picture bytes are, told by the bytes alone; empty for any other content."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for start, kind in _SIGNATURES if content.startswith(start)), "")


class _Seen:
    """One letter being gone through, node by node."""

    def __init__(self, pictures: Mapping[str, bytes], rules: frozenset[str]) -> None:
        self._pictures = pictures
        self._rules = rules
        self._room = _MOST_OF_PICTURES
        self.remote: Counter[str] = Counter()
        self.links = self.hidden = self.inlined = 0

    def visit(self, node: LexborNode) -> None:
        for name in _OURS:  # nobody else says what is hidden, absent, or where a link leads
            if name in node.attributes:
                del node.attrs[name]
        if node.tag in ("a", "area"):
            self._link(node)
        elif node.tag in ("img", "image", "input"):
            self._picture(node)
        elif any(name in node.attributes for name in ("background", "poster", "data")):
            self._elsewhere(
                next(v for n, v in node.attributes.items() if n in ("background", "poster", "data"))
                or ""
            )
        self._style(node)

    def _link(self, node: LexborNode) -> None:
        target = node.attributes.get("href")
        if target is None:
            return
        self.links += 1
        shown = legible_line(target.strip())
        node.attrs["data-target"] = shown[:_LONGEST_TARGET] + (
            "…" if len(shown) > _LONGEST_TARGET else ""
        )

    def _picture(self, node: LexborNode) -> None:
        source = (node.attributes.get("src") or "").strip()
        if "src" in node.attributes:
            del node.attrs["src"]
        if not source:
            return
        content = self._content(source)
        kind = picture_type(content) if content is not None else ""
        if content is not None and kind and len(content) <= min(_LARGEST_PICTURE, self._room):
            self._room -= len(content)
            self.inlined += 1
            node.attrs["src"] = f"data:{kind};base64,{b64encode(content).decode('ascii')}"
            return
        where = self._elsewhere(source) if content is None else "not a picture that can be shown"
        node.attrs["data-absent"] = where

    def _content(self, source: str) -> bytes | None:
        """Return the bytes of a picture that came with the letter; None where it is elsewhere."""
        scheme, _, rest = source.partition(":")
        if scheme.casefold() == "cid":
            return self._pictures.get(unquote(rest), b"")
        if scheme.casefold() == "data":
            head, _, data = rest.partition(",")
            try:
                return b64decode(data, validate=False) if "base64" in head.casefold() else b""
            except (NotBase64, ValueError):
                return b""
        return None

    def _elsewhere(self, source: str) -> str:
        if source.startswith(("#", "cid:", "data:")):
            return ""
        try:
            host = (
                urlsplit(source if "//" in source else f"//{source}").hostname or "an unknown host"
            )
        except ValueError:
            host = "an unknown host"
        host = legible_line(host)[:100]
        self.remote[host] += 1
        return host

    def _style(self, node: LexborNode) -> None:
        style = node.attributes.get("style") or ""
        if self._hides(node, style) and node.text(deep=True, strip=True):
            self.hidden += 1
            node.attrs["data-hidden"] = "hidden by the sender"
            if "style" in node.attributes:
                del node.attrs["style"]
        elif style and _REACHING.search(style):
            for found in re.findall(r"(?i)url\(\s*['\"]?([^'\")]{1,500})", style):
                self._elsewhere(found)
            del node.attrs["style"]

    def _hides(self, node: LexborNode, style: str) -> bool:
        if node.tag in ("body", "html"):
            return False
        named = {f".{name}" for name in (node.attributes.get("class") or "").split()}
        named.add(f"#{node.attributes.get('id')}")
        if "hidden" in node.attributes or _HIDING.search(style) or named & self._rules:
            return True
        return _unreadable(node, style)


def _unreadable(node: LexborNode, style: str) -> bool:
    """Tell whether words have the colour of what is behind them, or white on the page's white."""
    told = {
        name.casefold(): re.sub(r"\s", "", value).casefold()
        for name, value in _COLOUR.findall(style)
    }
    ink = told.get("color") or (node.attributes.get("color") or "").strip().casefold()
    ground = told.get("background-color") or told.get("background") or ""
    ground = ground or (node.attributes.get("bgcolor") or "").strip().casefold()
    if not ink:
        return False
    return ink == ground or (ink in _WHITES and not ground and not _on_colour(node))


def _on_colour(node: LexborNode) -> bool:
    """Tell whether something around a node sets a background, so that white words can be read."""
    around = node.parent
    for _ in range(40):
        if around is None:
            return False
        style = around.attributes.get("style") or ""
        if "background" in style.casefold() or around.attributes.get("bgcolor"):
            return True
        around = around.parent
    return True


def _hiding_rules(tree: LexborHTMLParser) -> frozenset[str]:
    """Return the classes and ids that a letter's own style sheets hide."""
    found: set[str] = set()
    for sheet in tree.css("style"):
        for selectors, rules in _RULE.findall((sheet.text() or "")[:200_000]):
            if _HIDING.search(rules):
                ends = (_NAMED.search(each) for each in selectors.split(","))
                found |= {end.group().strip() for end in ends if end}
    return frozenset(found)


def _kept(tag: str, name: str, value: str) -> str | None:
    """Let only pictures of ours be sources, whatever else the list of schemes would let through."""
    if name == "src":
        return value if tag == "img" and value.startswith("data:image/") else None
    return None if name == "style" and _REACHING.search(value) else value
