"""A proxy that names people is believed only with the secret and from its address."""

from ipaddress import ip_network
from pathlib import Path

import pytest

from compliance.actions.errors import UsageError
from compliance.server.access.settings import ProxyAccess, refuse_open
from tools.dashboard import PROXY, SECRET, behind_proxy, entries, named, proxy_access


def _raw(*fields: tuple[str, str]) -> list[tuple[str, str]]:
    return list(fields)


def test_proxy_names_people_and_groups(tmp_path: Path) -> None:
    client = behind_proxy(proxy_access(tmp_path), headers=named("lan", "bo-vi-du", "another"))
    found = client.get("/see-pages").json()
    assert (found["name"], found["roles"], found["owners"]) == ("lan", ["owner"], ["G12"])


def test_browsers_are_bound_to_tls(tmp_path: Path) -> None:
    answer = behind_proxy(proxy_access(tmp_path), headers=named("lan", "xem")).get("/see-pages")
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert answer.headers["set-cookie"].startswith("__Host-compliance=")
    local = proxy_access(tmp_path, url="https://localhost:8443")
    found = behind_proxy(local, headers={**named("lan", "xem"), "host": "localhost"}).get("/see-pages")
    assert found.status_code == 200
    assert "strict-transport-security" not in found.headers


def test_without_its_fields_nobody_is_logged_in(tmp_path: Path) -> None:
    answer = behind_proxy(proxy_access(tmp_path)).get("/see-pages", headers={"accept": "text/html"})
    assert answer.status_code == 401


@pytest.mark.parametrize("peer", ["192.0.2.8", "127.0.0.1", "::1", "2001:db8::7", "testclient"])
def test_fields_from_another_address_are_refused_even_with_the_secret(peer: str, tmp_path: Path) -> None:
    log = tmp_path / "log"
    answer = behind_proxy(proxy_access(tmp_path), log, peer=peer).get("/see-pages", headers=named("lan", "giam-sat"))
    assert answer.status_code == 401
    assert entries(log)[-1]["who"] is None
    assert SECRET not in log.read_text() + answer.text


@pytest.mark.parametrize("peer", [PROXY, f"::ffff:{PROXY}"])
def test_address_counts_in_every_spelling(peer: str, tmp_path: Path) -> None:
    client = behind_proxy(proxy_access(tmp_path), peer=peer, headers=named("lan", "xem"))
    assert client.get("/see-pages").status_code == 200


@pytest.mark.parametrize("secret", ["", "x", SECRET[:-1], SECRET + "x", SECRET.upper(), f" {SECRET[1:]}"])
def test_wrong_secret_is_refused(secret: str, tmp_path: Path) -> None:
    answer = behind_proxy(proxy_access(tmp_path)).get("/see-pages", headers=named("lan", "giam-sat", secret=secret))
    assert answer.status_code == 401


def test_missing_secret_is_refused(tmp_path: Path) -> None:
    fields = named("lan", "giam-sat")
    del fields["X-Proxy-Secret"]
    assert behind_proxy(proxy_access(tmp_path)).get("/see-pages", headers=fields).status_code == 401


@pytest.mark.parametrize("name", ["X-Remote-User", "X-Remote-Groups", "X-Proxy-Secret", "x-remote-user"])
def test_fields_that_come_twice_are_refused(name: str, tmp_path: Path) -> None:
    value = {"x-remote-user": "boss", "x-remote-groups": "giam-sat", "x-proxy-secret": SECRET}[name.lower()]
    for fields in ([(name, value), *named("lan", "xem").items()], [*named("lan", "xem").items(), (name, value)]):
        assert behind_proxy(proxy_access(tmp_path)).get("/see-pages", headers=_raw(*fields)).status_code == 401


@pytest.mark.parametrize("name", ["X_Remote_User", "X-Remote_Groups", "x_remote-groups", "X_Proxy_Secret"])
def test_fields_with_underscores_are_refused(name: str, tmp_path: Path) -> None:
    """Servers that make variables of fields take both for one: whoever sends `X_Remote_User` means harm."""
    fields = [*named("lan", "xem").items(), (name, "giam-sat")]
    assert behind_proxy(proxy_access(tmp_path)).get("/see-pages", headers=_raw(*fields)).status_code == 401
    alone = behind_proxy(proxy_access(tmp_path)).get("/see-pages", headers={name: "giam-sat"})
    assert alone.status_code == 401


