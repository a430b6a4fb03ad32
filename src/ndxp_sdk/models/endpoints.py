"""Methods and paths of a service, and who may call them."""

from typing import Annotated, Literal

from pydantic import Field

from ndxp_sdk.models._identifiers import ClientId, ServiceId
from ndxp_sdk.models._model import Draft, Model
from ndxp_sdk.models.common import HttpMethod

AnyMethod = Annotated[Literal["*"] | HttpMethod, Field(union_mode="left_to_right")]
"""A method, or `*` for any."""


class Endpoint(Model):
    """A method and a path that can be called."""

    method: AnyMethod
    """A method, or `*` for any."""
    path: str
    """Path below the service, with `*` for one part and `**` for the rest."""


class EndpointDraft(Draft):
    """A method and a path that access is asked for."""

    method: AnyMethod
    """A method, or `*` for any."""
    path: str
    """Path below the service, with `*` for one part and `**` for the rest."""


class EndpointList(Model):
    """Methods and paths of a version, all at once."""

    items: tuple[Endpoint, ...]


class Access(Model):
    """Whether a client may call a service."""

    service_id: ServiceId
    client: ClientId
    allowed: bool
    """Whether a call would pass now."""
    agreement_id: str | None
    """The agreement that allows it, or that would if it were active."""
    version: str | None
    """The version that the agreement is for."""
    endpoints: tuple[Endpoint, ...]
    """What may be called; empty when nothing."""
    reasons: tuple[str, ...]
    """Why not, as codes of problems such as agreement-inactive; empty when allowed."""
