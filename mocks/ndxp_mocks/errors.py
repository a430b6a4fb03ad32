"""The errors of this package: all of them are bad usage.

MocksError
├── UnknownFault        a fault name that no file of platform/faults/ bears
├── UnknownList         a list that is not held, or of which no member is known
├── UndescribedPlatform a slug that no file of platform/descriptions/ describes
├── BrokenDescription   a description that cannot be served
└── UnservableDocument  an OpenAPI document that is none, or of which nothing can be served
"""

from collections.abc import Iterable
from typing import Any


class MocksError(ValueError):
    """Root of the errors of ndxp_mocks."""


class UnknownFault(MocksError):
    """A fault was asked for that does not exist."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name = name
        self.known = tuple(sorted(known))
        super().__init__(f"unknown fault {name!r}, known are: {', '.join(self.known)}")


class UnknownList(MocksError):
    """A list was asked for that cannot be played. `known` are those that can be, by year and id."""

    def __init__(self, given: str, known: Iterable[str]) -> None:
        self.given = given
        self.known = tuple(known)
        super().__init__(f"no list {given!r} can be played, known are: {', '.join(self.known)}")


class UndescribedPlatform(MocksError):
    """A platform was asked for whose field is not described."""

    def __init__(self, slug: str) -> None:
        self.slug = slug
        super().__init__(f"no file of ndxp_mocks/platform/descriptions describes {slug!r}; add its entities there")


class BrokenDescription(MocksError):
    """A description in platform/descriptions/ is at odds with itself."""


class UnservableDocument(MocksError):
    """A document was to be served that is none: `word` is a key of the words of the command, `told` what fills it."""

    def __init__(self, word: str, **told: Any) -> None:
        from ndxp_mocks.messages import ENGLISH  # noqa: PLC0415 - because few errors need words

        self.word = word
        self.told = told
        super().__init__(ENGLISH[word].format(**told))
