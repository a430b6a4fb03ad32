"""Looks through a proxy: all of them go through it, and what it does is never said of a platform."""

import json
import sys
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import trustme

from compliance.model.observation import HttpExchange
from compliance.model.record import Record, Service
from compliance.model.record_form.papers import DataUseRegulation
from compliance.probes.collect import collect_all
from compliance.probes.net.url import Server as Address
from compliance.probes.proxy_reference import ProxyReference
from compliance.probes.settings import NetworkSettings
from compliance.probes.target import Target
from ndxp_mocks import Platform, serve
from ndxp_mocks.records import write as write_record
from tools.connects import connects
from tools.servers import Certificates, Connection, Script, Server, free_port, hang_up, serving, silence, status
from tools.tunnels import tunnelling

OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
CONNECTED = b"HTTP/1.1 200 Connected\r\n\r\n"
PASSWORD = "Kh0ng-Ai-Biet"
KNOWN_TO_PROXY = dict.fromkeys(("api.example", "papers.example", "login.example", "docs.example"), "127.0.0.1")
KNOWN_HERE = {"localhost": ["127.0.0.1"]}
DOCUMENT = """\
openapi: 3.1.0
info: {title: a, version: 1.0.0}
components: {securitySchemes: {oauth: {type: oauth2, flows: {clientCredentials: {tokenUrl: /t, scopes: {}}}}}}
paths: {/a: {get: {security: [{oauth: []}], responses: {'200': {description: a}}}}}
"""
RECORD = """\
slug: a
owner: {code: G12}
services: [{id: s, base_url: 'https://api.example:PORT/v1', document: openapi.yaml}]
"""
MANY = """\
openapi: 3.1.0
info: {title: a, version: 1.0.0}
paths: {/a: {$ref: 'https://docs.example:PORT/a.json'}, /b: {$ref: 'https://docs.example:PORT/b.json'}}
"""

pytestmark = pytest.mark.usefixtures("sockets_and_processes")


def through(url: str, **rest: Any) -> NetworkSettings:
    return NetworkSettings(**{"timeout": 60, "rate": 1000, "allow_private": True, **rest}, proxy=ProxyReference(url))


@contextmanager
def proxying(*scripts: Script, ca: trustme.CA | None = None) -> Iterator[Server]:
    """A proxy, which speaks TLS where it has an authority."""
    made = scripts or (tunnelling(CONNECTED, KNOWN_TO_PROXY),)
    with serving(*made, context=Certificates(ca) if ca else None) as proxy:
        yield proxy


def service(secure: int, plain: int) -> Service:
    return Service("api", base_url=f"https://api.example:{secure}/v1", plain_http_url=f"http://api.example:{plain}/v1")


def opened_then_ended(connection: Connection) -> None:
    """Say that the tunnel is open, and hang up, as some proxies do where they cannot get through."""
    connection.stream.sendall(CONNECTED)
    hang_up(connection)


def talkative(connection: Connection) -> None:
    connection.stream.sendall(CONNECTED + OK)


def wordless(connection: Connection) -> None:
    connection.stream.sendall(b"SSH-2.0-OpenSSH_9.9\r\n\r\n")


