"""HTML mail gives the same passages as plain mail, whichever program marked its quotations."""

import pytest

from onrecord.text.html import html_to_text
from onrecord.text.quoted import split

GMAIL = (
    '<div dir="ltr">Then I will.</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Mon, Oct 3, '
    '2022 at 10:00 AM Ana Ruiz &lt;<a href="mailto:ana@port.example">ana@port.example</a>&gt; wrote:<br></div>'
    '<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px #ccc solid">The gate is shut.'
    "</blockquote></div>"
)
APPLE = (
    '<html><body>Then I will.<div><br><blockquote type="cite"><div>On 3 Oct 2022, at 10:00, Ana Ruiz &lt;'
    "ana@port.example&gt; wrote:</div><br><div>The gate is shut.</div></blockquote></div></body></html>"
)
OUTLOOK = (
    '<div class="WordSection1"><p class="MsoNormal">Then I will.<o:p></o:p></p><div><div style="border:none;'
    'border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>From:</b> Ana Ruiz '
    "&lt;ana@port.example&gt; <br><b>Sent:</b> Monday, October 3, 2022 10:00 AM<br><b>To:</b> Bo Lind<br>"
    '<b>Subject:</b> Gate<o:p></o:p></p></div></div><p class="MsoNormal">The gate is shut.</p></div>'
)
OUTLOOK_WEB = (
    '<div>Then I will.</div><hr tabindex="-1" style="width:98%"><div id="divRplyFwdMsg" dir="ltr"><font><b>From:</b> '
    "Ana Ruiz &lt;ana@port.example&gt;<br><b>Sent:</b> Monday, October 3, 2022 10:00 AM<br><b>To:</b> Bo Lind<br>"
    "<b>Subject:</b> Gate</font></div><div>The gate is shut.</div>"
)
YAHOO = (
    '<div>Then I will.</div><div id="yahoo_quoted_1" class="yahoo_quoted"><div>On Monday, October 3, 2022 at 10:00:00 '
    "AM GMT+2, Ana Ruiz &lt;ana@port.example&gt; wrote: </div><div>The gate is shut.</div></div>"
)


@pytest.mark.parametrize("page", [GMAIL, APPLE, OUTLOOK, OUTLOOK_WEB, YAHOO])
def test_own_words_and_a_quoted_letter_with_its_author(page: str) -> None:
    text = html_to_text(page)
    passages = [p for p in split(text) if not p.header]
    own, quoted = passages[0], passages[-1]
    assert text[own.start : own.end].strip() == "Then I will."
    assert text[quoted.start : quoted.end].strip(" \n>") == "The gate is shut."
    assert (own.letter, quoted.letter) == (0, 1)
    assert (quoted.author, quoted.author_address) == ("Ana Ruiz", "ana@port.example")
    assert quoted.date
