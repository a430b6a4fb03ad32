"""listClients: every member and subsystem of an instance, to anyone."""

from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import parse_qsl

from ndxp_mocks.hub.state.world import World
from ndxp_mocks.hub.transport.answer import JSON, WireAnswer, json_answer, text_answer
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.registry import systems_of
from ndxp_mocks.protocols.xml_text import element

PATH: Final = "/listClients"
OWN_INSTANCE: Final = "VN"
_NAMESPACES: Final = 'xmlns:xrd="http://x-road.eu/xsd/xroad.xsd" xmlns:id="http://x-road.eu/xsd/identifiers"'
_ELEMENTS: Final = (
    ("xRoadInstance", "xroad_instance"),
    ("memberClass", "member_class"),
    ("memberCode", "member_code"),
    ("subsystemCode", "subsystem_code"),
)


def list_clients(exchange: Exchange) -> WireAnswer:
    """Answer in JSON if `Accept` names it, whatever its weight; in XML otherwise."""
    instance = dict(parse_qsl(exchange.incoming.query or "")).get("xRoadInstance") or OWN_INSTANCE
    rows = tuple(client_rows(exchange.world, instance))
    if _accepts_json(exchange.incoming.values("Accept")):
        return json_answer(200, {"member": list(rows)}, media_type=f"{JSON};charset=utf-8")
    return text_answer(200, _xml(rows), "text/xml;charset=utf-8")


def client_rows(world: World, instance: str) -> Iterator[dict[str, Any]]:
    """Yield MEMBER and SUBSYSTEM rows; each system follows its member."""
    for organization in world.catalog.organizations:
        if str(organization["id"]).startswith(f"{instance}/"):
            name = organization["name"]["vi"]
            yield {"id": _identifier("MEMBER", str(organization["id"])), "name": name}
            for system in systems_of(world, organization):
                identifier = _identifier("SUBSYSTEM", str(system["id"]))
                yield {"id": identifier, "name": name, "subsystem_name": system["name"]["vi"]}


def _identifier(kind: str, slash: str) -> dict[str, str]:
    names = ("xroad_instance", "member_class", "member_code", "subsystem_code")
    return {"object_type": kind, **dict(zip(names, slash.split("/"), strict=False))}


def _accepts_json(accept: tuple[str, ...]) -> bool:
    entries = (entry.partition(";")[0].strip().lower() for header in accept for entry in header.split(","))
    return JSON in entries


def _xml(rows: tuple[Mapping[str, Any], ...]) -> str:
    members = "".join(f"<xrd:member>{_id(row['id'])}{_names(row)}</xrd:member>" for row in rows)
    return f'<?xml version="1.0" encoding="UTF-8"?><xrd:clientList {_NAMESPACES}>{members}</xrd:clientList>'


def _id(identifier: Mapping[str, str]) -> str:
    parts = "".join(element(f"id:{each}", identifier[name]) for each, name in _ELEMENTS if name in identifier)
    return f'<xrd:id id:objectType="{identifier["object_type"]}">{parts}</xrd:id>'


def _names(row: Mapping[str, Any]) -> str:
    subsystem = row.get("subsystem_name")
    shown = "" if subsystem is None else element("xrd:subsystemName", subsystem)
    return element("xrd:name", row["name"]) + shown
