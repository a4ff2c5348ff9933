"""Lines, and how deep their marks say they are quoted.

Most programs mark with ``>``; some with ``|``, with initials before the sign (``JB> ``), or, for one
writer, with another sign such as ``: ``. Programs that wrap lines leave the end of a marked line without
a mark; such ends are counted with the line they were broken from.
"""

import re

import msgspec

MARKS = re.compile(r"[ \t]{0,3}((?:[A-Z]{0,3}>[ \t]?|\|[ \t])+)")
"""Quote marks at the start of a line."""
_SCANNED = re.compile(r"[ \t]{0,3}((?:[>»][ \t]?)+)")
"""Quote marks of a printed page: scanners read two signs as one."""
_ODD = ": } # % = + * ! ~".split()
_ODD_STARTS = frozenset(f"{sign} " for sign in _ODD) | {":"}
_FEWEST_ODD = 3
_NAMED = re.compile(r"[ \t]{0,4}([A-Za-z][\w.-]{0,11})>(?=[ \t]|$)")
_TELLS = re.compile(r"\b(?:wrote|writes|said|says|schrieb|écrit|skrev|schreef)\b|[:：]\s*$")
_FEWEST_NAMED = 2
_ABOVE = 6
_SUPERCITE = re.compile(r"[ \t]{0,3}>{3,6} {1,4}(?=.{2,200}(?:writes|wrote|said|says|==))")
_LONGEST_REST = 14
_WRAPPED = 60
"""A marked line at least this long may have been broken, so that its end stands without a mark."""
_NARROW = 85
_WIDE = 110
"""A line of this many columns, no less and no more, was broken by a program and not by its writer."""
_DEEP = 3
_ENCODED = re.compile(r"=(?:09|20|01|0D)")
_SOFT = 60
_MOST_SOFT = 60


class Lines(msgspec.Struct, frozen=True):
    r"""The lines of a text: as they stand, without marks, and without blank space around them.

    ``raw`` joined by ``\n`` is the text. ``depths`` says how deep marks quote each line. A ``bare`` line
    has no marks, and no transfer encoding that nobody undid.
    """

    raw: list[str]
    bare: list[str]
    stripped: list[str]
    depths: list[int]
    marked: bool


def read_lines(text: str) -> Lines:
    """Return the lines of a text with their marks."""
    raw = bare = text.split("\n")
    if "=\n" in text and ("=20" in text or "=09" in text):
        raw = _logical(raw)
        bare = [_decoded(line) for line in raw]
    if ">" in text or "|" in text or _has_odd_marks(bare):
        depths, bare = _read_marks(bare)
        if "»" in text and "«" not in text and any(depths):
            _read_scanned(raw, depths, bare)
        if any(depths):
            return Lines(raw, bare, [line.strip() for line in bare], depths, marked=True)
    return Lines(raw, bare, [line.strip() for line in bare], [0] * len(raw), marked=False)


def _logical(lines: list[str]) -> list[str]:
    """Return lines with those joined that quoted-printable broke softly; line ends stay inside."""
    joined: list[str] = []
    run: list[str] = []
    for number, line in enumerate(lines):
        run.append(line)
        below = lines[number + 1] if number + 1 < len(lines) else ""
        soft = line.endswith("=") and (len(line) >= _SOFT or below.startswith("=20"))
        if not soft or len(run) == _MOST_SOFT or number + 1 == len(lines):
            joined.append("\n".join(run))
            run = []
    return joined


def _decoded(line: str) -> str:
    if "=" not in line:
        return line
    return _ENCODED.sub(" ", line.replace("=\n", ""))


def _read_marks(lines: list[str]) -> tuple[list[int], list[str]]:
    """Return how deep each line is quoted, and the lines without their marks."""
    depths = [0] * len(lines)
    cut = list(lines)
    for number, line in enumerate(lines):
        if ">" not in line and "|" not in line:
            continue
        found = MARKS.match(line)
        if found is None or line.startswith(">From ") or _is_framed(line, found.group(1)):
            continue
        marks = found.group(1)
        depths[number] = marks.count(">") + marks.count("|")
        cut[number] = line[found.end() :]
    _read_named(lines, depths, cut)
    _read_odd(lines, depths, cut)
    if any(depths):
        _mend_wrapped(lines, depths)
    return depths, cut


def _read_scanned(lines: list[str], depths: list[int], cut: list[str]) -> None:
    """Count lines marked with a scanner's sign for two, in a text that has marks besides."""
    for number, line in enumerate(lines):
        found = _SCANNED.match(line) if "»" in line else None
        if found is not None and "»" in found.group(1):
            depths[number] = found.group(1).count(">") + 2 * found.group(1).count("»")
            cut[number] = line[found.end() :]


def _is_framed(line: str, marks: str) -> bool:
    """Tell whether a line ends with the signs it began with: a row of a table, GroupWise's headers."""
    if marks.startswith(">>>") and line.rstrip().endswith(" >>>"):
        return len(line) > len(marks) + len(" >>>")
    return "|" in marks and ">" not in marks and line.rstrip().endswith("|")


