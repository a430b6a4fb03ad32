"""New members of a hub: systems by rows in the shape of the contracts, everything else by the hub's own API."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from ndxp_sdk.errors import UsageError
from ndxp_sdk.identifiers import ServiceId, SystemId
from ndxp_sdk.testing._hub_plugin import Row, Table, World

if TYPE_CHECKING:
    from ndxp_sdk import Client
    from ndxp_sdk.models.agreements import Agreement
    from ndxp_sdk.models.versions import ServiceVersion
    from ndxp_sdk.testing.providers import Answers

Document = Mapping[str, Any] | bytes
_METHODS: Final = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace"})
_TITLE: Final = {"vi": "Dịch vụ dùng để kiểm thử (MÔ PHỎNG)", "en": "Service for tests (SIMULATED)"}
_QUOTAS: Final = {"daily_calls_per_consumer": 100_000, "daily_calls_total": 1_000_000}


def service_of(given: object) -> ServiceId:
    """Return a service by its id; raises UsageError and InvalidIdentifier."""
    if isinstance(given, ServiceId | str):
        return ServiceId.parse(given) if isinstance(given, str) else given
    raise UsageError(f"a service is named by its id, such as VN/GOV/G12/dkkd/enterprises, found {type(given).__name__}")


def system_of(given: object) -> SystemId:
    """Return a system by its id; raises UsageError and InvalidIdentifier."""
    if isinstance(given, SystemId | str):
        return SystemId.parse(given) if isinstance(given, str) else given
    raise UsageError(f"a system is named by its id, such as VN/GOV/EXAMPLE/portal, found {type(given).__name__}")


def client_of(world: World, system: SystemId) -> str | None:
    """Return the first OAuth client of a system. None if it has none."""
    found = (row["id"] for row in world.clients if row["system_id"] == system.slash)
    return next((str(each) for each in found), None)


def registered(world: World, system: SystemId) -> str:
    """Register the system and its organization unless the hub knows them; return its OAuth client."""
    known = client_of(world, system)
    if known is not None:
        return known
    member, client_id = system.member, system.slash.replace("/", "-").lower()
    owner = {"member_class": member.member_class, "member_code": member.member_code, "name": _name(member.slash)}
    _add(world.organizations, member.slash, owner)
    codes = {"organization_id": member.slash, "subsystem_code": system.subsystem_code, "name": _name(system.slash)}
    _add(world.systems, system.slash, {**codes, "certificates": [], "connection_type": "http", "platform_slug": None})
    secret = f"simulated-secret-{client_id}"
    _add(world.clients, client_id, {"system_id": system.slash, "state": "active", "secret": secret})
    return client_id


def published(provider: "Client", service: ServiceId, version: str, address: str, document: bytes) -> "ServiceVersion":
    """Publish a new service with one version; access is granted to whoever asks."""
    system, code = service.system, service.service_code
    kind: dict[str, Any] = {"mode": "deliver", "interaction": "sync", "personal_data": False}
    provider.catalog.services.create(system_id=system, service_code=code, title=_TITLE, **kind)
    terms: dict[str, Any] = {"quotas": _QUOTAS, "approval_policy": "automatic"}
    draft = provider.catalog.versions.create(service, version=version, base_urls=[address], **terms)
    provider.catalog.specifications.put(draft, content=document, media_type="application/json")
    return provider.catalog.versions.publish(provider.catalog.versions.get(draft))


def granted(consumer: "Client", provider: "Client", system: SystemId, service: ServiceId, version: str) -> "Agreement":
    """Grant access: an agreement with an active purpose, asked for by the consumer, approved by the provider."""
    asked: dict[str, Any] = {"consumer_system_id": system, "service_id": service, "version": version}
    request = consumer.catalog.access_requests.create(justification="Kiểm thử (MÔ PHỎNG)", **asked)
    request = consumer.catalog.access_requests.submit(request)
    if request.state == "pending":
        request = provider.catalog.access_requests.approve(provider.catalog.access_requests.get(request))
    agreement = consumer.catalog.agreements.get(str(request.agreement_id))
    reason: dict[str, Any] = {"title": "Kiểm thử (MÔ PHỎNG)", "legal_basis": "Không có (MÔ PHỎNG)", "daily_calls": 1000}
    purpose = consumer.catalog.purposes.activate(consumer.catalog.purposes.create(agreement, **reason))
    if purpose.state == "waiting_for_approval":
        provider.catalog.purposes.approve(provider.catalog.purposes.get(purpose))
    return agreement


def check(rows: list[Row], specification: object, version: str, consumers: object, usual: object) -> None:
    """Refuse what could have no effect on a service; `rows` are the versions that it has. Raises UsageError."""
    if specification is not None and not isinstance(specification, bytes | Mapping):
        found = type(specification).__name__
        raise UsageError(f"a specification is the document as a mapping or as bytes, found {found}")
    if isinstance(consumers, str | SystemId):
        raise UsageError("consumers are several systems: give a tuple or a list of them")
    if not rows:
        return
    if specification is not None or version not in {"1.0.0", *(row["version"] for row in rows)}:
        known = ", ".join(str(row["version"]) for row in rows)
        raise UsageError(f"the service is there already, with version {known}: only its answers can be replaced")
    if consumers != usual:
        raise UsageError("the service is there already: hub.grant(consumer, service) lets another system call it")


def document_of(answers: "Answers", given: Document | None, version: str) -> bytes:
    """Return the document that is given; else one with the methods and paths of the answers."""
    from ndxp_sdk._http.json_body import serialise_json  # noqa: PLC0415 - because most tests of this package need none

    if isinstance(given, bytes):
        return given
    if given is not None:
        return serialise_json(dict(given))
    info = {"title": _TITLE["en"], "version": version}
    return serialise_json({"openapi": "3.1.1", "info": info, "paths": _paths(() if callable(answers) else answers)})


def _paths(keys: Iterable[str]) -> dict[str, dict[str, Any]]:
    paths: dict[str, dict[str, Any]] = {}
    for key in keys:
        method, _, path = key.partition(" ")
        if method.lower() in _METHODS:
            paths.setdefault(path, {})[method.lower()] = {"responses": {"200": {"description": "SIMULATED"}}}
    return paths


def _add(table: Table, key: str, members: Row) -> None:
    """Add a row like those that are there already, with these members."""
    if table.find(key) is None:
        like = next(iter(table), None)
        if like is None:
            raise UsageError("the hub was seeded with nobody: nothing shows how a row of it looks")
        table.put({**like, "id": key, **members})


def _name(text: str) -> dict[str, str]:
    return {"vi": f"{text} (MÔ PHỎNG)", "en": f"{text} (SIMULATED)"}
