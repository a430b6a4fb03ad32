"""`ndxp doctor` at a healthy hub, and with each thing broken in turn."""

import json
import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from joserfc.jwk import ECKey

from ndxp_mocks import HubSettings, Platform, serve, serve_hub

from .conftest import PORTAL
from .servers import answering, forwarding, listening

STEPS = ["proxy", "dns", "tcp", "certificate", "tls", "clock", "token", "catalogue", "client"]


@pytest.fixture
def examine(run):
    """The steps of `doctor --json` by name, and the exit status; the text form agrees with them in both languages."""

    def steps(*arguments: object) -> tuple[int, dict[str, dict[str, str]]]:
        found = run("doctor", "--json", *arguments)
        told = json.loads(found.out)
        states = [step["state"] for step in told["steps"]]
        assert told["ok"] == (found.status == 0) == ("failed" not in states)
        marks = {"en": ("ok", "FAILED", "skipped"), "vi": ("đạt", "LỖI", "bỏ qua")}
        for lang in ("en", "vi"):
            text = run("doctor", "--lang", lang, *arguments)
            named = dict(zip(("ok", "failed", "skipped"), marks[lang], strict=True))
            lines = [line for line in text.out.splitlines() if not line.startswith(" ")]
            assert [line.startswith(named[state]) for line, state in zip(lines, states, strict=True)] == [True] * 9
            assert text.status == found.status
        return found.status, {step["step"]: step for step in told["steps"]}

    return steps


def blocked(steps: dict[str, dict[str, str]]) -> list[str]:
    return [name for name, step in steps.items() if "not looked at" in step["found"]]


def test_all_is_well(examine, write) -> None:
    write()
    status, steps = examine()
    assert (status, list(steps)) == (0, STEPS)
    assert [name for name, step in steps.items() if step["state"] != "ok"] == ["certificate"]
    assert steps["proxy"]["found"] == "none: nobody names one"
    assert re.search(r"in date until \d+ [A-Z][a-z]+ 20\d\d", steps["tls"]["found"])
    assert f"{PORTAL} is known: " in steps["client"]["found"]


def test_an_unknown_authority(examine, write, hub) -> None:
    path = write(tls="")
    status, steps = examine()
    assert (status, steps["tls"]["state"]) == (1, "failed")
    assert "is not known here" in steps["tls"]["found"] or "not trusted" in steps["tls"]["found"]
    assert "for localhost, " in steps["tls"]["found"]
    assert f'[profiles.test] tls.ca = "FILE" ({path})' in steps["tls"]["advice"]
    assert blocked(steps) == ["clock", "token", "catalogue", "client"]
    _, steps = examine("--base-url", hub.tls_url)
    assert steps["tls"]["advice"].endswith("--ca FILE")


def test_an_expired_certificate(examine, write) -> None:
    with serve(Platform(faults={"expired-certificate"})) as served:
        write(base_url=served.base_url, tls=f'ca = "{served.ca_file}"')
        _, steps = examine()
    assert "the server's certificate has expired" in steps["tls"]["found"]
    assert "valid from " in steps["tls"]["found"]
    assert "has to renew its certificate" in steps["tls"]["advice"]


def test_a_wrong_name(examine, write, hub) -> None:
    write(tls=f'ca = "{hub.ca_file}"\nserver_name = "hub.example"')
    _, steps = examine()
    assert "the server's certificate is for another name" in steps["tls"]["found"]
    assert "one of the names of the certificate" in steps["tls"]["advice"]


def test_a_port_without_tls_and_one_without_anything(examine, write, hub, dead_port) -> None:
    write(base_url=f"https://localhost:{hub.port}")
    _, steps = examine()
    assert "begin the address with http://" in steps["tls"]["advice"]
    write(base_url=f"https://localhost:{dead_port}")
    _, steps = examine()
    assert "nothing listens at this address" in steps["tcp"]["found"]
    assert blocked(steps) == ["tls", "clock", "token", "catalogue", "client"]


def test_a_name_that_nobody_knows(examine, write) -> None:
    write(base_url="https://hub.invalid")
    _, steps = examine()
    assert steps["dns"]["found"] == "the name hub.invalid is not known in this network"
    assert blocked(steps) == ["tcp", "tls", "clock", "token", "catalogue", "client"]


