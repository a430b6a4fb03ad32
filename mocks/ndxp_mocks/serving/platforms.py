"""Mock platforms on real ports: TLS on one, plain HTTP on the other, a throw-away authority for all."""

import socket
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp

from ndxp_mocks.platform.access_tokens import Issuer, Tokens, tokens
from ndxp_mocks.platform.app import application, demands_token, guards_people_only
from ndxp_mocks.platform.archetypes import operations_of
from ndxp_mocks.platform.conditional_responses import with_validators
from ndxp_mocks.platform.dialect_lookup import with_dialect
from ndxp_mocks.platform.faults import misbehaviour_with, settings_with
from ndxp_mocks.platform.openapi import document
from ndxp_mocks.platform.openapi_paths import BASE
from ndxp_mocks.platform.platform import Platform
from ndxp_mocks.platform.response_headers import with_headers
from ndxp_mocks.platform.settings import Settings, with_old_tls
from ndxp_mocks.platform.unstable_paging import with_unstable_pages
from ndxp_mocks.serving.certificate_authority import Authority
from ndxp_mocks.serving.https_redirect import redirection, refusal
from ndxp_mocks.serving.latency import with_latency
from ndxp_mocks.serving.listener import HOST, Listener, bound_sockets, listen, usual_sockets

_Sockets = tuple[socket.socket, ...]


@dataclass(frozen=True, slots=True)
class Served:
    """A running platform. `url` and `plain_url` end with the port; operations lie below `base_url`, at /v1.

    `addresses` are those at which it listens, which the name of its host has to lead to.
    """

    platform: Platform
    port: int
    plain_port: int
    ca_file: Path
    ca_pem: str
    addresses: tuple[str, ...] = (HOST,)
    issuer: Issuer = field(default_factory=Issuer, repr=False)

    @property
    def tokens(self) -> Tokens:
        """The signed tokens for the first kind of thing that the platform has: a good one, and such as are refused."""
        return tokens(self.issuer, (f"{self.platform.description.entities[0].path}:read",))

    @property
    def url(self) -> str:
        return f"https://{self.platform.host}:{self.port}"

    @property
    def plain_url(self) -> str:
        return f"http://{self.platform.host}:{self.plain_port}"

    @property
    def base_url(self) -> str:
        return f"{self.url}{BASE}"

    @property
    def plain_base_url(self) -> str:
        return f"{self.plain_url}{BASE}"

    @property
    def faults(self) -> frozenset[str]:
        return frozenset(self.platform.faults)


@contextmanager
def serve(platform: Platform, *, port: int = 0) -> Iterator[Served]:
    """Serve one platform until the end of the block, on a free port unless one is given.

    UnknownFault where a fault has no file, OSError where the port is taken.
    """
    with _served([(platform, port)]) as (served,):
        yield served


@contextmanager
def serve_all(platforms: Iterable[Platform]) -> Iterator[tuple[Served, ...]]:
    """Serve many platforms in one thread and under one authority until the end of the block.

    Each has the same ports in every run, as long as nobody else is on them.
    """
    with _served([(platform, None) for platform in platforms]) as served:
        yield served


@contextmanager
def _served(wanted: Sequence[tuple[Platform, int | None]]) -> Iterator[tuple[Served, ...]]:
    authority = Authority()
    settings = tuple(settings_with(platform.faults) for platform, _ in wanted)
    with ExitStack() as stack:
        ca_file = Path(stack.enter_context(TemporaryDirectory(prefix="ndxp-mocks-"))) / "ca.pem"
        ca_file.write_text(authority.certificate, encoding="ascii")
        opened = [
            _opened(stack, platform, chosen.addresses, port)
            for (platform, port), chosen in zip(wanted, settings, strict=True)
        ]
        served = tuple(
            Served(platform, _port(secure), _port(plain), ca_file, authority.certificate, _addresses(secure))
            for (platform, _), (secure, plain) in zip(wanted, opened, strict=True)
        )
        listeners = [
            listener
            for each, chosen, sockets in zip(served, settings, opened, strict=True)
            for listener in _listeners(each, chosen, authority, *sockets)
        ]
        stack.enter_context(listen(listeners))
        yield served


def _listeners(
    served: Served, settings: Settings, authority: Authority, secure: _Sockets, plain: _Sockets
) -> Iterator[Listener]:
    operations = operations_of(served.platform.description, served.platform.seed)
    if settings.order == "shifting":
        operations = tuple(map(with_unstable_pages, operations))
    described = document(served.platform)
    guarded = ("Strict-Transport-Security", settings.transport_security)
    misbehaviour = misbehaviour_with(served.platform.faults, served.platform.seed)
    of_platform = partial(application, operations, described, misbehaviour=misbehaviour, issuer=served.issuer)
    stamp = (*settings.headers, guarded)
    right = with_dialect(served.platform, of_platform(demands_token, stamp), stamp)
    behind_tls: ASGIApp = with_validators(right, heeds_validators=settings.heeds_validators)
    if settings.compresses:
        behind_tls = GZipMiddleware(behind_tls)
    if settings.pause:
        behind_tls = with_latency(behind_tls, settings.pause)
    match settings.plain_http:
        case "answers":
            without_tls = of_platform(guards_people_only, settings.headers)
        case "leads-to-https":
            without_tls = with_headers(redirection(served.url), settings.headers)
        case "refuses":
            without_tls = with_headers(refusal(), settings.headers)
    yield Listener(plain, without_tls, adds_date=False)
    if settings.second_address == "old":
        yield Listener(secure[:1], behind_tls, authority.context(settings), adds_date=False)
        yield Listener(secure[1:], behind_tls, authority.context(with_old_tls(settings)), adds_date=False)
    else:
        yield Listener(secure, behind_tls, authority.context(settings), adds_date=False)


def _opened(
    stack: ExitStack, platform: Platform, addresses: Sequence[str], port: int | None
) -> tuple[_Sockets, _Sockets]:
    """Return the sockets behind TLS, on a port if one is given, and those without."""
    name = platform.entry.slug
    if port is None:
        secure, plain = usual_sockets(name, addresses), usual_sockets(f"{name}/plain", addresses)
    else:
        secure, plain = bound_sockets(addresses, port), bound_sockets(addresses)
    for each in (*secure, *plain):
        stack.enter_context(closing(each))
    return secure, plain


def _port(bound: _Sockets) -> int:
    return int(bound[0].getsockname()[1])


def _addresses(bound: _Sockets) -> tuple[str, ...]:
    return tuple(each.getsockname()[0] for each in bound)
