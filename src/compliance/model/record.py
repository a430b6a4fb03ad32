"""A platform's record, as rules and probes see it: its words recognised, each part with its place in the file."""

from collections.abc import Mapping, Sized
from typing import Final

from compliance.model.codelist import fold
from compliance.model.dataclass import dataclass, field
from compliance.model.location import Place
from compliance.model.record_form import (
    NONE,
    DeclaredNone,
    Undetermined,
    WrittenConnection,
    WrittenRecord,
    WrittenService,
)
from compliance.model.record_form.notice import WrittenNotice
from compliance.model.record_form.platform import FormerOwner, Membership, Milestone, Owner, Provenance
from compliance.model.record_form.service import Fee
from compliance.model.vocabulary import Channel, ConnectionState, Network, SharingMethod

_NOWHERE: Final = Place("")


@dataclass(frozen=True, slots=True)
class UndeterminedField(Undetermined):
    """A field of which the record says that its value is not determined yet; `path` is the way to it: `a.0.b`."""

    path: str = ""
    at: Place = field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Service(WrittenService):
    """A data-sharing service of the platform. `sharing_form` holds a code of its list, or the word as written.

    `is_undocumented` says that by the word of the owner it has no document. `way` is the entry of its method, None if
    nothing is said or the word stands on no list. `is_used` says whether a connection in use passes it, None if the
    connections do not tell.
    """

    is_undocumented: bool = False
    way: SharingMethod | None = None
    is_used: bool | None = None
    at: Place = field(default=_NOWHERE, compare=False)

    @property
    def is_open(self) -> bool:
        """Whether the record shares it as open data."""
        return self.form == "open"

    @property
    def is_restricted(self) -> bool:
        """Whether the record says that not everybody may have its data."""
        return self.form in {"default", "on-request", "closed"}

    @property
    def is_closed(self) -> bool:
        """Whether the record says that it shares its data with nobody."""
        return self.form == "closed"

    @property
    def form(self) -> str:
        """The form of sharing as it is compared: `On request` is `on-request`; empty if it is not known."""
        return fold(self.sharing_form or "").replace(" ", "-").replace("_", "-")

    @property
    def earlier_document(self) -> str | None:
        """The earlier document that is named; None if there is none, or the record does not say."""
        return None if self.previous_document == NONE else self.previous_document


@dataclass(frozen=True, slots=True)
class Connection(WrittenConnection):
    """A connection of the platform. `via`, `status` and `network` hold a code of its list, or the word as written.

    `status` holds what the record says under `state` too. The three entries are None if nothing is said or the word
    stands on no list; another channel than the listed ones is an entry of its own. `owner` is that of the platform, as
    far as it is named.
    """

    channel: Channel | None = None
    stage: ConnectionState | None = None
    carrier: Network | None = None
    owner: Owner = Owner()
    at: Place = field(default=_NOWHERE, compare=False)

    @property
    def is_connected(self) -> bool:
        """Whether the record says that it is in use."""
        return self.stage is not None and self.stage.counts_as_connected

    @property
    def exists(self) -> bool:
        """Whether the record does not say that there is no such connection."""
        return self.connected not in {False, "no", "không"}

    @property
    def is_alive(self) -> bool:
        """Whether it is of today or to come, as far as the record says: not ended, and not said to be missing."""
        return self.exists and not self.is_in("not-connected", "ended")

    def is_over(self, *channels: str) -> bool:
        """Return whether it is said to go over one of the channels, by code."""
        return self.channel is not None and self.channel.code in channels

    def is_in(self, *states: str) -> bool:
        """Return whether it is said to be in one of the states, by code."""
        return self.stage is not None and self.stage.code in states

    @property
    def is_direct(self) -> bool:
        """Whether it is said to go from platform to platform, with no intermediary between them."""
        return self.is_over("dedicated") or (self.is_over("api") and fold(self.intermediary or NONE) == NONE)

    @property
    def is_over_state_network(self) -> bool:
        """Whether it runs over the dedicated network of state agencies, which is closed to the Internet."""
        return self.carrier is not None and self.carrier.is_state


