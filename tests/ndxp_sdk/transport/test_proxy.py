"""Through a proxy, and past it."""

from base64 import b64decode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import trustme

from ndxp_sdk import Tls
from ndxp_sdk.errors import InvalidConfiguration, ProxyFailed
from ndxp_sdk.proxies import is_exempt, proxy_from_environment
from tools.servers import Certificates, free_port, serving, status
from tools.tunnels import tunnel, tunnelling

Connect = Callable[..., Any]


def test_tls_goes_through_a_tunnel_and_the_proxy_learns_only_the_host(
    connect: Connect, authority: trustme.CA, ca_file: Path
) -> None:
    with serving(context=Certificates(authority)) as server, serving(tunnel) as proxy:
        url = f"http://user:pass%20word@127.0.0.1:{proxy.port}"
        client = connect(server.url, tls=Tls(ca=ca_file), proxy=url)
        assert client.request("GET", "/secret/path").status == 200
        assert (len(server.requests), len(proxy.requests)) == (1, 1)
        assert proxy.requests[0].head.startswith(f"CONNECT localhost:{server.port} ".encode())
        assert b"secret" not in proxy.requests[0].head
        assert b64decode(str(proxy.requests[0].field("Proxy-Authorization"))[6:]) == b"user:pass word"
        assert server.requests[0].field("Proxy-Authorization") is None
        assert "pass" not in repr(client) + repr(vars(client))


def test_plain_http_goes_to_the_proxy_with_the_whole_address(connect: Connect) -> None:
    with serving(status(200)) as proxy:
        client = connect("http://hub.example/base", proxy=f"127.0.0.1:{proxy.port}")
        assert client.request("GET", "/a%2Fb").status == 200
        assert proxy.requests[0].target == "http://hub.example/base/a%2Fb"
        assert proxy.requests[0].field("Host") == "hub.example"


@pytest.mark.parametrize("user", ["ng%C6%B0%E1%BB%9Di:m%E1%BA%ADt", "người:mật"])
def test_the_proxy_is_told_user_and_password_in_utf_8(connect: Connect, user: str) -> None:
    with serving(status(200)) as proxy:
        client = connect("http://hub.example", proxy=f"http://{user}@127.0.0.1:{proxy.port}")
        assert client.request("GET", "/").status == 200
        assert b64decode(str(proxy.requests[0].field("Proxy-Authorization"))[6:]).decode() == "người:mật"


def test_the_dot_at_the_end_of_a_whole_name_stands_in_no_certificate(
    connect: Connect, authority: trustme.CA, ca_file: Path
) -> None:
    script = tunnelling(b"HTTP/1.1 200 Connected\r\n\r\n", {"localhost.": "127.0.0.1"})
    with serving(context=Certificates(authority)) as server, serving(script) as proxy:
        client = connect(
            f"https://localhost.:{server.port}", tls=Tls(ca=ca_file), proxy=f"http://127.0.0.1:{proxy.port}"
        )
        assert client.request("GET", "/").status == 200
        assert server.requests[0].field("Host") == f"localhost.:{server.port}"


def test_a_proxy_that_refuses_is_named(connect: Connect) -> None:
    with serving(status(407)) as proxy:
        with pytest.raises(ProxyFailed, match="407") as caught:
            connect("https://hub.example", proxy=f"http://127.0.0.1:{proxy.port}").request("POST", "/x")
        assert (caught.value.sent, caught.value.code) == ("no", "proxy-refused")


def test_a_proxy_that_is_not_there_is_named(connect: Connect) -> None:
    with pytest.raises(ProxyFailed, match="the proxy was not reached"):
        connect("https://hub.example", proxy=f"http://127.0.0.1:{free_port()}").request("GET", "/x")


