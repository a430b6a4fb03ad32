"""A host of a record, beside what the name system says of it."""

from collections.abc import Iterator
from datetime import datetime
from ipaddress import ip_address
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.dossier import Dossier
from compliance.model.location import Place
from compliance.model.observation import NameLookup
from compliance.model.record import Record
from compliance.model.text import Message

# RFC 2606, 6761, 6762, 7686, 8375 and 9476, and `internal`, which ICANN keeps out of the root
_RESERVED: Final = ("alt", "example", "home.arpa", "internal", "invalid", "local", "localhost", "onion", "test")


@dataclass(frozen=True, slots=True)
class RecordedHost:
    """One look-up of a host, and the record that names it."""

    record: Record
    lookup: NameLookup

    @property
    def at(self) -> Place:
        return self.lookup.at

    @property
    def looked_at(self) -> datetime | None:
        return self.lookup.looked_at

    def evidence(self) -> Iterator[Message]:
        return self.lookup.evidence()

    @property
    def name(self) -> str:
        """The name as it is compared: in lower case, without a final dot."""
        return self.lookup.host.lower().removesuffix(".")

    @property
    def is_public_name(self) -> bool:
        """Whether it is a name that the public name system may know: no address, no single label, none set aside."""
        is_set_aside = any(self.name == suffix or self.name.endswith(f".{suffix}") for suffix in _RESERVED)
        return "." in self.name and not _is_address(self.name) and not is_set_aside

    @property
    def faces_the_internet(self) -> bool:
        """Whether everybody may find it: a public name that does not lead to a network of its own.

        Where the record knows only the state network, that is so if no address is a public one; the loopback, to which
        a name leads in trials only, counts as one.
        """
        return self.is_public_name and not (self.is_in_own_network and self.record.is_on_state_network)

    @property
    def is_in_own_network(self) -> bool:
        """Whether none of its addresses is reachable by all, the loopback aside."""
        return all(map(_is_private, self.lookup.addresses))


def recorded_hosts(dossier: Dossier) -> Iterator[RecordedHost]:
    """Yield each host of the record that was looked up."""
    for seen in dossier.observations:
        if isinstance(seen, NameLookup) and dossier.record is not None:
            yield RecordedHost(dossier.record, seen)


def _is_address(name: str) -> bool:
    try:
        ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return True


def _is_private(text: str) -> bool:
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return not address.is_global and not address.is_loopback
