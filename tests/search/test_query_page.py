"""Each example of the query page finds what the page says, and not what it does not say."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from onrecord.search.canonical import to_text
from onrecord.search.engine import Document
from onrecord.search.engines.scan_engine import holds
from onrecord.search.parser import parse_query

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "reference" / "query-language.md"
EXAMPLES = [
    next(cell[2:-2] for cell in row.strip("|").split("|") if cell.startswith(" `"))
    for row in re.findall(r"^\|.*`.*\|$", PAGE.read_text(), re.MULTILINE)
]
TODAY = date(2022, 12, 31)


def _sent(year: int, month: int, day: int) -> dict[str, object]:
    return {"sent": int(datetime(year, month, day, 12, tzinfo=UTC).timestamp())}


def _own(text: str) -> dict[str, object]:
    return {"own": (text,)}


Said = dict[str, object]
MEANT: dict[str, tuple[Said, Said]] = {
    "gate fault": ({"subject": "gate", **_own("fault")}, _own("gate")),
    '"fault log"': (_own("the fault log"), {"subject": "fault", **_own("log fault")}),
    "gate OR barrier": (_own("barrier"), _own("fault")),
    "gate fault OR log": (_own("log"), _own("gate")),
    "gate -fault": (_own("gate"), _own("gate fault")),
    "gate NOT fault": (_own("gate"), _own("gate fault")),
    "(gate OR barrier) fault": (_own("fault barrier"), _own("gate barrier")),
    "clos*": (_own("closures"), _own("disclose")),
    '"fault lo*"': (_own("fault logs"), _own("fault of logs")),
    "theriault~": (_own("Therialut"), _own("Terrio")),
    "okafor~1": (_own("Okafer"), _own("Okaferr")),
    "stem:close": (_own("closing"), _own("closet")),
    'stem:"close gate"': (_own("closed gates"), _own("closed the gate")),
    '"fault log"~3': (_own("fault of all the log"), _own("log of a fault")),
    "gate NEAR/5 fault": (_own("fault at the north gate"), _own("gate 1 2 3 4 5 6 fault")),
    '"fault log" NEAR/5 gate': (_own("gate has its fault log"), _own("fault gate log")),
    "(gate OR barrier) NEAR/5 fault": (_own("barrier fault"), _own("gate barrier")),
    "subject:closures": ({"subject": "Closures"}, _own("closures")),
    "own:closures": (_own("closures"), {"quoted": ("closures",)}),
    "quoted:closures": ({"quoted": ("closures",)}, _own("closures")),
    "body:closures": ({"aside": ("closures",)}, {"subject": "closures"}),
    "attachment:memorandum": ({"attachments": "memorandum"}, _own("memorandum")),
    "filename:memo": ({"filenames": "log.txt\nmemo.pdf"}, _own("memo")),
    "own:(gate -fault)": ({**_own("gate"), "subject": "fault"}, {"subject": "gate"}),
    "subject:(gate NEAR/3 closures)": ({"subject": "closures of a gate"}, _own("gate closures")),
    "from:marsh": ({"from_": "Helen Marsh hm@port.example"}, {"to": "Helen Marsh"}),
    'from:"Helen Marsh"': ({"from_": "Helen Marsh"}, {"from_": "Marsh, Helen"}),
    "from:(marsh OR okafor)": ({"from_": "N. Okafor"}, {"to": "N. Okafor"}),
    "to:d.valkov@portaldertransit.example": (
        {"to": "D d.valkov@portaldertransit.example"},
        {"cc": "D d.valkov@portaldertransit.example"},
    ),
    "cc:okafor bcc:pell": ({"cc": "Okafor", "bcc": "Pell"}, {"cc": "Okafor Pell"}),
    "with:castellangate.example": ({"cc": "a@castellangate.example"}, {"cc": "a@gate.example"}),
    "between:marsh,okafor": (
        {"from_": "Okafor", "cc": "Marsh"},
        {"from_": "Pell", "to": "Okafor\nMarsh"},
    ),
    'between:"Helen Marsh","Ngozi Okafor"': (
        {"from_": "Helen Marsh", "to": "Ngozi Okafor"},
        {"from_": "Hugh Marsh", "to": "Ngozi Okafor"},
    ),
    'sender:"helen.marsh@port.example"': (
        {"from_": "H. Marsh Helen.Marsh@port.example"},
        {"from_": "Helen Marsh x.helen.marsh@port.example"},
    ),
    'recipient:"ngozi okafor"': (
        {"cc": "Ngozi  Okafor"},
        {"to": "Ngozi Okafor n.okafor@port.example"},
    ),
    "after:2022-10-14": (_sent(2022, 10, 14), _sent(2022, 10, 13)),
    "before:2022-11": (_sent(2022, 10, 31), _sent(2022, 11, 1)),
    "date:2022-12": (_sent(2022, 12, 31), _sent(2023, 1, 1)),
    "date:2022-12-05..2022-12-09": (_sent(2022, 12, 9), _sent(2022, 12, 10)),
    "date:2022..": (_sent(2023, 1, 1), _sent(2021, 12, 31)),
    "date:today": (_sent(2022, 12, 31), _sent(2022, 12, 30)),
    "after:yesterday": (_sent(2022, 12, 30), _sent(2022, 12, 29)),
    "after:30d": (_sent(2022, 12, 1), _sent(2022, 11, 30)),
    "before:2w": (_sent(2022, 12, 16), _sent(2022, 12, 17)),
    "date:1y..6m": (_sent(2022, 6, 30), _sent(2022, 7, 1)),
    "has:attachment": ({"has_attachment": True}, {"filenames": "logo.gif"}),
    "type:pdf": ({"attachment_types": ("pdf",)}, {"filenames": "a.pdf"}),
    "type:(doc OR docx)": ({"attachment_types": ("docx",)}, {"attachment_types": ("pdf",)}),
    **{
        f"is:{kind}": ({"kind_flags": (kind,)}, {"kind_flags": ()})
        for kind in ("reply", "forward", "mailing", "recovered", "printed", "damaged")
    },
    "thread:t/3kz7qm": ({"thread": "t/3kz7qm"}, {"thread": "t/3kz7qn"}),
    "id:PATA-1-0008": ({"names": ("PATA-1-0008",)}, {"names": ("PATA-1-00081",)}),
    "list:announcements": ({"list_id": "announcements.port.example"}, _own("announcements")),
    "custodian:marsh": ({"custodians": ("Helen Marsh",)}, {"from_": "Helen Marsh"}),
    "mailbox:marsh/sent.mbox": (
        {"mailboxes": ("2022/marsh/sent.mbox",)},
        {"mailboxes": ("marsh/inbox.mbox",)},
    ),
    'tranche:"First release"': ({}, {"tranches": ("Second release",)}),
}


def test_the_page_has_no_other_examples() -> None:
    assert list(dict.fromkeys(EXAMPLES)) == EXAMPLES
    assert set(EXAMPLES) == set(MEANT)


@pytest.mark.parametrize("example", MEANT)
def test_an_example_finds_what_the_page_says(example: str, letter: Callable[..., Document]) -> None:
    parsed = parse_query(example, TODAY)
    found, left = (letter(1, **said) for said in MEANT[example])
    assert parsed.repairs == ()
    assert holds(parsed.query, found)
    assert not holds(parsed.query, left)
    assert parse_query(to_text(parsed.query)).query == parsed.query
