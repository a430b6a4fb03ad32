"""Metaservices of security servers: the rows of listClients, listMethods and allowedMethods."""

from ndxp_sdk._http.response import Response
from ndxp_sdk._pipeline.call import Call
from ndxp_sdk._validators import TEXT_OR_NONE, needed
from ndxp_sdk.identifiers import MemberId, ServiceId, SystemId
from ndxp_sdk.models._model import Model


class Endpoint(Model):
    """A method and a path; `*` stands for any segment, `**` for any number of them."""

    method: str
    path: str


class XRoadId(Model):
    """A member, or a system where there is a subsystem code."""

    object_type: str
    xroad_instance: str
    member_class: str
    member_code: str
    subsystem_code: str | None = None

    @property
    def identifier(self) -> MemberId | SystemId:
        """The same as one value."""
        member = MemberId(self.xroad_instance, self.member_class, self.member_code)
        return member if self.subsystem_code is None else member.system(self.subsystem_code)


class ClientRow(Model):
    """A member or a system that takes part in the exchange."""

    id: XRoadId
    name: str | None = None
    subsystem_name: str | None = None

    @property
    def identifier(self) -> MemberId | SystemId:
        """The identifier of the member or system."""
        return self.id.identifier


class MethodRow(Model):
    """A service of a system. `service_type` is REST or OPENAPI; REST services describe nothing."""

    xroad_instance: str
    member_class: str
    member_code: str
    subsystem_code: str
    service_code: str
    service_type: str | None = None
    endpoint_list: tuple[Endpoint, ...] = ()

    @property
    def identifier(self) -> ServiceId:
        """The identifier of the service."""
        parts = self.xroad_instance, self.member_class, self.member_code, self.subsystem_code, self.service_code
        return ServiceId(*parts)


class ClientList(Model):
    """The answer of listClients."""

    member: tuple[ClientRow, ...]


class MethodList(Model):
    """The answer of listMethods and allowedMethods."""

    service: tuple[MethodRow, ...]


def list_clients(instance: str | None) -> Call[tuple[ClientRow, ...]]:
    """Return the call of listClients; it says nothing of who asks (PR-META 2)."""
    needed("instance", instance, TEXT_OR_NONE)
    query = () if instance is None else (("xRoadInstance", instance),)
    return Call("exchange.list_clients", "GET", "/listClients", _clients, query=query)


def methods_of(content: bytes) -> tuple[MethodRow, ...]:
    """Return the rows of an answer of listMethods or allowedMethods."""
    return MethodList.model_validate_json(content).service


def _clients(answer: Response) -> tuple[ClientRow, ...]:
    return ClientList.model_validate_json(answer.content).member
