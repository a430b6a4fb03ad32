"""A hub on real ports: plain HTTP on one, TLS that asks for client certificates on the other."""

import socket
import ssl
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from ndxp_mocks.hub.app import Hub, hub_application
from ndxp_mocks.hub.injection.known import demands
from ndxp_mocks.hub.seeding import CONSUMERS, hub_world, secret_of, seed_platform
from ndxp_mocks.hub.state.settings import HubSettings
from ndxp_mocks.hub.state.world import World
from ndxp_mocks.hub.transport.connection import HubConnection
from ndxp_mocks.hub.transport.upstream_clients import SOME_KEPT, InMemory, Sockets
from ndxp_mocks.platform.platform import Platform
from ndxp_mocks.serving.certificate_authority import Authority
from ndxp_mocks.serving.client_certificates import USUAL_LIFE, ClientCertificate, accept, context_with_clients, issue
from ndxp_mocks.serving.fleet import Fleet
from ndxp_mocks.serving.listener import Listener, bound_socket, listen, usual_sockets


@dataclass(frozen=True, slots=True)
class ServedHub:
    """A running hub. `directory` holds ca.pem and a certificate and key for each made-up consumer, by client id."""

    world: World
    port: int
    tls_port: int
    directory: Path
    certificates: Mapping[str, ClientCertificate]
    authority: Authority = field(repr=False)
    context: ssl.SSLContext = field(repr=False)

    @property
    def url(self) -> str:
        """The address by plain HTTP."""
        return f"http://localhost:{self.port}"

    @property
    def tls_url(self) -> str:
        return f"https://localhost:{self.tls_port}"

    @property
    def ca_file(self) -> Path:
        """The certificate to trust, for calls of `tls_url`."""
        return self.directory / "ca.pem"

    @property
    def client_ids(self) -> tuple[str, ...]:
        return tuple(self.world.identity.clients.rows)

    def secret(self, client_id: str) -> str:
        """Return the made-up secret of a client that was there from the beginning."""
        return secret_of(client_id)

    def issue_certificate(self, system_id: str, name: str, life: timedelta = USUAL_LIFE) -> ClientCertificate:
        """Another certificate for the system, accepted from now on; one of negative life has ended already."""
        issued = issue(self.authority, system_id, self.directory / name, life)
        accept(self.world, self.context, system_id, issued.certificate_pem)
        return issued

    def accept_certificate(self, system_id: str, certificate_pem: str) -> None:
        """Let the system connect with a certificate of its own making."""
        accept(self.world, self.context, system_id, certificate_pem)


@contextmanager
def serve_hub(
    settings: HubSettings | None = None,
    *,
    platforms: Iterable[Platform] | None = None,
    fleet: Fleet | None = None,
    port: int = 0,
    tls_port: int = 0,
    directory: Path | None = None,
) -> Iterator[ServedHub]:
    """Serve a hub until the end of the block, on free ports unless they are given.

    That of a running fleet has the same ports in every run, as long as nobody else is on them.

    The platforms, a few where none are given, answer in memory; those of a running fleet that are registered at this
    hub on their own ports. Files are written to `directory`, or to one that goes when the block ends.

    Raises UnknownFault if a fault has no file, OSError if a port is taken or the directory cannot be written.
    """
    chosen = settings or HubSettings()
    demands(chosen.faults)
    hub = _hub(chosen, platforms, fleet)
    with ExitStack() as stack:
        folder = directory or Path(stack.enter_context(TemporaryDirectory(prefix="ndxp-mocks-hub-")))
        name = f"hub/{chosen.channel}" if fleet is not None else ""
        plain, secure = _opened(stack, port, name), _opened(stack, tls_port, f"{name}/tls" if name else "")
        served = _served(hub.world, folder, plain, secure)
        listeners = (
            Listener((plain,), hub, protocol=HubConnection, has_lifespan=True, adds_date=False),
            Listener((secure,), hub, served.context, protocol=HubConnection, adds_date=False),
        )
        stack.enter_context(listen(listeners))
        yield served


def _hub(settings: HubSettings, platforms: Iterable[Platform] | None, fleet: Fleet | None) -> Hub:
    world = hub_world(settings, () if fleet is not None and platforms is None else platforms)
    trusted = ssl.create_default_context(cafile=settings.provider_ca_file)
    for served in fleet.platforms.values() if fleet is not None else ():
        if served.platform.linkage.hub == settings.channel:
            seed_platform(world, served.platform, served.base_url)
    if fleet is not None:
        # Because a security server compares a certificate with the copy that it keeps, not with dates (UG-SS 9.3).
        trusted.check_hostname, trusted.verify_mode = False, ssl.CERT_NONE
    return hub_application(world, InMemory(world.platforms, Sockets(trusted, limits=SOME_KEPT)))


def _served(world: World, directory: Path, plain: socket.socket, secure: socket.socket) -> ServedHub:
    world.url = f"http://localhost:{_port(plain)}"
    authority = Authority()
    context = context_with_clients(authority)
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "ca.pem").write_text(authority.certificate, encoding="ascii")
    issued = {client_id: issue(authority, system, directory / client_id) for client_id, system in CONSUMERS.items()}
    for each in issued.values():
        accept(world, context, each.system_id, each.certificate_pem)
    return ServedHub(world, _port(plain), _port(secure), directory, issued, authority, context)


def _opened(stack: ExitStack, port: int, name: str) -> socket.socket:
    bound = usual_sockets(name)[0] if name and not port else bound_socket(port)
    return stack.enter_context(closing(bound))


def _port(bound: socket.socket) -> int:
    port: int = bound.getsockname()[1]
    return port
