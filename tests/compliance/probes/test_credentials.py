"""Credentials of services: which one a read carries, where it goes, and where it never goes."""

import json
import ssl
from base64 import b64decode, b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
import trustme
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from compliance.model.observation import HttpExchange, PageWalk
from compliance.model.openapi.document import Document
from compliance.model.openapi.files import DocumentFiles
from compliance.model.record import Service
from compliance.probes.collect import Collected
from compliance.probes.credential_reference import read_reference
from compliance.probes.errors import CredentialUnusable
from compliance.probes.settings import NetworkSettings

OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
SECRET = "s3cret-079123456789-Ab"
SCHEMES = {
    "token": {"type": "http", "scheme": "bearer"},
    "password": {"type": "http", "scheme": "basic"},
    "header": {"type": "apiKey", "in": "header", "name": "X-Key"},
    "query": {"type": "apiKey", "in": "query", "name": "key"},
    "cookie": {"type": "apiKey", "in": "cookie", "name": "key"},
    "field": {"type": "apiKey", "in": "header", "name": "lgspaccesstoken"},
    "session": {"type": "apiKey", "in": "header", "name": "session"},
    "tls": {"type": "mutualTLS"},
    "oauth": {
        "type": "oauth2",
        "flows": {"clientCredentials": {"tokenUrl": "/token", "scopes": {"a:read": "", "b:read": ""}}},
    },
}


def document(*security: dict[str, list[str]], **operation: Any) -> Document:
    tree = {
        "openapi": "3.1.0",
        "components": {"securitySchemes": SCHEMES},
        "paths": {"/a": {"get": {"security": list(security), **operation}}},
    }
    return Document.of(DocumentFiles("api.yaml", {"api.yaml": tree}))


@pytest.fixture
def trusting(ca: trustme.CA, tmp_path: Path) -> Path:
    file = tmp_path / "ca.pem"
    file.write_bytes(ca.cert_pem.bytes())
    return file


@pytest.fixture
def given(tmp_path: Path) -> Callable[[str, str], str]:
    """Keep a secret in a file that nobody else can read, and refer to it."""

    def give(scheme: str, text: str) -> str:
        file = tmp_path / f"{scheme.replace(':', '-')}.secret"
        file.touch(mode=0o600)
        file.write_text(text)
        return f"{scheme}=file:{file}"

    return give


@pytest.fixture
def read(look: Callable[..., Collected], trusting: Path) -> Callable[..., Collected]:
    """Read the one operation of a service at a port, with some credentials."""

    def reading(port: int, described: Document, *credentials: str, plain: int | None = None, **rest: Any) -> Collected:
        references = tuple(map(read_reference, credentials))
        settings = NetworkSettings(
            timeout=60, rate=1000, allow_private=True, credentials=references, **{"ca_file": trusting, **rest}
        )
        address = f"http://127.0.0.1:{plain}/v1" if plain else None
        service = Service("api", base_url=f"https://127.0.0.1:{port}/v1", plain_http_url=address)
        return look(service, documents={"api": described}, settings=settings)

    return reading


def secure(looks: Collected) -> list[HttpExchange]:
    exchanges = (seen for seen in looks.observations if isinstance(seen, HttpExchange))
    return [seen for seen in exchanges if seen.method == "GET" and not seen.is_plain]


def reads(listener: Any) -> list[str]:
    """The requests for the documented operation, without those of other probes."""
    return [head for head in listener.requests if head.startswith("GET /v1/a")]


def b64(text: str) -> str:
    return b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    ("scheme", "credential", "text", "sent"),
    [
        ("token", "bearer", SECRET, f"Authorization: Bearer {SECRET}"),
        ("oauth", "bearer", SECRET, f"Authorization: Bearer {SECRET}"),
        ("password", "basic", f"ministry:{SECRET}", f"Authorization: Basic {b64('ministry:' + SECRET)}"),
        ("header", "api-key", SECRET, f"X-Key: {SECRET}"),
        ("query", "api-key", SECRET, f"GET /v1/a?key={SECRET} "),
        ("cookie", "api-key", SECRET, f"Cookie: key={SECRET}"),
        ("field", "lgspaccesstoken", SECRET, f"lgspaccesstoken: {SECRET}"),
        ("session", "session", SECRET, f"session: {SECRET}"),
    ],
)
def test_a_read_carries_the_credential_that_the_document_wants(
    *, servers: Any, tls: Any, read: Any, given: Any, scheme: str, credential: str, text: str, sent: str
) -> None:
    listener = servers.answer(OK, tls())
    looks = read(listener.port, document({scheme: []}), given(credential, text))
    (request,) = reads(listener)
    assert sent in request
    (seen,) = secure(looks)
    assert (seen.status, seen.credential) == (200, credential)
    assert SECRET not in repr(looks)
    assert b64(text) not in repr(looks)


