"""What a furnished hub knows, by the place and the name of the parameter or member that can name it."""

from collections.abc import Iterable, Mapping
from typing import Any

from joserfc.jwk import ECKey

from mocks.hub.calling import SERVICE
from ndxp_mocks import World

PROVIDER, PORTAL, SHOP = "VN/GOV/G12/national-enterprise-management", "VN/GOV/EXAMPLE/portal", "VN/COM/0000000000/shop"
CALLBACK = "https://receiver.example/events"
KEYED = ("example-stranger", "example-provider")


def places_of(world: World) -> Mapping[str, tuple[Any, ...]]:
    """What leads to something; ids in the colon form where paths have it."""
    tables = {
        "catalog": ("access_requests", "agreements", "purposes", "delegations"),
        "exchange": ("interactions", "subscriptions", "transfers"),
    }
    rows = {
        f"path.{name[:-1]}_id": getattr(getattr(world, group), name).rows
        for group, names in tables.items()
        for name in names
    }
    services = world.catalog.versions.where(lambda row: row["service_id"] == SERVICE)
    found: dict[str, Iterable[Any]] = {
        **rows,
        "path.organization_id": (colon(key) for key in world.catalog.organizations.rows),
        "path.system_id": (colon(key) for key in world.catalog.systems.rows),
        "path.service_id": (colon(SERVICE),),
        "path.version": (row["version"] for row in services),
        "path.document_id": world.catalog.documents.rows,
        "path.delivery_id": world.exchange.deliveries.rows,
        "path.transaction_id": dict.fromkeys(row["transaction_id"] for row in world.evidence.records),
        "path.client_id": KEYED,
        "path.kid": (row["kid"] for row in world.identity.client_keys),
        "path.number": (1,),
        "path.name": ("a.txt",),
        "path.date": ("2027-01-15", "2027-01-16"),
        **{
            f"body.{name}_id": getattr(world.catalog, f"{name}s").rows
            for name in ("agreement", "purpose", "delegation")
        },
        "body.jwk": (dict(ECKey.generate_key("P-256").as_dict(private=False)),),
        **OTHERS,
    }
    return {name: tuple(values) for name, values in found.items()}


def colon(slash: str) -> str:
    return slash.replace("/", ":")


OTHERS: Mapping[str, tuple[str | int, ...]] = {
    "query.cursor": ("MTphYQ",),
    "query.after": ("0" * 20,),
    "query.client": (PORTAL, "VN/GOV/EXAMPLE/stranger"),
    "query.organization": ("VN/GOV/G12",),
    "query.system": (PROVIDER,),
    "query.service": (SERVICE,),
    "query.part": (1,),
    "query.name": ("b.txt",),
    "header.If-Match": ("*",),
    "body.service": (SERVICE,),
    "body.service_id": (SERVICE,),
    "body.system_id": (PROVIDER, PORTAL),
    "body.consumer_system_id": (PORTAL, SHOP),
    "body.delegate_organization_id": ("VN/COM/0000000000",),
    "body.recipient": (PROVIDER, PORTAL),
    "body.service_ids": (SERVICE,),
    "body.version": ("1.0.0", "9.0.0"),
    "body.address": (CALLBACK,),
    "body.callback": (CALLBACK,),
    "body.cursor": ("0" * 20,),
    "body.grant_type": ("client_credentials",),
    "path.instance": ("VN",),
    "path.member_class": ("GOV",),
    "path.member_code": ("G12",),
    "path.subsystem_code": (PROVIDER.rpartition("/")[2],),
    "path.service_code": ("enterprises",),
    "path.path": ("enterprises",),
    "header.X-Road-Client": (PORTAL, SHOP),
    "query.serviceCode": ("enterprises",),
    "query.dstcode": (colon(PROVIDER),),
    "header.dstcode": (colon(PROVIDER),),
    "query.providerurl": ("https://national-enterprise-management.example.gov.vn/v1",),
    "query.queryId": ("m-1",),
    "query.xRoadInstance": ("VN",),
    "query.memberClass": ("GOV",),
    "query.memberCode": ("EXAMPLE",),
    "query.subsystemCode": ("portal",),
}
