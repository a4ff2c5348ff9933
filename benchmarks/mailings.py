"""Are mass mailings found whole, and nothing else taken for one?

``python benchmarks/mailings.py MBOX [SEED]`` plants families of 5 to 500 letters among the messages of a
mailbox, each family of a template written here, with slots that vary (name, sum, day, place), a sentence
left out or put in, one recipient each, one sender or several. Decoys are planted beside them: letters of
one short subject, replies that quote a letter of a family, letters of few words and of some above one
long footer, personal letters sent twice, letters to a few people in the mailboxes of all of them. For
each size it prints precision and recall of the pairs of letters that are in one mailing, how many
families were found whole, and the letters that do not belong.
"""

import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import combinations, count
from pathlib import Path

from mailboxes import letters, taken_in, written

from onrecord.configuration import reading

SIZES = (5, 10, 20, 50, 100, 200, 500)
EACH = 4
"""Families of each size: of 3, 5, 8 and 14 sentences."""
_LENGTHS = (3, 5, 8, 14)

_THINGS = (
    "harbour ferry ledger grain bridge lantern orchard quarry tariff archive meadow turbine notary "
    "charter cable vessel warehouse council pension permit survey licence invoice catalogue island "
    "garden kettle railway depot engine canal chapel museum library fountain market tower valley "
    "policy voucher deposit account premium mortgage contract festival concert workshop seminar"
).split()
_QUALITIES = (
    "northern quiet second municipal wooden annual former private coastal open early narrow joint "
    "public western final careful modern local royal brass hidden patient broad regular spare steady"
).split()
_DEEDS = (
    "replaces follows covers measures supports carries repeats shelters answers limits records "
    "delays confirms restores exceeds includes describes protects divides reaches"
).split()
_TIMES = (
    "before winter,after the review,in most years,without further notice,as agreed in spring,"
    "during the second week,at no extra charge,under the old rules,since the last meeting,"
    "for every member,on working days,with some reserve"
).split(",")
_SLOTS = (
    "We have set aside {sum} crowns in your name, {name}.",
    "Your appointment is on {day} at the office in {place}.",
    "Dear {name}, your number with us is {number} and the sum due is {sum} crowns.",
    "Until {day} you may call us in {place} and ask for {name}.",
    "The balance of {sum} crowns was booked on {day} under {number}.",
)
_NAMES = [
    f"{first} {last}"
    for first in "Ana Bo Cyra Dov Edda Finn Gero Hana Ivo Juna Kim Lev Mira Nils Ola Pia".split()
    for last in "Brandt Quill Ostrow Vane Tamm Rooke Ferro Lindt Asker Moreau Halm Sorley".split()
]
_REMARKS = (
    "Agreed.|Yes, thank you.|Can we speak tomorrow?|See what Lev says about this one|No|Will do|"
    "I am in Varde until Friday and will call you from there|Nice work, Ana|Thanks|Please print|"
    "Who else has seen this?|Let us talk when you are back"
).split("|")
_PLACES = "Norrby Eastmoor Saltholm Pinewick Varde Lowmere Tarnau Brisk Olm Hadley".split()


@dataclass(frozen=True)
class Planted:
    """A letter that was planted: its family, or the kind of decoy it is."""

    message_id: str
    family: int
    decoy: str
    raw: bytes


