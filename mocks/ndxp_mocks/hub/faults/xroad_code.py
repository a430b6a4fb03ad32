"""Any code of X-Road at its layer: the argument is `code@prefix`, such as `access_denied@server.serverproxy`.

A code of the caller or of the consumer's gateway comes before anything is sent, one of the provider's gateway after its
check of the signature. Without a prefix it is the consumer's gateway that fails.
"""

from typing import Final

from ndxp_mocks.hub.faults import Step
from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.fault_codes import CLIENT_PROXY, SERVER_PROXY

DESCRIPTION_VI: Final = "Một mã lỗi X-Road bất kỳ ở tầng của nó; tham số có dạng `mã@tiền tố`."
LAYER: Final = "own-gateway"
MOMENT: Final = "before-send"


def step_of(argument: str | None) -> Step:
    """Where the server of this prefix would fail."""
    return "signature" if _prefix(argument).startswith(SERVER_PROXY) else "send"


async def strike(_exchange: Exchange, argument: str | None) -> WireAnswer | None:
    """Fail with this code."""
    code = (argument or "internal_error").partition("@")[0]
    raise XRoadError(f"{_prefix(argument)}.{code}", f"Simulated: {code}")


def _prefix(argument: str | None) -> str:
    return (argument or "").partition("@")[2] or CLIENT_PROXY
