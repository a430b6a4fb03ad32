"""What answers in place of the server that was meant is named, with what to do, in every dialect and at every door."""

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from ndxp_sdk import Adapter, ClientSecret, Direct, Gateway, Retry, Secret, XRoad
from ndxp_sdk.errors import NdxpError, ProxyFailed, TokenUnavailable, UnexpectedAnswer
from ndxp_sdk.explanations import explain
from tools.servers import serving, status

SERVICE = "VN/GOV/G12/register/households"
DIALECTS = (XRoad(), Adapter(), Gateway(), Direct())
DOORS = (*(dialect.name for dialect in DIALECTS), "own API", "stream", "token")
Connect = Callable[..., Any]

LOGIN = b'<html><head><title>Wi-Fi</title></head><form action="/in"><input name="p" type="password"></form></html>'
SSO = b'<!DOCTYPE html><html><body onload="go()"><form><input type="hidden" name="SAMLRequest" value="x"></form></html>'
PAGE = b"<!-- a -->\n<html><head><title>Welcome</title></head></html>"
HTTPS = b"<html><head><title>400 The plain HTTP request was sent to HTTPS port</title></head></html>"
GO = b"Client sent an HTTP request to an HTTPS server.\n"
HTML, JSON, TEXT = "text/html; charset=utf-8", "application/json", "text/plain; charset=utf-8"
PORTAL = "http://portal.example/login?url=x"
# status, body, fields: what is raised, its code, and what the advice says
ANSWERS: dict[str, tuple[int, bytes, dict[str, str], type[NdxpError], str | None, str]] = {
    "proxy": (407, b"", {"Proxy_Authenticate": "Basic"}, ProxyFailed, "proxy-refused", "user and password"),
    "proxy, page": (407, PAGE, {"Content_Type": HTML}, ProxyFailed, "proxy-refused", "user and password"),
    "proxy, json": (407, b'{"message": "x"}', {}, ProxyFailed, "proxy-refused", "user and password"),
    "511": (511, PAGE, {"Content_Type": HTML}, UnexpectedAnswer, "captive-portal", "log this machine in"),
    "511, empty": (511, b"", {}, UnexpectedAnswer, "captive-portal", "log this machine in"),
    "log-in": (200, LOGIN, {"Content_Type": HTML}, UnexpectedAnswer, "captive-portal", "log this machine in"),
    "single sign-on": (200, SSO, {"Content_Type": HTML}, UnexpectedAnswer, "captive-portal", "log this machine in"),
    "log-in as json": (200, LOGIN, {"Content_Type": JSON}, UnexpectedAnswer, "captive-portal", "log this machine in"),
    "to a log-in": (302, b"", {"Location": PORTAL}, UnexpectedAnswer, "captive-portal", "log this machine in"),
    "page": (200, PAGE, {"Content_Type": HTML}, UnexpectedAnswer, None, "check base URL"),
    "page as json": (200, PAGE, {"Content_Type": JSON}, UnexpectedAnswer, None, "check base URL"),
    "page, wide": (200, PAGE.decode().encode("utf-16"), {"Content_Type": HTML}, UnexpectedAnswer, None, "check base"),
    "page, nameless": (200, b"\n" + PAGE, {"Content_Type": ""}, UnexpectedAnswer, None, "check base URL"),
    "TLS wanted": (400, HTTPS, {"Content_Type": HTML}, UnexpectedAnswer, "tls-wanted", "https://"),
    "TLS wanted, Go": (400, GO, {"Content_Type": TEXT}, UnexpectedAnswer, "tls-wanted", "https://"),
}


def fields_of(fields: dict[str, str]) -> dict[str, str]:
    return {"Content_Type": JSON, **fields}


def failure_at(impatient: Connect, door: str, url: str) -> NdxpError:
    """What a call ends with at this door."""
    named = next((dialect for dialect in DIALECTS if dialect.name == door), Direct())
    settings: dict[str, Any] = {"dialect": named, "retry": Retry(attempts=1)}
    if door == "token":
        settings["dialect"] = Direct(token_path="/token")
        settings["credential"] = ClientSecret("portal", Secret("made-up-secret"))
    client = impatient(url, **settings)
    with pytest.raises(NdxpError) as caught:
        if door in {"own API", "token"}:
            client.request("GET", "/x")
        elif door == "stream":
            streamed(client)
        else:
            client.exchange.call(SERVICE, path="/x")
    return caught.value


def streamed(client: Any) -> None:
    if not hasattr(client, "_loop"):
        with client.exchange.stream(SERVICE, path="/x"):
            return

    async def through() -> None:
        async with client._part.exchange.stream(SERVICE, path="/x"):
            pass

    client._loop.run_until_complete(through())


