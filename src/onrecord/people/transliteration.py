"""Cyrillic and Greek letters in Latin: a form for comparison only, beside the name as written."""

_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґў",
        "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch  y  e iu ia i i ie g u".split(
            " "
        ),
        strict=True,
    )
)
_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρστυφχψως",
        "a v g d e z i th i k l m n x o p r s t y f ch ps o s".split(" "),
        strict=True,
    )
)
_LATIN = str.maketrans({**_CYRILLIC, **_GREEK})


def transliterated(word: str) -> str:
    """Return a folded word in Latin letters where its script is known here; else the word itself.

    (Cyrillic as in ICAO Doc 9303, soft and hard signs dropped; Greek as in ELOT 743, one letter at a time.)
    """
    return word if word.isascii() else word.translate(_LATIN)
