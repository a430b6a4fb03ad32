"""Enumerations that stay open for reading: a word that is newer than this package is kept as it came."""

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Self

from ndxp_sdk._concurrency.fork import ForkSafeLock

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

_MOST_WORDS: Final = 1000


class OpenEnum(StrEnum):
    """A word out of a list that may grow.

    What is not in the list is kept verbatim and is equal to its text; only validation with `strict=True` refuses it.

    >>> from ndxp_sdk.models import VersionState
    >>> VersionState("published") is VersionState.PUBLISHED, VersionState("frozen").is_known
    (True, False)
    """

    @property
    def is_known(self) -> bool:
        """Whether this package knows the word."""
        return self._value_ in type(self)._value2member_map_

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        _met.add(cls.__name__, value)
        word = str.__new__(cls, value)
        word._name_ = word._value_ = value
        return word

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        from pydantic_core import core_schema  # noqa: PLC0415 - because a word can be had without pydantic

        usual = handler(source)
        known = core_schema.no_info_after_validator_function(cls._known, usual)
        return core_schema.lax_or_strict_schema(usual, known)

    @classmethod
    def _known(cls, word: Self) -> Self:
        if word.is_known:
            return word
        raise ValueError(f"{cls.__name__} has no such word")


class _Met:
    """The counts of unknown words. One for the process, because an enumeration belongs to no client."""

    def __init__(self) -> None:
        self._lock = ForkSafeLock()
        self._counts: Counter[tuple[str, str]] = Counter()

    def add(self, name: str, word: str) -> None:
        with self._lock:
            if len(self._counts) < _MOST_WORDS or (name, word) in self._counts:
                self._counts[name, word] += 1

    def counts(self) -> Mapping[tuple[str, str], int]:
        with self._lock:
            return dict(self._counts)


_met: Final = _Met()


def unknown_words() -> Mapping[tuple[str, str], int]:
    """Count the unknown words of each enumeration that this process met: a newer package may know them."""
    return _met.counts()
