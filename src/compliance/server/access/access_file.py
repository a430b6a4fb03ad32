"""The file that says how people log in to the dashboard, and what members of each group may do."""

from collections.abc import Iterator, Sequence
from ipaddress import ip_network
from pathlib import Path
from typing import ClassVar, Final

from compliance.actions.errors import InputError, UsageError
from compliance.loading.errors import LoadError, NotUnderstood
from compliance.loading.syntax.parse import parse
from compliance.loading.syntax.parsed import Parsed
from compliance.loading.validation import Flaw, refuse, validate
from compliance.model.dataclass import dataclass
from compliance.model.location import Location
from compliance.model.system_errors import not_read
from compliance.model.text import Message
from compliance.probes.errors import CredentialUnusable
from compliance.probes.secret_reference import SecretReference, read_secret_reference
from compliance.server.access.identity import Role
from compliance.server.access.settings import (
    AccessSettings,
    GroupRole,
    Network,
    OidcAccess,
    ProxyAccess,
    SessionLifetime,
)

LARGEST: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class OidcForm:
    """An OpenID provider. `client_secret` is a reference: env:NAME, file:PATH or cmd:PROGRAM."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}
    issuer: str
    client_id: str
    client_secret: str
    groups_claim: str = "groups"
    name_claim: str = "preferred_username"
    scopes: tuple[str, ...] = ("openid", "profile")
    ca: str | None = None
    session_hours: float = 8.0
    idle_minutes: float = 30.0


@dataclass(frozen=True, slots=True)
class ProxyForm:
    """A proxy that logs people in, and the header fields in which it names them. `secret` is a reference."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}
    secret: str
    header_user: str = "X-Remote-User"
    header_groups: str = "X-Remote-Groups"
    header_secret: str = "X-Proxy-Secret"  # noqa: S105 - the name of a field, no secret
    separator: str = ","


@dataclass(frozen=True, slots=True)
class GroupForm:
    """A group and the role of its members; `owners` are codes of agencies, for the role owner."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}
    group: str
    role: Role
    owners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AccessFile:
    """One of `oidc` and `proxy`. `url` is the address at which browsers reach the dashboard."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}
    url: str
    groups: tuple[GroupForm, ...]
    oidc: OidcForm | None = None
    proxy: ProxyForm | None = None
    proxy_addresses: tuple[str, ...] = ()


def access_of(path: Path) -> AccessSettings:
    """Return the settings in a file; raises `UsageError` if it cannot be read, `InputError` if it is not understood."""
    try:
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        raise UsageError(not_read(str(path), error)) from error
    try:
        return read_access(path.as_posix(), content)
    except LoadError as error:
        raise InputError.of(error) from error


def read_access(uri: str, content: bytes) -> AccessSettings:
    """Return the settings that a text holds; raises `NotUnderstood` with everything that is wrong with it."""
    if len(content) > LARGEST:
        template = "{size} bytes were found; a file of access has at most {limit}"
        raise NotUnderstood(Location(uri), Message.of(template, size=len(content), limit=LARGEST))
    parsed: Parsed = parse(uri, content)
    written = validate(AccessFile, parsed)
    refuse(parsed, _flaws(written))
    folder = str(Path(uri).parent)
    groups = tuple(GroupRole(row.group, row.role, row.owners) for row in written.groups)
    proxies = tuple(map(network, written.proxy_addresses))
    if written.oidc is not None:
        return _oidc(written, written.oidc, groups, proxies, folder)
    proxy = written.proxy or ProxyForm("")
    names = (proxy.header_user, proxy.header_groups, proxy.header_secret, proxy.separator)
    return ProxyAccess(written.url, reference(proxy.secret).beside(folder), proxies, groups, *names)


def _oidc(
    written: AccessFile, form: OidcForm, groups: tuple[GroupRole, ...], proxies: tuple[Network, ...], folder: str
) -> OidcAccess:
    return OidcAccess(
        url=written.url,
        issuer=form.issuer,
        client_id=form.client_id,
        client_secret=reference(form.client_secret).beside(folder),
        groups=groups,
        groups_claim=form.groups_claim,
        name_claim=form.name_claim,
        scopes=form.scopes,
        ca_file=str(Path(folder, form.ca)) if form.ca is not None else None,
        proxies=proxies,
        lifetime=SessionLifetime(form.session_hours * 3600, form.idle_minutes * 60),
    )


def network(text: str) -> Network:
    """Parse an address or a network; raises `ValueError`."""
    return ip_network(text.strip(), strict=True)


def reference(text: str) -> SecretReference:
    """Parse a reference to a secret; raises `CredentialUnusable`."""
    return read_secret_reference(text)


def group_flaws(rows: Sequence[GroupRole | GroupForm]) -> Iterator[tuple[int, Message]]:
    """Yield what is wrong with groups, each with the number of its row."""
    for number, row in enumerate(rows):
        if not row.group.strip():
            yield number, Message.of("a group without a name was found")
        if row.role is Role.OWNER and not row.owners:
            yield (
                number,
                Message.of("the group {group} has the role owner: name the codes of its agencies", group=row.group),
            )
        if row.role is not Role.OWNER and row.owners:
            template = "the group {group} has the role {role}, which sees every owner: codes of agencies are for owner"
            yield number, Message.of(template, group=row.group, role=str(row.role))


def _flaws(written: AccessFile) -> Iterator[Flaw]:
    if (written.oidc is None) == (written.proxy is None):
        yield "", Message.of("one of oidc and proxy is expected")
    if not written.groups:
        yield "/groups", Message.of("no group was found: nobody could see anything")
    yield from ((f"/groups/{number}", message) for number, message in group_flaws(written.groups))
    for number, address in enumerate(written.proxy_addresses):
        try:
            network(address)
        except ValueError:
            template = "{found} is no address and no network: 192.0.2.7 or 192.0.2.0/24 is expected"
            yield f"/proxy_addresses/{number}", Message.of(template, found=address[:80])
    if written.oidc is not None:
        yield from _secret_flaws("/oidc/client_secret", written.oidc.client_secret)
        for name in ("session_hours", "idle_minutes"):
            if not 0 < getattr(written.oidc, name) < float("inf"):
                yield f"/oidc/{name}", Message.of("a number above 0 is expected")
    if written.proxy is not None:
        yield from _secret_flaws("/proxy/secret", written.proxy.secret)


def _secret_flaws(pointer: str, text: str) -> Iterator[Flaw]:
    try:
        reference(text)
    except CredentialUnusable as error:
        yield pointer, error.message
