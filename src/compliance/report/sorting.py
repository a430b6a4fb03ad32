"""The order in which platforms are listed: by owner, then by name, as the reader's language sorts them."""

from collections.abc import Sequence
from typing import Final
from unicodedata import combining, normalize

from compliance.locale import Translator
from compliance.model.verdict import SubjectReport
from compliance.report import labels

Collated = tuple[tuple[int, ...], tuple[int, ...], str]

_ALPHABET: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES: Final = "\u0300\u0309\u0303\u0301\u0323"
_FIRST_LETTER: Final = ord("a")


def ordered(platforms: Sequence[SubjectReport], words: Translator) -> list[SubjectReport]:
    """Sort by owner, then by name; platforms without a known owner come last."""

    def key(subject: SubjectReport) -> tuple[bool, Collated, str, Collated, str]:
        is_orphan = not (subject.owner_vi or subject.owner_en or subject.owner_code)
        owner, name = labels.owner(subject, words), labels.name(subject, words)
        return is_orphan, collated(owner), subject.owner_code or "", collated(name), subject.id

    return sorted(platforms, key=key)


def collated(text: str) -> Collated:
    """Return a key in the order of the Vietnamese alphabet: ă and â behind a, đ behind d, tones last of all."""
    decomposed = normalize("NFD", text.casefold())
    tones = tuple(_TONES.find(sign) for sign in decomposed if sign in _TONES or not combining(sign))
    letters = normalize("NFC", "".join(sign for sign in decomposed if sign not in _TONES))
    return tuple(map(_rank, letters)), tones, text


def _rank(sign: str) -> int:
    """Return the place of a letter in the alphabet, behind blanks, signs and digits and before other letters."""
    place = _ALPHABET.find(sign)
    return place + _FIRST_LETTER if place >= 0 else ord(sign) + (len(_ALPHABET) if sign.isalpha() else 0)
