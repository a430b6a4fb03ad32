"""Parts of a client that many clients do without; each is imported only where the settings ask for it."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from ndxp_sdk._client.credential_scope import refuse_unsent
from ndxp_sdk._http.origin import HttpOrigin
from ndxp_sdk._http.url import checked_address

if TYPE_CHECKING:
    from ndxp_sdk._pipeline.tracing import Tracing
    from ndxp_sdk.dialects.protocol import Dialect
    from ndxp_sdk.identifiers import MemberId, SystemId
    from ndxp_sdk.proxies import Proxy
    from ndxp_sdk.tokens.provider import TokenProvider


@cache
def usual_dialect() -> "Dialect":
    """Return the dialect of a client that is given none."""
    from ndxp_sdk.dialects.xroad import XRoad  # noqa: PLC0415 - because it is not needed where one is given

    return XRoad()


def own_system(given: "SystemId | MemberId | str | None") -> "SystemId | MemberId | None":
    """Return the system that calls. InvalidIdentifier for a text that names none."""
    if not isinstance(given, str):
        return given
    from ndxp_sdk.identifiers import client_id  # noqa: PLC0415 - because not every client names its own system

    return client_id(given)


def proxy(url: str | None) -> "Proxy | None":
    """Return the proxy of the settings. InvalidConfiguration for an address that is none."""
    if url is None:
        return None
    from ndxp_sdk.proxies import proxy_of  # noqa: PLC0415 - because few clients have one

    return proxy_of(url)


def tokens(site: HttpOrigin, dialect: "Dialect | None", settings: Mapping[str, Any]) -> "TokenProvider | None":
    """Build the token provider. None if there is no credential. Raises InvalidConfiguration."""
    credential = settings.get("credential")
    if credential is None:
        return None
    from ndxp_sdk._credentials.mutual_tls import with_certificate  # noqa: PLC0415 - because it is for clients with a credential
    from ndxp_sdk.tokens.provider import TokenProvider  # noqa: PLC0415 - the same

    credential = with_certificate(credential, settings.get("tls"))
    url, issuer = settings.get("token_url"), settings.get("issuer")
    if url is None and issuer is None:  # because an issuer tells in its metadata where tokens are had
        url = site.address.origin + site.path + ((dialect and dialect.token_path) or "/oauth2/token")
    elif url is not None:
        checked_address("token_url", url)
    source = TokenProvider(credential, token_url=url, issuer=issuer, cache=settings.get("token_cache"))
    refuse_unsent(source, dialect)
    return source


def tracing(given: Any) -> "Tracing | None":
    """Build the tracing of calls: with the usual tracer for True, else with the one given. None for False."""
    if given is False:
        return None
    from ndxp_sdk._pipeline.tracing import Tracing  # noqa: PLC0415 - because it is for clients that are traced

    return Tracing(None if given is True else given)
