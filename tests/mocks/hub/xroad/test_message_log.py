"""One record for each call and side, and the evidence that is made of it."""

import base64
import io
import zipfile
from datetime import datetime

import pytest

from mocks.hub.xroad.worlds import CALL, CONSUMER, SERVICE, STRANGER, Hub, hub, only_agreement, only_purpose
from ndxp_mocks.hub.transport.upstream import UpstreamAnswer, UpstreamTimeout

MEMBER = "xRoadInstance=VN&memberClass=GOV&memberCode=EXAMPLE&subsystemCode=portal"
OWNER = "xRoadInstance=VN&memberClass=GOV&memberCode=G99&subsystemCode=registry"


def test_both_sides_record_a_call_under_one_transaction_and_message() -> None:
    called = hub()
    headers = {"X-Road-UserId": "VN1", "X-Road-Issue": "case 1", "X-Road-Represented-Party": "GOV/G99"}
    sent = {"X-Road-Client": CONSUMER, "X-Road-Id": "message-1", **headers}
    answered = called.call("GET", f"/r1/{SERVICE}/points/17?x=1", sent)
    (outgoing,), (incoming,) = called.records("outgoing"), called.records("incoming")
    assert outgoing["transaction_id"] == incoming["transaction_id"]
    for row in (outgoing, incoming):
        assert row["message_id"] == "message-1"
        assert row["request_id"] == answered.headers["X-Road-Request-Id"]
        assert row["request_hash"] == answered.headers["X-Road-Request-Hash"]
        assert (row["client"], row["service"], row["service_version"]) == (CONSUMER, SERVICE, "1.0.0")
        assert row["agreement_id"] == only_agreement(called.world)
        assert row["purpose_id"] == only_purpose(called.world)
        assert (row["user_id"], row["issue"], row["represented_party"]) == ("VN1", "case 1", "GOV/G99")
        assert (row["method"], row["path_template"]) == ("GET", "/points/{id}")
        assert (row["outcome"], row["status"], row["fault_code"], row["origin"]) == ("succeeded", 200, None, None)
        assert (row["request_size"], row["response_size"]) == (0, len(answered.content))
        assert row["gateways"] == {"consumer": "VN/GOV/EXAMPLE/ss1", "provider": "VN/GOV/G99/ss1"}
        assert row["etag"]


def test_the_four_moments_of_each_side_are_in_order_and_nested() -> None:
    called = hub()
    called.get()
    names = ("request_in_at", "request_out_at", "response_in_at", "response_out_at")
    outgoing, incoming = (
        [datetime.fromisoformat(called.records(side)[0]["timings"][name]) for name in names]
        for side in ("outgoing", "incoming")
    )
    assert outgoing == sorted(outgoing)
    assert incoming == sorted(incoming)
    assert outgoing[1] <= incoming[0]
    assert incoming[3] <= outgoing[2]


def test_a_literal_path_is_a_better_template_than_one_with_a_variable() -> None:
    called = hub()
    called.get(f"/r1/{SERVICE}/points/near")
    called.get(f"/r1/{SERVICE}/elsewhere")
    assert [row["path_template"] for row in called.records("incoming")] == ["/points/near", None]


def test_a_refusal_of_the_providers_gateway_is_recorded_on_both_sides() -> None:
    called = hub(profile="xroad-7.7")
    called.get(client=STRANGER)
    for row in called.world.evidence.records:
        assert (row["outcome"], row["status"], row["origin"]) == ("refused", 500, "provider-gateway")
        assert row["fault_code"] == "Server.ServerProxy.AccessDenied"
        assert row["agreement_id"] is None
    assert len(called.world.evidence.records) == 2


def test_a_refusal_of_the_own_gateway_is_recorded_on_its_side_only() -> None:
    called = hub(maintenance="")
    called.get()
    (row,) = called.world.evidence.records
    assert (row["direction"], row["outcome"], row["origin"]) == ("outgoing", "refused", "consumer-gateway")
    assert row["fault_code"] == "server.clientproxy.maintenance_mode"
    assert row["timings"]["request_out_at"] is None


def test_a_provider_that_fails_or_keeps_still_is_recorded_as_failed() -> None:
    called = hub()
    called.provider.answer = UpstreamAnswer(404, (), b"")
    called.get()
    called.provider.failure = UpstreamTimeout("slow", "after-send")
    called.get()
    own, none = called.records("incoming")
    assert (own["outcome"], own["status"], own["origin"], own["fault_code"]) == ("failed", 404, "provider", None)
    assert (none["outcome"], none["origin"], none["fault_code"]) == (
        "failed",
        "provider-gateway",
        "server.serverproxy.io_error",
    )
    assert none["timings"]["request_out_at"] is not None
    assert none["timings"]["response_in_at"] is None


def test_a_call_without_a_client_leaves_no_record() -> None:
    called = hub()
    called.get(client=None)
    assert len(called.world.evidence.records) == 0


def test_what_was_lost_before_and_after_sending_can_be_told_apart_in_the_log() -> None:
    called = hub(faults={"timeout-before-send:0"})
    with pytest.raises(ConnectionResetError):
        called.get(X_Road_Id="before")
    called.world.faults = {"timeout-after-send:0"}
    with pytest.raises(ConnectionResetError):
        called.get(X_Road_Id="after")
    told = [(row["message_id"], row["direction"], row["outcome"]) for row in called.world.evidence.records]
    assert told == [
        ("before", "outgoing", "failed"),
        ("after", "incoming", "succeeded"),
        ("after", "outgoing", "succeeded"),
    ]


