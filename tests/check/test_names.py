"""Two names are one person's, clearly not, or neither: single letters alone never decide."""

import pytest

from onrecord.check.names import Agreement, agreement

SAME, DIFFERENT, UNCLEAR = Agreement.SAME, Agreement.DIFFERENT, Agreement.UNCLEAR


@pytest.mark.parametrize(
    ("speaker", "name", "address", "judged"),
    [
        ("Ana Brook", "Ana Brook", "", SAME),
        ("Ana Brook", "Brook, Ana Q", "", SAME),
        ("Ana Brook", "BROOK, ANA (Harbour)", "", SAME),
        ("Jake Castle", "Castle, Jacob J", "", SAME),
        ("Bob Castle", "Robert Castle", "", SAME),
        ("Ana Brook", "Brook, A", "", SAME),
        ("Ana Brook", "", "ana.brook@harbour.example", SAME),
        ("Ana Brook", "", "abrook@harbour.example", SAME),
        ("Ana Brook", "", "brookaj@harbour.example", SAME),
        ("Zoë Brück", "Zoe Bruck", "", SAME),
        ("Seán O’Dell", "O'Dell, Sean", "", SAME),
        ("Ana Brook", "Leo Castle", "", DIFFERENT),
        ("Ana Brook", "Castle, Leo", "leo.castle@harbour.example", DIFFERENT),
        ("Ana Brook", "", "leo.castle@harbour.example", DIFFERENT),
        ("Ana Brook", "H", "", UNCLEAR),
        ("Ana Brook", "A", "", UNCLEAR),
        ("Ana Brook", "B", "h17@home.example", UNCLEAR),
        ("Ana Brook", "A", "a17@brookmail.example", SAME),
        ("Ana Brook", "L", "l17@brookmail.example", UNCLEAR),
        ("Ana Brook", "A", "l17@brookmail.example", UNCLEAR),
        ("Ana Brook", "", "a17@brookmail.example", UNCLEAR),
        ("Ana Rue", "A", "a17@ruemail.example", UNCLEAR),
        ("Ana Brook", "Tim Brook", "", UNCLEAR),
        ("Ana Brook", "Ana Castle", "", UNCLEAR),
        ("Ana Brook", "Press Office", "press.office@harbour.example", UNCLEAR),
        ("Ana Brook", "", "press.office@harbour.example", UNCLEAR),
        ("Ana Brook", "", "bluebird77@home.example", UNCLEAR),
        ("Ana Brook", "Leo Castle", "ana.brook@harbour.example", UNCLEAR),
        ("Ana Brook", "Castle", "", UNCLEAR),
        ("Ana Brook", "", "", UNCLEAR),
        ("", "Leo Castle", "", UNCLEAR),
        ("Ana May", "Ana C. May", "", SAME),
        ("Ana White", "White, Ana", "", SAME),
        ("Ana May", "Press Office May", "", UNCLEAR),
        ("Leo Castle", "Timothy C. May", "", DIFFERENT),
        ("Leo Castle", "May Press", "", UNCLEAR),
        ("Brook", "Ana Brook", "", SAME),
        ("Brook", "Leo Castle", "", UNCLEAR),
    ],
)
def test_names_agree_or_differ(speaker: str, name: str, address: str, judged: Agreement) -> None:
    """Surname with a fitting given name agrees; two full names that share nothing differ."""
    assert agreement(speaker, name, address) is judged
