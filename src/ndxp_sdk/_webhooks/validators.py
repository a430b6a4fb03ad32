"""Check the arguments of a verifier when it is made; InvalidConfiguration names the argument."""

from typing import Any, Final

from ndxp_sdk._signatures.message import RequestMessage
from ndxp_sdk._validators import CALLABLE, WAIT, Expected, Table, refusal
from ndxp_sdk.errors import InvalidConfiguration, UsageError

_EXPECTED: Final[Table] = {"tolerance": WAIT, "patience": WAIT, "now": CALLABLE}
_MEMORY: Final = Expected(
    "something with the methods holds and add is expected, such as RecentEvents()",
    lambda value: (
        not isinstance(value, type) and all(callable(getattr(value, name, None)) for name in ("holds", "add"))
    ),
)


def check_verifier(**given: object) -> None:
    """Refuse what is not expected of `tolerance`, `patience` and `now`."""
    if told := refusal(given, _EXPECTED, "a verifier"):
        raise InvalidConfiguration(told)


def address_of(given: str | None) -> str | None:
    """Return an absolute URL. None if none is given."""
    if given is None:
        return None
    try:
        return RequestMessage.of("POST", given).url
    except UsageError as error:
        raise InvalidConfiguration(f"address: {error.message}") from None


def memory_of(given: Any) -> Any:
    """Return a memory of events. InvalidConfiguration for anything else."""
    if _MEMORY.fits(given):
        return given
    raise InvalidConfiguration(_MEMORY.told("seen", given))
