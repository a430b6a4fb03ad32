"""Every fault does what it says, at the layer and moment it says, and goes when it is told to."""

from pathlib import Path
from unicodedata import is_normalized

import pytest

import ndxp_mocks.hub.faults
from mocks.hub.xroad.worlds import CALL, CONSUMER, STRANGER, hub
from ndxp_mocks import UnknownFault
from ndxp_mocks.hub.injection.known import HubFault, demands, known_hub_faults
from ndxp_mocks.hub.transport.upstream import UpstreamAnswer

CODES = {
    "own-gateway-internal-error": "server.clientproxy.internal_error",
    "own-gateway-database-error": "server.clientproxy.database_error",
    "own-gateway-conf-outdated": "server.clientproxy.global_conf_outdated",
    "own-gateway-no-certificate": "server.clientproxy.ssl_authentication_failed",
    "own-gateway-token-not-active": "server.clientproxy.token_not_active",
    "own-gateway-network-error": "server.clientproxy.network_error",
    "own-gateway-logging-failed": "server.clientproxy.logging_failed",
    "own-gateway-timestamping-failed": "server.clientproxy.timestamping_failed",
    "own-gateway-maintenance": "server.clientproxy.maintenance_mode",
    "provider-unknown": "server.clientproxy.unknown_member",
    "provider-not-registered": "server.serverproxy.unknown_member",
    "service-unknown": "server.serverproxy.unknown_service",
    "service-is-soap": "server.serverproxy.service_type",
    "provider-gateway-access-denied": "server.serverproxy.access_denied",
    "service-disabled": "server.serverproxy.service_disabled",
    "ocsp-failed": "server.serverproxy.incorrect_validation_info",
    "signature-failed": "server.serverproxy.signature_verification.invalid_signature_value",
    "provider-gateway-network-error": "server.serverproxy.network_error",
    "provider-gateway-io-timeout": "server.serverproxy.io_error",
    "provider-gateway-internal-error": "server.serverproxy.internal_error",
    "provider-gateway-logging-failed": "server.serverproxy.logging_failed",
    "service-failed": "server.serverproxy.service_failed.internal_error",
    "inconsistent-response": "server.clientproxy.inconsistent_response",
    "xroad-code": "server.clientproxy.internal_error",
}
BELOW_CODES = {
    "answer-drips",
    "answer-reset-mid-body",
    "answer-truncated",
    "dead",
    "error-xml",
    "provider-500",
    "provider-slow",
    "proxy-html",
    "quota-429",
    "soap-fault",
    "timeout-after-send",
    "timeout-before-send",
    "unavailable-503",
}
TEARING = ("answer-reset-mid-body", "answer-truncated", "dead", "timeout-after-send:0", "timeout-before-send:0")


def of_the_wire() -> dict[str, HubFault]:
    """Without those that strike our own API, and those that the checker finds (tests/journeys)."""
    others = ("webhook-", "transfer-")
    faults = known_hub_faults().items()
    return {name: fault for name, fault in faults if not name.startswith(others) and fault.rule is None}


def of(name: str) -> HubFault:
    return known_hub_faults()[name]


def test_every_file_is_a_fault_of_the_wire_that_explains_itself() -> None:
    folder = Path(ndxp_mocks.hub.faults.__file__).parent
    files = {file.stem.replace("_", "-") for file in folder.rglob("*.py")} - {"--init--"}
    assert set(known_hub_faults()) == files
    assert set(of_the_wire()) == set(CODES) | BELOW_CODES
    for fault in known_hub_faults().values():
        assert fault.description.endswith(".")
        assert fault.description_vi.endswith(".")
        assert is_normalized("NFC", fault.description_vi)
        assert fault.layer in ("between", "own-gateway", "provider-gateway", "provider")
        assert fault.moment in ("before-send", "after-send")


@pytest.mark.parametrize("name", sorted(CODES))
def test_a_fault_of_a_security_server_shows_its_code_before_or_after_the_provider_was_called(name: str) -> None:
    called = hub(faults={name})
    answered = called.get()
    assert answered.headers["X-Road-Error"] == CODES[name]
    assert answered.status_code == 500
    assert len(called.provider.calls) == (1 if of(name).moment == "after-send" else 0)
    layer = {"own-gateway": "clientproxy", "provider-gateway": "serverproxy"}[of(name).layer]
    assert CODES[name].split(".")[1] == layer


@pytest.mark.parametrize("name", sorted(CODES))
def test_a_fault_can_be_switched_off_and_on_while_the_hub_runs(name: str) -> None:
    called = hub()
    assert called.get().status_code == 200
    called.world.faults.add(name)
    assert called.get().status_code == 500
    called.world.faults.clear()
    assert called.get().status_code == 200


