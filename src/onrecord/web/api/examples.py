"""Examples of answers, of invented mail, for readers of the description."""

from typing import Any

_LIND = {"name": "Nora Lind", "address": "nora.lind@northgate.example"}
_OKAFOR = {"name": "Samuel Okafor", "address": "s.okafor@harbour.example"}
_ENTRY = {
    "act": "note",
    "who": "Ada",
    "case": 1,
    "about": "m/7xk2qapzr",
    "text": "Ask who changed clause 14.",
    "start": 0,
    "end": 0,
    "undoes": 0,
    "number": 2,
    "at": "2026-01-12T09:30:00Z",
}

EXAMPLES: dict[str, Any] = {
    "Error": {
        "error": {
            "reference": "archive/unknown-message",
            "message": "no message of this archive has that permalink.",
            "where": "m/nowhere",
            "note": "",
            "hint": "",
        }
    },
    "Adding": {
        "version": 1,
        "now": {
            "tranche": "Second release",
            "begun": "2026-01-12T09:30:00+00:00",
            "container": "lind.mbox",
            "number": 3,
            "containers": 7,
            "messages": 12400,
            "read": 81920000,
            "size": 310400000,
        },
        "broken_off": None,
        "last": {
            "tranche": "First release",
            "at": "2026-01-05T14:02:11+00:00",
            "found": 812,
            "stored": 780,
            "copies": 30,
            "failed": 2,
        },
    },
    "Results": {
        "version": 1,
        "query": "harbour contract",
        "repairs": [],
        "total": 1,
        "sort": "relevance",
        "limit": 20,
        "offset": 0,
        "rows": 1,
        "hits": [
            {
                "permalink": "m/7xk2qapzr",
                "date": "2011-03-14T16:20:00-05:00",
                "from": _LIND,
                "to": [_OKAFOR],
                "subject": "Re: Harbour contract, clause 14",
                "tranche": "Harbour board disclosure",
                "snippet": "I have read the harbour contract twice.",
                "marks": [[16, 23], [24, 32]],
                "place": "own words",
                "has_attachment": False,
                "printed": False,
                "thread": "t/5first1",
                "copies": [],
                "others_in_thread": 0,
                "author": {"permalink": "p/nora7k2q", "name": "Nora Lind"},
            }
        ],
    },
    "Timelines": {
        "step": "month",
        "lines": [
            {
                "tranche": "",
                "messages": 3,
                "undated": 1,
                "steps": [{"day": "2011-03-01", "messages": 2, "steps": 1}],
            }
        ],
    },
    "Facets": {
        "sender": [
            {
                "value": "nora.lind@northgate.example",
                "name": "nora.lind@northgate.example",
                "messages": 12,
                "narrowing": 'from:"nora.lind@northgate.example"',
                "person": {"permalink": "p/nora7k2q", "name": "Nora Lind"},
            }
        ]
    },
    "Completions": {
        "version": 1,
        "completions": [{"text": "from:nora.lind@northgate.example", "told": "Nora Lind"}],
    },
    "Thread": {
        "version": 1,
        "asked": "m/7xk2qapzr",
        "permalink": "t/5first1",
        "subject": "Harbour contract, clause 14",
        "entries": [
            {
                "permalink": "",
                "message_id": "<2@harbour.example>",
                "missing": True,
                "recovered": False,
                "depth": 0,
                "evidence": "References",
                "from": {"name": "", "address": ""},
                "date": None,
                "subject": "",
                "snippet": "",
            }
        ],
    },
    "Entry": _ENTRY,
    "Cases": {
        "version": 1,
        "cases": [
            {
                "number": 1,
                "name": "Harbour contract",
                "opened": {**_ENTRY, "act": "open", "case": 0, "about": "", "number": 1},
                "pins": 2,
                "notes": 1,
                "searches": 0,
            }
        ],
    },
    "Related": {
        "version": 1,
        "permalink": "m/7xk2qapzr",
        "related": [
            {
                "permalink": "m/5bn3wdk1t",
                "date": "2011-03-11T09:05:00-05:00",
                "from": _OKAFOR,
                "to": [_LIND],
                "subject": "Mooring fees",
                "tranche": "Harbour board disclosure",
                "snippet": "Who asked for clause 14?",
                "marks": [[14, 20]],
                "reasons": ["three days before it", "both hold “clause”, which 4 letters hold"],
            }
        ],
    },
    "About": {
        "version": 1,
        "who": "Nora Lind",
        "by": "Samuel Okafor",
        "names": ["nora lind", "lind"],
        "left_out": ["nora"],
        "messages": 1,
        "sentences": [
            {
                "permalink": "m/5bn3wdk1t",
                "date": "2011-03-11T09:05:00-05:00",
                "from": _OKAFOR,
                "to": [{"name": "", "address": "board@harbour.example"}],
                "cc": [],
                "subject": "Mooring fees",
                "tranche": "Harbour board disclosure",
                "before": "The fees are settled.",
                "sentence": "Ms. Lind has read the contract.",
                "after": "",
                "marks": [[4, 8]],
            }
        ],
    },
    "RoleOnView": {
        "day": "2011-03-14",
        "role": None,
        "reason": "nothing states a role within half a year of it",
    },
    "Suggestions": {
        "version": 1,
        "suggestions": [
            {
                "first": {"permalink": "p/nora7k2q", "name": "Nora Lind"},
                "second": {"permalink": "p/lind3x9w", "name": "N. Lind"},
                "first_key": "nora.lind@northgate.example",
                "second_key": "name:n lind",
                "reason": "a given name or short form of it",
                "messages": 12,
            }
        ],
    },
    "SignOff": {
        "number": 3,
        "at": "2026-01-12T09:41:00Z",
        "who": "Ada",
        "story": "terminal.md",
        "quotation": "q-5t3k9a",
        "basis": "b2a9c07e",
        "words": "I have read the contract twice.",
        "decision": "fair",
        "note": "",
    },
}
