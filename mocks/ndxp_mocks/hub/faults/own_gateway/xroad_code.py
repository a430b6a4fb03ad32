"""Any code of X-Road at its layer: the argument is `code@prefix`, such as `access_denied@server.serverproxy`.

A code of the caller or of the consumer's gateway comes before anything is sent, one of the provider's gateway after its
check of the signature. Without a prefix it is the consumer's gateway that fails.
"""

from typing import NoReturn

from ndxp_mocks.hub.injection.fault import Fault
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.fault_codes import CLIENT_PROXY, SERVER_PROXY
from ndxp_mocks.hub.xroad.points import SEND, SIGNATURE, CallPoint


def inject(_exchange: Exchange, argument: str | None) -> NoReturn:
    """Fail with the code."""
    code = (argument or "internal_error").partition("@")[0]
    raise XRoadError(f"{_prefix(argument)}.{code}", f"Simulated: {code}")


def _point(argument: str | None) -> CallPoint:
    return SIGNATURE if _prefix(argument).startswith(SERVER_PROXY) else SEND


def _prefix(argument: str | None) -> str:
    return (argument or "").partition("@")[2] or CLIENT_PROXY


FAULT = Fault(_point, inject, vi="Một mã lỗi X-Road bất kỳ ở tầng của nó; tham số có dạng `mã@tiền tố`.")