def test_the_field_of_provincial_gateways_is_made_of_its_members(servers: Any, tls: Any, read: Any, given: Any) -> None:
    members = {"AccessKey": "k", "SecretKey": SECRET, "AppName": "a", "PartnerCode": "p", "PartnerCodeCus": ""}
    listener = servers.answer(OK, tls())
    read(listener.port, document({"field": []}), given("lgspaccesstoken", json.dumps(members)))
    (request,) = reads(listener)
    value = next(line for line in request.splitlines() if line.startswith("lgspaccesstoken: "))
    assert json.loads(b64decode(value.partition(" ")[2])) == members


def test_an_operation_that_everybody_may_call_gets_no_credential(servers: Any, tls: Any, read: Any, given: Any) -> None:
    listener = servers.answer(OK, tls())
    (seen,) = secure(read(listener.port, document(), given("bearer", SECRET)))
    assert seen.credential is None
    assert SECRET not in "".join(listener.requests)


def test_without_a_word_of_the_document_a_token_is_taken(servers: Any, tls: Any, read: Any, given: Any) -> None:
    silent = Document.of(DocumentFiles("api.yaml", {"api.yaml": {"openapi": "3.1.0", "paths": {"/a": {"get": {}}}}}))
    listener = servers.answer(OK, tls())
    (seen,) = secure(read(listener.port, silent, given("api-key", "other"), given("bearer", SECRET)))
    assert seen.credential == "bearer"
    assert any(f"Bearer {SECRET}" in request for request in reads(listener))


def test_all_that_one_choice_wants_travels_together(servers: Any, tls: Any, read: Any, given: Any) -> None:
    listener = servers.answer(OK, tls())
    described = document({"token": [], "query": []}, {"header": []})
    (seen,) = secure(read(listener.port, described, given("bearer", SECRET), given("api-key", "k1")))
    assert seen.credential == "api-key+bearer"
    assert f"Bearer {SECRET}" in reads(listener)[0]
    assert "/v1/a?key=k1 " in reads(listener)[0]


def test_a_credential_for_one_service_counts_before_one_for_all(servers: Any, tls: Any, read: Any, given: Any) -> None:
    listener = servers.answer(OK, tls())
    read(listener.port, document({"token": []}), given("bearer", "for-all"), given("api:bearer", SECRET))
    assert f"Bearer {SECRET}" in reads(listener)[0]
    listener = servers.answer(OK, tls())
    read(listener.port, document({"token": []}), given("other:bearer", SECRET))
    assert "Authorization" not in reads(listener)[0]


def test_a_credential_travels_neither_over_plain_http_nor_to_another_server(
    servers: Any, tls: Any, read: Any, given: Any
) -> None:
    elsewhere = servers.answer(OK, tls())
    location = f"https://127.0.0.1:{elsewhere.port}/v1/a".encode()
    leading = servers.answer(
        b"HTTP/1.1 307 Temporary Redirect\r\nLocation: " + location + b"\r\nContent-Length: 0\r\n\r\n", tls()
    )
    plain = servers.answer(OK)
    looks = read(leading.port, document({"token": []}), given("bearer", SECRET), plain=plain.port)
    assert f"Bearer {SECRET}" in reads(leading)[0]
    assert elsewhere.requests == []
    assert plain.requests
    assert SECRET not in "".join(plain.requests)
    assert {seen.status for seen in secure(looks)} == {307}


def test_whom_nobody_trusts_gets_no_credential_and_is_read_without(
    servers: Any, tls: Any, read: Any, given: Any, tmp_path: Path
) -> None:
    stranger = tmp_path / "other.pem"
    stranger.write_bytes(trustme.CA().cert_pem.bytes())
    listener = servers.answer(OK, tls())
    looks = read(listener.port, document({"token": []}), given("bearer", SECRET), ca_file=stranger)
    assert SECRET not in "".join(listener.requests)
    assert [seen.credential for seen in secure(looks)] == [None]
    assert any("is not trusted" in str(gap.message) for gap in looks.gaps if "HttpExchange" in gap.hides)


