"""The JSON interface to what is noted: cases, and checks of drafts."""

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from fastapi import Path
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from onrecord.check.json_report import to_json
from onrecord.check.style import Profile
from onrecord.desk.entries import Entry
from onrecord.desk.sign_offs import LONGEST_NOTE, Decision
from onrecord.pipeline.checking.draft_checks import Signing
from onrecord.pipeline.reading.casework import Pinning
from onrecord.web.api.answering import VERSION, answer, told
from onrecord.web.api.reading import Name
from onrecord.web.case_export import case_json, entry_json
from onrecord.web.rooms import Rooms

Number = Annotated[int, Path(ge=1, le=2**31 - 1, description="The number of a case.")]
Signature = Annotated[str, Field(min_length=1, max_length=200, description="Who does it.")]


class NewCase(BaseModel):
    """A case to open."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"example": {"who": "Ada", "name": "Ferry terminal"}}
    )

    who: Signature
    name: Annotated[str, Field(min_length=1, max_length=200)]


class NewEntry(BaseModel):
    """Something to keep with a case."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"example": {"act": "note", "who": "Ada", "text": "Ask the clerk."}},
    )

    act: Literal["pin", "note", "tag", "search"]
    who: Signature
    about: Annotated[str, Field(max_length=400, description="The permalink of a message.")] = ""
    text: Annotated[
        str, Field(max_length=10_000, description="Of a pin: words of the message.")
    ] = ""


class TakenBack(BaseModel):
    """An entry to take back."""

    model_config = ConfigDict(extra="forbid")

    who: Signature
    undoes: Annotated[int, Field(ge=1, le=2**31 - 1)]


class NewDraft(BaseModel):
    """A draft to check, as text."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=200)] = "draft.md"
    text: Annotated[str, Field(min_length=1, max_length=2_000_000)]
    profile: Profile = Profile.AP


class NewSignOff(BaseModel):
    """A decision on a quotation, named by the ``id`` that the report gives it."""

    model_config = ConfigDict(extra="forbid")

    who: Signature
    quotation: Annotated[str, Field(min_length=1, max_length=200)]
    decision: Decision
    note: Annotated[str, Field(max_length=LONGEST_NOTE)] = ""


class Keeping:
    """One method per address."""

    def __init__(self, rooms: Rooms) -> None:
        self._casework = rooms.casework
        self._drafts = rooms.drafts

    def routes(self) -> Iterable[tuple[str, str, Any, str]]:
        """Return method, address, what answers, and the name of the answer's schema."""
        yield "GET", "/cases", self.cases, "Cases"
        yield "POST", "/cases", self.open, "Entry"
        yield "GET", "/cases/{number}", self.case, "Case"
        yield "POST", "/cases/{number}/entries", self.keep, "Entry"
        yield "POST", "/undo", self.undo, "Entry"
        yield "GET", "/checks", self.checks, "Drafts"
        yield "POST", "/checks", self.take_in, "Check"
        yield "GET", "/checks/{name}", self.check, "Check"
        yield "POST", "/checks/{name}/sign-offs", self.sign, "SignOff"
        yield "POST", "/checks/{name}/undo", self.take_back, "SignOff"

    async def cases(self) -> Response:
        """Return all cases, the one noted in last first."""
        return answer({"version": VERSION, "cases": self._casework.cases()})

    async def open(self, new: NewCase) -> Response:
        """Open a case."""
        return _kept(self._casework.open(new.who, new.name))

    async def case(self, number: Number) -> Response:
        """Return one case."""
        return answer(case_json(self._casework.case(number)))

    async def keep(self, number: Number, new: NewEntry) -> Response:
        """Keep a pin, a note, a tag or a search with a case."""
        if new.act == "pin":
            pinning = Pinning(who=new.who, case=number, permalink=new.about, words=new.text)
            return _kept(self._casework.pin(pinning))
        if new.act == "note":
            return _kept(self._casework.note(new.who, number, new.text, new.about))
        if new.act == "tag":
            return _kept(self._casework.tag(new.who, number, new.text, new.about))
        return _kept(self._casework.keep_search(new.who, number, new.text))

    async def undo(self, back: TakenBack) -> Response:
        """Take an entry back, or an undo."""
        return _kept(self._casework.undo(back.who, back.undoes))

    async def checks(self) -> Response:
        """Return all drafts, the one handed in last first."""
        return answer({"version": VERSION, "drafts": self._drafts.drafts()})

    async def take_in(self, new: NewDraft) -> Response:
        """Keep a draft and begin its check."""
        content = new.text.encode("utf-8", "replace")
        return self._check(self._drafts.take_in(new.name, content, new.profile).id)

    async def check(self, name: Name) -> Response:
        """Return how far a check is, and its report once it has ended."""
        return self._check(name)

    async def sign(self, name: Name, new: NewSignOff) -> Response:
        """Keep a decision on a quotation of a check that has ended."""
        signing = Signing(
            who=new.who, quotation=new.quotation, decision=new.decision, note=new.note
        )
        return answer(self._drafts.sign(name, signing))

    async def take_back(self, name: Name, back: TakenBack) -> Response:
        """Take a sign-off back."""
        return answer(self._drafts.undo(name, back.undoes, back.who))

    def _check(self, name: str) -> Response:
        draft, known = self._drafts.draft(name), self._drafts.progress(name)
        return answer(
            {
                "version": VERSION,
                "draft": draft,
                "ended": known.ended,
                "checked": len(known.checked),
                "total": known.total,
                "error": told(known.error) if known.error else None,
                "report": to_json(known.report) if known.report else None,
            }
        )


def _kept(entry: Entry) -> Response:
    return answer(entry_json(entry))