class Post:
    """Writes letters, each with a Message-ID of its own."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self._numbers = count(1)

    def sentence(self) -> str:
        """Return a sentence that means nothing."""
        pick = self.chance.choice
        return (
            f"The {pick(_QUALITIES)} {pick(_THINGS)} of the {pick(_QUALITIES)} {pick(_THINGS)} "
            f"{pick(_DEEDS)} the {pick(_THINGS)} and {pick(_DEEDS)} each {pick(_QUALITIES)} "
            f"{pick(_THINGS)} {pick(_TIMES)}."
        )

    def text(self, sentences: int) -> list[str]:
        """Return so many sentences."""
        return [self.sentence() for _ in range(sentences)]

    def filled(self, sentence: str) -> str:
        """Return a sentence with its slots filled."""
        chance = self.chance
        return sentence.format(
            name=chance.choice(_NAMES),
            sum=f"{chance.randrange(100, 9999):,}",
            day=f"{chance.randrange(1, 29)} {chance.choice(('March', 'April', 'May', 'June'))}",
            place=chance.choice(_PLACES),
            number=f"{chance.choice('ABCDE')}{chance.randrange(10_000, 99_999)}",
        )

    def letter(
        self, mould: tuple[int, str], sender: str, subject: str, lines: list[str], day: float
    ) -> Planted:
        """Return a letter to one recipient, with wrapped lines."""
        number = next(self._numbers)
        sent = datetime(2001, 3, 5, 9, tzinfo=UTC) + timedelta(days=day)
        name = self.chance.choice(_NAMES)
        message_id = f"planted{number}@mail.example"
        head = (
            f"Message-ID: <{message_id}>\nDate: {format_datetime(sent)}\nFrom: {sender}\n"
            f"To: {name} <reader{number}@post.example>\nSubject: {subject}\n\n"
        )
        return Planted(message_id, *mould, (head + "\n".join(lines) + "\n").encode())


def _family(post: Post, number: int, size: int, sentences: int) -> Iterator[Planted]:
    """Yield the letters of one mailing, and a few replies to it."""
    chance = post.chance
    slots = chance.sample(_SLOTS, 2 if sentences < 8 else 3)
    body = post.text(sentences)
    for slot in slots:
        body.insert(chance.randrange(len(body) + 1), slot)
    body[:0] = chance.choice(((), ("Dear {name},",), ("{name},",)))
    senders = [
        f"Office {number} <office{number}.{at}@firm.example>" for at in range(chance.choice((1, 3)))
    ]
    subject = chance.choice(
        ("Your account", "News for {name}", "A reminder for {day}", "Invitation")
    )
    for at in range(size):
        said = [post.filled(item) for item in body]
        varied = chance.random()
        if varied < 0.25:
            del said[chance.randrange(len(said))]
        elif varied < 0.5:
            said.insert(chance.randrange(len(said) + 1), post.sentence())
        sender = chance.choice(senders)
        made = post.letter((number, ""), sender, post.filled(subject), said, chance.random() * 20)
        yield made
        if at < 6:
            quoted = [f"> {line}" for line in said]
            answer = [*post.text(chance.choice((1, 3))), "", "Office wrote:", *quoted]
            yield post.letter(
                (0, "reply"), chance.choice(_NAMES) + " <r@post.example>", "Re: offer", answer, 21
            )


def _same_subject(post: Post) -> Iterator[Planted]:
    for subject in ("Hi", "Meeting", "Update"):
        for _ in range(25):
            yield post.letter((0, "subject"), "Eve <eve@a.example>", subject, post.text(4), 1)


def _footers(post: Post) -> Iterator[Planted]:
    """Yield short letters, each of its own words, above one footer of some length."""
    for group, (words, below) in enumerate(((0, 6), (1, 4), (1, 8), (3, 4), (3, 8))):
        footer = post.text(below)
        for at in range(12):
            gap = ["", *(["-- "] if group % 2 else []), ""]
            said = post.text(words) or [_REMARKS[at]]
            lines = [*said, *gap, *footer]
            sender = f"F{group} <f{at if group % 2 else 0}@f{group}.example>"
            yield post.letter((0, "footer"), sender, f"Point {at}", lines, at)


def _twice(post: Post) -> Iterator[Planted]:
    for at in range(20):
        lines = post.text(6)
        for day in (0, 1):
            yield post.letter((0, "twice"), f"P <p{at}@p.example>", "For you", lines, day)


def _in_six_mailboxes(post: Post) -> Iterator[Planted]:
    """Yield one letter to a few named people, as six of them kept it: other transport, the same letter."""
    for at in range(5):
        first = post.letter((0, "copies"), f"C <c{at}@c.example>", "To all", post.text(7), at)
        circle = ", ".join(f"k{number}@k.example" for number in range(5))
        for copy in range(6):
            message_id = f"{copy}.{first.message_id}"
            raw = first.raw.replace(first.message_id.encode(), message_id.encode())
            raw = raw.replace(b"\nSubject", f",\n {circle}\nSubject".encode())
            yield Planted(message_id, 0, "copies", b"X-Kept-By: box%d\n" % copy + raw)


DECOYS: tuple[Callable[[Post], Iterator[Planted]], ...] = (
    _same_subject,
    _footers,
    _twice,
    _in_six_mailboxes,
)


def plant(seed: int) -> tuple[list[Planted], dict[int, int]]:
    """Return all planted letters, and the size of each family."""
    post = Post(seed)
    sizes = dict(enumerate((size for size in SIZES for _ in range(EACH)), 1))
    made = [
        letter
        for number, size in sizes.items()
        for letter in _family(post, number, size, _LENGTHS[number % EACH])
    ]
    made += [letter for decoy in DECOYS for letter in decoy(post)]
    post.chance.shuffle(made)
    return made, sizes


def found_groups(archive: Path, planted: list[Planted]) -> dict[int, set[str]]:
    """Return the found mailings as Message-IDs, or numbers for messages of the mailbox."""
    with reading(archive) as opened:
        names = {
            stored.number: letter.message_id
            for letter in planted
            for stored in opened.holdings.find_messages(letter.message_id)
        }
        groups: dict[int, set[str]] = {}
        for number in opened.relations.in_mailings():
            group = opened.relations.likeness(number).mailing
            groups.setdefault(group, set()).add(names.get(number, str(number)))
    return groups


def report(planted: list[Planted], sizes: dict[int, int], groups: dict[int, set[str]]) -> None:
    """Print the figures for each size, and the decoys that were taken for members of a mailing."""
    family_of = {letter.message_id: letter.family for letter in planted}
    group_of = {name: group for group, members in groups.items() for name in members}
    print("size  families whole  pairs: recall precision  false members")
    for size in SIZES:
        numbers = [number for number in sizes if sizes[number] == size]
        right = wanted = taken = false = whole = 0
        for number in numbers:
            own = {name for name, family in family_of.items() if family == number}
            wanted += len(own) * (len(own) - 1) // 2
            met = {group_of[name] for name in own if name in group_of}
            for group in met:
                inside, outside = groups[group] & own, groups[group] - own
                right += len(list(combinations(inside, 2)))
                taken += len(list(combinations(inside, 2))) + len(inside) * len(outside)
                false += len(outside)
            whole += len(met) == 1 and groups[next(iter(met))] == own
        print(
            f"{size:4}  {len(numbers):3} {whole:9}  {right / wanted:13.1%} "
            f"{right / max(1, taken):9.1%} {false:14}"
        )
    decoys = sorted({letter.decoy for letter in planted if letter.decoy})
    for kind in decoys:
        some = [letter.message_id for letter in planted if letter.decoy == kind]
        print(
            f"decoys, {kind}: {sum(name in group_of for name in some)} of {len(some)} in a mailing"
        )
    others = [members for members in groups.values() if not members & family_of.keys()]
    print(f"mailings of the mailbox itself: {len(others)}, {sum(map(len, others))} letters")


def main() -> None:
    """Plant, take in, count."""
    planted, sizes = plant(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    mail = [*letters(Path(sys.argv[1])), *(letter.raw for letter in planted)]
    with tempfile.TemporaryDirectory() as folder:
        archive = taken_in(Path(folder) / "a", written(Path(folder) / "m.mbox", mail))
        report(planted, sizes, found_groups(archive, planted))


if __name__ == "__main__":
    main()
