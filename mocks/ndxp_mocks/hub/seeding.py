"""State of a new hub: made-up members, the platforms, and the clients that may call them."""

import json
from collections.abc import Iterable
from functools import cache, lru_cache
from random import Random
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from ndxp_mocks.hub.call_history import put_history
from ndxp_mocks.hub.domain.catalog.access import EVERYTHING
from ndxp_mocks.hub.domain.catalog.agreements import content_hash
from ndxp_mocks.hub.domain.catalog.contents import describe_content
from ndxp_mocks.hub.domain.catalog.parties import OPERATOR, REGISTRATION, organization_of, system_of
from ndxp_mocks.hub.domain.catalog.service_endpoints import specification_name
from ndxp_mocks.hub.domain.catalog.service_versions import BLANK_VERSION, version_id
from ndxp_mocks.hub.domain.identity.clients import register
from ndxp_mocks.hub.injection.inject import inject
from ndxp_mocks.hub.state.clock import Clock
from ndxp_mocks.hub.state.settings import HubSettings
from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.state.world import World
from ndxp_mocks.hub.xroad.soap.simulated_service import seed_soap_service
from ndxp_mocks.platform.descriptions import description_of
from ndxp_mocks.platform.openapi import VERSION, document
from ndxp_mocks.platform.openapi_paths import BASE
from ndxp_mocks.platform.platform import Platform
from ndxp_mocks.specs import members

PORTAL: Final = "VN/GOV/EXAMPLE/portal"
STRANGER: Final = "VN/GOV/EXAMPLE/stranger"
DESK: Final = "VN/GOV/EXAMPLE/desk"
SUSPENDED: Final = "VN/GOV/EXAMPLE/suspended"
SHOP: Final = "VN/COM/0000000000/shop"
CONSUMERS: Final = {
    "example-portal": PORTAL,
    "example-desk": DESK,
    "example-stranger": STRANGER,
    "example-suspended": SUSPENDED,
    "example-shop": SHOP,
    "example-operator": OPERATOR,
}
SINCE: Final = "2026-01-15T02:00:00.000Z"
QUOTAS: Final = {"daily_calls_per_consumer": 100_000, "daily_calls_total": 1_000_000}
LEGAL_BASIS: Final = "Nghị định 278/2025/NĐ-CP"
_FEW: Final = ("national-enterprise-management", "eid-authentication", "national-data-portal", "digital-customs")
_IDS: Final = UUID("019ab3c2-5e0f-8c44-9d0a-51c3f1b0a7e2")
_NAMES: Final = {
    "VN/GOV/EXAMPLE": ("Cơ quan mẫu (MÔ PHỎNG)", "Sample agency (SIMULATED)"),
    "VN/COM/0000000000": ("Doanh nghiệp mẫu (MÔ PHỎNG)", "Sample enterprise (SIMULATED)"),
    PORTAL: ("Cổng dịch vụ mẫu", "Sample portal"),
    DESK: ("Quầy một cửa mẫu", "Sample one-stop desk"),
    STRANGER: ("Hệ thống chưa có thỏa thuận", "System without an agreement"),
    SUSPENDED: ("Hệ thống bị tạm dừng", "System that is suspended"),
    SHOP: ("Cửa hàng mẫu", "Sample shop"),
    OPERATOR: ("Đơn vị vận hành", "Operator of the hub"),
}


def secret_of(client_id: str) -> str:
    """Return the made-up secret of a seeded OAuth client."""
    return f"simulated-secret-{client_id}"


def few() -> tuple[Platform, ...]:
    """Return a handful of platforms, enough for most tests."""
    by_slug = {platform.entry.slug: platform for platform in every()}
    return tuple(by_slug[slug] for slug in _FEW)


@cache
def every() -> tuple[Platform, ...]:
    """Return a flawless platform for each member of the list in force, in its order."""
    return tuple(Platform(entry, description_of(entry.slug)) for entry in members())


def hub_world(settings: HubSettings | None = None, platforms: Iterable[Platform] | None = None) -> World:
    """Return a seeded world whose platforms, a few where none are given, answer in memory."""
    chosen = settings or HubSettings()
    world = World(chosen, Clock(chosen.clock_skew), Random(chosen.seed))
    seed_members(world)
    seed_soap_service(world, PORTAL)
    for platform in few() if platforms is None else platforms:
        base_url = f"https://{platform.entry.slug}.example.gov.vn{BASE}"
        world.platforms[urlsplit(base_url).netloc] = platform
        seed_platform(world, platform, base_url)
    return world


def seed_members(world: World) -> None:
    """Seed the made-up consumers and their OAuth clients."""
    for client_id, system_id in CONSUMERS.items():
        _put_system(world, system_id, _NAMES[system_id], _NAMES[organization_of(system_id)], None)
        register(world, client_id, system_id, secret=secret_of(client_id))


