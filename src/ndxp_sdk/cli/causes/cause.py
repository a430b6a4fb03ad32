"""The cause that a second look found."""

from dataclasses import dataclass

from ndxp_sdk.errors import NdxpError, Origin


@dataclass(frozen=True, slots=True)
class Cause:
    """`sentence` and `advice` are in the reader's language. `page` is the kind of error whose page explains it."""

    sentence: str
    advice: str
    origin: Origin
    page: type[NdxpError] | None = None


class Understood(Exception):
    """An error on its way to the reader, with its cause, None if nothing more is known."""

    def __init__(self, error: NdxpError, cause: Cause | None = None) -> None:
        super().__init__(error, cause)
        self.error = error
        self.cause = cause

    @property
    def origin(self) -> Origin:
        """The origin: whose failure it is."""
        return self.cause.origin if self.cause else self.error.origin