@pytest.mark.parametrize("door", DOORS)
def test_each_has_its_own_error_and_advice(impatient: Connect, door: str, saying: Any) -> None:
    server, script = saying
    for name, (code, body, fields, kind, named, advice) in ANSWERS.items():
        if door == "stream" and (code < 300 and fields.get("Content_Type") != HTML):
            continue  # because nothing of the body was read yet
        bare = {key: value for key, value in fields_of(fields).items() if value}
        script.now = unmarked(code, body, bare)
        error = failure_at(impatient, door, server.url)
        expected: type[NdxpError] = TokenUnavailable if door == "token" else kind
        assert (type(error), error.origin, error.status) == (expected, "network", code), name
        if door != "stream" or code >= 300:
            assert error.code == named, name
            assert (advice if named or door != "token" else "check token_url") in str(error), name
        assert "portal.example" not in str(error)
        assert unicodedata.is_normalized("NFC", explain(error, "vi"))
        assert str(error.facts.hint) not in explain(error, "vi")


def unmarked(code: int, body: bytes, fields: dict[str, str]) -> Any:
    """A script that answers without anything of X-Road."""

    def script(connection: Any) -> None:
        lines = [f"HTTP/1.1 {code} X", f"Content-Length: {len(body)}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
        connection.stream.sendall("\r\n".join([*lines, "", ""]).encode() + body)

    return script


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda each: each.name)
def test_json_under_the_name_of_html_is_json(impatient: Connect, dialect: Any) -> None:
    with serving(status(200, b' {"a": 1}', Content_Type=HTML)) as server:
        assert impatient(server.url, dialect=dialect).exchange.call(SERVICE, path="/x").json() == {"a": 1}


@pytest.mark.parametrize("dialect", DIALECTS[1:], ids=lambda each: each.name)
def test_whoever_asks_for_a_page_gets_it(impatient: Connect, dialect: Any) -> None:
    with serving(unmarked(200, LOGIN, {"Content_Type": HTML})) as server:
        client = impatient(server.url, dialect=dialect)
        assert client.exchange.call(SERVICE, path="/x", headers={"Accept": "text/html"}).content == LOGIN


def test_a_page_of_the_provider_itself_may_say_what_is_wrong(impatient: Connect) -> None:
    with serving(unmarked(404, PAGE, {"Content_Type": HTML})) as server:
        assert impatient(server.url, dialect=Direct()).exchange.call(SERVICE, path="/x").status == 404


def test_a_document_of_the_hub_may_be_a_page(impatient: Connect) -> None:
    def script(connection: Any) -> None:
        known = connection.field("X-Correlation-Id")
        unmarked(200, LOGIN, {"Content_Type": HTML, "X-Correlation-Id": known})(connection)

    with serving(script) as server:
        assert impatient(server.url).request("GET", "/x").content == LOGIN


SOAP = (
    b'<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><soap:Fault>'
    b"<faultcode>soap:Client</faultcode><faultstring>no such operation</faultstring></soap:Fault></soap:Body>"
    b"</soap:Envelope>"
)


@pytest.mark.parametrize("code", [200, 400, 500])
def test_a_server_of_soap_in_place_of_an_own_api_is_named(impatient: Connect, code: int) -> None:
    with serving(unmarked(code, SOAP, {"Content_Type": "text/xml"})) as server:
        error = failure_at(impatient, "own API", server.url)
    assert type(error) is UnexpectedAnswer
    assert "a SOAP fault" in error.message


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda each: each.name)
def test_a_server_of_soap_in_place_of_a_service_is_named(impatient: Connect, saying: Any, dialect: Any) -> None:
    server, script = saying
    client = impatient(server.url, dialect=dialect)
    for code in (200, 400, 500):
        script.now = unmarked(code, SOAP, {"Content_Type": "text/xml; charset=utf-8"})
        for options in ({}, {"method": "POST", "json": {}}, {"headers": {"X-Note": "text/xml"}}):
            with pytest.raises(UnexpectedAnswer, match="a SOAP fault") as caught:
                client.exchange.call(SERVICE, path="/x", **options)
            assert ("/r1" in str(caught.value)) is (dialect.name == "xroad")


@pytest.mark.parametrize("dialect", DIALECTS[1:], ids=lambda each: each.name)
def test_whoever_speaks_soap_gets_its_faults(impatient: Connect, dialect: Any) -> None:
    with serving(unmarked(500, SOAP, {"Content_Type": "text/xml"})) as server:
        answer = impatient(server.url, dialect=dialect).exchange.call(
            SERVICE, "POST", "/x", content=b"<a/>", media_type="text/xml"
        )
    assert (answer.status, answer.content) == (500, SOAP)
