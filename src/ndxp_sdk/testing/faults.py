"""Inject faults at the hub."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ndxp_sdk.errors import UsageError
from ndxp_sdk.testing._hub_plugin import check_faults

if TYPE_CHECKING:
    from ndxp_sdk.testing._hub_plugin import World


class HubFaults:
    """The faults that are on. `ndxp-mocks faults --hub` lists all names.

    A fault is written `name[:argument][*times]`; one with `*times` goes away when it has struck so often.

    hub.faults.add("provider-500*2", "provider-slow:0.2")
    """

    def __init__(self, world: "World") -> None:
        self._world = world

    def add(self, *written: str) -> None:
        """Switch faults on.

        Raises:
            UsageError: there is no such fault; the message names those that there are.
        """
        _check(written)
        self._world.faults.update(written)

    def remove(self, *written: str) -> None:
        """Switch them off, whether they are on or not, and however often they were still to strike."""
        names = {each.partition("*")[0] for each in written}
        self._world.faults -= {each for each in self._world.faults if each.partition("*")[0] in names}

    def clear(self) -> None:
        """Switch all of them off."""
        self._world.faults.clear()

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._world.faults))

    def __len__(self) -> int:
        return len(self._world.faults)

    def __contains__(self, written: object) -> bool:
        return written in self._world.faults

    def __repr__(self) -> str:
        return f"HubFaults({', '.join(self)})"


def _check(written: Iterable[str]) -> None:
    try:
        check_faults(written)
    except (LookupError, ValueError) as error:
        raise UsageError(str(error)) from None
