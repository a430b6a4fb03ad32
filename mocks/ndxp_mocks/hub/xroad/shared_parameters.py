"""The shared parameters of the global configuration, version 5: what X-Road 7.7 and 7.8 hand out (PR-GCONF, Annex B).

All of it is SIMULATED: names, addresses, and the hashes of certificates that nobody has. It names no certification
authority and no time-stamping authority, because the hub has none.
"""

import base64
import hashlib
from collections.abc import Iterable, Iterator
from typing import Final

from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.state.world import World
from ndxp_mocks.hub.xroad.identifiers import Identifier, from_slash
from ndxp_mocks.hub.xroad.registry import address_of_server, server_of, systems_of
from ndxp_mocks.protocols.xml_text import element, quoted

VERSION: Final = "5"
_NAMESPACES: Final = 'xmlns:id="http://x-road.eu/xsd/identifiers" xmlns:xrd="http://x-road.eu/xsd/xroad.xsd"'
_OWNERS: Final = "security-server-owners"
_OCSP_FRESHNESS: Final = 3600
_MARKS: Final = ("MÔ PHỎNG", "SIMULATED")


def shared_parameters(world: World, instance: str) -> bytes:
    """Return the document of this instance: members with systems, servers with clients, groups and settings."""
    owners = [row for row in world.catalog.organizations if str(row["id"]).startswith(f"{instance}/")]
    parts = (
        element("instanceIdentifier", instance),
        *(_member(world, number, row) for number, row in enumerate(owners)),
        *(_server(world, number, row) for number, row in enumerate(owners)),
        _group(owners),
        _settings(owners),
    )
    root = f"<xrd:conf {_NAMESPACES}>{''.join(parts)}</xrd:conf>"
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><!-- SIMULATED -->{root}'.encode()


def _member(world: World, number: int, row: Row) -> str:
    own = (element("memberCode", row["member_code"]), element("name", _marked(str(row["name"]["vi"]))))
    systems = "".join(
        f"<subsystem id={quoted(_key(number, index))}>{element('subsystemCode', system['subsystem_code'])}"
        f"{element('subsystemName', _marked(str(system['name']['vi'])))}</subsystem>"
        for index, system in enumerate(systems_of(world, row))
    )
    return (
        f"<member id={quoted(_key(number))}>{_member_class(str(row['member_class']))}{''.join(own)}{systems}</member>"
    )


def _server(world: World, number: int, row: Row) -> str:
    server = server_of(from_slash(str(row["id"])))
    own = (
        element("owner", _key(number)),
        element("serverCode", server.parts[-1]),
        element("address", address_of_server(server)),
        element("authCertHash", _hash(server)),
        *(element("client", _key(number, index)) for index, _ in enumerate(systems_of(world, row))),
    )
    return f"<securityServer>{''.join(own)}{_maintenance(world)}</securityServer>"


def _maintenance(world: World) -> str:
    message = world.settings.maintenance
    if message is None:
        return ""
    return f"<inMaintenanceMode>{element('message', message) if message else ''}</inMaintenanceMode>"


def _group(owners: Iterable[Row]) -> str:
    members = "".join(f'<groupMember id:objectType="MEMBER">{"".join(_parts(row))}</groupMember>' for row in owners)
    described = element("groupCode", _OWNERS) + element("description", "Security server owners (SIMULATED)")
    return f"<globalGroup>{described}{members}</globalGroup>"


def _parts(row: Row) -> Iterator[str]:
    for name, part in zip(("xRoadInstance", "memberClass", "memberCode"), str(row["id"]).split("/"), strict=True):
        yield element(f"id:{name}", part)


def _settings(owners: Iterable[Row]) -> str:
    classes = "".join(_member_class(code) for code in dict.fromkeys(str(row["member_class"]) for row in owners))
    return f"<globalSettings>{classes}{element('ocspFreshnessSeconds', _OCSP_FRESHNESS)}</globalSettings>"


def _member_class(code: str) -> str:
    return f"<memberClass>{element('code', code)}{element('description', f'{code} (SIMULATED)')}</memberClass>"


def _key(member: int, system: int | None = None) -> str:
    return f"m{member}" if system is None else f"m{member}s{system}"


def _hash(server: Identifier) -> str:
    return base64.b64encode(hashlib.sha256(f"SIMULATED {server.slash}".encode()).digest()).decode("ascii")


def _marked(name: str) -> str:
    return name if any(mark in name for mark in _MARKS) else f"{name} (MÔ PHỎNG)"
