"""Request targets that can be read in two ways: what the listener of a security server refuses, and what it passes."""

import json

import pytest

from mocks.hub.xroad.worlds import CALL, CONSUMER, PROVIDER, SERVICE, add_service, hub
from ndxp_mocks.hub.xroad.request_target import BAD, EMPTY, ENCODING, ILLEGAL, PARAMETER, SEGMENT, SUSPICIOUS

REFUSED = [
    (f"{CALL}//near", EMPTY),
    (f"/{CALL}", EMPTY),
    (f"/r1//{SERVICE}", EMPTY),
    (f"{CALL}//", EMPTY),
    (f"{CALL}/;a=1/near", EMPTY),
    (f"{CALL}/%2e%2e/near", SEGMENT),
    (f"{CALL}/.%2E/near", SEGMENT),
    (f"{CALL}/%2e", SEGMENT),
    ("/%2e%2e/verificationconf", SEGMENT),
    (f"{CALL}//%2e%2e;/near", f"{SEGMENT}, {EMPTY}, {PARAMETER}"),
    (f"{CALL}/..;/near", PARAMETER),
    (f"{CALL}/.;a=1", PARAMETER),
    (f"{CALL}/%252e", ENCODING),
    (f"{CALL}/a%0Ab", SUSPICIOUS),
    (f"{CALL}/a%5Cb", SUSPICIOUS),
    (f"{CALL}/a%7F", SUSPICIOUS),
    (f"{CALL}/a|b", ILLEGAL),
    (f"{CALL}/a[1]", ILLEGAL),
    (f"{CALL}/a%00", BAD),
    (f"{CALL}/a%zz", BAD),
    (f"{CALL}/a%2", BAD),
    ("/../listClients", BAD),
]


@pytest.mark.parametrize(("path", "flaw"), REFUSED)
def test_a_target_that_can_be_read_in_two_ways_is_refused_by_the_listener(path: str, flaw: str) -> None:
    called = hub()
    answered = called.get(path, Accept="text/html, application/json")
    assert answered.status_code == 400
    assert answered.headers["Content-Type"] == "text/html;charset=iso-8859-1"
    assert flaw in answered.text
    assert not [name for name in answered.headers if name.startswith("x-road-")]
    assert (called.provider.calls, len(called.world.evidence.records)) == ([], 0)


def test_the_refusal_of_the_listener_is_json_where_json_is_named_first() -> None:
    answered = hub().get(f"{CALL}//near", Accept="application/json, */*")
    assert answered.headers["Content-Type"] == "application/json"
    assert json.loads(answered.text) == {"url": f"{CALL}//near", "status": "400", "message": EMPTY}


@pytest.mark.parametrize(
    "rest",
    ["/points/", "/points/a%2Fb", "/points/a%3Bb", "/points;v=1/1", "/a/./b", "/a/../b", "/a/..%2Fb", "/%C3%B6", "/"],
)
def test_every_other_path_reaches_the_provider_as_it_is(rest: str) -> None:
    called = hub()
    assert called.get(f"/r1/{SERVICE}{rest}").status_code == 200
    assert called.provider.url == f"https://provider.example/v1{rest}"


def test_dot_segments_among_the_names_are_names_and_lead_nowhere() -> None:
    answered = hub().get(f"/r1/VN/GOV/../GOV/G99/{PROVIDER}")
    assert answered.json()["type"] == "server.clientproxy.unknown_member"


def test_a_name_may_hold_an_encoded_slash() -> None:
    called = hub(lambda world: add_service(world, f"{PROVIDER}/po%2Fints"))
    answered = called.get(f"/r1/{PROVIDER}/po%2Fints")
    assert answered.json()["message"] == f"Unknown service: SERVICE:{PROVIDER}/po/ints"


def test_a_query_is_not_looked_at() -> None:
    called = hub()
    assert called.get(f"{CALL}?a=//%2e%2e|%25").status_code == 200
    assert called.provider.url.endswith("?a=//%2e%2e|%25")


def test_an_adapter_has_rules_of_its_own() -> None:
    called = hub()
    path = f"/XrdAdapter/RestService/forward//points?dstcode={PROVIDER.replace('/', ':')}"
    assert called.call("GET", path, {"X-Road-Client": CONSUMER}).status_code == 200