@pytest.mark.parametrize("is_secure", [False, True])
def test_every_look_goes_through_the_proxy_which_learns_host_and_port_only(
    servers: Any, tls: Any, ca: trustme.CA, look: Any, document: Any, tmp_path: Path, *, is_secure: bool
) -> None:
    (tmp_path / "ca.pem").write_bytes(ca.cert_pem.bytes())
    secure, plain = servers.answer(OK, tls(names=("api.example", "papers.example"))), servers.answer(OK)
    paper = DataUseRegulation(url=f"https://papers.example:{secure.port}/12?n=1")
    with proxying(ca=ca if is_secure else None) as proxy:
        looks = look(
            service(secure.port, plain.port),
            documents={"api": document(("/a", {"get": {"responses": {"200": {"description": "a"}}}}))},
            settings=through(proxy.url, ca_file=tmp_path / "ca.pem"),
            names=KNOWN_HERE,
            data_use_regulation=paper,
        )
    seen = [type(each).__name__ for each in looks.observations]
    assert [seen.count(kind) for kind in ("TlsHandshake", "Certificate", "LinkCheck")] == [3, 1, 1]
    exchanges = {each.is_plain: each.tls is None for each in looks.observations if isinstance(each, HttpExchange)}
    assert exchanges == {False: False, True: True}
    asked = {each.head.partition(b"\r\n")[0].decode() for each in proxy.requests}
    assert asked == {
        f"CONNECT {host} HTTP/1.1"
        for host in (f"api.example:{secure.port}", f"api.example:{plain.port}", f"papers.example:{secure.port}")
    }
    assert not any("proxy" in head.lower() for head in (*secure.requests, *plain.requests))
    told = {next(iter(gap.hides)): str(gap.message) for gap in looks.gaps if not gap.is_failure}
    assert f"the proxy {proxy.url} stands between here and api.example" in told["NameLookup"]
    assert f"the proxy {proxy.url} chooses the address of api.example" in told["AddressPair"]


