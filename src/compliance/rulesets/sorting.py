"""The order of texts as people sort them: signs, digits, letters; accents and capitals only where all else is equal."""

import unicodedata
from typing import Final

_SIGNS: Final = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$"
_PLACES: Final = {sign: index for index, sign in enumerate(_SIGNS)}


def collation(text: str) -> tuple[tuple[tuple[int, int | str], ...], str, str]:
    """Return what texts are compared by, close to what the Unicode Collation Algorithm gives without a language."""
    whole = unicodedata.normalize("NFD", text)
    bare = "".join(sign for sign in whole if not unicodedata.combining(sign))
    return tuple(map(_weight, bare.casefold())), whole.casefold(), text.swapcase()


def _weight(sign: str) -> tuple[int, int | str]:
    if sign.isspace():
        return 0, sign
    if sign in _PLACES:
        return 1, _PLACES[sign]
    return (2, sign) if sign.isdecimal() else (3, sign.replace("đ", "d\u0335"))
