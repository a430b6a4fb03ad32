"""The order of checks: whoever breaks two rules is told of the first one."""

import hashlib

import pytest

from mocks.hub.xroad.soap_calls import soap_hub
from mocks.hub.xroad.worlds import (
    CALL,
    CONSUMER,
    PROVIDER,
    SERVICE,
    STRANGER,
    Hub,
    add_agreement,
    add_system,
    hub,
    only_agreement,
    only_purpose,
)

CERTIFICATE, OTHER = b"certificate", b"another certificate"
THUMBPRINT = hashlib.sha256(CERTIFICATE).hexdigest()
NAMED_SERVICE = f"SERVICE:{SERVICE}"


def told(called: Hub, path: str = CALL, client: str | None = CONSUMER, **headers: str) -> tuple[int, str, str]:
    answered = called.get(path, client, **headers)
    body = answered.json()
    assert answered.headers["X-Road-Error"] == body["type"]
    assert set(body) == {"type", "message", "detail"}
    correlation = {"x-road-id", "x-road-client", "x-road-service", "x-road-request-id", "x-road-request-hash"}
    assert not correlation & set(answered.headers)
    return answered.status_code, body["type"], body["message"]


@pytest.mark.parametrize("rest", ["invalid", "VN/GOV/G99/registry", ""])
def test_a_path_with_fewer_than_five_names_is_an_internal_error(rest: str) -> None:
    assert told(hub(), f"/r1/{rest}") == (500, "server.clientproxy.internal_error", "Invalid request URI")


@pytest.mark.parametrize("client", ["VN/GOV", "VN/GOV/G99/a/b"])
def test_a_client_that_has_neither_three_nor_four_parts_is_an_internal_error(client: str) -> None:
    assert told(hub(), client=client)[:2] == (500, "server.clientproxy.internal_error")


@pytest.mark.parametrize(
    ("header", "value", "message"),
    [
        ("X_Road_Security_Server", "VN/GOV/G99", "Invalid SecurityServer Id"),
        ("X_Road_Represented_Party", "a/b/c", "Invalid RepresentedParty Id"),
    ],
)
def test_other_headers_that_name_nothing_are_internal_errors(header: str, value: str, message: str) -> None:
    assert told(hub(), **{header: value}) == (500, "server.clientproxy.internal_error", message)


@pytest.mark.parametrize(
    ("value", "party"),
    [("G99", "G99"), ("GOV/G99", "GOV/G99"), ("GOV/G99//", "GOV/G99"), ("G%2F9", "G/9"), ("/", None)],
)
def test_a_represented_party_has_one_or_two_parts(value: str, party: str | None) -> None:
    called = hub()
    assert called.get(X_Road_Represented_Party=value).status_code == 200
    assert [row["represented_party"] for row in called.world.evidence.records] == [party, party]


@pytest.mark.parametrize(
    ("header", "value", "message"),
    [
        ("X-Road-Client", "VN/GOV//portal", "memberCode must not be blank"),
        ("X-Road-Client", "VN/GOV/EXAMPLE/", "subsystemCode must not be blank"),
        ("X-Road-Client", "", "Invalid Client Id"),
        ("X-Road-Client", "VN/GOV/EXAMPLE/por%zztal", "Invalid percent encoding"),
        ("X-Road-Client", "VN/GOV/EXAMPLE/portal%2", "Incomplete percent encoding"),
        ("X-Road-Client", "VN/GOV/EXAMPLE/cổng", "Invalid character in path segment"),
        ("X-Road-Client", "VN/GOV/EXAMPLE/my portal", "Invalid character in path segment"),
        ("X-Road-Security-Server", "VN/GOV/G99/ss1/", "Invalid SecurityServer Id"),
        ("X-Road-Security-Server", "VN/GOV//ss1", "memberCode must not be blank"),
        ("X-Road-Represented-Party", "GOV/G%9", "Incomplete percent encoding"),
    ],
)
def test_what_a_header_cannot_name_is_an_internal_error_wherever_the_header_stands(
    header: str, value: str, message: str
) -> None:
    wrong, right = (header.encode(), value.encode()), (b"X-Road-Client", CONSUMER.encode())
    later = [right] if header == "X-Road-Client" else [right, (header.encode(), b"G99")]
    for headers in ([right, wrong], [wrong, *later]):
        answered = hub().call("GET", CALL, headers)
        assert (answered.status_code, answered.headers["X-Road-Error"]) == (500, "server.clientproxy.internal_error")
        assert answered.json()["message"] == message