@pytest.mark.parametrize("user", ["", " ", "a" * 201, "lan\tx", "lan\x1b[31m", "lan\u202e"])
def test_name_that_is_no_plain_text_is_refused(user: str, tmp_path: Path) -> None:
    fields = [
        (b"X-Remote-User", user.encode()),
        (b"X-Proxy-Secret", SECRET.encode()),
        (b"X-Remote-Groups", b"giam-sat"),
    ]
    assert behind_proxy(proxy_access(tmp_path)).get("/see-pages", headers=fields).status_code == 401


def test_vietnamese_name_is_taken(tmp_path: Path) -> None:
    fields = [(b"X-Remote-User", "Nguyễn Thị Lan".encode()), (b"X-Proxy-Secret", SECRET.encode())]
    fields += [(b"X-Remote-Groups", b"xem")]
    assert behind_proxy(proxy_access(tmp_path)).get("/see-pages", headers=fields).json()["name"] == "Nguyễn Thị Lan"


def test_what_is_open_to_everybody_needs_no_proxy(tmp_path: Path) -> None:
    assert behind_proxy(proxy_access(tmp_path), peer="192.0.2.8").get("/open").status_code == 200


@pytest.mark.parametrize(
    ("forwarded", "peer", "expected"),
    [
        ("198.51.100.4", PROXY, "198.51.100.4"),
        ("203.0.113.1, 198.51.100.4", PROXY, "198.51.100.4"),
        (f"198.51.100.4, {PROXY}", PROXY, "198.51.100.4"),
        ("203.0.113.1\\n", PROXY, PROXY),
        ("198.51.100.4, nonsense", PROXY, PROXY),
        ("198.51.100.4", "192.0.2.8", "192.0.2.8"),
        ("", PROXY, PROXY),
    ],
)
def test_address_of_the_browser_is_the_last_that_no_proxy_has(
    forwarded: str, peer: str, expected: str, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    fields = {"X-Forwarded-For": forwarded, "X-Real-Ip": "203.0.113.77"}  # the second is nobody's word
    behind_proxy(proxy_access(tmp_path), log, peer=peer).get("/see-pages", headers=fields)
    assert entries(log)[-1]["client"] == expected


def test_proxy_without_address_or_tls_is_refused(tmp_path: Path) -> None:
    access = proxy_access(tmp_path)
    refuse_open("0.0.0.0", access)
    plain = ProxyAccess("http://dashboard.example.gov.vn", access.secret, access.proxies)
    for host, wrong in (
        ("0.0.0.0", ProxyAccess(access.url, access.secret, ())),
        ("0.0.0.0", plain),
        ("127.0.0.1", plain),
        ("127.0.0.1", ProxyAccess("https://dashboard.example.gov.vn/path", access.secret, access.proxies)),
        ("127.0.0.1", ProxyAccess("https://user:pass@dashboard.example.gov.vn", access.secret, access.proxies)),
        ("127.0.0.1", ProxyAccess("dashboard.example.gov.vn", access.secret, access.proxies)),
    ):
        with pytest.raises(UsageError) as refused:
            refuse_open(host, wrong)
        assert "--url" in str(refused.value) or "--proxy-address" in str(refused.value)


def test_network_of_proxies_is_taken(tmp_path: Path) -> None:
    access = proxy_access(tmp_path, proxies=(ip_network("192.0.2.0/24"), ip_network("2001:db8::/32")))
    for peer, status in (("192.0.2.200", 200), ("2001:db8::1", 200), ("198.51.100.1", 401)):
        client = behind_proxy(access, peer=peer, headers=named("lan", "xem"))
        assert client.get("/see-pages").status_code == status


@pytest.mark.parametrize("secret", ["", " \n", "fifteen-letters"])
def test_secret_that_could_be_guessed_is_refused_at_the_start(secret: str, tmp_path: Path) -> None:
    access = proxy_access(tmp_path)
    (tmp_path / "secret").write_text(secret)
    with pytest.raises(UsageError, match=r"16|cannot be had"):
        behind_proxy(access)
