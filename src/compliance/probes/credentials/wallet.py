"""What proves the caller in one run: credentials that were read at its start, and the tokens got with them."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from compliance.model.dataclass import dataclass, field
from compliance.model.openapi.operation import Operation
from compliance.model.record import Service
from compliance.model.text import Message
from compliance.probes.credential_reference import CredentialReference, Scheme, Variant
from compliance.probes.credentials.held import Held, held
from compliance.probes.credentials.sending import Parts, bearer, certificate_offer, plain_parts
from compliance.probes.credentials.token_endpoint import Granted, address_of, check, granted
from compliance.probes.credentials.use import Use, uses
from compliance.probes.errors import CredentialUnusable
from compliance.probes.net.credential import Credential
from compliance.probes.net.network import Network
from compliance.probes.net.tls_context import TlsOffer, verified
from compliance.probes.net.url import Url


@dataclass(slots=True)
class Wallet:
    """The credentials of one run. Nothing of it is shown."""

    held: tuple[Held, ...] = field(default=(), repr=False)
    ca_file: Path | None = None
    _tokens: "dict[tuple[str, Url, frozenset[str]], asyncio.Future[Granted]]" = field(default_factory=dict, repr=False)
    _offers: dict[str, TlsOffer] = field(default_factory=dict, repr=False)

    def of_platform(self, slug: str) -> "Wallet":
        """Return what of it is for one platform; tokens that were got are shared."""
        mine = tuple(each for each in self.held if each.reference.platform in {slug, None})
        return Wallet(mine, self.ca_file, self._tokens, self._offers)

    def has(self, service: str, operation: Operation | None, variant: Variant = Variant.USUAL) -> bool:
        """Return whether there is what a request to an operation takes."""
        return bool(uses(self.held, service, operation, variant))

    async def credential(  # noqa: PLR0913 - all that a credential hangs on
        self,
        service: str,
        base: Url,
        operation: Operation | None,
        network: Network,
        now: datetime,
        *,
        variant: Variant = Variant.USUAL,
        scopes: frozenset[str] | None = None,
    ) -> Credential | None:
        """Return what a request to the operation takes with it, None if there is nothing that suffices.

        `scopes` are asked of a token endpoint in place of those that the operation demands. Raises `CredentialUnusable`
        and what the token endpoint's answer raises.
        """
        taken = uses(self.held, service, operation, variant)
        if not taken or not base.is_secure:
            return None
        parts = [await self._parts(use, base, network, now, scopes) for use in taken]
        offers = [self._certificate(use.held) for use in taken if use.held.reference.scheme is Scheme.MTLS]
        return Credential(
            "+".join(sorted({use.held.reference.scheme.value for use in taken})),
            base.server,
            offers[0] if offers else self._trust(),
            tuple(pair for part in parts for pair in part.headers),
            tuple(pair for part in parts for pair in part.query),
            tuple(text for part in parts for text in part.secrets),
            next((part.token for part in parts if part.token is not None), None),
        )

    async def _parts(
        self, use: Use, base: Url, network: Network, now: datetime, scopes: frozenset[str] | None
    ) -> Parts:
        if use.held.reference.scheme is Scheme.MTLS:
            return Parts()
        if (parts := plain_parts(use.held, use.scheme)) is not None:
            return parts
        got = await self.token(use, base, network, now, frozenset(use.scopes) if scopes is None else scopes)
        return bearer(got.token)

    async def token(self, use: Use, base: Url, network: Network, now: datetime, scopes: frozenset[str]) -> Granted:
        """Return a token for some scopes; the endpoint is asked once for each choice of them."""
        url = address_of(use.held, use.scheme, base)
        key = (str(use.held.reference), url, scopes)
        if key not in self._tokens:
            asking = granted(use.held, url, scopes, self._trust(), now, network)
            self._tokens[key] = asyncio.ensure_future(asking)
        # because a caller that is cancelled must not cancel what others wait for
        return await asyncio.shield(self._tokens[key])

    def _certificate(self, each: Held) -> TlsOffer:
        name = str(each.reference)
        if name not in self._offers:
            self._offers[name] = certificate_offer(each, self.ca_file)
        return self._offers[name]

    def _trust(self) -> TlsOffer:
        try:
            return verified(self.ca_file)
        except OSError as error:
            message = Message.of("the certificates of the authorities to trust cannot be read")
            raise CredentialUnusable(message) from error


def wallet_of(references: Sequence[CredentialReference], ca_file: Path | None) -> Wallet:
    """Read all credentials of a run; raises `CredentialUnusable` for one that cannot be had, or is not usable."""
    wallet = Wallet(held(references), ca_file)
    for each in wallet.held:
        if each.reference.scheme is Scheme.MTLS:
            wallet._certificate(each)  # noqa: SLF001 - of this module
        elif plain_parts(each, None) is None:
            check(each)
    return wallet


async def credential_for(
    service: Service, url: Url, operation: Operation | None, context: "Circumstances"
) -> Credential | None:
    """Return what a read of a service takes with it, None if nothing is at hand for it; raises `ProbeError`.

    Open data is read as everybody reads it.
    """
    if service.is_open or (operation is not None and operation.is_open):
        return None
    return await context.wallet.credential(service.id, url, operation, context.network, context.clock())


class Circumstances(Protocol):
    """What of a run is needed to have a credential."""

    @property
    def wallet(self) -> Wallet: ...

    @property
    def network(self) -> Network: ...

    @property
    def clock(self) -> Callable[[], datetime]: ...
