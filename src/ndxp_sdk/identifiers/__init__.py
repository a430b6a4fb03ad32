"""Identifiers of what takes part in an exchange: organizations, their systems, services and servers.

Every kind has two text forms: `VN/GOV/G12/dkkd` (headers, bodies, what `str` gives) and `VN:GOV:G12:dkkd` (NDXP's
`dstcode`, paths of the catalogue). No separator may stand inside a part, so each form can be had from the other.
Case counts.
Source: X-Road PR-REST 4.2 and 4.8; the lengths are those of the schema of its management API.
"""

from dataclasses import dataclass
from typing import ClassVar

from ndxp_sdk.identifiers._base import Identifier, IdentifierWarning, separator

__all__ = ["IdentifierWarning", "MemberId", "ServerId", "ServiceId", "SystemId", "client_id"]


@dataclass(frozen=True, slots=True, order=True)
class MemberId(Identifier):
    """An organization, `VN/GOV/G12`.

    >>> MemberId.parse("VN:GOV:G12").slash
    'VN/GOV/G12'
    """

    instance: str
    member_class: str
    member_code: str
    kind: ClassVar[str] = "a member id"
    names: ClassVar[tuple[str, ...]] = ("instance", "member_class", "member_code")

    def system(self, subsystem_code: str) -> "SystemId":
        """Return a system of this organization."""
        return SystemId(self.instance, self.member_class, self.member_code, subsystem_code)


@dataclass(frozen=True, slots=True, order=True)
class SystemId(Identifier):
    """An information system, `VN/GOV/G12/dkkd`.

    >>> SystemId.parse("VN/GOV/G12/dkkd").service("enterprises").colon
    'VN:GOV:G12:dkkd:enterprises'
    """

    instance: str
    member_class: str
    member_code: str
    subsystem_code: str
    kind: ClassVar[str] = "a system id"
    names: ClassVar[tuple[str, ...]] = (*MemberId.names, "subsystem_code")

    @property
    def member(self) -> MemberId:
        """The organization that owns the system."""
        return MemberId(self.instance, self.member_class, self.member_code)

    def service(self, service_code: str) -> "ServiceId":
        """Return a service of this system."""
        return ServiceId(self.instance, self.member_class, self.member_code, self.subsystem_code, service_code)


@dataclass(frozen=True, slots=True, order=True)
class ServiceId(Identifier):
    """A service, `VN/GOV/G12/dkkd/enterprises`.

    >>> ServiceId.parse("VN/GOV/G12/dkkd/enterprises").system.slash
    'VN/GOV/G12/dkkd'
    """

    instance: str
    member_class: str
    member_code: str
    subsystem_code: str
    service_code: str
    kind: ClassVar[str] = "a service id"
    names: ClassVar[tuple[str, ...]] = (*SystemId.names, "service_code")

    @property
    def system(self) -> SystemId:
        """The system that offers the service."""
        return SystemId(self.instance, self.member_class, self.member_code, self.subsystem_code)


@dataclass(frozen=True, slots=True, order=True)
class ServerId(Identifier):
    """A security server, `VN/GOV/G12/ss1`.

    >>> ServerId.parse("VN/GOV/G12/ss1").owner.slash
    'VN/GOV/G12'
    """

    instance: str
    member_class: str
    member_code: str
    server_code: str
    kind: ClassVar[str] = "a server id"
    names: ClassVar[tuple[str, ...]] = (*MemberId.names, "server_code")

    @property
    def owner(self) -> MemberId:
        """The organization that runs the server."""
        return MemberId(self.instance, self.member_class, self.member_code)


def client_id(text: str) -> MemberId | SystemId:
    """Read who calls: a system, or an organization without one; raises InvalidIdentifier."""
    kind = MemberId if text.count(separator(text)) == len(MemberId.names) - 1 else SystemId
    return kind.parse(text)
