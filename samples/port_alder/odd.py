"""Mail that is not simply a letter: a bounce, a forwarded original, and two damaged messages."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from port_alder.cast import AUTHORITY
from port_alder.compose import message_bytes
from port_alder.letter import Letter

_ZONE = timezone(timedelta(hours=-8))


@dataclass(frozen=True, slots=True)
class Item:
    """A message ready to be put into a box. ``message_id`` is empty where it states none."""

    key: str
    boxes: tuple[str, ...]
    sender: str
    sent: datetime
    message_id: str
    content: bytes


def odd_items(letters: Mapping[str, Letter]) -> list[Item]:
    """Return the odd mail of the sample."""
    return [_bounce(), _forwarded_original(letters), _cut_short(), _fax()]


def _bounce() -> Item:
    identifier = f"<20221206170912.bounce@{AUTHORITY}>"
    text = f"""Date: Tue, 06 Dec 2022 09:09:12 -0800
From: Mail Delivery System <mailer-daemon@{AUTHORITY}>
To: ruth.okafor@{AUTHORITY}
Subject: Undelivered mail returned to sender
Message-ID: {identifier}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="=_bounce"

--=_bounce
Content-Type: text/plain; charset=us-ascii

Your message could not be delivered to one recipient. There is nobody of
that name here.

--=_bounce
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.{AUTHORITY}
Arrival-Date: Tue, 06 Dec 2022 09:09:11 -0800

Final-Recipient: rfc822; t.brenan@{AUTHORITY}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such user, did you mean tom.brennan?

--=_bounce
Content-Type: text/rfc822-headers

Date: Tue, 06 Dec 2022 09:09:10 -0800
From: Ruth Okafor <ruth.okafor@{AUTHORITY}>
To: t.brenan@{AUTHORITY}
Subject: Come up when you have a moment
Message-ID: <20221206170910.misaddressed@{AUTHORITY}>

--=_bounce--
"""
    sent = datetime(2022, 12, 6, 9, 9, 12, tzinfo=_ZONE)
    return Item(
        "bounce", ("o2",), f"mailer-daemon@{AUTHORITY}", sent, identifier, text.encode("ascii")
    )


def _forwarded_original(letters: Mapping[str, Letter]) -> Item:
    identifier = f"<20221212180000.forward@{AUTHORITY}>"
    inner = message_bytes(letters["closure-1"], letters, sender_copy=False)
    head = f"""Date: Mon, 12 Dec 2022 10:00:00 -0800
From: Dimitri Valkov <d.valkov@{AUTHORITY}>
To: Priya Nair <priya.nair@{AUTHORITY}>
Subject: The first one, for your file
Message-ID: {identifier}
User-Agent: Mutt/2.2.7 (2022-08-07)
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="=_forward"

--=_forward
Content-Type: text/plain; charset=us-ascii

Priya,

you asked for the message that began it. It is attached whole and not pasted,
so that its date cannot be discussed.

D.

--=_forward
Content-Type: message/rfc822
Content-Disposition: attachment

"""
    content = head.encode("ascii") + inner + b"\n--=_forward--\n"
    sent = datetime(2022, 12, 12, 10, 0, tzinfo=_ZONE)
    return Item("forward", ("v2",), f"d.valkov@{AUTHORITY}", sent, identifier, content)


def _cut_short() -> Item:
    """Return a message that breaks off inside a base64 attachment, without a last boundary."""
    identifier = f"<20221103103000.kevin@{AUTHORITY}>"
    rows = (Path(__file__).parent / "papers" / "closures.csv").read_bytes()
    cut = base64.encodebytes(rows)[:301]
    text = f"""Date: Thu, 03 Nov 2022 03:30:00 -0700
From: Tom Brennan <tom.brennan@{AUTHORITY}>
To: Dimitri Valkov <d.valkov@{AUTHORITY}>
Subject: Night test, the figures
Message-ID: {identifier}
X-Mailer: iPhone Mail (19H12)
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="=_kevin"

--=_kevin
Content-Type: text/plain; charset=us-ascii

Figures attached, if the tunnel wifi lets them through. Kevin says hello.

--=_kevin
Content-Type: text/csv; name="kevin.csv"
Content-Disposition: attachment; filename="kevin.csv"
Content-Transfer-Encoding: base64

"""
    sent = datetime(2022, 11, 3, 2, 30, tzinfo=_ZONE)
    content = text.encode("ascii") + cut + b"\n"
    return Item("cut-short", ("v2",), f"tom.brennan@{AUTHORITY}", sent, identifier, content)


def _fax() -> Item:
    """Return a note from a fax gateway: no Message-ID, no usable date, bytes without a charset."""
    text = f"""From: fax@{AUTHORITY}
To: d.valkov@{AUTHORITY}
Date: yesterday, after lunch
Subject: FAX 1 page, Café Tollhouse

Mr. Valkov, you left your reading glasses and a drawing of a gate on table 4.
The drawing we have hung up. The glasses are at the till.
    Café Tollhouse, René
"""
    sent = datetime(2022, 11, 9, 13, 5, tzinfo=_ZONE)
    return Item("fax", ("v1",), f"fax@{AUTHORITY}", sent, "", text.encode("latin-1"))
