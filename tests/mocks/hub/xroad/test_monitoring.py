"""Operational data, health data and metrics of a security server, as collectors ask for them."""

import gzip
import json
import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from mocks.hub.xroad.soap_calls import OWNER, SERVER, SPACES, body_of, fault_of, message, post, soap_hub
from mocks.hub.xroad.worlds import CALL, CONSUMER, PROVIDER, STRANGER, Hub, add_agreement
from ndxp_mocks.hub.state.clock import Clock
from ndxp_mocks.hub.state.world import World
from ndxp_mocks.hub.transport.upstream import UpstreamAnswer

NOW = 1_800_000_000
CENTRE = "VN/GOV/EXAMPLE/centre"
OPERATIONAL, HEALTH, METRICS = (f"getSecurityServer{name}" for name in ("OperationalData", "HealthData", "Metrics"))


def monitored(change: Callable[[World], object] = lambda _: None, **settings: Any) -> Hub:
    """A hub whose clock stands and at which four calls were made, one a second, and then a minute passed."""

    def prepared(world: World) -> None:
        world.clock = Clock(frozen=NOW)
        world.catalog.systems.put({**world.catalog.systems.rows[CONSUMER], "id": CENTRE, "subsystem_code": "centre"})
        change(world)

    called = soap_hub(prepared, monitoring_client=CENTRE, **settings)
    called.get(X_Road_Id="first", X_Road_UserId="VN1", X_Road_Issue="42", X_Road_Represented_Party="COM/7")
    called.world.clock.advance(1)
    called.get(f"{CALL}/near?x=1", X_Road_Id="second")
    called.world.clock.advance(1)
    called.get(client=STRANGER, X_Road_Id="third")
    called.world.clock.advance(1)
    called.provider.answer = UpstreamAnswer(404, (), b"nothing")
    called.get(X_Road_Id="fourth")
    called.world.clock.advance(61)
    return called


def criteria(starts: object, ends: object, more: str = "", fields: str = "") -> str:
    period = f"<om:recordsFrom>{starts}</om:recordsFrom><om:recordsTo>{ends}</om:recordsTo>{more}"
    return f"<om:{OPERATIONAL}><om:searchCriteria>{period}</om:searchCriteria>{fields}</om:{OPERATIONAL}>"


def asked(called: Hub, body: str, by: str = CENTRE, **given: Any) -> httpx.Response:
    return post(called, message(OPERATIONAL, body, by=by, of=given.pop("of", OWNER), **given))


def told(answered: httpx.Response) -> list[dict[str, Any]]:
    """The records in the attachment, found as the public collector finds it."""
    body = body_of(answered)
    assert body.findtext("om:records", namespaces=SPACES) == "cid:operational-monitoring-data.json.gz"
    pattern = b"content-id: <operational-monitoring-data.json.gz>\r\n\r\n(.+)\r\n--xroad"
    found = re.search(pattern, answered.content, re.DOTALL)
    assert found is not None
    payload = json.loads(gzip.decompress(found.group(1)))
    assert payload["simulated"] is True
    assert body.findtext("om:recordsCount", namespaces=SPACES) == str(len(payload["records"]))
    return list(payload["records"])


def following(answered: httpx.Response) -> int | None:
    found = re.search(b"<om:nextRecordsFrom>(\\d+)</om:nextRecordsFrom>", answered.content)
    return None if found is None else int(found.group(1))


def test_the_centre_sees_every_call_of_the_server() -> None:
    answered = asked(monitored(), criteria(NOW, NOW + 10))
    records = told(answered)
    assert [row["messageId"] for row in records] == ["first", "second", "third", "fourth"]
    assert {row["securityServerType"] for row in records} == {"Producer"}
    assert records[0] == {
        "monitoringDataTs": NOW,
        "securityServerInternalIp": "127.0.0.1",
        "securityServerType": "Producer",
        **dict.fromkeys(("requestInTs", "requestOutTs", "responseInTs", "responseOutTs"), NOW * 1000),
        "clientXRoadInstance": "VN",
        "clientMemberClass": "GOV",
        "clientMemberCode": "EXAMPLE",
        "clientSubsystemCode": "portal",
        "serviceXRoadInstance": "VN",
        "serviceMemberClass": "GOV",
        "serviceMemberCode": "G99",
        "serviceSubsystemCode": "registry",
        "serviceCode": "points",
        "representedPartyClass": "COM",
        "representedPartyCode": "7",
        "messageId": "first",
        "messageUserId": "VN1",
        "messageIssue": "42",
        "messageProtocolVersion": "1",
        "clientSecurityServerAddress": "ss1.example.gov.vn.example",
        "serviceSecurityServerAddress": "ss1.g99.gov.vn.example",
        "restMethod": "GET",
        "restPath": "/points",
        "requestSize": 0,
        "responseSize": 13,
        "requestAttachmentCount": 0,
        "responseAttachmentCount": 0,
        "succeeded": True,
        "serviceType": "OPENAPI3",
        "statusCode": 200,
        "xRoadVersion": "7.8.1",
        "xRequestId": records[0]["xRequestId"],
    }


