"""A packet of the messages behind a check, gathered from the archive."""

import json
from collections.abc import Iterator
from pathlib import Path

import zstandard

from onrecord.archive.store import Holdings, Stored
from onrecord.check.html_report import render
from onrecord.check.json_report import to_json
from onrecord.check.report import CheckReport
from onrecord.errors import OnRecordError
from onrecord.pipeline.archive import Originals
from onrecord.pipeline.showing.letters import QuotedLetters, names_recovered
from onrecord.pipeline.showing.stated import aliases
from onrecord.publish.packet import Packet, PacketCopy, PacketMessage, write_packet
from onrecord.relations.port import Relations


class Packing:
    """Packs the messages that a check names as evidence."""

    def __init__(self, holdings: Holdings, originals: Originals, relations: Relations) -> None:
        self._holdings = holdings
        self._originals = originals
        self._letters = QuotedLetters(holdings, originals, relations)

    def pack(self, report: CheckReport, folder: Path) -> int:
        """Write the packet of a check into a new folder; return how many messages it holds.

        Raises OnRecordError if the folder holds something, or an original cannot be read.
        """
        found = list(self._evidence(report))
        messages = [self._message(stored) for stored in found]
        numbers = sorted({copy.container for each in messages for copy in each.copies})
        packet = Packet(
            messages=messages,
            custody=list(self._holdings.custody()),
            containers=list(self._holdings.containers()),
            records={number: self._holdings.records(number) for number in numbers},
            papers={
                "report.html": render(report).encode("utf-8", "replace"),
                "report.json": json.dumps(to_json(report), indent=1).encode(),
            },
        )
        return write_packet(packet, folder)

    def _evidence(self, report: CheckReport) -> Iterator[Stored]:
        """Yield the messages that are evidence, once each; for a recovered one those that quote it."""
        named = dict.fromkeys(
            name
            for checked in report.quotations
            for evidence in checked.evidence
            for name in self._originals_of(evidence.permalink)
        )
        for name in named:
            yield from self._holdings.find_messages(name, 1)

    def _originals_of(self, permalink: str) -> Iterator[str]:
        if not names_recovered(permalink):
            yield permalink
            return
        for copy in self._letters.recovered(permalink).copies:
            yield copy.quoted_in

    def _message(self, stored: Stored) -> PacketMessage:
        copies = self._holdings.copies(stored.number)
        try:
            content = self._originals.read(stored.sha256)
        except (OSError, KeyError, zstandard.ZstdError) as error:
            raise OnRecordError(
                "archive/damaged",
                "an original cannot be read.",
                where=stored.permalink,
                hint="`onrecord audit` tells what is damaged.",
            ) from error
        return PacketMessage(
            permalink=stored.permalink,
            sha256=stored.sha256,
            content=content,
            aliases=aliases(stored, copies),
            copies=tuple(
                PacketCopy(
                    copy.container.number,
                    copy.record.ordinal,
                    copy.container.path,
                    copy.tranche.name,
                )
                for copy in copies
            ),
        )
