"""No connection: where to, because the address is what the reader can check."""

from typing import TYPE_CHECKING, Final

from ndxp_sdk.cli.causes.cause import Cause
from ndxp_sdk.cli.messages import translated
from ndxp_sdk.errors import ConnectFailed, NdxpError, ProxyFailed, TlsFailed, TokenUnavailable
from ndxp_sdk.explanations import _advice as advice_of
from ndxp_sdk.locale import Words

if TYPE_CHECKING:
    from ndxp_sdk import Client
    from ndxp_sdk.cli.setup import Setup

_NO_TOKEN: Final = "no access token: "  # noqa: S105 - the beginning of a message
_PROXY: Final = "the proxy "


def unreached(error: NdxpError, client: "Client", setup: "Setup", words: Words) -> Cause:
    """Say what was not reached, and what was wanted of it."""
    is_token = isinstance(error, TokenUnavailable)
    problem = error.message.removeprefix(_NO_TOKEN)
    address = _address(problem, client, setup.issuer if is_token else None)
    sentence = _sentence(error.code, problem, address, words)
    if is_token:
        sentence += "; " + words("so no access token could be had, and nothing was asked")
    return Cause(sentence, advice_of(error.facts, words.language) or "", "network", _page(error, problem))


def _sentence(code: str | None, problem: str, address: str, words: Words) -> str:
    if code == "connect-refused" and not problem.startswith(_PROXY):
        return words("nothing listens at {address}", address=address)
    return words("{address}: {problem}", address=address, problem=translated(problem, words))


def _address(problem: str, client: "Client", issuer: str | None) -> str:
    site = client.config.site
    proxy = client.config.transport.proxy_for(site) if problem.startswith(_PROXY) else None
    return proxy.address.origin if proxy else issuer or site.address.origin


def _page(error: NdxpError, problem: str) -> type[NdxpError]:
    """Return the kind of failure below a token that could not be had."""
    code = error.code or ""
    if not isinstance(error, TokenUnavailable):
        return type(error)
    if problem.startswith(_PROXY):
        return ProxyFailed
    if code.startswith("tls-"):
        return TlsFailed
    return ConnectFailed if code.startswith(("connect-", "name-")) else TokenUnavailable