def seed_platform(world: World, platform: Platform, base_url: str) -> None:
    """Seed one platform: its owner, system and service, and the agreements of the made-up consumers with it.

    Which agreements there are, and whether there was an exchange, its linkage says.
    """
    entry, linkage = platform.entry, platform.linkage
    registered = inject(world, REGISTRATION, platform)
    system_id = registered.system_id
    owner = (entry.owner.name_vi, entry.owner.name_en)
    _put_system(world, system_id, (entry.name_vi, entry.name_en), owner, entry.slug)
    client_ids = [f"provider-{entry.slug}"] + (
        [] if "example-provider" in world.identity.clients else ["example-provider"]
    )
    for client_id in client_ids:
        register(world, client_id, system_id, secret=secret_of(client_id))
    service_id = _put_service(world, registered, system_id)
    _put_version(world, platform, service_id, base_url)
    for consumer in (PORTAL, DESK) if linkage.is_agreed else (DESK,):
        _put_agreement(world, consumer, service_id, suspended_by=())
    _put_agreement(world, SUSPENDED, service_id, suspended_by=("producer",))
    if world.settings.has_history and linkage.last_exchange is not None:
        put_history(world, DESK, service_id, linkage.last_exchange)


def _put_system(world: World, system_id: str, name: tuple[str, str], owner: tuple[str, str], slug: str | None) -> None:
    connects = "https" if system_id == SHOP else world.settings.usual_connection
    _put_organization(world, organization_of(system_id), owner)
    world.catalog.systems.put(
        {
            "id": system_id,
            "organization_id": organization_of(system_id),
            "subsystem_code": system_id.rpartition("/")[2],
            "name": _text(name),
            "connection_type": connects,
            "certificates": [],
            "platform_slug": slug,
            "simulated": True,
        }
    )


def _put_organization(world: World, organization_id: str, name: tuple[str, str]) -> None:
    _, member_class, member_code = organization_id.split("/")
    if organization_id not in world.catalog.organizations:
        codes = {"member_class": member_class, "member_code": member_code}
        shown = {"name": _text(name), "status": "active", "simulated": True}
        world.catalog.organizations.put({"id": organization_id, **codes, **shown})


def _put_service(world: World, platform: Platform, system_id: str) -> str:
    entity = platform.description.entities[0]
    row = world.catalog.services.put(
        {
            "id": platform.hub_id,
            "system_id": system_id,
            "organization_id": organization_of(system_id),
            "service_code": entity.path,
            "title": _text((platform.description.service, platform.entry.name_en)),
            "description": {"vi": platform.description.purpose.strip()},
            "mode": "deliver",
            "interaction": "sync",
            "personal_data": any(each.is_personal for each in platform.description.entities),
            "state": "published",
            "latest_version": VERSION,
            "simulated": True,
            **_STAMPS,
        }
    )
    return str(row["id"])


def _put_version(world: World, platform: Platform, service_id: str, base_url: str) -> None:
    content = _document_of(platform)
    row = world.catalog.versions.put(
        {
            **BLANK_VERSION,
            "id": version_id(service_id, VERSION),
            "service_id": service_id,
            "version": VERSION,
            "state": "published",
            "base_urls": [base_url],
            "quotas": QUOTAS,
            "specification": describe_content(content, "application/json"),
            "published_at": SINCE,
            **_STAMPS,
        }
    )
    world.contents[specification_name(row)] = content


@lru_cache(maxsize=64)
def _document_of(platform: Platform) -> bytes:
    """Return its document as it goes out, made once for all hubs of a process: it is most of what a small hub costs."""
    return json.dumps(document(platform), ensure_ascii=False).encode("utf-8")


def _put_agreement(world: World, consumer: str, service_id: str, suspended_by: tuple[str, ...]) -> None:
    request_id, agreement_id, purpose_id = (
        str(uuid5(_IDS, f"{kind} {consumer} {service_id}")) for kind in ("request", "agreement", "purpose")
    )
    about = {"consumer_system_id": consumer, "service_id": service_id, "version": VERSION}
    shared: Row = {**about, "endpoints": [EVERYTHING], **_UNBOUND}
    world.catalog.access_requests.put({**shared, "id": request_id, **_APPROVED, "agreement_id": agreement_id})
    agreement: Row = {
        **shared,
        "id": agreement_id,
        "access_request_id": request_id,
        "consumer_organization_id": organization_of(consumer),
        "producer_organization_id": organization_of(system_of(service_id)),
        "state": "suspended" if suspended_by else "active",
        "suspended_by": list(suspended_by),
        **_IN_FORCE,
    }
    world.catalog.agreements.put({**agreement, "content_hash": content_hash(agreement)})
    parties = [consumer, system_of(service_id)]
    world.catalog.purposes.put({"id": purpose_id, "agreement_id": agreement_id, **_PURPOSE, "concerned": parties})


_STAMPS: Final = {"created_at": SINCE, "updated_at": SINCE}
_UNBOUND: Final = {"delegation_id": None, "valid_until": None, "reason": None, **_STAMPS}
_APPROVED: Final = {"state": "approved", "documents": [], "justification": "Hồ sơ mẫu (MÔ PHỎNG)"}
_IN_FORCE: Final[dict[str, Any]] = {
    "valid_from": SINCE,
    "signature_policy": "optional",
    "signatures": [],
    "quotas": QUOTAS,
}
_PURPOSE: Final[dict[str, Any]] = {
    "title": "Kiểm thử tích hợp (MÔ PHỎNG)",
    "legal_basis": LEGAL_BASIS,
    "daily_calls": 10_000,
    "state": "active",
    "suspended_by": [],
    "reason": None,
    **_STAMPS,
}


def _text(words: tuple[str, str]) -> dict[str, str]:
    return {"vi": words[0], "en": words[1]}
