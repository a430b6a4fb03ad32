"""The errors of this package: all of them are bad usage.

MocksError
├── UnknownFault        a fault name that no file of faults/ bears
├── UndescribedPlatform a slug that no file of fields/ describes
└── BrokenDescription   a description that cannot be served
"""

from collections.abc import Iterable


class MocksError(ValueError):
    """Root of the errors of ndxp_mocks."""


class UnknownFault(MocksError):
    """A fault was asked for that does not exist."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name = name
        self.known = tuple(sorted(known))
        super().__init__(f"unknown fault {name!r}, known are: {', '.join(self.known)}")


class UndescribedPlatform(MocksError):
    """A platform was asked for whose field is not described."""

    def __init__(self, slug: str) -> None:
        self.slug = slug
        super().__init__(f"no file of ndxp_mocks/fields describes {slug!r}; add its entities there")


class BrokenDescription(MocksError):
    """A description in fields/ is at odds with itself."""