def test_failures_are_told_with_their_cause() -> None:
    records = told(asked(monitored(profile="xroad-7.7"), criteria(NOW, NOW + 10)))
    refused, failed = records[2], records[3]
    assert (refused["succeeded"], refused["faultCode"]) == (False, "Server.ServerProxy.AccessDenied")
    assert refused["faultString"] == f"Request is not allowed: SERVICE:{PROVIDER}/points"
    assert "statusCode" not in refused
    assert (failed["succeeded"], failed["statusCode"], failed["xRoadVersion"]) == (False, 404, "7.7.0")
    assert "faultCode" not in failed


def test_the_server_of_the_consumer_tells_its_side_and_no_path() -> None:
    records = told(asked(monitored(), criteria(NOW, NOW + 10), of="VN/GOV/EXAMPLE"))
    assert [row["messageId"] for row in records] == ["first", "second", "third", "fourth"]
    assert {row["securityServerType"] for row in records} == {"Client"}
    assert not [row for row in records if {"restPath", "serviceType"} & set(row)]


@pytest.mark.parametrize(
    ("by", "server", "seen"),
    [
        (CENTRE, None, 4),
        (OWNER, SERVER, 4),
        (OWNER, None, 0),
        (PROVIDER, SERVER, 4),
        (CONSUMER, SERVER, 0),
    ],
)
def test_who_neither_owns_the_server_nor_is_the_centre_sees_its_own_calls(
    by: str, server: str | None, seen: int
) -> None:
    assert len(told(asked(monitored(), criteria(NOW, NOW + 10), by, server=server))) == seen


def test_a_consumer_sees_its_own_calls_at_its_own_server() -> None:
    records = told(asked(monitored(), criteria(NOW, NOW + 10), STRANGER, of="VN/GOV/EXAMPLE"))
    assert [row["messageId"] for row in records] == ["third"]


def test_criteria_and_output_fields_cut_down_what_is_told() -> None:
    parts = zip(("xRoadInstance", "memberClass", "memberCode", "subsystemCode"), PROVIDER.split("/"), strict=True)
    provider = f"<om:client>{''.join(f'<id:{name}>{part}</id:{name}>' for name, part in parts)}</om:client>"
    names = ("messageId", "monitoringDataTs", "faultCode")
    fields = f"<om:outputSpec>{''.join(f'<om:outputField>{name}</om:outputField>' for name in names)}</om:outputSpec>"
    assert told(asked(monitored(), criteria(NOW + 1, NOW + 1, provider, fields))) == [
        {"messageId": "second", "monitoringDataTs": NOW + 1}
    ]
    other = provider.replace("registry", "other")
    assert told(asked(monitored(), criteria(NOW, NOW + 10, other))) == []


def test_records_younger_than_a_minute_are_still_to_be_asked_for() -> None:
    called = monitored()
    called.world.clock.advance(-61.5)
    answered = asked(called, criteria(NOW - 100, NOW + 100))
    assert (told(answered), following(answered)) == ([], NOW - 58)
    called.world.clock.advance(60)
    answered = asked(called, criteria(NOW - 58, NOW + 100))
    assert [row["messageId"] for row in told(answered)] == ["first", "second"]
    assert following(answered) == NOW + 2
    called.world.clock.advance(60)
    answered = asked(called, criteria(NOW + 2, NOW + 10))
    assert ([row["messageId"] for row in told(answered)], following(answered)) == (["third", "fourth"], None)


