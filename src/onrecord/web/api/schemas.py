"""What the JSON interface promises of its answers, as JSON Schema (2020-12, as OpenAPI 3.1 has it)."""

from typing import Any

import msgspec

from onrecord.archive.under_way import UnderWay
from onrecord.desk.drafts import Draft
from onrecord.desk.entries import Entry
from onrecord.desk.sign_offs import SignOff
from onrecord.duplicates.differences import FieldDifference
from onrecord.message.problem import Problem
from onrecord.message.structure import PrintedMark
from onrecord.pipeline.finding.searching_views import FacetValueView, TimelineView
from onrecord.pipeline.reading.casework import CaseRow
from onrecord.pipeline.reading.tranche_news import Part
from onrecord.pipeline.showing.views import (
    AddedView,
    AttachmentView,
    AuthorView,
    ContainerView,
    CopyView,
    MailingView,
    ProblemView,
    QuotedView,
    TrancheView,
)
from onrecord.pipeline.taking_in.additions import LastAddition
from onrecord.pipeline.who.people_views import (
    DecisionView,
    NetworkView,
    PathView,
    PeopleView,
    PersonView,
    RoleOnView,
    SuggestionView,
    ThreadStepView,
)
from onrecord.recovered.altered import Change
from onrecord.text.passage import Passage

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
WHOLE: Schema = {"type": "integer"}
FLAG: Schema = {"type": "boolean"}
DATE: Schema = {
    "type": ["string", "null"],
    "description": "ISO 8601, without an offset where the mail states none; null without a date.",
}
SPAN: Schema = {"type": "array", "items": WHOLE, "minItems": 2, "maxItems": 2}

_STRUCTS: tuple[type, ...] = (
    *(
        AddedView,
        AttachmentView,
        ContainerView,
        CopyView,
        MailingView,
        ProblemView,
        QuotedView,
        TrancheView,
    ),
    *(Change, Passage, Problem, PrintedMark, FieldDifference, FacetValueView, TimelineView),
    *(AuthorView, UnderWay, LastAddition),
    *(Entry, CaseRow, Draft, SignOff, PeopleView, PersonView, NetworkView, PathView),
    *(Part, RoleOnView, ThreadStepView, SuggestionView, DecisionView),
)


def ref(name: str) -> Schema:
    """Return a reference to a schema by name."""
    return {"$ref": f"#/components/schemas/{name}"}


def listed(items: Schema) -> Schema:
    """Return a list of values."""
    return {"type": "array", "items": items}


def shape(**fields: Schema) -> Schema:
    """Return an object that has all of these fields and no other; ``from_`` is ``from``."""
    named = {name.rstrip("_"): schema for name, schema in fields.items()}
    return {
        "type": "object",
        "properties": named,
        "required": list(named),
        "additionalProperties": False,
    }


def components() -> dict[str, Schema]:
    """Return all schemas by name."""
    _, found = msgspec.json.schema_components(_STRUCTS, ref_template="#/components/schemas/{name}")
    return {**found, **_SHAPES}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [{"type": "null"}, schema]}


_BOXES = listed(ref("Mailbox"))
_VERSION: Schema = {"const": 1}
_LETTER: dict[str, Schema] = {
    "permalink": TEXT,
    "date": DATE,
    "from_": ref("Mailbox"),
    "to": _BOXES,
    "subject": TEXT,
    "tranche": TEXT,
}
"""What every list of letters tells of each."""