def test_a_wrong_authority_file(examine, write, tmp_path) -> None:
    write(tls='ca = "nowhere.pem"')
    _, steps = examine()
    assert f"{tmp_path / 'nowhere.pem'} cannot be read: " in steps["tls"]["found"]


def test_a_pin_of_another_certificate(examine, write, hub) -> None:
    write(tls=f'ca = "{hub.ca_file}"\npins = ["{"ab" * 32}"]')
    _, steps = examine()
    assert "none of the pins" in steps["tls"]["found"]
    assert "add its fingerprint to tls.pins" in steps["tls"]["advice"]


def test_plain_http_is_told_of(examine, write, hub) -> None:
    write(base_url=hub.url)
    status, steps = examine()
    assert (status, steps["tls"]["state"]) == (0, "skipped")
    assert steps["tls"]["found"] == "the address begins with http://: nothing is encrypted"


def test_client_certificates(examine, write, hub, tmp_path) -> None:
    good = hub.certificates["example-portal"]
    old = hub.issue_certificate(PORTAL, "old", timedelta(days=-2))
    soon = hub.issue_certificate(PORTAL, "soon", timedelta(days=3))
    trust = f'ca = "{hub.ca_file}"\n'

    def certificate(file: object, key: object) -> dict[str, str]:
        write(tls=f'{trust}client_certificate = "{file}"\nclient_key = "{key}"')
        return examine()[1]["certificate"]

    found = certificate(good.certificate_file, good.key_file)
    assert (found["state"], found["found"].startswith("in date until ")) == ("ok", True)
    assert "renew the client certificate" in certificate(soon.certificate_file, soon.key_file)["advice"]
    found = certificate(old.certificate_file, old.key_file)
    assert (found["state"], "the client certificate ended on " in found["found"]) == ("failed", True)
    found = certificate(good.certificate_file, soon.key_file)
    assert (found["state"], "are no certificate with its key" in found["found"]) == ("failed", True)
    (tmp_path / "broken.p12").write_bytes(b"x")
    write(tls=f'{trust}pkcs12 = "broken.p12"')
    assert "is no PKCS#12 file" in examine()[1]["certificate"]["found"]


def test_a_certificate_in_pkcs12_is_read_too(examine, write, hub, tmp_path, monkeypatch) -> None:
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, load_pem_private_key
    from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates

    good = hub.certificates["example-portal"]
    key = load_pem_private_key(good.key_file.read_bytes(), None)
    certificate = x509.load_pem_x509_certificate(good.certificate_pem.encode())
    bundle = serialize_key_and_certificates(b"own", key, certificate, None, BestAvailableEncryption(b"opening"))
    (tmp_path / "own.p12").write_bytes(bundle)
    monkeypatch.setenv("TEST_PASSWORD", "opening")
    write(tls=f'ca = "{hub.ca_file}"\npkcs12 = "own.p12"\npassword = "env:TEST_PASSWORD"')
    assert examine()[1]["certificate"]["found"].startswith("in date until ")


def test_a_clock_that_is_an_hour_off(examine, write) -> None:
    date = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    with listening(answering("404 Not Found", f"Date: {date}")) as port:
        write(base_url=f"http://127.0.0.1:{port}", credential="", more='dialect = "direct"')
        status, steps = examine()
    assert (status, steps["clock"]["state"]) == (1, "failed")
    assert re.fullmatch(r"the hub is \+3[56]\d\d s ahead of this machine", steps["clock"]["found"])
    assert "NTP" in steps["clock"]["advice"]


@pytest.mark.parametrize("gives_reasons", [True, False])
def test_a_wrong_secret(examine, write, monkeypatch, gives_reasons) -> None:
    with serve_hub(HubSettings(diagnostics=gives_reasons)) as hub:
        write(base_url=hub.url)
        monkeypatch.setenv("TEST_SECRET", "planted-and-wrong")
        status, steps = examine()
    found, advice = (
        ("Does the issuer accept the client with this secret?", "compare client_id")
        if gives_reasons
        else ("No access token", "")
    )
    assert (status, steps["token"]["state"]) == (1, "failed")
    assert steps["token"]["found"].startswith(found)
    assert advice in steps["token"]["advice"]
    assert "planted" not in str(steps)
    assert blocked(steps) == ["catalogue"]


