"""In whose name services are called, and over which connection."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from compliance.model.dataclass import dataclass
from compliance.model.observation import HubCall
from compliance.model.observation.hub_call import said_dialect
from compliance.model.text import Value
from compliance.probes.hub.access import HubDialect, HubRoute
from compliance.probes.hub.dialects import address_of
from compliance.probes.hub.witness import Witness

if TYPE_CHECKING:
    from ndxp_sdk import AsyncClient


@dataclass(frozen=True, slots=True)
class Caller:
    """A client of a hub by its name, `url` where its calls go, and who sees their answers.

    `is_certified` says whether its connection has a certificate of its own to show.
    """

    client: str
    connection: "AsyncClient"
    witness: Witness
    route: HubRoute
    url: str
    is_certified: bool = False

    @property
    def carries_message_ids(self) -> bool:
        """Whether its calls carry an id by which a log can be asked for them."""
        return self.route.dialect is HubDialect.XROAD

    @property
    def said_dialect(self) -> Value:
        """The dialect in which it calls services, in words."""
        return said_dialect(self.route.dialect)

    def call(self, hub: str, identifier: str, shown: str, paths: Mapping[str, str]) -> HubCall:
        """Return a read of a service before it is made; `shown` is its path in words of the document.

        `paths` tells where a gateway has a service, by its identifier.
        """
        return HubCall(
            hub,
            identifier,
            self.client,
            "GET",
            shown,
            None,
            dialect=self.route.dialect.value,
            address=address_of(self.route, self.url, identifier, shown, paths),
            is_certified=self.is_certified,
        )