def test_a_path_that_ends_before_its_service_is_an_internal_error() -> None:
    expected = (500, "server.clientproxy.internal_error", "serviceCode must not be blank")
    assert told(hub(), f"/r1/{PROVIDER}/") == expected


def test_a_missing_client_is_told_after_a_wrong_path_and_before_everything_else() -> None:
    expected = (500, "server.clientproxy.invalid_client_identifier", "The client identifier is missing")
    assert told(hub(), "/r1/VN/GOV/NONE/none/none", client=None) == expected


def test_an_unknown_client_is_told_before_an_unknown_provider() -> None:
    code, text = "server.clientproxy.unknown_member", "Client 'SUBSYSTEM:VN/GOV/EXAMPLE/none' not found"
    assert told(hub(), "/r1/VN/GOV/NONE/none/none", client="VN/GOV/EXAMPLE/none") == (500, code, text)
    member = "Client 'MEMBER:VN/GOV/NONE' not found"
    assert told(hub(), client="VN/GOV/NONE") == (500, code, member)


def authenticating(connection_type: str, thumbprints: tuple[str, ...] = (THUMBPRINT,)) -> Hub:
    return hub(lambda world: add_system(world, CONSUMER, connection_type, thumbprints))


def over(called: Hub, scheme: str, certificate: bytes | None, path: str = CALL) -> tuple[int, str]:
    answered = called.call("GET", path, {"X-Road-Client": CONSUMER}, scheme=scheme, certificate=certificate)
    return answered.status_code, "" if answered.status_code == 200 else answered.json()["message"]


WHO = f"Client (SUBSYSTEM:{CONSUMER})"


@pytest.mark.parametrize(
    ("connection_type", "scheme", "certificate", "text"),
    [
        ("http", "http", None, None),
        ("http", "https", OTHER, None),
        ("https_no_auth", "http", None, f"{WHO} specifies HTTPS NO AUTH but client made  plaintext connection"),
        ("https_no_auth", "https", None, None),
        ("https_no_auth", "https", OTHER, None),
        ("https", "http", None, f"{WHO} specifies HTTPS but did not supply TLS certificate"),
        ("https", "https", None, f"{WHO} specifies HTTPS but did not supply TLS certificate"),
        ("https", "https", OTHER, f"{WHO} TLS certificate does not match any IS certificates"),
        ("https", "https", CERTIFICATE, None),
    ],
)
def test_the_client_authenticates_as_its_connection_type_demands(
    connection_type: str, scheme: str, certificate: bytes | None, text: str | None
) -> None:
    status, message = over(authenticating(connection_type), scheme, certificate)
    assert (status, message) == ((200, "") if text is None else (500, text))


def test_a_client_without_registered_certificates_is_told_so() -> None:
    assert over(authenticating("https", ()), "https", OTHER) == (500, f"{WHO} has no IS certificates")


def test_authentication_comes_before_the_provider() -> None:
    status, message = over(authenticating("https"), "https", OTHER, "/r1/VN/GOV/NONE/none/none")
    assert (status, message) == (500, f"{WHO} TLS certificate does not match any IS certificates")


def test_an_unknown_provider_is_told_before_maintenance() -> None:
    called = hub(maintenance="Until noon")
    text = 'Could not find addresses for service provider "SERVICE:VN/GOV/NONE/none/none"'
    assert told(called, "/r1/VN/GOV/NONE/none/none") == (500, "server.clientproxy.unknown_member", text)


@pytest.mark.parametrize(
    ("server", "text"),
    [
        ("VN/GOV/NONE/ss1", 'Could not find security server "SERVER:VN/GOV/NONE/ss1"'),
        ("VN/GOV/EXAMPLE/ss1", 'Invalid security server "SERVER:VN/GOV/EXAMPLE/ss1"'),
    ],
)
def test_a_security_server_must_be_one_of_the_provider(server: str, text: str) -> None:
    called = hub()
    assert told(called, X_Road_Security_Server=server) == (500, "server.clientproxy.invalid_security_server", text)
    assert called.get(X_Road_Security_Server="VN/GOV/G99/ss1").status_code == 200


def test_maintenance_is_told_before_anything_of_the_provider() -> None:
    text = (
        'Security server "SERVER:VN/GOV/G99/ss1" is in maintenance mode. '
        'Message from "SERVER:VN/GOV/G99/ss1" administrator: Until noon'
    )
    expected = (500, "server.clientproxy.maintenance_mode", text)
    assert told(hub(maintenance="Until noon"), f"/r1/{PROVIDER}/none") == expected