def test_a_key_that_nobody_registered(examine, write, tmp_path) -> None:
    (tmp_path / "key.pem").write_bytes(ECKey.generate_key("P-256").as_pem(private=True))
    (tmp_path / "key.pem").chmod(0o600)
    write(credential='kind = "private-key-jwt"\nclient_id = "example-portal"\nkey = "file:key.pem"')
    _, steps = examine()
    assert steps["token"]["found"].startswith("Is the key registered for the client? — no")
    assert steps["token"]["advice"]


def test_a_secret_that_is_not_there(examine, write, monkeypatch) -> None:
    write()
    monkeypatch.delenv("TEST_SECRET")
    _, steps = examine()
    assert "TEST_SECRET is not set" in steps["token"]["found"]


def test_a_client_without_credential_and_without_name(examine, write, hub) -> None:
    write(credential="")
    status, steps = examine("--base-url", hub.tls_url, "--ca", hub.ca_file)
    assert (status, steps["token"]["state"], steps["client"]["state"]) == (1, "skipped", "skipped")
    assert steps["catalogue"]["state"] == "failed"


def test_an_own_system_that_the_hub_does_not_know(examine, write) -> None:
    write()
    _, steps = examine("--client", "VN/GOV/EXAMPLE/portl")
    assert steps["client"]["found"] == "the hub does not know VN/GOV/EXAMPLE/portl"
    assert f"did you mean {PORTAL}" in steps["client"]["advice"]


@pytest.mark.parametrize("client", [PORTAL, "VN/GOV/EXAMPLE/nobody"])
def test_the_own_system_is_looked_up_in_the_catalogue_where_there_is_no_x_road(examine, write, client) -> None:
    write(more='dialect = {kind = "direct", token_path = "/oauth2/token"}')
    _, steps = examine("--client", client)
    assert steps["client"]["state"] == ("ok" if client == PORTAL else "failed")


def test_a_server_without_a_catalogue_is_no_failure(examine, write) -> None:
    with listening(answering("404 Not Found", "Content-Type: text/html", body=b"<html>no</html>")) as port:
        write(base_url=f"http://127.0.0.1:{port}", credential="", more='dialect = "direct"')
        status, steps = examine()
    assert (steps["catalogue"]["state"], steps["clock"]["found"]) == ("skipped", "the server tells no time")
    assert (status, steps["client"]["state"]) == (1, "failed")


def test_a_proxy_of_the_settings_is_gone_through(examine, write) -> None:
    with listening(forwarding) as port:
        write(more=f'proxy = "http://127.0.0.1:{port}"')
        status, steps = examine()
    assert steps["proxy"]["found"] == f"through http://127.0.0.1:{port}: the settings name it"
    assert (status, steps["tls"]["state"]) == (0, "ok")


def test_proxies_of_the_environment(examine, write, monkeypatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://user:hunter2-planted@127.0.0.1:1")
    path = write()
    _, steps = examine()
    assert steps["proxy"]["found"] == "none: the environment names one, which is not used because trust_env is off"
    assert steps["proxy"]["advice"] == f"if the hub is behind it: [profiles.test] trust_env = true ({path})"
    write(more="trust_env = true")
    monkeypatch.setenv("NO_PROXY", "localhost")
    _, steps = examine()
    assert steps["proxy"]["found"] == "none: NO_PROXY names localhost"
    monkeypatch.delenv("NO_PROXY")
    _, steps = examine()
    assert steps["proxy"]["found"] == "through http://127.0.0.1:1: the environment names it, and trust_env is on"
    assert steps["tcp"]["state"] == "failed"
    assert "hunter2" not in str(steps)


@pytest.mark.parametrize(
    ("answer", "found", "advice"),
    [
        ("407 Proxy Authentication Required", "the proxy wants to know who asks (407)", "by reference"),
        ("403 Forbidden", "the proxy does not connect to the hub (status 403)", "NO_PROXY"),
    ],
)
def test_a_proxy_that_refuses(examine, write, answer, found, advice) -> None:
    with listening(answering(answer)) as port:
        write(more=f'proxy = "http://127.0.0.1:{port}"')
        _, steps = examine()
    assert (steps["tcp"]["state"], steps["tcp"]["found"]) == ("failed", found)
    assert advice in steps["tcp"]["advice"]
