"""The platforms that a hub lists, with their services and documents: targets without a file."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ndxp_sdk
from compliance.model.dataclass import dataclass
from compliance.probes.credential_reference import Scheme
from compliance.probes.errors import HubUnavailable
from compliance.probes.hub.access import HubAccess
from compliance.probes.hub.certificates import tls_of
from compliance.probes.hub.client import unavailable
from compliance.probes.hub.credential import HubCaller
from compliance.probes.hub.opening import client_settings
from compliance.probes.proxy_reference import ProxyReference
from ndxp_sdk.errors import NdxpError, NotFound

if TYPE_CHECKING:
    from ndxp_sdk import Client
    from ndxp_sdk.models.organizations import Organization
    from ndxp_sdk.models.services import Service
    from ndxp_sdk.models.systems import System


@dataclass(frozen=True, slots=True)
class HubPlatform:
    """One platform as the hub lists it: a record in plain data, where it lies, and the documents it names."""

    uri: str
    record: Mapping[str, Any]
    documents: Mapping[str, bytes]


def platforms_of(
    access: HubAccess, ca_file: Path | None, seconds: float, proxy: ProxyReference | None
) -> Iterator[HubPlatform]:
    """Yield every system of the hub that offers a service or stands in the registry; raises `HubUnavailable`."""
    try:
        with (
            tls_of(access.credential(HubCaller.OWN, Scheme.MTLS), ca_file) as tls,
            ndxp_sdk.Client(access.url, **client_settings(access, tls, seconds, proxy)) as client,
        ):
            yield from _platforms(client, access.url)
    except NdxpError as error:
        raise unavailable(access.url, error) from error


def _platforms(client: "Client", url: str) -> Iterator[HubPlatform]:
    owners = {str(owner.id): owner for owner in client.catalog.organizations.list(limit=500)}
    offered: dict[str, list[Service]] = {}
    for service in client.catalog.services.list(limit=500):
        offered.setdefault(str(service.system_id), []).append(service)
    for system in client.catalog.systems.list(limit=500):
        services = offered.get(str(system.id), [])
        if services or system.platform_slug is not None:
            documents = {service.id.colon: _document(client, service) for service in services}
            yield _platform(url, system, owners.get(str(system.organization_id)), services, documents)


def _document(client: "Client", service: "Service") -> bytes | None:
    if service.latest_version is None:
        return None
    try:
        return client.catalog.specifications.get(service.id, service.latest_version).content
    except NotFound:
        return None


def _platform(
    url: str,
    system: "System",
    owner: "Organization | None",
    services: "list[Service]",
    documents: Mapping[str, bytes | None],
) -> HubPlatform:
    addresses = {
        key: f"{url}/catalog/v1/services/{key}/specification"
        for key, content in documents.items()
        if content is not None
    }
    record = {
        "slug": system.platform_slug or system.subsystem_code,
        "name_vi": system.name.vi,
        "name_en": system.name.en,
        "owner": _owner(system, owner),
        "simulated": bool(system.simulated),
        "services": [_service(service, addresses.get(service.id.colon)) for service in services],
        "provenance": {"source": f"the catalogue of {url}", "declared": False},
    }
    kept = {addresses[key]: content for key, content in documents.items() if content is not None}
    return HubPlatform(f"{url}/catalog/v1/systems/{system.id.colon}", record, kept)


def _owner(system: "System", owner: "Organization | None") -> dict[str, str | None]:
    code = system.organization_id.member_code
    if owner is None:
        return {"code": code}
    return {"code": code, "name_vi": owner.name.vi, "name_en": owner.name.en}


def _service(service: "Service", address: str | None) -> dict[str, str | None]:
    return {"id": service.service_code, "name": service.title.vi, "hub_id": str(service.id), "document": address}


__all__ = ["HubPlatform", "HubUnavailable", "platforms_of"]