def asic(called: Hub, query: str, member: str = MEMBER):
    return called.call("GET", f"/asic?queryId=message-1&{member}{query}")


def logged() -> Hub:
    called = hub()
    called.call("POST", CALL, {"X-Road-Client": CONSUMER, "X-Road-Id": "message-1"}, b"asked")
    return called


def names_in(content: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(content)).namelist()


def test_evidence_is_pending_until_the_next_batch_of_timestamps() -> None:
    called = logged()
    answered = asic(called, "")
    assert (answered.status_code, answered.headers["Content-Type"]) == (500, "text/plain;charset=utf-8")
    assert answered.text == "Message signature has not been timestamped yet!"
    assert asic(called, "&requestOnly&unique").text == answered.text
    assert asic(called, "&force").status_code == 200
    called.world.clock.advance(called.world.settings.timestamping_interval + 1)
    assert asic(called, "").status_code == 200


@pytest.mark.parametrize("member", [MEMBER, OWNER])
def test_consumer_and_provider_get_the_containers_of_both_messages(member: str) -> None:
    answered = asic(logged(), "&force", member)
    assert answered.headers["Content-Type"] == "application/zip"
    assert answered.headers["Content-Disposition"] == 'attachment; filename="message-1.zip"'
    kinds = [name.split("-")[2] for name in names_in(answered.content)]
    assert kinds == ["request", "response"]
    assert all(name.endswith(".asice") for name in names_in(answered.content))


def test_one_container_holds_the_message_its_body_and_a_manifest() -> None:
    called = logged()
    answered = asic(called, "&force&unique&requestOnly")
    assert answered.headers["Content-Type"] == "application/vnd.etsi.asic-e+zip"
    archive = zipfile.ZipFile(io.BytesIO(answered.content))
    assert archive.namelist() == [
        "mimetype",
        "message.txt",
        "attachment1",
        "META-INF/manifest.xml",
        "META-INF/signatures.xml",
    ]
    assert archive.read("attachment1") == b"asked"
    assert f"x-road-client:{CONSUMER}".encode() in archive.read("message.txt")
    assert asic(called, "&force&unique&requestOnly").content == answered.content
    response = zipfile.ZipFile(io.BytesIO(asic(called, "&force&unique&responseOnly").content))
    assert response.read("attachment1") == b'{"points":[]}'
    assert response.read("message.txt").startswith(b"200\r\n")


@pytest.mark.parametrize(
    ("path", "status", "text"),
    [
        (f"/asic?{MEMBER}", 400, 'Parameter "queryId"  must be specified.'),
        ("/asic?queryId=message-1", 400, 'Parameter "xRoadInstance"  must be specified.'),
        (
            f"/asic?queryId=message-1&{MEMBER}&requestOnly&responseOnly",
            400,
            'Parameters "requestOnly" and "responseOnly" cannot be used at the same time.',
        ),
        (
            f"/asic?queryId=message-1&{MEMBER}&unique&force",
            400,
            'Parameter "unique" not applicable without "requestOnly" or "responseOnly".',
        ),
        (f"/asic?queryId=none&{MEMBER}", 404, "No signed documents found"),
        (
            "/asic?queryId=message-1&xRoadInstance=VN&memberClass=GOV&memberCode=NONE",
            401,
            "Client 'MEMBER:VN/GOV/NONE' not found",
        ),
    ],
)
def test_errors_of_asic_are_plain_text(path: str, status: int, text: str) -> None:
    answered = logged().call("GET", path)
    assert (answered.status_code, answered.text) == (status, text)
    assert answered.headers["Content-Type"] == "text/plain;charset=utf-8"


def test_another_member_finds_nothing() -> None:
    stranger = MEMBER.replace("portal", "stranger")
    assert asic(logged(), "&force", stranger).status_code == 404


def test_an_id_that_was_used_twice_is_not_unique() -> None:
    called = logged()
    called.get(X_Road_Id="message-1")
    assert asic(called, "&force&unique&requestOnly").text == "Found more than one signed document"
    assert len(names_in(asic(called, "&force&requestOnly").content)) == 2


def test_asic_authenticates_the_client_as_a_call_does() -> None:
    called = logged()
    called.world.catalog.systems.change(CONSUMER, connection_type="https")
    answered = asic(called, "&force")
    assert (answered.status_code, answered.text.split(" ", 2)[2]) == (
        401,
        "specifies HTTPS but did not supply TLS certificate",
    )


def test_a_blank_name_is_an_error_in_plain_text() -> None:
    query = "queryId=m-1&xRoadInstance=VN&memberClass=GOV&memberCode=EXAMPLE&subsystemCode="
    answered = hub().call("GET", f"/asic?{query}")
    assert (answered.status_code, answered.text) == (500, "subsystemCode must not be blank")


def test_the_request_hash_is_of_the_kept_message() -> None:
    import hashlib

    called = hub()
    answered = called.get()
    (name,) = [name for name in called.world.contents if name.endswith("/request")]
    digest = hashlib.sha512(called.world.contents[name]).digest()
    assert base64.b64encode(digest).decode() == answered.headers["X-Road-Request-Hash"]
