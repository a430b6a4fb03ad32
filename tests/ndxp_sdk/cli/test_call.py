"""`ndxp call`: bodies as they are, facts beside them, and the exit status."""

import base64
import json
from pathlib import Path

import pytest

from ndxp_mocks import HubSettings, serve_hub

from .conftest import CUSTOMS, SERVICE
from .servers import answering, head_of, listening

DIRECT = 'dialect = "direct"'


@pytest.fixture
def provider(run, write):
    """Calls a provider that gives every connection the same answer."""

    def called(*arguments: object, status: str = "200 OK", fields: tuple[str, ...] = (), body: bytes = b"") -> object:
        with listening(answering(status, *fields, body=body)) as port:
            write(base_url=f"http://127.0.0.1:{port}", credential="", more=DIRECT)
            return run("call", SERVICE, *arguments)

    return called


def test_the_body_is_printed_as_it_is_and_the_facts_beside_it(run, write) -> None:
    write()
    found = run("call", SERVICE, "GET", "/enterprises", "--query", "limit=1")
    assert found.status == 0
    assert len(json.loads(found.raw)["items"]) == 1
    first, *ids = found.err.splitlines()
    assert first == f"status 200, {len(found.raw)} bytes of application/json, from {SERVICE}"
    assert [line.partition(":")[0] for line in ids] == ["X-Road-Id", "X-Road-Request-Id", "X-Road-Request-Hash"]
    vietnamese = run("call", SERVICE, "get", "/enterprises?limit=1", "--lang", "vi")
    assert vietnamese.err.startswith("trạng thái 200, ")


def test_bytes_come_out_unchanged(provider, tmp_path) -> None:
    body = bytes(range(256))
    assert provider("GET", "/x", body=body).raw == body
    assert provider("GET", "/x", "--output", "x.bin", body=body).raw == b""
    assert (tmp_path / "x.bin").read_bytes() == body
    told = json.loads(provider("GET", "/x", "--json-output", body=body).out)
    assert base64.b64decode(told["base64"]) == body
    told = json.loads(provider("GET", "/x", "--json-output", body="Huế".encode()).out)
    assert (told["text"], told["status"]) == ("Huế", 200)


def test_a_refusal_of_the_provider_is_printed_and_ends_with_1(run, write) -> None:
    write()
    found = run("call", SERVICE, "GET", "/nothing")
    assert (found.status, json.loads(found.raw)["status"]) == (1, 404)
    assert "ProviderError: The provider answered with an error" in found.err
    vietnamese = run("call", SERVICE, "GET", "/nothing", "--lang", "vi").err
    assert f"ndxp: {SERVICE} trả lời với trạng thái 404: " in vietnamese
    told = run("call", SERVICE, "GET", "/nothing", "--json-output")
    assert (told.status, json.loads(told.out)["status"]) == (1, 404)


def test_a_failure_of_the_gateway_says_whose_it_is(run, write) -> None:
    with serve_hub(HubSettings(faults={"provider-gateway-access-denied"})) as hub:
        write(base_url=hub.url)
        found = run("call", SERVICE, "GET", "/enterprises")
    assert (found.status, found.out) == (1, "")
    assert "AccessDenied: " in found.err


def test_a_body_is_given_as_text_as_a_file_or_not_as_json(write, run, tmp_path) -> None:
    heads: list[bytes] = []

    def serve(connection) -> None:
        head = head_of(connection)
        heads.append(head)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    (tmp_path / "body.json").write_text('{"a": 1}')
    with listening(serve) as port:
        write(base_url=f"http://127.0.0.1:{port}", credential="", more=DIRECT)
        given = ("--idempotency-key", "k-1", "--header", "X-One: 1", "--query", "q=a b", "--query", "r=")
        assert run("call", SERVICE, "POST", "/x", "--json", "@body.json", *given).status == 0
        assert run("call", SERVICE, "PUT", "/x", "--data", "<a/>", "--type", "text/xml").status == 0
    first, second = heads
    assert first.startswith(b"POST /x?q=a%20b&r= HTTP/1.1\r\n")
    for field in (b"content-type: application/json", b"idempotency-key: k-1", b"x-one: 1", b"content-length: 8"):
        assert field in first.lower()
    assert b"content-type: text/xml" in second.lower()


