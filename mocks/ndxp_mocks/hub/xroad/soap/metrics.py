"""getSecurityServerMetrics: what the environment monitoring of a server measures; to its owner and to the centre."""

import platform
from collections.abc import Iterator

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.registry import road_version, server_of
from ndxp_mocks.hub.xroad.soap.access import message_of
from ndxp_mocks.hub.xroad.soap.answer import soap_answer
from ndxp_mocks.hub.xroad.soap.monitoring import is_central, is_owner
from ndxp_mocks.hub.xroad.soap_message import qualified
from ndxp_mocks.protocols.xml_text import element


async def metrics(exchange: Exchange) -> WireAnswer:
    """Return the version, and of the machine that the hub runs on what the message asks for, or all of it."""
    request = message_of(exchange)
    if not (is_owner(exchange) or is_central(exchange)):
        raise XRoadError("access_denied", f"Request is not allowed: {request.target}")
    asked = {each.text for each in request.body.iter(qualified("m", "outputField"))}
    measured = "".join(_metric(kind, name, value) for kind, name, value in _measured() if not asked or name in asked)
    version = _metric("string", "proxyVersion", road_version(exchange.world.settings.profile))
    system = f"<m:metricSet>{element('m:name', 'systemMetrics')}{measured}</m:metricSet>"
    server = element("m:name", server_of(exchange.target.owner))
    body = f"<m:metricSet>{server}{version}{system}</m:metricSet>"
    return soap_answer(request, f"<m:getSecurityServerMetricsResponse>{body}</m:getSecurityServerMetricsResponse>")


def _measured() -> Iterator[tuple[str, str, object]]:
    yield "string", "OperatingSystem", platform.system()


def _metric(kind: str, name: str, value: object) -> str:
    return f"<m:{kind}Metric>{element('m:name', name)}{element('m:value', value)}</m:{kind}Metric>"
