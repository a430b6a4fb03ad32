"""How the dashboard knows who asks: settings as plain data. No secret stands in here, only where each is."""

from ipaddress import IPv4Network, IPv6Network, ip_address
from typing import Final, TypeAlias

from compliance.actions.errors import UsageError
from compliance.model.address import WebAddress, web_address
from compliance.model.dataclass import dataclass
from compliance.model.text import Message
from compliance.probes.secret_reference import SecretReference
from compliance.server.access.identity import Identity, Role

Network: TypeAlias = IPv4Network | IPv6Network
LOCALHOST: Final = "localhost"


@dataclass(frozen=True, slots=True)
class GroupRole:
    """What the members of a group are. `owners` are codes of agencies, for the role owner alone."""

    group: str
    role: Role
    owners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SessionLifetime:
    """How long somebody stays logged in: `longest` in all, `idle` without a request, both in seconds."""

    longest: float = 8 * 3600.0
    idle: float = 30 * 60.0


@dataclass(frozen=True, slots=True)
class Loopback:
    """No log-in: whoever uses this machine is its auditor. For addresses that no other machine reaches."""

    @property
    def proxies(self) -> tuple[Network, ...]:
        return ()


@dataclass(frozen=True, slots=True)
class ProxyAccess:
    """A reverse proxy logs people in and names them in header fields.

    They are taken only from the `proxies` and with the shared secret in `header_secret`. `url` is the address at which
    browsers reach the dashboard. Groups are separated by `separator`.
    """

    url: str
    secret: SecretReference
    proxies: tuple[Network, ...]
    groups: tuple[GroupRole, ...] = ()
    header_user: str = "X-Remote-User"
    header_groups: str = "X-Remote-Groups"
    header_secret: str = "X-Proxy-Secret"  # noqa: S105 - the name of a field, no secret
    separator: str = ","


@dataclass(frozen=True, slots=True)
class OidcAccess:
    """An OpenID provider logs people in: authorisation code flow with PKCE.

    `url` is the address at which browsers reach the dashboard, `ca_file` replaces the system's trust store for the
    provider. `proxies` are the addresses of reverse proxies before the dashboard, none if browsers reach it directly.
    """

    url: str
    issuer: str
    client_id: str
    client_secret: SecretReference
    groups: tuple[GroupRole, ...] = ()
    groups_claim: str = "groups"
    name_claim: str = "preferred_username"
    scopes: tuple[str, ...] = ("openid", "profile")
    ca_file: str | None = None
    proxies: tuple[Network, ...] = ()
    lifetime: SessionLifetime = SessionLifetime()


AccessSettings: TypeAlias = Loopback | ProxyAccess | OidcAccess


def identity_from(name: str, groups: frozenset[str], table: tuple[GroupRole, ...]) -> Identity:
    """Return who somebody of these groups is; without roles if none of the groups has one."""
    held = [row for row in table if row.group in groups]
    owners = frozenset(code for row in held if row.role is Role.OWNER for code in row.owners)
    return Identity(name, frozenset(row.role for row in held), owners)


def is_loopback(host: str) -> bool:
    """Return whether only this machine reaches an address; a name other than localhost may be any address."""
    try:
        return ip_address(host.removeprefix("[").removesuffix("]")).is_loopback
    except ValueError:
        return host.lower() == LOCALHOST


def public_address(access: AccessSettings) -> WebAddress | None:
    """Return the address at which browsers reach the dashboard, None if it is the one that it listens on."""
    return None if isinstance(access, Loopback) else web_address(access.url)


def refuse_open(host: str, access: AccessSettings, *, is_tls: bool = False) -> None:
    """Raise `UsageError` for a dashboard that others could reach without log-in, or log in to without TLS."""
    if isinstance(access, Loopback):
        if not is_loopback(host):
            template = (
                "{host} can be reached from other machines, and without log-in the dashboard serves this machine only: "
                "name a way of log-in with --auth oidc or --auth proxy, or listen on 127.0.0.1"
            )
            raise UsageError(Message.of(template, host=host))
        return
    _refuse_plain(access)
    if isinstance(access, ProxyAccess) and not access.proxies:
        raise UsageError(Message.of("--auth proxy needs the addresses of the proxy: --proxy-address"))
    if not (is_tls or access.proxies or is_loopback(host)):
        template = (
            "{host} would be spoken to without TLS: give --tls-cert and --tls-key, or name with --proxy-address the "
            "proxy at which TLS ends"
        )
        raise UsageError(Message.of(template, host=host))


def _refuse_plain(access: ProxyAccess | OidcAccess) -> None:
    address = public_address(access)
    if address is None or address.target != "/":
        template = (
            "--url {found} was found; the address of the dashboard is expected: https://HOST[:PORT], without a path"
        )
        raise UsageError(Message.of(template, found=access.url[:80]))
    if address.scheme != "https" and not is_loopback(address.host):
        template = "--url {found} was found; whoever logs in does so over TLS: an address with https is expected"
        raise UsageError(Message.of(template, found=access.url[:80]))