def test_a_client_certificate_is_shown_in_the_handshake(
    servers: Any, tls: Any, read: Any, given: Any, ca: trustme.CA
) -> None:
    context = tls()
    context.verify_mode = ssl.CERT_REQUIRED
    ca.configure_trust(context)
    leaf = ca.issue_cert("client.example")
    pem = leaf.private_key_pem.bytes().decode() + leaf.cert_chain_pems[0].bytes().decode()
    listener = servers.answer(OK, context)
    (seen,) = secure(read(listener.port, document({"tls": []}), given("mtls", pem)))
    assert (seen.status, seen.credential) == (200, "mtls")
    with pytest.raises(CredentialUnusable, match="mtls is no certificate with its key") as raised:
        read(listener.port, document({"tls": []}), given("mtls", SECRET))
    assert SECRET not in str(raised.value)


class TokenEndpoint:
    """A token endpoint: what it was sent, and the token that it gives."""

    def __init__(self, servers: Any, tls: Any, answer: dict[str, Any]) -> None:
        self.asked: list[tuple[str, dict[str, list[str]]]] = []
        content = json.dumps(answer).encode()

        async def handler(reader: Any, writer: Any) -> None:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            length = next(int(line.split(":")[1]) for line in head.splitlines() if line.startswith("Content-Length"))
            self.asked.append((head, parse_qs((await reader.readexactly(length)).decode())))
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(content), content))
            await writer.drain()

        self.url = f"https://127.0.0.1:{servers.listen(handler, tls()).port}/token"


@pytest.mark.parametrize("method", ["basic", "post"])
def test_a_token_is_asked_of_the_endpoint_that_the_credential_names(
    servers: Any, tls: Any, read: Any, given: Any, method: str
) -> None:
    endpoint = TokenEndpoint(servers, tls, {"access_token": "t0ken", "token_type": "Bearer"})
    text = json.dumps({"client_id": "c", "client_secret": SECRET, "token_url": endpoint.url, "method": method})
    listener = servers.answer(OK, tls())
    looks = read(listener.port, document({"oauth": ["a:read"]}), given("client-credentials", text))
    ((head, form),) = endpoint.asked
    assert (form["grant_type"], form["scope"]) == (["client_credentials"], ["a:read"])
    assert (f"Authorization: Basic {b64('c:' + SECRET)}" in head) is (method == "basic")
    assert (form.get("client_secret") == [SECRET]) is (method == "post")
    assert "Authorization: Bearer t0ken" in reads(listener)[0]
    assert [seen.credential for seen in secure(looks)] == ["client-credentials"]
    assert SECRET not in repr(looks)
    assert "t0ken" not in repr(looks)


@pytest.mark.parametrize("scheme", ["http", "ftp", ""])
def test_a_secret_is_not_sent_to_a_token_endpoint_without_tls(
    *, servers: Any, tls: Any, read: Any, given: Any, scheme: str
) -> None:
    plain, listener = servers.answer(OK), servers.answer(OK, tls())
    url = f"{scheme}://127.0.0.1:{plain.port}/token"
    text = json.dumps({"client_id": "c", "client_secret": SECRET, "token_url": url})
    looks = read(listener.port, document({"oauth": ["a:read"]}), given("client-credentials", text))
    assert plain.requests == []
    assert any(
        "the token_url of the credential client-credentials is no https" in str(gap.message) for gap in looks.gaps
    )
    assert [seen.credential for seen in secure(looks)] == [None]


def test_a_token_is_asked_for_with_a_signed_assertion(servers: Any, tls: Any, read: Any, given: Any) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    endpoint = TokenEndpoint(servers, tls, {"access_token": "t0ken"})
    text = json.dumps({"client_id": "c", "key": pem, "token_url": endpoint.url, "audience": "https://id.example"})
    listener = servers.answer(OK, tls())
    read(listener.port, document({"oauth": ["a:read"]}), given("private-key-jwt", text))
    ((_, form),) = endpoint.asked
    assert form["client_assertion_type"] == ["urn:ietf:params:oauth:client-assertion-type:jwt-bearer"]
    claims = form["client_assertion"][0].split(".")[1]
    said = json.loads(b64decode(claims + "=" * (-len(claims) % 4), altchars=b"-_"))
    assert (said["iss"], said["sub"], said["aud"]) == ("c", "c", "https://id.example")
    assert "Authorization: Bearer t0ken" in reads(listener)[0]