def test_a_body_over_the_limit_is_an_io_error_whose_text_says_logging_failed() -> None:
    called = hub(largest_message=20)
    answered = called.call("POST", f"/r1/{PROVIDER}/none", {"X-Road-Client": CONSUMER}, b"x" * 21)
    assert answered.status_code == 500
    assert answered.json()["type"] == "server.clientproxy.io_error"
    assert answered.json()["message"] == "LoggingFailed: Message size exceeds maximum loggable size"
    assert called.provider.calls == []
    assert called.call("POST", CALL, {"X-Road-Client": CONSUMER}, b"x" * 20).status_code == 200


def test_a_hub_that_need_not_log_takes_a_body_over_the_limit_whole() -> None:
    called = hub(largest_message=10, refuses_what_it_cannot_log=False)
    assert called.call("POST", CALL, {"X-Road-Client": CONSUMER}, b"x" * 100).status_code == 200
    assert called.provider.calls[-1][3] == b"x" * 100


def test_an_answer_over_the_limit_fails_at_the_providers_server() -> None:
    answered = hub(largest_message=5).get()
    assert answered.json()["type"] == "server.serverproxy.logging_failed"
    assert answered.json()["message"] == "Message size exceeds maximum loggable size"


def test_an_unknown_service_is_told_to_strangers_too() -> None:
    text = f"Unknown service: SERVICE:{PROVIDER}/none"
    assert told(hub(), f"/r1/{PROVIDER}/none", STRANGER) == (500, "server.serverproxy.unknown_service", text)


def test_a_service_that_was_never_published_is_unknown() -> None:
    called = hub(lambda world: world.catalog.versions.change(f"{SERVICE}@1.0.0", state="draft"))
    assert told(called)[1] == "server.serverproxy.unknown_service"


def test_the_type_of_a_service_is_told_before_access() -> None:
    text = "Service is a SOAP service and cannot be called using REST interface"
    called = soap_hub()
    assert told(called, f"/r1/{PROVIDER}/echo", STRANGER) == (500, "server.serverproxy.service_type", text)


def test_a_stranger_is_denied_and_never_learns_that_the_service_is_disabled() -> None:
    called = hub(
        lambda world: world.catalog.versions.change(f"{SERVICE}@1.0.0", state="suspended", reason="Moving house")
    )
    denied = (500, "server.serverproxy.access_denied", f"Request is not allowed: {NAMED_SERVICE}")
    assert told(called, client=STRANGER) == denied
    disabled = f"Service {NAMED_SERVICE} is disabled: Moving house"
    assert told(called) == (500, "server.serverproxy.service_disabled", disabled)
    assert called.provider.calls == []


@pytest.mark.parametrize("state", ["draft", "pending", "suspended", "rejected", "revoked", "archived"])
def test_only_an_active_agreement_gives_access(state: str) -> None:
    called = hub(lambda world: world.catalog.agreements.change(only_agreement(world), state=state))
    assert told(called)[1] == "server.serverproxy.access_denied"


@pytest.mark.parametrize(
    "change",
    [
        {"suspended_by": ["producer"]},
        {"valid_from": "2999-01-01T00:00:00Z"},
        {"valid_until": "2026-01-02T00:00:00Z"},
        {"endpoints": [{"method": "POST", "path": "/**"}]},
        {"endpoints": [{"method": "GET", "path": "/other"}]},
        {"endpoints": [{"method": "GET", "path": "/points/*"}]},
    ],
)
def test_an_agreement_must_be_in_force_and_name_method_and_path(change: dict[str, object]) -> None:
    called = hub(lambda world: world.catalog.agreements.change(only_agreement(world), **change))
    assert told(called)[1] == "server.serverproxy.access_denied"


@pytest.mark.parametrize("state", ["draft", "waiting_for_approval", "suspended", "rejected", "archived"])
def test_only_an_active_purpose_gives_access(state: str) -> None:
    called = hub(lambda world: world.catalog.purposes.change(only_purpose(world), state=state))
    assert told(called)[1] == "server.serverproxy.access_denied"