@pytest.mark.parametrize(
    ("arguments", "english", "vietnamese"),
    [
        (("--body", "{"), "--body is no JSON: line 1, column 2", "--body không đúng cú pháp JSON: dòng 1, cột 2"),
        (("--json", "@nowhere"), "nowhere cannot be read: ", "không đọc được nowhere: "),
        (("--json", "1", "--data", "2"), "--body and --data are two bodies", "--body và --data là hai phần thân"),
        (("--query", "limit"), "--query is written as NAME=VALUE", "--query phải viết dạng TÊN=GIÁ_TRỊ"),
        (("--header", "X-One"), "--header is written as NAME:VALUE", "--header phải viết dạng TÊN:GIÁ_TRỊ"),
        (("--output", "nowhere/x"), "nowhere/x cannot be written: ", "không ghi được nowhere/x: "),
        (("--output", "."), ". cannot be written: ", "không ghi được .: "),
        (("--body", "[" * 100_000), "--body has too many levels to be looked at", "--body có quá nhiều tầng"),
    ],
)
def test_what_cannot_be_sent_or_kept_is_refused_before_anything_is_sent(
    run, write, arguments, english, vietnamese
) -> None:
    write(base_url="https://nobody.invalid")
    for lang, sentence in (("en", english), ("vi", vietnamese)):
        found = run("call", SERVICE, "POST", "/x", *arguments, "--lang", lang)
        assert (found.status, found.out) == (64, "")
        assert sentence in found.err.replace("\\", "/")
        assert found.err.startswith("ndxp: ")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="only some systems have a file without end")
def test_file_without_end_is_not_read_for_ever(run, write) -> None:
    write(base_url="https://nobody.invalid")
    found = run("call", SERVICE, "POST", "/x", "--data", "@/dev/zero")
    assert (found.status, found.out) == (64, "")
    assert found.err == "ndxp: /dev/zero has more than 268435456 bytes, which are not sent as one body\n"


def test_link_that_leads_to_itself_is_told(run, write, tmp_path) -> None:
    write(base_url="https://nobody.invalid")
    (tmp_path / "loop").symlink_to("loop")
    for arguments in (("--output", "loop"), ("--data", "@loop")):
        found = run("call", SERVICE, "POST", "/x", *arguments, "--lang", "vi")
        assert (found.status, found.out) == (64, "")
        assert "loop: liên kết" in found.err


def test_answer_of_many_levels_or_digits_is_told_as_text_among_json(provider) -> None:
    for body in (b"[" * 990 + b"]" * 990, b"[" * 100_000 + b"]" * 100_000, b"1" * 5_000):
        told = json.loads(provider("GET", "/x", "--json-output", body=body).out)
        assert told["text"] == body.decode()
    assert json.loads(provider("GET", "/x", "--json-output", body=b"[[1]]").out)["json"] == [[1]]


def test_body_of_many_digits_is_json(provider) -> None:
    assert provider("POST", "/x", "--body", "1" * 5_000).status == 0


def test_wrong_usage_is_explained_and_nothing_is_sent(run, write) -> None:
    write(base_url="https://nobody.invalid")
    found = run("call", "dkkd", "GET", "/x", "--json-output")
    assert (found.status, json.loads(found.out)["error"]["type"]) == (64, "InvalidIdentifier")
    assert "InvalidIdentifier: No identifier" in found.err


def test_a_file_that_is_there_stays_as_it_is_where_the_call_fails(run, write, tmp_path, dead_port) -> None:
    write(base_url=f"http://127.0.0.1:{dead_port}", credential="")
    (tmp_path / "kept").write_text("before")
    assert run("call", SERVICE, "GET", "/x", "--output", "kept", "--timeout", "2").status == 3
    assert [path.name for path in tmp_path.iterdir() if "kept" in path.name] == ["kept"]
    assert (tmp_path / "kept").read_text() == "before"


def test_whoever_is_not_served_through_the_gateway_dialect_gets_its_words(run, write) -> None:
    with serve_hub(HubSettings(profile="gateway")) as hub:
        write(base_url=hub.url, more='dialect = "gateway"')
        found = run("call", f"{CUSTOMS}/declarations", "GET", "/nothing")
    assert (found.status, found.out == "") == (1, True)


def test_what_a_server_says_cannot_steer_the_terminal(run, write) -> None:
    page = b'{"type": "about:blank", "title": "\\u001b[2J\\u0007gone", "status": 403, "code": "access-denied"}'
    with listening(answering("403 Forbidden", "Content-Type: application/problem+json", body=page)) as port:
        write(base_url=f"http://127.0.0.1:{port}", credential="")
        found = run("services", "list")
    assert found.status == 1
    assert "\x1b" not in found.err
    assert "\x07" not in found.err
