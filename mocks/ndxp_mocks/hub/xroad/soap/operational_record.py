"""A row of the message log as a record of operational data; names and units are those of PR-OPMON, Annex B."""

from collections.abc import Iterator
from typing import Any, Final

from ndxp_mocks.hub.state.settings import Profile
from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.xroad.identifiers import Identifier
from ndxp_mocks.hub.xroad.registry import address_of_server, road_version
from ndxp_mocks.hub.xroad.soap.monitoring import CLIENT_SIDE, seconds_of

FIELDS: Final = frozenset(
    {
        "monitoringDataTs",
        "securityServerInternalIp",
        "securityServerType",
        "requestInTs",
        "requestOutTs",
        "responseInTs",
        "responseOutTs",
        "clientXRoadInstance",
        "clientMemberClass",
        "clientMemberCode",
        "clientSubsystemCode",
        "clientSecurityServerAddress",
        "serviceXRoadInstance",
        "serviceMemberClass",
        "serviceMemberCode",
        "serviceSubsystemCode",
        "serviceCode",
        "serviceVersion",
        "serviceSecurityServerAddress",
        "serviceType",
        "restMethod",
        "restPath",
        "representedPartyClass",
        "representedPartyCode",
        "messageId",
        "messageUserId",
        "messageIssue",
        "messageProtocolVersion",
        "requestSize",
        "requestMimeSize",
        "requestAttachmentCount",
        "responseSize",
        "responseMimeSize",
        "responseAttachmentCount",
        "succeeded",
        "faultCode",
        "faultString",
        "statusCode",
        "xRoadVersion",
        "xRequestId",
    }
)
_PARTS: Final = ("XRoadInstance", "MemberClass", "MemberCode", "SubsystemCode")
_LONGEST_FAULT: Final = 2048


def operational_record(profile: Profile, row: Row, fields: frozenset[str]) -> dict[str, Any]:
    """Return these fields of the record; one that has no value is left out."""
    named = (*_names(row), *_times(row), *_message(row), *_outcome(row), ("xRoadVersion", road_version(profile)))
    return {name: value for name, value in named if value is not None and name in fields}


def monitored_at(row: Row) -> int:
    """Return the second in which the record was made."""
    return int(seconds_of(row["recorded_at"]))


def _names(row: Row) -> Iterator[tuple[str, Any]]:
    client, service = (str(row[name]).split("/") for name in ("client", "service"))
    yield "securityServerType", "Client" if _is_client_side(row) else "Producer"
    yield "securityServerInternalIp", "127.0.0.1"
    yield from ((f"client{part}", code) for part, code in zip(_PARTS, client, strict=False))
    yield from ((f"service{part}", code) for part, code in zip(_PARTS, service[:-1], strict=False))
    yield "serviceCode", service[-1]
    yield "serviceVersion", row["operational"]["service_version"]
    for name, side in (("client", "consumer"), ("service", "provider")):
        server = Identifier("SERVER", tuple(str(row["gateways"][side]).split("/")))
        yield f"{name}SecurityServerAddress", address_of_server(server)
    party_class, _, code = str(row["represented_party"] or "").rpartition("/")
    yield "representedPartyClass", party_class or None
    yield "representedPartyCode", code or None


def _times(row: Row) -> Iterator[tuple[str, Any]]:
    yield "monitoringDataTs", monitored_at(row)
    for name in ("request_in", "request_out", "response_in", "response_out"):
        stamp = row["timings"][f"{name}_at"]
        first, second = name.split("_")
        yield f"{first}{second.capitalize()}Ts", None if stamp is None else round(seconds_of(stamp) * 1000)


def _message(row: Row) -> Iterator[tuple[str, Any]]:
    facts = row["operational"]
    yield "messageId", row["message_id"]
    yield "messageUserId", row["user_id"]
    yield "messageIssue", row["issue"]
    yield "messageProtocolVersion", facts["protocol_version"]
    yield "xRequestId", row["request_id"]
    yield "restMethod", row["method"] if facts["rest_path"] is not None else None
    yield "restPath", None if _is_client_side(row) else facts["rest_path"]
    yield "requestSize", row["request_size"]
    yield "responseSize", row["response_size"]
    yield "requestAttachmentCount", 0
    yield "responseAttachmentCount", None if row["response_size"] is None else 0


def _outcome(row: Row) -> Iterator[tuple[str, Any]]:
    facts = row["operational"]
    yield "succeeded", row["outcome"] == "succeeded"
    yield "serviceType", None if _is_client_side(row) else facts["service_type"]
    yield "faultCode", row["fault_code"]
    yield "faultString", None if facts["fault_string"] is None else facts["fault_string"][:_LONGEST_FAULT]
    is_answered_by_rest = row["fault_code"] is None and facts["rest_path"] is not None
    yield "statusCode", row["status"] if is_answered_by_rest else None


def _is_client_side(row: Row) -> bool:
    return bool(row["direction"] == CLIENT_SIDE)