@pytest.mark.parametrize(
    ("pattern", "path", "is_covered"),
    [
        ("/points", "/points", True),
        ("/points", "/points/1", False),
        ("/points/*", "/points/1", True),
        ("/points/*", "/points/1/2", False),
        ("/points/**", "/points/1/2", True),
        ("/*/near", "/points/near", True),
        ("/points/*", "/points/../secret", False),
        ("/points/*", "/points/..%2Fsecret", False),
        ("/points/*", "/points/a%2Fb", True),
        ("/points/*", "/points/a%2F..%2F..%2Fsecret", False),
    ],
)
def test_stars_stand_for_one_part_or_for_the_rest(pattern: str, path: str, is_covered: bool) -> None:
    endpoints = [{"method": "GET", "path": pattern}]
    called = hub(lambda world: world.catalog.agreements.change(only_agreement(world), endpoints=endpoints))
    assert (called.get(f"/r1/{SERVICE}{path}").status_code == 200) is is_covered


def test_an_agreement_without_endpoints_covers_all() -> None:
    called = hub(lambda world: world.catalog.agreements.change(only_agreement(world), endpoints=[]))
    assert called.get().status_code == 200


def test_the_version_of_the_agreement_is_the_one_that_is_called() -> None:
    def two_versions(world) -> None:
        first = world.catalog.versions.find(f"{SERVICE}@1.0.0")
        assert first is not None
        second = {**first, "id": f"{SERVICE}@2.0.0", "version": "2.0.0", "base_urls": ["https://provider.example/v2"]}
        world.catalog.versions.put(second)
        add_agreement(world, STRANGER, version="2.0.0")

    called = hub(two_versions)
    called.get()
    assert called.provider.url == "https://provider.example/v1/points"
    called.get(client=STRANGER)
    assert called.provider.url == "https://provider.example/v2/points"


@pytest.mark.parametrize(
    ("addresses", "code", "text"),
    [
        ([], "service_missing_url", f"Service address not specified for '{NAMED_SERVICE}'"),
        (["ftp://provider.example"], "service_malformed_url", "Malformed service URL: ftp://provider.example"),
    ],
)
def test_a_service_needs_an_address(addresses: list[str], code: str, text: str) -> None:
    called = hub(lambda world: world.catalog.versions.change(f"{SERVICE}@1.0.0", base_urls=addresses))
    assert told(called) == (500, f"server.serverproxy.{code}", text)


IN_ORDER = (
    ("own-gateway-conf-outdated", "server.clientproxy.global_conf_outdated"),
    ("own-gateway-no-certificate", "server.clientproxy.ssl_authentication_failed"),
    ("own-gateway-database-error", "server.clientproxy.database_error"),
    ("provider-unknown", "server.clientproxy.unknown_member"),
    ("own-gateway-maintenance", "server.clientproxy.maintenance_mode"),
    ("own-gateway-internal-error", "server.clientproxy.internal_error"),
    ("ocsp-failed", "server.serverproxy.incorrect_validation_info"),
    ("service-unknown", "server.serverproxy.unknown_service"),
    ("service-is-soap", "server.serverproxy.service_type"),
    ("provider-gateway-access-denied", "server.serverproxy.access_denied"),
    ("service-disabled", "server.serverproxy.service_disabled"),
    ("signature-failed", "server.serverproxy.signature_verification.invalid_signature_value"),
    ("provider-gateway-network-error", "server.serverproxy.network_error"),
    ("provider-gateway-io-timeout", "server.serverproxy.io_error"),
    ("inconsistent-response", "server.clientproxy.inconsistent_response"),
)


@pytest.mark.parametrize("index", range(len(IN_ORDER)))
def test_of_everything_that_is_wrong_the_first_in_the_order_of_checks_is_told(index: int) -> None:
    called = hub(faults={name for name, _ in IN_ORDER[index:]})
    assert told(called)[1] == IN_ORDER[index][1]


@pytest.mark.parametrize("index", [0, 1])
def test_the_servers_own_state_is_told_before_a_path_that_names_nothing(index: int) -> None:
    name, code = IN_ORDER[index]
    assert told(hub(faults={name}), "/r1/invalid")[1] == code
    assert told(hub(faults={"own-gateway-database-error"}), "/r1/invalid")[2] == "Invalid request URI"


def test_an_ocsp_failure_is_told_before_an_unknown_service_and_a_wrong_signature_after_a_denied_one() -> None:
    assert told(hub(faults={"ocsp-failed"}), f"/r1/{PROVIDER}/none")[1].endswith("incorrect_validation_info")
    assert told(hub(faults={"signature-failed"}), client=STRANGER)[1] == "server.serverproxy.access_denied"
    assert told(hub(faults={"signature-failed"}), f"/r1/{PROVIDER}/listMethods")[1].endswith("invalid_signature_value")
