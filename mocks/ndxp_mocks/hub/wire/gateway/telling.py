"""The gateway's own errors as they go back."""

from ndxp_mocks.gateways.faults import GatewayFault
from ndxp_mocks.hub.wire.answer import WireAnswer, json_answer


def told(fault: GatewayFault) -> WireAnswer:
    """The answer that tells this fault."""
    return json_answer(fault.status, fault.body, fault.headers)
