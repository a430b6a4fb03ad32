"""What kind of host the address of a server names."""

from enum import StrEnum
from ipaddress import ip_address
from typing import Final

from compliance.model.openapi.server import Server, host_and_path
from compliance.model.pattern import late

_HERE: Final = frozenset({"localhost", "::1", "[::1]", "[::1", "::1]", "0.0.0.0", "host.docker.internal"})  # noqa: S104 - names, not bound
_LOOPBACK: Final = late(r"127(\.\d+){3}")
_SIGNS: Final = ("example", "test", "invalid", "your", "domain", "mysite", "{", "}", "<", ">")
"""One of these is in every host that stands for another; few others have one, and need the longer look."""
_PLACEHOLDER: Final = late(
    r"(.*\.)?example(\.(com|net|org|edu))?|.*\.(test|invalid)|(.*\.)?your[-_]?(domain|host|server|api|company)[^.]*(\..*)?"
    r"|(.*\.)?(domain|yoursite|mysite)\.(com|vn|net|tld)|<.*>|.*[{}<>].*"
)
_INNER: Final = (".local", ".internal", ".lan", ".intranet", ".home", ".corp", ".svc")


class HostKind(StrEnum):
    """Who can reach a host: nobody without its name, nobody at all, whoever it is run by, some network, anybody."""

    NONE = "none"
    PLACEHOLDER = "placeholder"
    LOOPBACK = "loopback"
    PRIVATE = "private"
    PUBLIC = "public"


def host_of(server: Server) -> str:
    """Return the host of an address with the defaults of its variables, without user and port."""
    authority = host_and_path(server.filled)[0].rpartition("@")[2]
    if authority.startswith("["):
        return authority.partition("]")[0].removeprefix("[")
    return authority.partition(":")[0].rstrip(".")


def kind_of_host(server: Server) -> HostKind:
    """Return what kind of host an address names; a variable without a default stands for a host."""
    return kind_of_name(host_of(server))


def kind_of_name(host: str) -> HostKind:
    """Return what kind of host it is, without port and brackets."""
    if not host:
        return HostKind.NONE
    if _is_loopback(host):
        return HostKind.LOOPBACK
    if any(sign in host for sign in _SIGNS) and _PLACEHOLDER.fullmatch(host):
        return HostKind.PLACEHOLDER
    try:
        address = ip_address(host)
    except ValueError:
        return HostKind.PRIVATE if _is_inner(host) else HostKind.PUBLIC
    if address.is_loopback or address.is_unspecified:
        return HostKind.LOOPBACK
    return HostKind.PUBLIC if address.is_global else HostKind.PRIVATE


def _is_loopback(host: str) -> bool:
    if host in _HERE or host.endswith(".localhost"):
        return True
    return host.startswith("127.") and _LOOPBACK.fullmatch(host) is not None


def _is_inner(host: str) -> bool:
    """Return whether it is a name that only the names of one network know."""
    return "." not in host or host.endswith(_INNER) or ".svc." in host
