"""The order in which platforms are listed: by owner, then by name, as the reader's language sorts them."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final
from unicodedata import combining, normalize

from compliance.locale import Translator
from compliance.model.verdict import SubjectReport
from compliance.report import labels

Collated = tuple[str, str, str]

_ALPHABET: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES: Final = "\u0300\u0309\u0303\u0301\u0323"
_FIRST_LETTER: Final = ord("a")
_REMEMBERED: Final = 65_536


def ordered(platforms: Sequence[SubjectReport], words: Translator) -> list[SubjectReport]:
    """Sort by owner, then by name; platforms without a known owner come last."""

    def key(subject: SubjectReport) -> tuple[bool, Collated, str, Collated, str]:
        is_orphan = not (subject.owner_vi or subject.owner_en or subject.owner_code)
        owner, name = labels.owner(subject, words), labels.name(subject, words)
        return is_orphan, collated(owner), subject.owner_code or "", collated(name), subject.id

    return sorted(platforms, key=key)


@lru_cache(maxsize=_REMEMBERED)
def collated(text: str) -> Collated:
    """Return a key in the order of the Vietnamese alphabet: ă and â behind a, đ behind d, tones last of all."""
    decomposed = normalize("NFD", text.casefold())
    letters = normalize("NFC", decomposed.translate(_WITHOUT_TONES))
    return letters.translate(_RANKS), decomposed.translate(_TONES_ALONE), text


class _Ranks(dict[int, str]):
    """By the code of a letter a sign for its place: behind blanks, signs and digits and before other letters."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        place = _ALPHABET.find(sign)
        rank = place + _FIRST_LETTER if place >= 0 else code + (len(_ALPHABET) if sign.isalpha() else 0)
        return self.setdefault(code, chr(rank))


class _Tones(dict[int, str | None]):
    """By the code of a tone a sign for its place, the first for what has none; None for marks that are no tone."""

    def __missing__(self, code: int) -> str | None:
        sign = chr(code)
        is_counted = sign in _TONES or not combining(sign)
        return self.setdefault(code, chr(_TONES.find(sign) + 1) if is_counted else None)


_WITHOUT_TONES: Final = dict.fromkeys(map(ord, _TONES))
_RANKS: Final = _Ranks()
_TONES_ALONE: Final = _Tones()