@dataclass(frozen=True, slots=True)
class Notice(WrittenNotice):
    """An announcement that the platform stops."""

    at: Place = field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Record(WrittenRecord):
    """One platform. A record with only slug and owner must work.

    `undetermined` are the fields of which it says that nobody has determined their value yet; they are None.
    `undetermined_places` are the same by their place.
    """

    services: tuple[Service, ...] | DeclaredNone | None = None
    connections: tuple[Connection, ...] | DeclaredNone | None = None
    notices: tuple[Notice, ...] | DeclaredNone | None = None
    undetermined: tuple[UndeterminedField, ...] = ()
    undetermined_places: Mapping[Place, UndeterminedField] = field(default_factory=dict, compare=False)
    at: Place = field(default=_NOWHERE, compare=False)

    @property
    def is_declared(self) -> bool:
        """Whether its `none` is the owner's word; a record compiled by others cannot breach by silence."""
        return self.provenance.declared

    @property
    def is_rehearsal(self) -> bool:
        """Whether it is of a staging environment, which serves nobody yet and so fails nobody; mocks play the real."""
        return self.environment == "staging" and not self.simulated

    @property
    def can_admit(self) -> bool:
        """Whether a breach that it states is the word of somebody who answers for it: of the owner, by name."""
        declarer = self.provenance.declared_by
        return self.is_declared and declarer is not None and bool(declarer.unit or declarer.person)

    def knows(self, value: object) -> bool:
        """Return whether a field is known; `none` is the owner's word, and unknown in a record of somebody else.

        An empty text or list says nothing.
        """
        if isinstance(value, str):
            return bool(value.strip()) and (value != NONE or self.is_declared)
        return value is not None and not (isinstance(value, Sized) and not len(value))

    def undetermined_at(self, place: Place) -> UndeterminedField | None:
        """Return the field at or above a place whose value is not determined yet, None if there is none."""
        if not self.undetermined_places:
            return None
        above = (self.undetermined_places.get(each) for each in (place, *place.parents()))
        return next((found for found in above if found is not None), None)

    def listed_services(self) -> tuple[Service, ...]:
        return tuple(self.services) if self.services and not isinstance(self.services, str) else ()

    def listed_connections(self) -> tuple[Connection, ...]:
        return tuple(self.connections) if self.connections and not isinstance(self.connections, str) else ()

    def listed_notices(self) -> tuple[Notice, ...]:
        return tuple(self.notices) if self.notices and not isinstance(self.notices, str) else ()

    def listed_memberships(self) -> tuple[Membership, ...]:
        listed = self.list_memberships
        return tuple(listed) if listed and not isinstance(listed, str) else ()

    @property
    def named_owner(self) -> Owner:
        """The owner as far as it is named: one without code and name if it is unknown or declared to be none."""
        return self.owner if isinstance(self.owner, Owner) else Owner()

    def connected_channels(self) -> tuple[Channel, ...]:
        """Return the channels over which the record says that the platform is connected."""
        connected = (connection for connection in self.listed_connections() if connection.is_connected)
        return tuple(connection.channel for connection in connected if connection.channel is not None)

    @property
    def uses_state_network(self) -> bool:
        """Whether the record says that a connection over the dedicated state network is in use."""
        return any(each.is_connected and each.is_over_state_network for each in self.listed_connections())

    @property
    def is_on_state_network(self) -> bool:
        """Whether connections are declared, and all of them over the dedicated state network."""
        connections = self.listed_connections()
        return bool(connections) and all(connection.is_over_state_network for connection in connections)


__all__ = [
    "NONE",
    "Connection",
    "DeclaredNone",
    "Fee",
    "FormerOwner",
    "Membership",
    "Milestone",
    "Notice",
    "Owner",
    "Provenance",
    "Record",
    "Service",
    "UndeterminedField",
]