@pytest.mark.parametrize(
    ("script", "message"),
    [
        (status(407), "wants to know who asks (407)"),
        (status(403), "answered 403: it did not connect us"),
        (status(502), "answered 502: it did not connect us"),
        (hang_up, "gave no answer that is HTTP/1.1"),
        (wordless, "gave no answer that is HTTP/1.1"),
        (talkative, "sent something into it itself"),
        (opened_then_ended, "ended before an answer; which of the two ended it cannot be seen"),
        (silence, "did not connect us to"),
        (None, "refused the connection"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_what_the_proxy_does_is_a_gap_that_names_it_and_no_finding(
    look: Any, script: Script | None, message: str
) -> None:
    paper = DataUseRegulation(url="https://papers.example/12")
    with proxying(script or silence) as proxy:
        url = proxy.url if script else f"http://localhost:{free_port()}"
        settings = through(url, timeout=0.2 if script is silence else 60)
        looks = look(service(443, 80), settings=settings, names=KNOWN_HERE, data_use_regulation=paper)
    assert looks.observations == ()
    hidden = frozenset[str]().union(*(gap.hides for gap in looks.gaps))
    assert hidden >= {"NameLookup", "TlsHandshake", "Certificate", "HttpExchange", "LinkCheck"}
    assert all(url in str(gap.message) for gap in looks.gaps)
    assert any(message in str(gap.message) for gap in looks.gaps)


UNHEARD = "without a word, and answered none: it was not asked to connect us to"


def test_a_proxy_that_says_nothing_is_waited_for_twice_for_a_server(look: Any, document: Any) -> None:
    known = {"api": document(("/a", {"get": {"responses": {"200": {"description": "a"}}}}))}
    with proxying(silence) as proxy:
        settings = through(proxy.url, timeout=0.2, concurrency=1)
        looks = look(service(443, 80), documents=known, settings=settings, names=KNOWN_HERE)
        assert [each.target for each in proxy.requests] == ["api.example:443"] * 2
    assert looks.observations == ()
    said = {str(gap.message) for gap in looks.gaps}
    assert f"the proxy {proxy.url} has left 2 requests of this run {UNHEARD} api.example:443" in said


def test_a_proxy_that_says_nothing_is_waited_for_with_few_servers() -> None:
    services = {f"s{port}": Service("api", base_url=f"https://api.example:{port}/v1") for port in range(4430, 4436)}
    with proxying(silence) as proxy:
        settings = through(proxy.url, timeout=0.2, concurrency=1, platforms=1)
        targets = [Target(Record(name, None, services=[each])) for name, each in services.items()]
        seen = collect_all(targets, settings, lambda _: None, resolver=known_here)
        assert len({each.target for each in proxy.requests}) == 3
    assert all(any(UNHEARD in str(gap.message) for gap in looks.gaps) for looks in list(seen.values())[3:])


def test_a_proxy_that_is_slow_at_first_is_waited_for(servers: Any, tls: Any, look: Any) -> None:
    listener = servers.answer(OK, tls(names=("api.example",)))
    silent: list[str] = []
    speaking = tunnelling(CONNECTED, KNOWN_TO_PROXY)

    def slow_at_first(connection: Connection) -> None:
        if silent:
            speaking(connection)
        else:
            silent.append(connection.target)
            silence(connection)

    with proxying(slow_at_first) as proxy:
        settings = through(proxy.url, timeout=3, concurrency=1)
        looks = look(service(listener.port, listener.port), settings=settings, names=KNOWN_HERE)
    assert silent
    assert "TlsHandshake" in {type(seen).__name__ for seen in looks.observations}
    assert not any(UNHEARD in str(gap.message) for gap in looks.gaps)


async def known_here(server: Address) -> list[str]:
    return KNOWN_HERE.get(server.host, [])


def test_a_proxy_whose_name_nobody_knows_is_named(look: Any) -> None:
    looks = look(service(443, 80), settings=through("http://proxy.example:3128"), names=KNOWN_HERE)
    assert "the name of the proxy http://proxy.example:3128 could not be resolved" in {
        str(gap.message) for gap in looks.gaps
    }


def test_a_proxy_with_a_certificate_of_a_stranger_is_not_told_who_asks(look: Any, ca: trustme.CA) -> None:
    with proxying(ca=ca) as proxy:
        looks = look(service(443, 80), settings=through(proxy.url), names=KNOWN_HERE)
        assert proxy.requests == []
    assert looks.observations == ()
    assert any(f"the TLS handshake with the proxy {proxy.url} failed" in str(gap.message) for gap in looks.gaps)


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("api.example", ["10.1.2.3"]),
        ("api.example", ["93.184.216.34", "169.254.169.254"]),
        ("api.example", ["::ffff:127.0.0.1"]),
        ("127.0.0.1", ["127.0.0.1"]),
        ("169.254.169.254", ["169.254.169.254"]),
        ("[::ffff:a00:1]", ["::ffff:a00:1"]),
        ("localhost", []),
        ("a.localhost", []),
        ("metadata.internal", []),
        ("printer", []),
        ("2130706433", []),
    ],
)
def test_what_is_known_here_to_be_private_is_not_asked_of_the_proxy(look: Any, host: str, here: list[str]) -> None:
    with proxying(status(403)) as proxy:
        api = Service("api", base_url=f"https://{host}/v1", plain_http_url=f"http://{host}/v1")
        settings = through(proxy.url, allow_private=False)
        looks = look(api, settings=settings, names={host.strip("[]"): here, "localhost": ["127.0.0.1"]})
        assert proxy.requests == []
    assert looks.observations == ()
    assert {gap.remedy for gap in looks.gaps} == {"allow-private"}
    assert all("which is not a public address" in str(gap.message) for gap in looks.gaps)


def test_a_name_that_is_not_known_here_is_left_to_the_proxy(look: Any) -> None:
    with proxying(status(403)) as proxy:
        looks = look(service(443, 80), settings=through(proxy.url, allow_private=False), names=KNOWN_HERE)
        assert {each.target for each in proxy.requests} == {"api.example:443"}
    assert "allow-private" not in {gap.remedy for gap in looks.gaps}


def test_an_address_that_was_given_for_a_name_is_what_the_proxy_is_asked_for(servers: Any, tls: Any, look: Any) -> None:
    listener = servers.answer(OK, tls(names=("api.example",)))
    with proxying() as proxy:
        settings = through(proxy.url, resolve={"api.example": ("127.0.0.1",)})
        looks = look(service(listener.port, listener.port), settings=settings, names=KNOWN_HERE)
        assert {each.target for each in proxy.requests} == {f"127.0.0.1:{listener.port}"}
    assert "Certificate" in {type(seen).__name__ for seen in looks.observations}


def test_the_environment_counts_where_it_is_asked_for_and_no_proxy_exempts(
    servers: Any, tls: Any, look: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    listener = servers.answer(OK, tls(names=("api.example",)))
    api = service(listener.port, listener.port)
    here = {"api.example": ["127.0.0.1"], "localhost": ["127.0.0.1"]}
    with proxying(status(403)) as proxy:
        monkeypatch.setenv("https_proxy", proxy.url)
        monkeypatch.setenv("no_proxy", "")
        assert look(api, names=here).observations
        assert proxy.requests == []
        assert not look(api, settings=through("env"), names=here).observations
        asked = len(proxy.requests)
        assert asked
        monkeypatch.setenv("no_proxy", "example")
        assert look(api, settings=through("env"), names=here).observations
        assert len(proxy.requests) == asked


@pytest.fixture
def platform(servers: Any, tls: Any, ca: trustme.CA, write: Callable[..., Path]) -> int:
    """A record, its document and the authorities in the working folder; gives the port of the platform."""
    port: int = servers.answer(OK, tls(names=tuple(KNOWN_TO_PROXY))).port
    write("record.yaml", RECORD.replace("PORT", str(port)))
    write("openapi.yaml", DOCUMENT)
    write("ca.pem", ca.cert_pem.bytes())
    return port


LIVE = ("audit", "record.yaml", "--ca", "ca.pem", "--allow-private", "--rate", "500", "--fail-on", "never")


def test_a_password_by_reference_reaches_the_proxy_and_no_output(
    run: Callable[..., Any], write: Callable[..., Path], platform: int, tmp_path: Path
) -> None:
    with proxying() as proxy:
        (file := tmp_path / "proxy.txt").touch(mode=0o600)
        file.write_text(f"http://ministry:{PASSWORD}@localhost:{proxy.port}\n")
        write("compliance.toml", 'proxy = "file:proxy.txt"\n')
        outputs = [each for name in ("html", "json", "text") for each in ("--output", f"{name}=out/{name}")]
        (tmp_path / "out").mkdir()
        result = run(*LIVE, *outputs, "--keep", "out")
        assert result.status in {0, 2}, result.err
        fields = {each.field("Proxy-Authorization") for each in proxy.requests}
    (field,) = fields
    assert (field or "").startswith("Basic ")
    assert b64decode((field or "").removeprefix("Basic ")).decode() == f"ministry:{PASSWORD}"
    report = json.loads((tmp_path / "out" / "json").read_text())
    assert report["subjects"][0]["inspection"]["vantage"] == "inside-through-proxy"
    found = [result.out + result.err, *(each.read_bytes().decode("latin-1") for each in (tmp_path / "out").iterdir())]
    assert not any(PASSWORD in text or (field or "")[6:] in text for text in found)
    assert f'-p -x "http://localhost:{proxy.port}"' in (tmp_path / "out" / "text").read_text("utf-8")
    assert "through a proxy" in (tmp_path / "out" / "html").read_text("utf-8")


def test_a_program_that_tells_the_proxy_runs_once(
    run: Callable[..., Any], write: Callable[..., Path], platform: int, tmp_path: Path
) -> None:
    with proxying() as proxy:
        told = f"print('http://ministry:{PASSWORD}@localhost:{proxy.port}'); open('runs', 'a').write('.')"
        script = write("tell.py", told)
        hub = ("--hub", f"https://api.example:{platform}", "--hub-client", "VN/GOV/G12/checker")
        result = run(*LIVE, *hub, "--proxy", f"cmd:{sys.executable} {script}")
        assert proxy.requests, result.err
        assert (tmp_path / "runs").read_text() == "."
        write("many.yaml", MANY.replace("PORT", str(platform)))
        fetching = ("--remote-refs", "--ca", "ca.pem", "--allow-private", "--proxy", f"cmd:{sys.executable} {script}")
        asked = len(proxy.requests)
        run("check", "many.yaml", *fetching)
        assert len(proxy.requests) == asked + 2
    assert (tmp_path / "runs").read_text() == ".."
    assert PASSWORD not in result.out + result.err


def test_tokens_documents_and_the_hub_are_had_through_the_proxy(
    run: Callable[..., Any], write: Callable[..., Path], platform: int, tmp_path: Path
) -> None:
    (secret := tmp_path / "client.json").touch(mode=0o600)
    members = {"client_id": "a", "client_secret": "b", "token_url": f"https://login.example:{platform}/token"}
    secret.write_text(json.dumps(members))
    with proxying() as proxy:
        way = ("--proxy", proxy.url, "--credential", "client-credentials=file:client.json")
        run(*LIVE, *way)
        fetched = f"https://docs.example:{platform}/openapi.yaml"
        run("check", fetched, "--ca", "ca.pem", "--allow-private", "--proxy", proxy.url)
        hub = run(*LIVE, *way, "--hub", f"https://api.example:{platform}", "--hub-client", "VN/GOV/G12/checker")
        assert hub.status in {0, 2}, hub.err
        listed = run("collect", "-o", "kept", "--hub", "https://hub.example", "--proxy", proxy.url)
        asked = {each.target.partition(":")[0] for each in proxy.requests}
    assert asked == {"api.example", "login.example", "docs.example", "hub.example"}
    assert "the hub https://hub.example could not be asked" in listed.err


def test_a_flawless_platform_is_judged_as_without_a_proxy_but_for_its_addresses(
    run: Callable[..., Any], tmp_path: Path
) -> None:
    with serve(Platform()) as served, proxying() as proxy:
        record = write_record(served, tmp_path)
        options = ("--root", tmp_path, "--ca", served.ca_file, *LIVE[4:], "--reads", "2", "--format", "json")
        directly = json.loads(run("audit", record, *options).out)
        with connects() as tried:
            through_it = json.loads(run("audit", record, *options, "--proxy", proxy.url).out)
    assert {port for _, port in tried} == {proxy.port}
    direct, proxied = (
        {each["rule"]: each["outcome"] for each in report["subjects"][0]["verdicts"]}
        for report in (directly, through_it)
    )
    assert {rule: outcome for rule, outcome in proxied.items() if outcome != direct[rule]} == {
        "endpoint.all_addresses_answer_alike": "not_observed",
        "endpoint.host_answers_over_ipv6": "not_observed",
        "endpoint.host_is_under_gov_vn": "not_observed",
    }


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (f"http://u:{PASSWORD}@proxy.example:3128", "by reference: env:NAME"),
        ("socks5://proxy.example:1080", "http://HOST:PORT"),
        ("proxy.example", "http://HOST:PORT"),
        ("http://proxy.example:0", "http://HOST:PORT"),
        ("http://proxy.example/path", "http://HOST:PORT"),
        ("env:", "by reference"),
        ("env:NOT_THERE", "the proxy env cannot be used"),
        ("env:BAD_PROXY", "the proxy env cannot be used"),
        ("env", "the proxy env cannot be used"),
    ],
)
def test_a_proxy_that_cannot_be_used_is_refused_without_repeating_it(
    run: Callable[..., Any],
    write: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    given: str,
    said: str,
) -> None:
    monkeypatch.setenv("BAD_PROXY", f"ftp://u:{PASSWORD}@proxy.example")
    monkeypatch.setenv("HTTPS_PROXY", f"ftp://u:{PASSWORD}@proxy.example")
    monkeypatch.delenv("https_proxy", raising=False)
    write("record.yaml", RECORD.replace("PORT", "443"))
    write("openapi.yaml", DOCUMENT)
    result = run("audit", "record.yaml", "--proxy", given)
    assert result.status not in {0, 1}
    assert said in result.err
    assert PASSWORD not in result.out + result.err