_SHAPES: dict[str, Schema] = {
    "Mailbox": shape(name=TEXT, address=TEXT),
    "Error": shape(error=shape(reference=TEXT, message=TEXT, where=TEXT, note=TEXT, hint=TEXT)),
    "Overview": shape(
        version=_VERSION,
        messages=COUNT,
        copies=COUNT,
        failed=COUNT,
        attachments=COUNT,
        first_date=TEXT,
        last_date=TEXT,
        containers=listed(ref("ContainerView")),
        tranches=listed(ref("TrancheView")),
        problems=listed(ref("ProblemView")),
    ),
    "Adding": shape(
        version=_VERSION,
        now=_or_null(ref("UnderWay")),
        broken_off=_or_null(ref("UnderWay")),
        last=_or_null(ref("LastAddition")),
    ),
    "Hit": shape(
        **_LETTER,
        snippet=TEXT,
        marks=listed(SPAN),
        place=TEXT,
        has_attachment=FLAG,
        printed=FLAG,
        thread=TEXT,
        copies=listed(TEXT),
        others_in_thread=COUNT,
        author=_or_null(ref("AuthorView")),
    ),
    "Results": shape(
        version=_VERSION,
        query=TEXT,
        repairs=listed(TEXT),
        total=COUNT,
        sort={"enum": ["relevance", "date", "newest"]},
        limit=COUNT,
        offset=COUNT,
        rows=COUNT,
        hits=listed(ref("Hit")),
    ),
    "Facets": {
        "type": "object",
        "additionalProperties": listed(ref("FacetValueView")),
    },
    "Timelines": shape(step={"enum": ["day", "week", "month"]}, lines=listed(ref("TimelineView"))),
    "SameLetter": shape(
        permalink=TEXT,
        from_=ref("Mailbox"),
        date=DATE,
        near=FLAG,
        only_here=listed(listed(TEXT)),
        only_there=listed(listed(TEXT)),
        fields=listed(ref("FieldDifference")),
        routing=COUNT,
    ),
    "Quoting": shape(permalink=TEXT, from_=ref("Mailbox"), date=DATE, origin=TEXT, held=TEXT),
    "Message": shape(
        version=_VERSION,
        permalink=TEXT,
        sha256=TEXT,
        size=COUNT,
        aliases=listed(TEXT),
        printed=FLAG,
        from_=ref("Mailbox"),
        authors=_BOXES,
        sender=_BOXES,
        to=_BOXES,
        cc=_BOXES,
        bcc=_BOXES,
        date=DATE,
        subject=TEXT,
        message_id=TEXT,
        headers=listed(listed(TEXT)),
        text=TEXT,
        passages=listed(ref("Passage")),
        attachments=listed(ref("AttachmentView")),
        copies=listed(ref("CopyView")),
        problems=listed(ref("Problem")),
        marks=listed(ref("PrintedMark")),
        thread=TEXT,
        same=listed(ref("SameLetter")),
        mailing={"anyOf": [{"type": "null"}, ref("MailingView")]},
        quoted=listed(ref("QuotedView")),
        quoted_by=listed(ref("Quoting")),
        quoted_by_total=COUNT,
        same_total=COUNT,
        received=DATE,
    ),
    "RecoveredCopy": shape(
        permalink=TEXT,
        quoted_in=TEXT,
        from_=ref("Mailbox"),
        date=DATE,
        words=COUNT,
        text=TEXT,
        changes=listed(ref("Change")),
    ),
    "Recovered": shape(
        version=_VERSION,
        permalink=TEXT,
        from_=ref("Mailbox"),
        stated_date=TEXT,
        date=DATE,
        to=TEXT,
        subject=TEXT,
        text=TEXT,
        added=listed(ref("AddedView")),
        copies=listed(ref("RecoveredCopy")),
        copies_total=COUNT,
    ),
    "ThreadEntry": shape(
        permalink=TEXT,
        message_id=TEXT,
        missing=FLAG,
        recovered=FLAG,
        depth=COUNT,
        evidence=TEXT,
        from_=ref("Mailbox"),
        date=DATE,
        subject=TEXT,
        snippet=TEXT,
    ),
    "Thread": shape(
        version=_VERSION,
        asked=TEXT,
        permalink=TEXT,
        subject=TEXT,
        entries=listed(ref("ThreadEntry")),
    ),
    "Changed": shape(
        here=TEXT, there=TEXT, near=FLAG, from_=ref("Mailbox"), date=DATE, subject=TEXT
    ),
    "Tranche": shape(
        version=_VERSION,
        tranche=ref("TrancheView"),
        earlier=listed(TEXT),
        containers=listed(ref("ContainerView")),
        new=ref("Part"),
        again=ref("Part"),
        missing=ref("Part"),
        changed=listed(ref("Changed")),
        changes=COUNT,
    ),
    "ThreadPeople": shape(version=_VERSION, permalink=TEXT, steps=listed(ref("ThreadStepView"))),
    "Suggestions": shape(version=_VERSION, suggestions=listed(ref("SuggestionView"))),
    "Decisions": shape(version=_VERSION, decisions=listed(ref("DecisionView"))),
    "About": shape(
        version=_VERSION,
        who=TEXT,
        by=TEXT,
        names=listed(TEXT),
        left_out=listed(TEXT),
        messages=COUNT,
        sentences=listed(
            shape(
                **_LETTER,
                cc=_BOXES,
                before=TEXT,
                sentence=TEXT,
                after=TEXT,
                marks=listed(SPAN),
            )
        ),
    ),
    "Related": shape(
        version=_VERSION,
        permalink=TEXT,
        related=listed(shape(**_LETTER, snippet=TEXT, marks=listed(SPAN), reasons=listed(TEXT))),
    ),
    "Tranches": shape(version=_VERSION, tranches=listed(ref("TrancheView"))),
    "Problems": shape(version=_VERSION, total=COUNT, problems=listed(ref("ProblemView"))),
    "Completions": shape(version=_VERSION, completions=listed(shape(text=TEXT, told=TEXT))),
    "Pin": shape(
        entry=ref("Entry"),
        permalink=TEXT,
        from_=_BOXES,
        date=DATE,
        subject=TEXT,
        found=FLAG,
        tags=listed(ref("Entry")),
        notes=listed(ref("Entry")),
    ),
    "Cases": shape(version=_VERSION, cases=listed(ref("CaseRow"))),
    "Case": shape(
        version=_VERSION,
        number=COUNT,
        name=TEXT,
        opened=ref("Entry"),
        pins=listed(ref("Pin")),
        notes=listed(ref("Entry")),
        searches=listed(ref("Entry")),
        undone=listed(listed(ref("Entry"))),
    ),
    "Drafts": shape(version=_VERSION, drafts=listed(ref("Draft"))),
    "Check": shape(
        version=_VERSION,
        draft=ref("Draft"),
        ended=FLAG,
        checked=COUNT,
        total=COUNT,
        error={"anyOf": [{"type": "null"}, {"type": "object"}]},
        report={
            "anyOf": [{"type": "null"}, {"type": "object"}],
            "description": "As `onrecord check --json` gives it; null until the check has ended.",
        },
    ),
}
