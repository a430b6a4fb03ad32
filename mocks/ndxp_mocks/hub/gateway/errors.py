"""The gateway's own errors as they go back."""

from ndxp_mocks.hub.transport.answer import WireAnswer, json_answer
from ndxp_mocks.protocols.gateway.errors import GatewayFault


def gateway_error(fault: GatewayFault) -> WireAnswer:
    """Return the answer that tells this fault."""
    return json_answer(fault.status, fault.body, fault.headers)
