"""SOAP messages as collectors write them, and how they find the answer in what comes back."""

import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

import httpx

from mocks.hub.xroad.worlds import CONSUMER, PROVIDER, Hub, hub
from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.state.world import World
from ndxp_mocks.hub.xroad.soap.simulated_service import WSDL

NAMES = ("xRoadInstance", "memberClass", "memberCode", "subsystemCode")
SPACES = {
    "SOAP-ENV": "http://schemas.xmlsoap.org/soap/envelope/",
    "xrd": "http://x-road.eu/xsd/xroad.xsd",
    "id": "http://x-road.eu/xsd/identifiers",
    "om": "http://x-road.eu/xsd/op-monitoring.xsd",
    "m": "http://x-road.eu/xsd/monitoring",
    "wsdl": "http://schemas.xmlsoap.org/wsdl/",
}
OWNER = PROVIDER.rpartition("/")[0]
SERVER = f"{OWNER}/ss1"


def identifier(name: str, kind: str, slash: str, last: str = "") -> str:
    """A field of the header; `last` is what stands after the parts of the client."""
    parts = "".join(f"<id:{each}>{part}</id:{each}>" for each, part in zip(NAMES, slash.split("/"), strict=False))
    return f'<xrd:{name} id:objectType="{kind}">{parts}{last}</xrd:{name}>'


def client(slash: str) -> str:
    return identifier("client", "MEMBER" if slash.count("/") == 2 else "SUBSYSTEM", slash)


def service(system: str, code: str, version: str | None = None) -> str:
    versioned = "" if version is None else f"<id:serviceVersion>{version}</id:serviceVersion>"
    return identifier("service", "SERVICE", system, f"<id:serviceCode>{code}</id:serviceCode>{versioned}")


def security_server(slash: str) -> str:
    owner, _, code = slash.rpartition("/")
    return identifier("securityServer", "SERVER", owner, f"<id:serverCode>{code}</id:serverCode>")


LAST = "<xrd:id>message-1</xrd:id><xrd:protocolVersion>4.0</xrd:protocolVersion>"


def envelope(header: str | None, body: str | None) -> str:
    declared = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in SPACES.items())
    parts = "" if header is None else f"<SOAP-ENV:Header>{header}</SOAP-ENV:Header>"
    parts += "" if body is None else f"<SOAP-ENV:Body>{body}</SOAP-ENV:Body>"
    return f'<?xml version="1.0" encoding="utf-8"?><SOAP-ENV:Envelope {declared}>{parts}</SOAP-ENV:Envelope>'


def message(
    code: str,
    body: str,
    *,
    by: str = CONSUMER,
    of: str = PROVIDER,
    server: str | None = None,
    version: str | None = None,
) -> str:
    """A whole request of this client for a service of this system."""
    targeted = "" if server is None else security_server(server)
    return envelope(client(by) + service(of, code, version) + targeted + LAST, body)


def post(called: Hub, content: str, content_type: str = "text/xml; charset=utf-8", **more: Any) -> httpx.Response:
    """The answer; nothing of the SOAP side has another status than 200, and no X-Road header."""
    answered = called.call("POST", "/", {"Content-Type": content_type}, content.encode("utf-8"), **more)
    assert answered.status_code == 200
    assert not [name for name in answered.headers if name.startswith("x-road-")]
    return answered


def root_of(answered: httpx.Response) -> ET.Element:
    """The envelope, wherever it stands in what came."""
    found = re.search(b"<SOAP-ENV:Envelope.+</SOAP-ENV:Envelope>", answered.content, re.DOTALL)
    assert found is not None, answered.text
    return ET.fromstring(found.group(0))


def body_of(answered: httpx.Response) -> ET.Element:
    """The one element of the body, which is no fault."""
    (found,) = root_of(answered).iterfind("SOAP-ENV:Body/*", SPACES)
    assert found.find("faultcode") is None, answered.text
    return found


def fault_of(answered: httpx.Response) -> tuple[str, str]:
    """Code and text of a fault."""
    assert answered.headers["Content-Type"] == "text/xml;charset=utf-8"
    assert answered.headers["SOAPAction"] == ""
    fault = root_of(answered).find("SOAP-ENV:Body/SOAP-ENV:Fault", SPACES)
    assert fault is not None, answered.text
    return fault.findtext("faultcode") or "", fault.findtext("faultstring") or ""


def soap_hub(change: Callable[[World], object] = lambda _: None, **settings: Any) -> Hub:
    """A hub whose provider has two SOAP services beside its REST service; the consumer may call one of them."""

    def seeded(world: World) -> None:
        for code, version, clients in (("echo", "v1", [CONSUMER]), ("secrets", None, [])):
            world.catalog.soap_services.put(soap_row(code, version, clients))
        change(world)

    return hub(seeded, **settings)


def soap_row(code: str, version: str | None, clients: list[str]) -> Row:
    name = f"{PROVIDER}/{code}"
    facts = {"id": f"{name}/{version}", "service": name, "system_id": PROVIDER, "version": version}
    return {**facts, "clients": clients, "wsdl": WSDL}
