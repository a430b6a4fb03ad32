"""Words found in names, whatever their case and their Vietnamese marks."""

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, Final

_LETTERS: Final = str.maketrans("đ", "d")


def plain(text: str) -> str:
    """Small letters without marks: `Đăng ký` is `dang ky`."""
    decomposed = unicodedata.normalize("NFD", text.casefold()).translate(_LETTERS)
    return "".join(each for each in decomposed if not unicodedata.combining(each))


def finds(words: str | None, texts: Iterable[str | Mapping[str, Any] | None]) -> bool:
    """Return whether every word stands in one of the texts; localised texts count in each language.

    True without words.
    """
    wanted = plain(words or "").split()
    hay = " ".join(plain(each) for text in texts for each in _spoken(text))
    return all(word in hay for word in wanted)


def _spoken(text: str | Mapping[str, Any] | None) -> Iterable[str]:
    if text is None:
        return ()
    return (text,) if isinstance(text, str) else text.values()
