"""The names of the design's tokens, for the page that shows them; their values are the style sheet's."""

TOKENS = {
    "Ground": ("paper", "sheet", "rule", "rule-firm"),
    "Ink": ("ink", "ink-soft", "ink-faint", "link", "link-visited", "alarm"),
    "Marks": ("mark", "notice-sheet", "notice-edge", "alarm-sheet"),
    "Whose words": (
        *("quoted", "quoted-edge", "forwarded", "forwarded-edge"),
        *("pasted", "pasted-edge", "aside-edge"),
    ),
}
