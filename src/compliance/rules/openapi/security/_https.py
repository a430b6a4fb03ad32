"""How an address is protected."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from compliance.model.openapi.node import Node

if TYPE_CHECKING:  # because most addresses are protected
    from compliance.model.mend import Mend

_PLAIN: Final = "http://"


def over_https(address: Node | None) -> "Iterator[Mend]":
    """Yield the same address over HTTPS, at which only who runs the service knows whether it answers."""
    from compliance.model.mend import replaced  # noqa: PLC0415 - see above

    written = address.raw if address is not None else None
    if address is not None and isinstance(written, str) and written[: len(_PLAIN)].lower() == _PLAIN:
        yield replaced(address.at, f"https://{written[len(_PLAIN) :]}", changes_contract=True)
