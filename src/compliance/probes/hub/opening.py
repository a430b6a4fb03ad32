"""Connections to one hub for one run: one for its catalogue and its log, and one for each who calls services."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, Final

import ndxp_sdk
from compliance.model.dataclass import dataclass, field
from compliance.probes.credential_reference import Scheme
from compliance.probes.hub.access import HubAccess, HubDialect
from compliance.probes.hub.caller import Caller
from compliance.probes.hub.certificates import tls_of
from compliance.probes.hub.client import Hub, unavailable
from compliance.probes.hub.credential import HubCaller, HubCredential
from compliance.probes.hub.dialects import dialect_of
from compliance.probes.hub.tokens import catalogue_credential, gateway_credential, token_credential
from compliance.probes.hub.witness import Witness
from compliance.probes.proxy_reference import ProxyReference

# because one service that is down must not keep the others of the hub from being looked at
_NO_REST: Final = ndxp_sdk.Retry(first_rest=0.0, longest_rest=0.0)


@asynccontextmanager
async def open_hub(
    access: HubAccess | None, ca_file: Path | None, seconds: float, proxy: ProxyReference | None
) -> AsyncIterator[Hub | None]:
    """Open the hub until the end of the block; yield None if no hub was named.

    `seconds` are for one call, all tries together. Raises `CredentialUnusable`, and `HubUnavailable` for a proxy that
    cannot be had.
    """
    if access is None:
        yield None
        return
    async with AsyncExitStack() as stack:
        opening = _Opening(access, ca_file, _common(access, seconds, proxy), stack)
        yield await opening.hub()


def client_settings(
    access: HubAccess, tls: ndxp_sdk.Tls, seconds: float, proxy: ProxyReference | None
) -> dict[str, Any]:
    """Return the settings of a client for the catalogue; raises `CredentialUnusable` and `HubUnavailable`."""
    return {
        **_common(access, seconds, proxy),
        "credential": token_credential(catalogue_credential(access)),
        "tls": tls,
    }


def _common(access: HubAccess, seconds: float, proxy: ProxyReference | None) -> dict[str, Any]:
    given: dict[str, Any] = {"timeout": ndxp_sdk.Timeout(total=seconds)}
    if access.route.dialect.names_its_client:
        given["client"] = access.client
    if proxy is None:
        return given
    try:
        return {**given, "trust_env": True} if proxy.is_environment else {**given, "proxy": proxy.address()}
    except ndxp_sdk.NdxpError as error:
        raise unavailable(access.url, error) from None


@dataclass(slots=True)
class _Opening:
    """What the connections of one hub have in common, and the stack that closes them."""

    access: HubAccess
    ca_file: Path | None
    common: Mapping[str, Any]
    stack: AsyncExitStack
    _tls: dict[HubCaller, ndxp_sdk.Tls] = field(default_factory=dict, init=False)

    async def hub(self) -> Hub:
        """Return the hub with all its connections."""
        access, paths = self.access, dict[str, str]()
        witness = Witness(dialect_of(access.route, paths))
        is_xroad = access.route.dialect is HubDialect.XROAD
        token = catalogue_credential(access)
        catalogue = await self._connection(access.url, HubCaller.OWN, token, witness if is_xroad else None)
        own = catalogue if is_xroad and access.route.url is None else await self._calling(HubCaller.OWN, witness)
        callers = {
            who: Caller(client, connection, witness, access.route, self._url, self._is_certified(who))
            for who, client in access.clients.items()
            if (connection := await self._of(who, own, witness)) is not None
        }
        return Hub(access, catalogue, callers, {**self.common, "tls": self._tls_of(HubCaller.OWN)}, paths)

    async def _of(self, who: HubCaller, own: ndxp_sdk.AsyncClient, witness: Witness) -> ndxp_sdk.AsyncClient | None:
        """Return the connection of a caller, the own one if calls say who calls; None if nothing would prove it."""
        if who is HubCaller.OWN:
            return own
        if self._is_certified(who) or self._token(who) is not None:
            return await self._calling(who, witness)
        return own if self.access.route.dialect.names_its_client else None

    async def _calling(self, who: HubCaller, witness: Witness) -> ndxp_sdk.AsyncClient:
        return await self._connection(self._url, who, self._token(who), witness)

    async def _connection(
        self, url: str, who: HubCaller, token: HubCredential | None, witness: Witness | None
    ) -> ndxp_sdk.AsyncClient:
        given = {**self.common, "tls": self._tls_of(who), "credential": token_credential(token)}
        if witness is not None:
            given["dialect"] = witness
        try:
            client = ndxp_sdk.AsyncClient(url, retry=_NO_REST, **given)
        except ndxp_sdk.NdxpError as error:
            raise unavailable(url, error) from error
        return await self.stack.enter_async_context(client)

    def _tls_of(self, who: HubCaller) -> ndxp_sdk.Tls:
        if who not in self._tls:
            certificate = self.access.credential(who, Scheme.MTLS)
            self._tls[who] = self.stack.enter_context(tls_of(certificate, self.ca_file))
        return self._tls[who]

    def _token(self, who: HubCaller) -> HubCredential | None:
        """Return the reference to a token that goes with the calls of a caller: only gateways are shown one."""
        is_gateway = self.access.route.dialect is HubDialect.GATEWAY
        return gateway_credential(self.access, who) if is_gateway else None

    def _is_certified(self, who: HubCaller) -> bool:
        return self.access.credential(who, Scheme.MTLS) is not None

    @property
    def _url(self) -> str:
        return self.access.route.url or self.access.url
