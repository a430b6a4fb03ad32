"""The catalogue: who shares which service, who may call it, and on what terms."""

from typing import TYPE_CHECKING

from ndxp_sdk._asking.part import part

if TYPE_CHECKING:
    from ndxp_sdk._async._client import AsyncClient
    from ndxp_sdk._async.catalog.access_requests import AsyncAccessRequests
    from ndxp_sdk._async.catalog.agreements import AsyncAgreements
    from ndxp_sdk._async.catalog.delegations import AsyncDelegations
    from ndxp_sdk._async.catalog.documents import AsyncDocuments
    from ndxp_sdk._async.catalog.events import AsyncCatalogEvents
    from ndxp_sdk._async.catalog.health import AsyncCatalogHealth
    from ndxp_sdk._async.catalog.organizations import AsyncOrganizations
    from ndxp_sdk._async.catalog.purposes import AsyncPurposes
    from ndxp_sdk._async.catalog.services import AsyncServices
    from ndxp_sdk._async.catalog.snapshot import AsyncCatalogSnapshot
    from ndxp_sdk._async.catalog.specifications import AsyncSpecifications
    from ndxp_sdk._async.catalog.statistics import AsyncCatalogStatistics
    from ndxp_sdk._async.catalog.systems import AsyncSystems
    from ndxp_sdk._async.catalog.versions import AsyncVersions


class AsyncCatalog:
    """The catalogue: who shares which service, who may call it, and on what terms.

    Example:
        service = await client.catalog.services.get("VN/GOV/G12/dkkd/enterprises")
    """

    organizations: "AsyncOrganizations" = part("ndxp_sdk._async.catalog.organizations", "AsyncOrganizations")
    """Members of the hub."""
    systems: "AsyncSystems" = part("ndxp_sdk._async.catalog.systems", "AsyncSystems")
    """Information systems of the members."""
    services: "AsyncServices" = part("ndxp_sdk._async.catalog.services", "AsyncServices")
    """What systems share."""
    versions: "AsyncVersions" = part("ndxp_sdk._async.catalog.versions", "AsyncVersions")
    """Versions of services, with their life cycle."""
    specifications: "AsyncSpecifications" = part("ndxp_sdk._async.catalog.specifications", "AsyncSpecifications")
    """The machine-readable description of a version."""
    documents: "AsyncDocuments" = part("ndxp_sdk._async.catalog.documents", "AsyncDocuments")
    """Annexes of a version."""
    access_requests: "AsyncAccessRequests" = part("ndxp_sdk._async.catalog.access_requests", "AsyncAccessRequests")
    """Asking for access."""
    agreements: "AsyncAgreements" = part("ndxp_sdk._async.catalog.agreements", "AsyncAgreements")
    """The right of one system to call one version."""
    purposes: "AsyncPurposes" = part("ndxp_sdk._async.catalog.purposes", "AsyncPurposes")
    """What an agreement is used for, on which legal basis."""
    delegations: "AsyncDelegations" = part("ndxp_sdk._async.catalog.delegations", "AsyncDelegations")
    """Acting for another organization."""
    events: "AsyncCatalogEvents" = part("ndxp_sdk._async.catalog.events", "AsyncCatalogEvents")
    """Changes of the catalogue."""
    snapshot: "AsyncCatalogSnapshot" = part("ndxp_sdk._async.catalog.snapshot", "AsyncCatalogSnapshot")
    """The signed state of trust."""
    statistics: "AsyncCatalogStatistics" = part("ndxp_sdk._async.catalog.statistics", "AsyncCatalogStatistics")
    """Counts."""
    health: "AsyncCatalogHealth" = part("ndxp_sdk._async.catalog.health", "AsyncCatalogHealth")
    """Whether the catalogue answers."""

    def __init__(self, client: "AsyncClient") -> None:
        self._client = client