def test_a_secret_is_not_sent_where_only_a_document_says(servers: Any, tls: Any, read: Any, given: Any) -> None:
    tree = {
        "openapi": "3.1.0",
        "components": {
            "securitySchemes": {
                "oauth": {
                    "type": "oauth2",
                    "flows": {"clientCredentials": {"tokenUrl": "https://thief.example/token", "scopes": {}}},
                }
            }
        },
        "paths": {"/a": {"get": {"security": [{"oauth": []}]}}},
    }
    described = Document.of(DocumentFiles("api.yaml", {"api.yaml": tree}))
    listener = servers.answer(OK, tls())
    looks = read(listener.port, described, given("client-credentials", f"c:{SECRET}"))
    assert any("none on the host of the service" in str(gap.message) for gap in looks.gaps)
    assert [seen.credential for seen in secure(looks)] == [None]


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        (f"bearer={SECRET}", "a credential is given by reference, never by itself"),
        (SECRET, "a credential is given by reference, never by itself"),
        (f"{SECRET}=env:TOKEN", "a credential begins with a scheme: bearer, basic"),
        (f"bearer.{SECRET}=env:TOKEN", "behind the point stands the kind of a credential: expired"),
        ("bearer=env: ", "a credential is given by reference, never by itself"),
    ],
)
def test_what_is_no_reference_is_refused_without_being_repeated(reference: str, message: str) -> None:
    with pytest.raises(CredentialUnusable, match=message) as raised:
        read_reference(reference)
    assert SECRET not in str(raised.value)


@pytest.mark.parametrize(
    ("credential", "text", "message"),
    [
        ("basic", SECRET, "basic has no colon"),
        ("bearer", "", "bearer"),
        ("bearer", " \n\t", "bearer"),
        ("bearer", f"{SECRET}\nsecond line", "bearer holds characters that no header field can carry"),
        ("client-credentials", SECRET, "client-credentials is not in the form that is expected"),
        ("client-credentials", json.dumps({"secret": SECRET}), "client-credentials has a member secret"),
        ("private-key-jwt", json.dumps({"client_id": "c", "key": SECRET}), "private-key-jwt is not usable"),
    ],
)
def test_a_credential_that_cannot_be_used_is_refused_before_anything_is_sent(
    *, servers: Any, tls: Any, read: Any, given: Any, credential: str, text: str, message: str
) -> None:
    listener = servers.answer(OK, tls())
    with pytest.raises(CredentialUnusable, match=message) as raised:
        read(listener.port, document({"token": []}), given(credential, text))
    assert SECRET not in str(raised.value)
    assert listener.requests == []


def test_a_list_for_callers_with_credentials_is_walked_with_them(
    servers: Any, tls: Callable[..., ssl.SSLContext], read: Callable[..., Collected], given: Callable[[str, str], str]
) -> None:
    record = {"type": "object", "required": ["ma"], "properties": {"ma": {"type": "string"}}}
    schema = {"type": "array", "items": record}
    answered = {"200": {"description": "", "content": {"application/json": {"schema": schema}}}}
    parameters = [{"name": "trang", "in": "query", "schema": {"type": "integer"}}]
    described = document({"token": []}, responses=answered, parameters=parameters)

    async def handler(reader: Any, writer: Any) -> None:
        while head := (await reader.readuntil(b"\r\n\r\n")).decode():
            page = head.partition("trang=")[2][:1] or "1"
            body = json.dumps([{"ma": f"{page}{number}"} for number in range(3)] if page in "12" else []).encode()
            status = 200 if f"Bearer {SECRET}" in head else 401
            writer.write(b"HTTP/1.1 %d x\r\nContent-Type: application/json\r\n" % status)
            writer.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
            await writer.drain()

    port = servers.listen(handler, tls()).port
    looks = read(port, described, given("bearer", SECRET))
    (walk,) = (seen for seen in looks.observations if isinstance(seen, PageWalk))
    assert [each.sizes for each in walk.walks] == ["3, 3, 0", "3, 3, 0"]
    assert SECRET not in repr(looks)