def test_the_environment_counts_only_where_it_is_asked_for(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(status(200)) as server, serving(status(418)) as proxy:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{proxy.port}")
        monkeypatch.setenv("no_proxy", "")
        assert connect(server.url).request("GET", "/x").status == 200
        with pytest.raises(Exception, match="418"):
            connect(server.url, trust_env=True).request("GET", "/x")
        monkeypatch.setenv("NO_PROXY", "127.0.0.0/8,localhost")
        monkeypatch.delenv("no_proxy")
        assert connect(server.url, trust_env=True).request("GET", "/x").status == 200


@pytest.mark.parametrize(
    ("no_proxy", "host", "port", "exempt"),
    [
        ("*", "hub.example", 443, True),
        ("hub.example", "hub.example", 443, True),
        ("hub.example", "api.hub.example", 443, True),
        (".hub.example", "api.hub.example", 443, True),
        ("*.hub.example", "api.hub.example", 443, True),
        ("hub.example", "notthehub.example", 443, False),
        ("HUB.example.", "hub.EXAMPLE", 443, True),
        ("hub.example:8443", "hub.example", 8443, True),
        ("hub.example:8443", "hub.example", 443, False),
        ("10.0.0.0/8", "10.1.2.3", 443, True),
        ("10.0.0.0/8", "11.1.2.3", 443, False),
        ("10.0.0.7/8", "10.1.2.3", 443, True),
        ("10.0.0.0/8", "ten.example", 443, False),
        ("192.168.1.5", "192.168.1.5", 80, True),
        ("192.168.1.5", "192.168.1.50", 80, False),
        ("192.168.1.5:80", "192.168.1.5", 80, True),
        ("fd00::/8", "fd12:3456::1", 443, True),
        ("fd00::/8", "10.0.0.1", 443, False),
        ("::1", "::1", 443, True),
        ("[::1]", "0:0::1", 443, True),
        ("[::1]:8080", "::1", 8080, True),
        ("[::1]:8080", "::1", 80, False),
        ("hub.example", "fe80::1%.hub.example", 443, False),
        ("fe80::/10", "fe80::1%eth0", 443, True),
        ("fe80::1", "fe80::1%eth0", 443, True),
        ("0.0.1", "10.0.0.1", 443, False),
        ("*.0.0.1", "10.0.0.1", 443, False),
        ("a.example, b.example;", "b.example", 80, False),
        ("a.example, b.example", "b.example", 80, True),
        ("a.example  b.example", "b.example", 80, True),
        ("", "b.example", 80, False),
        (",,/,x/y", "b.example", 80, False),
    ],
)
def test_no_proxy_knows_names_suffixes_ports_and_blocks(no_proxy: str, host: str, port: int, *, exempt: bool) -> None:
    assert is_exempt(host, port, no_proxy) is exempt


@pytest.mark.parametrize(
    ("written", "origin"),
    [
        ("http://proxy.example:3128", "http://proxy.example:3128"),
        ("proxy.example:3128", "http://proxy.example:3128"),
        ("https://lan:pw@proxy.example", "https://proxy.example"),
        ("http://[fd00::1]:3128", "http://[fd00::1]:3128"),
        ("http://[fd00::1]", "http://[fd00::1]"),
    ],
)
def test_a_proxy_is_named_by_its_address(written: str, origin: str) -> None:
    proxy = proxy_from_environment("https://hub.example/x", {"https_proxy": written})
    assert (proxy and proxy.address.origin) == origin


def test_the_environment_is_read_as_by_curl() -> None:
    https, http = "https://hub.example", "http://hub.example"
    environment = {"HTTPS_PROXY": "http://upper:1", "https_proxy": "http://lower:2", "ALL_PROXY": "http://all:3"}
    found = [proxy_from_environment(target, environment) for target in (https, http)]
    assert [proxy.address.host if proxy else None for proxy in found] == ["lower", "all"]
    assert proxy_from_environment(http, {"HTTP_PROXY": "http://x:1", "REQUEST_METHOD": "GET"}) is None
    assert proxy_from_environment(http, {"HTTP_PROXY": "http://x:1", "NO_PROXY": "example"}) is None


@pytest.mark.parametrize("url", ["socks5://127.0.0.1:1080", "http://host:port", "http://", "ftp://user:planted@x"])
def test_a_proxy_that_is_not_spoken_is_refused_without_repeating_it(connect: Connect, url: str) -> None:
    with pytest.raises(InvalidConfiguration) as caught:
        connect("https://hub.example", proxy=url)
    assert "planted" not in str(caught.value)
