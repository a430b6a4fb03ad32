"""Address of a hub, how it is called, and who calls."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from compliance.model.dataclass import dataclass, field
from compliance.model.vocabulary import Channel
from compliance.probes.credential_reference import Scheme
from compliance.probes.hub.credential import HubCaller, HubCredential


class HubDialect(StrEnum):
    """How services are called: by the protocol of X-Road, by the adapter convention of NDXP, or at an API gateway."""

    XROAD = "xroad"
    ADAPTER = "adapter"
    GATEWAY = "gateway"

    @property
    def names_its_client(self) -> bool:
        """Whether a call says who calls; elsewhere that is known by the connection or the token."""
        return self is HubDialect.XROAD


@dataclass(frozen=True, slots=True)
class HubRoute:
    """The way of a call. `url` is the address that calls go to, None if that is the one of the hub.

    `paths` gives the path of a service at a gateway, such as `apiCSDLDKDN/1.0`, by its id in the record or at the hub,
    or by that of its system. `adapter` is the name of an adapter in its addresses, `destination` where it wants the
    destination (`dstcode`).
    """

    dialect: HubDialect = HubDialect.XROAD
    url: str | None = None
    paths: Mapping[str, str] = field(default_factory=dict)
    adapter: Literal["XrdAdapter", "VXPAdapter"] = "XrdAdapter"
    destination: Literal["query", "header"] = "query"


@dataclass(frozen=True, slots=True)
class HubAccess:
    """`url` is the address of the hub, `client` the own system in slash form: it may call the services to look at.

    `stranger` is a system that is registered and has no agreement, `granted` another one that has, `withdrawn` one
    whose agreement was suspended or revoked; each None if nobody gave one, and then none is tried. `credentials` say
    where a token for the catalogue comes from, and what proves each of these to a gateway or by its connection.
    `log_wait` is how many seconds the log of the hub is waited for to be complete up to the calls of a run. `channel`
    is the code of the channel that the hub is, None if nobody said. `route` is how services are called.
    """

    url: str
    client: str | None = None
    stranger: str | None = None
    granted: str | None = None
    withdrawn: str | None = None
    credentials: tuple[HubCredential, ...] = ()
    log_wait: float = 0.0
    channel: str | None = None
    route: HubRoute = field(default_factory=HubRoute)

    def may_be(self, channel: Channel) -> bool:
        """Return whether it is the hub of a channel, as far as anybody said."""
        return self.channel is None or self.channel == channel.code

    @property
    def clients(self) -> Mapping[HubCaller, str]:
        """The names of those as whom the hub can be called."""
        named = {
            HubCaller.OWN: self.client,
            HubCaller.GRANTED: self.granted,
            HubCaller.STRANGER: self.stranger,
            HubCaller.WITHDRAWN: self.withdrawn,
        }
        return {who: client for who, client in named.items() if client is not None}

    def credential(self, who: HubCaller, *schemes: Scheme) -> HubCredential | None:
        """Return the credential of a caller of the first of these schemes that it has, None if it has none."""
        own = {each.scheme: each for each in self.credentials if each.who is who}
        return next((own[scheme] for scheme in schemes if scheme in own), None)