def test_a_counted_fault_goes_when_it_has_struck_so_often() -> None:
    called = hub(faults={"provider-500:503*2"})
    assert [called.get().status_code for _ in range(4)] == [503, 503, 200, 200]
    assert called.world.faults == set()


def test_a_counted_fault_is_not_used_up_by_calls_that_it_does_not_reach() -> None:
    called = hub(faults={"provider-500*1"})
    assert called.get(client=STRANGER).json()["type"] == "server.serverproxy.access_denied"
    assert [called.get().status_code for _ in range(2)] == [500, 200]


def test_of_two_faults_the_one_that_comes_first_in_the_call_is_seen() -> None:
    called = hub(faults={"service-disabled", "own-gateway-conf-outdated", "provider-500"})
    assert called.get().headers["X-Road-Error"] == "server.clientproxy.global_conf_outdated"


def test_arguments_reach_the_fault() -> None:
    assert hub(faults={"service-disabled:Back at noon"}).get().json()["message"].endswith("is disabled: Back at noon")
    assert hub(faults={"own-gateway-maintenance:Tết"}).get().json()["message"].endswith("administrator: Tết")
    assert hub(faults={"quota-429:17"}).get().headers["Retry-After"] == "17"
    nested = hub(faults={"xroad-code:service_failed.unknown_member@server.serverproxy"}).get()
    assert nested.json()["type"] == "server.serverproxy.service_failed.unknown_member"


@pytest.mark.parametrize("written", ["no-such", "dead*0", "dead*", "", "dead*2*2"])
def test_what_is_no_fault_is_refused_with_the_known_ones(written: str) -> None:
    with pytest.raises(UnknownFault, match="answer-drips"):
        demands([written])


def test_a_disabled_service_is_hidden_from_strangers_by_the_fault_too() -> None:
    answered = hub(faults={"service-disabled"}).get(client=STRANGER)
    assert answered.json()["type"] == "server.serverproxy.access_denied"


def test_a_provider_that_fails_itself_gives_no_error_of_x_road() -> None:
    called = hub(faults={"provider-500"})
    answered = called.get()
    assert answered.status_code == 500
    assert "X-Road-Error" not in answered.headers
    assert answered.headers["X-Road-Request-Id"]
    assert answered.json()["status"] == 500
    assert len(called.provider.calls) == 1


def test_answers_from_in_between_are_no_answers_of_x_road() -> None:
    for fault, status, media_type in (
        ("proxy-html", 502, "text/html"),
        ("quota-429", 429, "application/problem+json"),
        ("unavailable-503", 503, "text/plain"),
        ("soap-fault", 200, "text/xml;charset=utf-8"),
    ):
        called = hub(faults={fault})
        answered = called.get()
        assert (answered.status_code, answered.headers["Content-Type"]) == (status, media_type)
        assert not [name for name in answered.headers if name.startswith("x-road-")]
        assert called.provider.calls == []


def test_an_error_in_xml_comes_whatever_is_accepted() -> None:
    answered = hub(faults={"error-xml"}).get(Accept="application/json")
    assert answered.headers["Content-Type"] == "application/xml;charset=utf-8"
    assert "<type>server.clientproxy.internal_error</type>" in answered.text


def test_a_slow_provider_answers_all_the_same() -> None:
    assert hub(faults={"provider-slow:0.01"}).get().status_code == 200


def test_a_dripping_answer_is_whole_in_the_end() -> None:
    called = hub(faults={"answer-drips:0"})
    assert called.get().content == called.provider.answer.body


@pytest.mark.parametrize("written", TEARING)
def test_in_memory_a_torn_answer_is_a_reset_connection(written: str) -> None:
    called = hub(faults={written})
    with pytest.raises(ConnectionResetError):
        called.get()
    assert len(called.provider.calls) == (0 if written in ("dead", "timeout-before-send:0") else 1)


def test_a_hub_that_need_not_log_passes_what_it_cannot_log() -> None:
    called = hub(faults={"own-gateway-logging-failed"}, refuses_what_it_cannot_log=False)
    assert called.get().status_code == 200


def test_faults_of_the_provider_show_through_every_wire() -> None:
    forward = "/XrdAdapter/RestService/forward/points?dstcode=VN:GOV:G99:registry"
    called = hub(faults={"provider-gateway-network-error"})
    assert called.call("GET", forward).json()["type"] == "server.serverproxy.network_error"


def test_a_redirect_is_passed_on_and_not_followed() -> None:
    called = hub()
    called.provider.answer = UpstreamAnswer(307, (("Location", "https://elsewhere.example/"),), b"")
    answered = called.call("POST", CALL, {"X-Road-Client": CONSUMER}, b"x")
    assert (answered.status_code, answered.headers["Location"]) == (307, "https://elsewhere.example/")
    assert len(called.provider.calls) == 1