def test_what_does_not_fit_is_told_next_time_and_no_second_is_cut() -> None:
    called = monitored(lambda world: add_agreement(world, STRANGER), operational_records=2)
    called.world.clock.frozen = float(NOW + 1)
    called.get(client=STRANGER, X_Road_Id="beside")
    called.world.clock.frozen = float(NOW + 100)
    starts: int | None = NOW
    pages = []
    while starts is not None:
        answered = asked(called, criteria(starts, NOW + 10))
        pages.append([row["messageId"] for row in told(answered)])
        starts = following(answered)
    assert pages == [["first", "second", "beside"], ["third", "fourth"]]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (criteria(-1, NOW), "Records from timestamp is a negative number"),
        (criteria(NOW, -1), "Records to timestamp is a negative number"),
        (criteria(NOW, NOW - 1), "Records to timestamp is earlier than records from timestamp"),
        (criteria(NOW + 64, NOW + 70), f"Records not available from {NOW + 64} yet"),
        (criteria("soon", NOW), "recordsFrom is not a number of seconds: soon"),
        (f"<om:{OPERATIONAL}/>", "recordsFrom is not a number of seconds: None"),
        (
            criteria(NOW, NOW, fields="<om:outputSpec><om:outputField>shoeSize</om:outputField></om:outputSpec>"),
            "Unknown output field in search criteria: shoeSize",
        ),
        (criteria(NOW, NOW, "<om:client><id:memberCode>1</id:memberCode></om:client>"), "xRoadInstance must not be"),
    ],
)
def test_criteria_that_make_no_sense_are_the_fault_of_the_client(body: str, text: str) -> None:
    code, found = fault_of(asked(monitored(), body))
    assert code == "client.invalid_request"
    assert found.startswith(text)


@pytest.mark.parametrize("code", [OPERATIONAL, HEALTH, METRICS])
def test_monitoring_is_a_service_of_the_owner_of_the_server(code: str) -> None:
    found = fault_of(post(soap_hub(), message(code, f"<{code}/>")))
    assert found == ("server.serverproxy.unknown_service", f"Unknown service: SERVICE:{PROVIDER}/{code}")


def health(called: Hub, criteria: str = "") -> httpx.Response:
    return post(called, message(HEALTH, f"<om:{HEALTH}>{criteria}</om:{HEALTH}>", of=OWNER, server=SERVER))


def test_health_data_tells_how_each_service_did_lately() -> None:
    body = body_of(health(monitored()))
    assert body.findtext("om:statisticsPeriodSeconds", namespaces=SPACES) == "600"
    (events,) = body.findall("om:servicesEvents/om:serviceEvents", SPACES)
    read = {element.tag.rpartition("}")[2]: element.text for element in events.iter() if element.text}
    assert (read["serviceCode"], read["subsystemCode"], read["serviceType"]) == ("points", "registry", "OPENAPI3")
    assert read["lastSuccessfulRequestTimestamp"] == str((NOW + 1) * 1000)
    assert read["lastUnsuccessfulRequestTimestamp"] == str((NOW + 3) * 1000)
    assert (read["successfulRequestCount"], read["unsuccessfulRequestCount"]) == ("2", "2")
    assert (read["responseMinSize"], read["responseAverageSize"], read["responseSizeStdDev"]) == ("13", "13.0", "0.0")
    assert (read["requestMinDuration"], read["requestMaxSize"]) == ("0", "0")


def test_health_data_forgets_after_its_period_and_can_be_filtered() -> None:
    called = monitored()
    called.world.clock.advance(600)
    (events,) = body_of(health(called)).findall("om:servicesEvents/om:serviceEvents", SPACES)
    assert events.findtext("om:lastPeriodStatistics/om:successfulRequestCount", namespaces=SPACES) == "0"
    assert events.find("om:lastPeriodStatistics/om:requestMinDuration", SPACES) is None
    assert events.find("om:lastSuccessfulRequestTimestamp", SPACES) is not None
    other = (
        "<id:xRoadInstance>VN</id:xRoadInstance><id:memberClass>GOV</id:memberClass><id:memberCode>1</id:memberCode>"
    )
    filtered = health(called, f"<om:filterCriteria><om:client>{other}</om:client></om:filterCriteria>")
    assert body_of(filtered).findall("om:servicesEvents/om:serviceEvents", SPACES) == []


def metrics(called: Hub, by: str) -> httpx.Response:
    return post(called, message(METRICS, f"<m:{METRICS}/>", by=by, of=OWNER, server=SERVER))


@pytest.mark.parametrize("by", [OWNER, CENTRE])
def test_metrics_are_for_the_owner_and_the_centre(by: str) -> None:
    root = body_of(metrics(monitored(), by)).find("m:metricSet", SPACES)
    assert root is not None
    assert root.findtext("m:name", namespaces=SPACES) == f"SERVER:{SERVER}"
    assert root.findtext("m:stringMetric/m:name", namespaces=SPACES) == "proxyVersion"
    assert root.findtext("m:stringMetric/m:value", namespaces=SPACES) == "7.8.1"
    assert root.findtext("m:metricSet/m:stringMetric/m:name", namespaces=SPACES) == "OperatingSystem"


def test_metrics_are_for_nobody_else() -> None:
    text = f"Request is not allowed: SERVICE:{OWNER}/{METRICS}"
    assert fault_of(metrics(monitored(), CONSUMER)) == ("server.serverproxy.access_denied", text)