def _read_named(lines: list[str], depths: list[int], cut: list[str]) -> None:
    """Count lines that begin with a name and the sign, where a line above names who wrote."""
    found: dict[str, list[tuple[int, int]]] = {}
    for number, line in enumerate(lines):
        if depths[number] == 0 and ">" in line[:20]:
            named = _NAMED.match(line)
            if named is not None:
                found.setdefault(named.group(1), []).append((number, named.end()))
    for name, places in found.items():
        if len(places) >= _FEWEST_NAMED and _is_told(lines, places[0][0], name):
            for number, end in places:
                depths[number] = 1
                cut[number] = lines[number][end:].removeprefix(" ")
    for number, line in enumerate(lines):
        header = _SUPERCITE.match(line) if depths[number] >= _DEEP else None
        if header is not None and _is_supercite(lines, number):
            depths[number] = 0
            cut[number] = line[header.end() :]


def _is_supercite(lines: list[str], number: int) -> bool:
    """Tell whether signs stand before a reply header: lines marked with initials come below."""
    below = lines[number + 1 : number + 4]
    return '" == ' in lines[number] or any(_NAMED.match(line) for line in below)


def _is_told(lines: list[str], number: int, name: str) -> bool:
    above = lines[max(0, number - _ABOVE) : number]
    folded = name.lower().strip(".")
    return any(
        _TELLS.search(line) is not None and (folded in line.lower() or folded in _initials(line))
        for line in above
    )


def _initials(line: str) -> str:
    return "".join(word[0] for word in line.split()[:40]).lower()


def _has_odd_marks(lines: list[str]) -> bool:
    return sum(line[:2] in _ODD_STARTS for line in lines) >= _FEWEST_ODD


def _read_odd(lines: list[str], depths: list[int], cut: list[str]) -> None:
    """Count lines with another sign as quoted: three or more in a row, below a line that says who wrote.

    The colon needs no such line: nothing else is written that way.
    """
    if not _has_odd_marks(lines):
        return
    signs = {line[0] for line in lines if line[:2] in _ODD_STARTS}
    for sign in signs:
        run = [n for n, line in enumerate(lines) if line.startswith(sign) and _is_odd(line)]
        if _goes_on(run) and (sign == ":" or _wrote_above(lines, run[0])):
            for number in run:
                if depths[number] == 0:
                    depths[number] = 1
                    cut[number] = lines[number][2:]


def _is_odd(line: str) -> bool:
    return line[:2] in _ODD_STARTS or len(line.rstrip()) == 1


def _goes_on(numbers: list[int]) -> bool:
    """Tell whether three of the numbers follow one another."""
    return any(numbers[at + 2] - numbers[at] == 2 for at in range(len(numbers) - _FEWEST_ODD + 1))


def _wrote_above(lines: list[str], number: int) -> bool:
    above = [line.rstrip() for line in lines[max(0, number - 3) : number] if line.strip()]
    return bool(above) and above[-1].endswith(":") and _TELLS.search(above[-1][:-1]) is not None


def _mend_wrapped(lines: list[str], depths: list[int]) -> None:
    """Count the broken-off rest of a marked line as marked."""
    at = 1
    while at < len(lines):
        depth = depths[at - 1]
        if depth and not depths[at] and lines[at].strip():
            end = _rest_from(lines, depths, at)
            depths[at:end] = [depth] * (end - at)
            at = max(end, at)
        at += 1


def _rest_from(lines: list[str], depths: list[int], at: int) -> int:
    """Return the line after the rest of the marked line before ``at``; ``at`` if there is none."""
    if lines[at].startswith(">"):  # ">From ", or a sign that stands for itself
        return at
    end = at
    while end < min(at + _LONGEST_REST, len(lines)) and not depths[end] and lines[end].strip():
        end += 1
    above, first = lines[at - 1].rstrip(), lines[at].strip()
    ended, capital = above[-1:] in ".?!:", first[:1].isupper()
    if end < len(lines) and depths[end]:
        if not ended and not capital and len(above) + len(first.split()[0]) >= _WRAPPED:
            return end
        if end == at + 1 and _is_short_rest(lines, depths, at, ended=ended, capital=capital):
            return end
    full = at
    while (
        full < end
        and _is_full(lines[full - 1], lines[full])
        and not (full == at and ended and capital)
    ):
        full += 1
    return full


def _is_short_rest(
    lines: list[str], depths: list[int], at: int, *, ended: bool, capital: bool
) -> bool:
    """Tell whether one line between marked ones is what a line above had no room for."""
    line = lines[at].strip()
    if len(line) >= _WRAPPED:
        return False
    wide = len(lines[at - 1].rstrip()) + len(line.split()[0]) >= _WRAPPED
    deep = depths[at - 1] >= _DEEP
    below = MARKS.sub("", lines[at + 1], count=1).lstrip()
    goes_on = below[:1].islower() and line[-1] not in ".?!"
    return (
        (wide and not (ended and capital))
        or (deep and (not capital or goes_on))
        or (wide and goes_on)
    )


def _is_full(above: str, line: str) -> bool:
    """Tell whether the line above has no room for the first word of this one, at a program's width."""
    length = len(above.rstrip())
    return length <= _WIDE and length + 1 + len(line.split(maxsplit=1)[0]) > _NARROW
