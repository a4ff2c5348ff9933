"""The queries for who writes with whom: of all time from what is summed up, of some months from edges."""

from collections.abc import Sequence

import msgspec

from onrecord.register.port import MonthSpan

Asked = dict[str, int | str]

PERSONS = "(SELECT value FROM json_each(:persons))"
"""The persons asked about, in SQL."""


def tied(
    persons: Sequence[int], span: MonthSpan | None, *, mass_mailings: bool
) -> tuple[str, Asked]:
    """Return a query for rows (here, there, letters) around persons, and what is asked in it.

    Of some months, a pair may have many rows.
    """
    asked: Asked = {"persons": msgspec.json.encode(list(persons)).decode()}
    if span is None:
        return _of_all_time(mass_mailings), asked
    ends: Asked = {"first": span.first, "last": span.last}
    return _of_months(mass_mailings), asked | ends


def summed(rows: str) -> str:
    """Return a query that gives each pair of such rows once."""
    return f"SELECT here, there, sum(letters) FROM ({rows}) GROUP BY here, there"  # noqa: S608


def _of_all_time(mass_mailings: bool) -> str:
    letters = "letters" if mass_mailings else "letters - mailed"
    return (
        f"SELECT person AS here, other AS there, {letters} AS letters FROM tie "  # noqa: S608
        f"WHERE {letters} > 0 AND person IN {PERSONS}"
    )


def _of_months(mass_mailings: bool) -> str:
    letters = "e.letters" if mass_mailings else "e.letters - e.mailed"
    both = (
        f"""
        SELECT a.person AS here, b.person AS there, {letters} AS letters
        FROM member a CROSS JOIN edge e ON e.{end} = a.correspondent
          CROSS JOIN member b ON b.correspondent = e.{other}
        WHERE a.person IN {PERSONS} AND e.month BETWEEN :first AND :last
          AND {letters} > 0 AND b.person <> a.person
        """  # noqa: S608 - text of our own
        for end, other in (("author", "recipient"), ("recipient", "author"))
    )
    return " UNION ALL ".join(both)
