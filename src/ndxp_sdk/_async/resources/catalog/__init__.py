"""The catalogue: who shares which service, who may call it, and on what terms."""

from typing import TYPE_CHECKING

from ndxp_sdk._concurrency.lazy import lazy_property

if TYPE_CHECKING:
    from ndxp_sdk._async.resources.catalog.access_requests import AsyncAccessRequests
    from ndxp_sdk._async.resources.catalog.agreements import AsyncAgreements
    from ndxp_sdk._async.resources.catalog.delegations import AsyncDelegations
    from ndxp_sdk._async.resources.catalog.documents import AsyncDocuments
    from ndxp_sdk._async.resources.catalog.events import AsyncCatalogEvents
    from ndxp_sdk._async.resources.catalog.health import AsyncCatalogHealth
    from ndxp_sdk._async.resources.catalog.organizations import AsyncOrganizations
    from ndxp_sdk._async.resources.catalog.purposes import AsyncPurposes
    from ndxp_sdk._async.resources.catalog.services import AsyncServices
    from ndxp_sdk._async.resources.catalog.snapshot import AsyncCatalogSnapshot
    from ndxp_sdk._async.resources.catalog.specifications import AsyncSpecifications
    from ndxp_sdk._async.resources.catalog.statistics import AsyncCatalogStatistics
    from ndxp_sdk._async.resources.catalog.systems import AsyncSystems
    from ndxp_sdk._async.resources.catalog.versions import AsyncVersions
    from ndxp_sdk._async.sender import AsyncSender


class AsyncCatalog:
    """The catalogue: who shares which service, who may call it, and on what terms.

    Example:
        service = await client.catalog.services.get("VN/GOV/G12/dkkd/enterprises")
    """

    def __init__(self, client: "AsyncSender") -> None:
        self._client = client

    @lazy_property
    def organizations(self) -> "AsyncOrganizations":
        """The members of the hub."""
        from ndxp_sdk._async.resources.catalog.organizations import AsyncOrganizations

        return AsyncOrganizations(self._client)

    @lazy_property
    def systems(self) -> "AsyncSystems":
        """The information systems of the members."""
        from ndxp_sdk._async.resources.catalog.systems import AsyncSystems

        return AsyncSystems(self._client)

    @lazy_property
    def services(self) -> "AsyncServices":
        """The services that systems share."""
        from ndxp_sdk._async.resources.catalog.services import AsyncServices

        return AsyncServices(self._client)

    @lazy_property
    def versions(self) -> "AsyncVersions":
        """The versions of services, with their life cycle."""
        from ndxp_sdk._async.resources.catalog.versions import AsyncVersions

        return AsyncVersions(self._client)

    @lazy_property
    def specifications(self) -> "AsyncSpecifications":
        """The machine-readable descriptions of versions."""
        from ndxp_sdk._async.resources.catalog.specifications import AsyncSpecifications

        return AsyncSpecifications(self._client)

    @lazy_property
    def documents(self) -> "AsyncDocuments":
        """The annexes of versions."""
        from ndxp_sdk._async.resources.catalog.documents import AsyncDocuments

        return AsyncDocuments(self._client)

    @lazy_property
    def access_requests(self) -> "AsyncAccessRequests":
        """The requests for access."""
        from ndxp_sdk._async.resources.catalog.access_requests import AsyncAccessRequests

        return AsyncAccessRequests(self._client)

    @lazy_property
    def agreements(self) -> "AsyncAgreements":
        """The agreements: each is the right of one system to call one version."""
        from ndxp_sdk._async.resources.catalog.agreements import AsyncAgreements

        return AsyncAgreements(self._client)

    @lazy_property
    def purposes(self) -> "AsyncPurposes":
        """The purposes for which an agreement is used, with their legal basis."""
        from ndxp_sdk._async.resources.catalog.purposes import AsyncPurposes

        return AsyncPurposes(self._client)

    @lazy_property
    def delegations(self) -> "AsyncDelegations":
        """The delegations, to act for another organization."""
        from ndxp_sdk._async.resources.catalog.delegations import AsyncDelegations

        return AsyncDelegations(self._client)

    @lazy_property
    def events(self) -> "AsyncCatalogEvents":
        """The changes of the catalogue."""
        from ndxp_sdk._async.resources.catalog.events import AsyncCatalogEvents

        return AsyncCatalogEvents(self._client)

    @lazy_property
    def snapshot(self) -> "AsyncCatalogSnapshot":
        """The signed state of trust."""
        from ndxp_sdk._async.resources.catalog.snapshot import AsyncCatalogSnapshot

        return AsyncCatalogSnapshot(self._client)

    @lazy_property
    def statistics(self) -> "AsyncCatalogStatistics":
        """The counts of the catalogue."""
        from ndxp_sdk._async.resources.catalog.statistics import AsyncCatalogStatistics

        return AsyncCatalogStatistics(self._client)

    @lazy_property
    def health(self) -> "AsyncCatalogHealth":
        """The health of the catalogue."""
        from ndxp_sdk._async.resources.catalog.health import AsyncCatalogHealth

        return AsyncCatalogHealth(self._client)
