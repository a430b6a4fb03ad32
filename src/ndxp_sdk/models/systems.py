"""Information systems of the members."""

from ndxp_sdk.models._identifiers import MemberId, SystemId
from ndxp_sdk.models._model import Model, Moment
from ndxp_sdk.models._open_enum import OpenEnum
from ndxp_sdk.models.common import LocalisedText


class ConnectionType(OpenEnum):
    """The connection of a system to its gateway: https is mutual TLS, https_no_auth has no client certificate."""

    HTTP = "http"
    HTTPS_NO_AUTH = "https_no_auth"
    HTTPS = "https"


class Certificate(Model):
    """A certificate, known by its thumbprint."""

    sha256: str
    not_after: Moment


class System(Model):
    """An information system of an organization (SUBSYSTEM of X-Road), the party of an exchange."""

    id: SystemId
    organization_id: MemberId
    subsystem_code: str
    """Last part of the id."""
    name: LocalisedText
    connection_type: ConnectionType
    certificates: tuple[Certificate, ...]
    """Certificates with which it may connect."""
    platform_slug: str | None
    """The platform in the national registry. None if the system is none."""
    simulated: bool | None = None
    """Whether a mock made it up."""
    etag: str
    """Entity tag of this state, with its quotes."""
