"""Quoted letters as pages show them: where they come from, what they changed, what only they keep."""

from collections.abc import Callable, Iterator, Sequence

from onrecord.archive.store import Holdings, Stored
from onrecord.errors import OnRecordError
from onrecord.message.date import stated_date
from onrecord.message.parse import parse
from onrecord.pipeline.archive import Originals
from onrecord.pipeline.showing.stated import mailboxes, stated
from onrecord.pipeline.showing.views import (
    AddedView,
    AlteredView,
    QuotedView,
    QuotingView,
    RecoveredCopyView,
    RecoveredView,
)
from onrecord.recovered.altered import Change, changes, of_another_version
from onrecord.recovered.containment import Held
from onrecord.recovered.merged import Piece, merged
from onrecord.recovered.survivors import PREFIX
from onrecord.relations.port import LetterRecord, Relations, message_of
from onrecord.text.body import read_body
from onrecord.text.passage import BodyText
from onrecord.text.unquoted import (
    letter_passages,
    own_text,
    unquoted,
    without_debris,
    without_marks,
)

_MOST_SHOWN = 200
_MOST_MERGED = 12
"""Copies whose words make one text; the longest of hundreds leave nothing out."""


class QuotedLetters:
    """Answers what is known of quoted letters."""

    def __init__(self, holdings: Holdings, originals: Originals, relations: Relations) -> None:
        self._holdings = holdings
        self._originals = originals
        self._relations = relations

    def of(self, stored: Stored, body: BodyText) -> tuple[QuotedView, ...]:
        """Return the quoted letters of a message."""
        letters = self._relations.letters([stored.number])[stored.number]
        numbers = [item.original for item in letters if item.original]
        links = {item.number: item.permalink for item in self._holdings.headings(numbers).values()}
        survivors = self._relations.survivors(item.key for item in letters if not item.original)
        leads = self._permalinks([item.lead for item in survivors.values()])
        return tuple(
            QuotedView(
                letter=item.stated.letter,
                origin=item.stated.origin.value,
                depth=item.stated.depth,
                author=item.stated.author,
                author_address=item.stated.author_address,
                date=item.stated.date,
                to=item.stated.to,
                subject=item.stated.subject,
                words=item.words,
                original=links.get(item.original, ""),
                grounds=item.grounds,
                recovered=leads[survivors[item.key].lead] if item.key in survivors else "",
                changes=self._changes(item, body),
            )
            for item in letters
        )

    def quoting(self, stored: Stored) -> tuple[tuple[QuotingView, ...], int]:
        """Return messages that quote or forward a message, oldest first, and how many there are.

        No more than `_MOST_SHOWN` are listed.
        """
        letters = {message_of(item.key): item for item in self._relations.quoting(stored.number)}
        found = self._holdings.messages(list(letters)[:_MOST_SHOWN])
        people = self._holdings.addressed(item.number for item in found)
        views = tuple(
            QuotingView(
                permalink=item.permalink,
                from_=mailboxes(people[item.number], "from"),
                date=stated(item),
                origin=letters[item.number].stated.origin.value,
                held=letters[item.number].held,
            )
            for item in sorted(found, key=lambda item: (item.sent or 0, item.permalink))
        )
        return views, len(letters)

    def altered(self) -> Iterator[AlteredView]:
        """Yield every quoted copy whose words were changed, in the order of the archive."""
        for letter in self._relations.altered():
            stored, original = self._holdings.messages([message_of(letter.key), letter.original])
            found = self._changes(letter, self._body(stored))
            if found:
                people = self._holdings.addressed([stored.number, original.number])
                yield AlteredView(
                    permalink=stored.permalink,
                    from_=mailboxes(people[stored.number], "from"),
                    date=stated(stored),
                    original=original.permalink,
                    original_from=mailboxes(people[original.number], "from"),
                    changes=found,
                )

    def recovered(self, reference: str) -> RecoveredView:
        """Return a recovered message by the permalink of any of its copies.

        Raises OnRecordError if there is none. A message whose original has come in since is none.
        """
        asked = self._relations.survivor(reference.strip().lower())
        if asked is None:
            raise OnRecordError(
                "archive/unknown-recovered",
                "no recovered message of this archive has that permalink.",
                where=reference,
                hint="If its original has come in since, the quoting message links to that.",
            )
        return self.recovered_message(asked.lead, asked.permalink)

    def recovered_message(
        self, lead: int, asked: str = "", *, with_copies: bool = True
    ) -> RecoveredView:
        """Return a recovered message by the key of its leading copy; for a list, without its copies."""
        keys = [lead, *(key for key in self._relations.recovered_copies(lead) if key != lead)]
        letters = self._relations.letters_by_key(keys[:_MOST_SHOWN])
        names = self._permalinks(keys[:_MOST_SHOWN])
        pieces = self._pieces(lead, letters, names)
        text = "".join(piece.text for piece, _ in pieces)
        first = letters[lead].stated
        told = [letters[key].stated for key in keys if key in letters]
        written = first.date or next((item.date for item in told if item.date), "")
        return RecoveredView(
            permalink=names[lead],
            asked=asked or names[lead],
            author=first.author or next((item.author for item in told if item.author), ""),
            author_address=first.author_address
            or next((item.author_address for item in told if item.author_address), ""),
            stated_date=written,
            date=stated_date(written),
            to=first.to or next((item.to for item in told if item.to), ""),
            subject=first.subject or next((item.subject for item in told if item.subject), ""),
            text=text,
            added=_added(pieces, names[lead]),
            copies=tuple(
                self._copy(letters[key], names[key], text) for key in letters if with_copies
            ),
            copies_total=len(keys),
        )

    def merged_text(self, lead: int, drafts: Callable[[Sequence[int]], dict[int, str]]) -> str:
        """Return the text of a recovered message out of its copies; ``drafts`` gives texts at hand."""
        keys = self._relations.recovered_copies(lead)[:_MOST_SHOWN]
        letters = self._relations.letters_by_key({lead, *keys})
        longest = _longest(lead, letters, self._permalinks(list(letters)))
        known = drafts(longest)
        texts = [known.get(key) or self.text_of(letters[key]) for key in longest]
        return "".join(piece.text for piece in merged(texts))

    def _pieces(
        self, lead: int, letters: dict[int, LetterRecord], names: dict[int, str]
    ) -> list[tuple[Piece, str]]:
        """Return the pieces of a recovered message's text, each with the permalink of its copy."""
        keys = _longest(lead, letters, names)
        pieces = merged([self.text_of(letters[key]) for key in keys])
        return [(piece, names[keys[piece.copy]]) for piece in pieces]

    def text_of(self, letter: LetterRecord) -> str:
        """Return a quoted letter's words without quote marks."""
        (stored,) = self._holdings.messages([message_of(letter.key)])
        body = self._body(stored)
        return unquoted(body, letter_passages(body, letter.stated.letter))

    def _copy(self, letter: LetterRecord, permalink: str, leading: str) -> RecoveredCopyView:
        (stored,) = self._holdings.messages([message_of(letter.key)])
        people = self._holdings.addressed([stored.number])[stored.number]
        text = self.text_of(letter)
        return RecoveredCopyView(
            permalink=permalink,
            quoted_in=stored.permalink,
            from_=mailboxes(people, "from"),
            date=stated(stored),
            words=letter.words,
            text=text,
            changes=changes(leading, text),
        )

    def _changes(self, letter: LetterRecord, body: BodyText) -> tuple[Change, ...]:
        """Return where a copy differs from its original; spans are in the two messages' texts."""
        if letter.held != Held.DIFFERS:
            return ()
        (original,) = self._holdings.messages([letter.original])
        whole = self._body(original)
        theirs, everything = _bare(own_text(whole)), _bare(whole.text)
        found = [
            Change(
                item.original,
                item.copy,
                item.original_start,
                item.original_end,
                passage.start + item.copy_start,
                passage.start + item.copy_end,
            )
            for passage in letter_passages(body, letter.stated.letter)
            for item in changes(theirs, _bare(body.text[passage.start : passage.end]), everything)
        ]
        return () if of_another_version(found, body.text) else tuple(found)

    def _permalinks(self, keys: list[int]) -> dict[int, str]:
        return {key: item.permalink for key, item in self._relations.survivors(keys).items()}

    def _body(self, stored: Stored) -> BodyText:
        raw = self._originals.read(stored.sha256)
        return read_body(raw, parse(raw, printed=stored.printed))


def _longest(lead: int, letters: dict[int, LetterRecord], names: dict[int, str]) -> list[int]:
    """Return the copies whose words make the text, the leading one first.

    Their permalinks order copies of one length, so that it does not matter which came in first.
    """
    others = sorted(
        (key for key in letters if key != lead), key=lambda key: (-letters[key].words, names[key])
    )
    return [lead, *others[: _MOST_MERGED - 1]]


def _added(pieces: list[tuple[Piece, str]], leading: str) -> tuple[AddedView, ...]:
    """Return where a text's words stand only in another copy than the leading one."""
    found = []
    start = 0
    for piece, name in pieces:
        end = start + len(piece.text)
        if name != leading:
            found.append(AddedView(start, end, name))
        start = end
    return tuple(found)


def _bare(quoted: str) -> str:
    return without_debris(without_marks(quoted))


def names_recovered(reference: str) -> bool:
    """Tell whether a reference is the permalink of a recovered message."""
    return reference.strip().lower().startswith(PREFIX)
