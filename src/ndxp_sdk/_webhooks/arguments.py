"""What a verifier is made with, checked when it is made; InvalidConfiguration names the argument."""

from typing import Any

from ndxp_sdk._signatures.message import RequestMessage
from ndxp_sdk.errors import InvalidConfiguration, UsageError


def seconds_of(name: str, given: object) -> float:
    """Seconds, 0 or more."""
    if isinstance(given, int | float) and not isinstance(given, bool) and given >= 0:
        return given
    raise InvalidConfiguration(f"{name} is {given!r}: seconds are expected, 0 or more")


def address_of(given: str | None) -> str | None:
    """An absolute URL, or nothing."""
    if given is None:
        return None
    try:
        return RequestMessage.of("POST", given).url
    except UsageError as error:
        raise InvalidConfiguration(f"address: {error.message}") from None


def memory_of(given: Any) -> Any:
    """A memory of events."""
    if not isinstance(given, type) and all(callable(getattr(given, name, None)) for name in ("holds", "add")):
        return given
    raise InvalidConfiguration(
        f"seen is of the type {type(given).__name__}: one with the methods holds and add is expected"
    )
