"""Through a hub in each of its dialects, over real sockets, with mutual TLS and without it.

A dialect shows less than another: what it cannot show is left open, and never met.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, load_pem_private_key
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509 import load_pem_x509_certificate

from compliance.cli.main import main
from compliance.rules import all_rules
from ndxp_mocks import HubSettings, Served, ServedHub, flawless, serve, serve_hub
from ndxp_mocks.hub.injection.known import known_hub_faults
from ndxp_mocks.hub.state.settings import Profile
from ndxp_mocks.records import write
from ndxp_mocks.serving.fleet import Fleet

PASSWORD = "mat-khau-mo-phong"
EXCHANGE = {rule.id for rule in all_rules() if rule.group == "exchange"}
CLIENTS = {"own": "portal", "granted": "desk", "stranger": "stranger", "withdrawn": "suspended"}
# What nobody sees where a call carries no message id and an error has no field that tells whose it is
UNMARKED = {
    "exchange.call_is_logged_on_both_sides",
    "exchange.error_tells_its_origin",
    "exchange.evidence_can_be_fetched",
    "exchange.log_holds_no_personal_content",
    "exchange.log_record_is_complete",
    "exchange.logs_of_both_sides_agree",
    "exchange.message_id_is_preserved",
}
WITHOUT_ADAPTER = {"exchange.provider_address_is_not_the_callers_choice"}
REFUSED = {"exchange.stranger_is_refused", "exchange.withdrawn_client_is_refused"}
OTHERS = {"exchange.granted_client_can_call", *REFUSED}


@dataclass(frozen=True)
class Way:
    """A profile of the hub, the dialect in which it is called, and what nobody sees in it."""

    profile: Profile
    dialect: str
    unseen: set[str] = field(default_factory=set)
    is_mutual: bool = True
    more: tuple[str, ...] = ()


WAYS = {
    "xroad": Way("xroad-7.8", "xroad"),
    "adapter": Way("ndxp-adapter", "adapter", UNMARKED),
    "adapter-without-certificates": Way(
        "ndxp-adapter",
        "adapter",
        UNMARKED | OTHERS,
        is_mutual=False,
        more=("--hub-dstcode", "header", "--hub-adapter", "VXPAdapter"),
    ),
    "gateway": Way("gateway", "gateway", UNMARKED | WITHOUT_ADAPTER),
    "gateway-elsewhere": Way(
        "gateway", "gateway", UNMARKED | WITHOUT_ADAPTER, is_mutual=False, more=("--hub-exchange", "{tls_url}")
    ),
}
# Faults of a hub that show in a dialect; what else is wrong with one shows in none, or in X-Road alone.
FAULTS = {
    "xroad": ["hub-route-broken", "stranger-allowed"],
    "adapter": [
        "any-provider-url",
        "granted-client-refused",
        "hub-route-broken",
        "path-cut",
        "revoked-client-allowed",
        "stranger-allowed",
    ],
    "gateway": [
        "granted-client-refused",
        "hub-route-broken",
        "query-dropped",
        "revoked-client-allowed",
        "stranger-allowed",
    ],
}
# What the catalogue and the activity show, which are asked in the same way whatever the dialect is
OF_THE_CATALOGUE = {
    "exchange.hub_document_is_the_served_one",
    "exchange.hub_member_is_the_owner",
    "exchange.last_success_is_recent",
    "exchange.listing_names_owner_and_version",
    "exchange.service_is_listed_at_the_hub",
}


@dataclass(frozen=True)
class Site:
    """A platform that runs, and its record."""

    served: Served
    record: Path
    fleet: Fleet


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    with serve(flawless()) as served:
        record = write(served, folder)
        yield Site(served, record, Fleet(folder, (record,), served.ca_file, {flawless().entry.slug: served}))


@contextmanager
def hub_of(way: Way, site: Site, *faults: str) -> Iterator[ServedHub]:
    settings = HubSettings(
        profile=way.profile,
        faults=frozenset(faults),
        requires_client_certificate=way.is_mutual,
        timestamping_interval=0.0,
        has_history=True,
    )
    with serve_hub(settings, fleet=site.fleet) as hub:
        yield hub


def kept(file: Path, text: str | bytes) -> str:
    """Keep a secret in a file that nobody else reads, and refer to it."""
    file.touch(mode=0o600)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return f"file:{file}"


def proofs(way: Way, hub: ServedHub, folder: Path) -> Iterator[str]:
    """What proves each caller: the token for the catalogue, keys of a gateway, and certificates in three forms."""
    yield f"client-credentials={kept(folder / 'secret', 'example-portal:' + hub.secret('example-portal'))}"
    for who, name in CLIENTS.items():
        before = "" if who == "own" else f"{who}:"
        if way.dialect == "gateway":
            yield f"{before}lgspaccesstoken={kept(folder / f'{who}.lgsp', keys(hub, f'example-{name}'))}"
        if way.is_mutual:
            yield f"{before}mtls={certificate(who, way, hub, folder)}"


def keys(hub: ServedHub, client: str) -> str:
    names = {"AppName": "mo-phong", "PartnerCode": "G99", "PartnerCodeCus": ""}
    return json.dumps({"AccessKey": client, "SecretKey": hub.secret(client), **names})


def certificate(who: str, way: Way, hub: ServedHub, folder: Path) -> str:
    """The certificate of a caller: PKCS#12 behind JSON, JSON that names both, or both in one PEM."""
    issued = hub.certificates[f"example-{CLIENTS[who]}"]
    pem, key = issued.certificate_file.read_bytes(), issued.key_file.read_bytes()
    if who == "own" and way.dialect == "adapter":
        bundle = serialize_key_and_certificates(
            b"vi-du",
            load_pem_private_key(key, None),  # type: ignore[arg-type]  # a key of one of the kinds that fit
            load_pem_x509_certificate(pem),
            None,
            BestAvailableEncryption(PASSWORD.encode()),
        )
        kept(folder / "own.p12", bundle)
        named = {"pkcs12": "file:own.p12", "password": "env:HUB_PASSWORD"}  # from beside the file that names it
        return kept(folder / "own.json", json.dumps(named))
    if who == "granted":
        named = {"certificate": f"file:{issued.certificate_file}", "key": kept(folder / "granted.key", key)}
        return kept(folder / "granted.json", json.dumps(named))
    return kept(folder / f"{who}.pem", pem + key)


def arguments(way: Way, hub: ServedHub, site: Site, folder: Path) -> list[str]:
    trusted = folder / "ca.pem"
    trusted.write_text(site.served.ca_pem + hub.ca_file.read_text(encoding="ascii"), encoding="ascii")
    given = [str(site.record), "--hub", hub.tls_url if way.is_mutual else hub.url, "--hub-channel", "ndxp"]
    given += ["--hub-dialect", way.dialect, "--ca", str(trusted), "--root", str(site.record.parents[1])]
    given += [f"--hub-credential={each}" for each in proofs(way, hub, folder)]
    for who, name in CLIENTS.items():
        given += [f"--hub-{'client' if who == 'own' else who}", f"VN/GOV/EXAMPLE/{name}"]
    if way.dialect == "gateway":
        slug = flawless().entry.slug
        given += ["--hub-path", f"VN/GOV/G06/{slug}={slug}/1.0.0"]
    given += [each.format(tls_url=hub.tls_url) for each in way.more]
    return [
        *given,
        "--allow-private",
        "--rate",
        "200",
        "--hub-log-wait",
        "30",
        "--fail-on",
        "never",
        "--format",
        "json",
    ]


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_PASSWORD", PASSWORD)


def audited(given: list[str], capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """The one subject of an audit in which no look failed."""
    status = main(["audit", *given])
    told = capsys.readouterr()
    assert status == 0, told.err
    (subject,) = json.loads(told.out)["subjects"]
    known: dict[str, Any] = subject
    return known


def exchanged(subject: dict[str, Any]) -> dict[str, str]:
    return {each["rule"]: each["outcome"] for each in subject["verdicts"] if each["rule"] in EXCHANGE}


@pytest.mark.parametrize("name", WAYS)
def test_a_flawless_hub_breaks_no_rule_and_what_its_dialect_cannot_show_is_left_open(
    name: str, site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    way = WAYS[name]
    with hub_of(way, site) as hub:
        subject = audited(arguments(way, hub, site, tmp_path), capsys)
        asked = {row["method"] for row in hub.world.evidence.records}
    outcomes = exchanged(subject)
    assert {rule for rule, outcome in outcomes.items() if outcome != "met"} == way.unseen
    assert {outcomes[rule] for rule in way.unseen} <= {"not_observed"}
    assert {each["outcome"] for each in subject["verdicts"]}.isdisjoint({"breached", "error"})
    assert "Exchanging data via NDXP" in subject["ladder"]["connected"]["sentence"]
    assert asked == {"GET"}


@pytest.mark.parametrize("name", ["adapter", "gateway"])
def test_each_rule_that_shows_in_a_dialect_has_its_fault_there(name: str) -> None:
    found = {known_hub_faults()[fault].rule for fault in FAULTS[name]}
    assert found == EXCHANGE - WAYS[name].unseen - OF_THE_CATALOGUE


@pytest.mark.parametrize(("name", "fault"), [(name, fault) for name, faults in FAULTS.items() for fault in faults])
def test_a_fault_of_the_hub_is_found_by_its_rule_and_no_other(
    name: str, fault: str, site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    way = WAYS[name]
    with hub_of(way, site, fault) as hub:
        subject = audited(arguments(way, hub, site, tmp_path), capsys)
    assert {each["rule"] for each in subject["verdicts"] if each["outcome"] == "breached"} == {
        known_hub_faults()[fault].rule
    }


def test_a_gateway_without_a_catalogue_is_called_by_the_names_of_the_record(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    way = WAYS["gateway"]
    with hub_of(way, site) as hub:
        given = [each for each in arguments(way, hub, site, tmp_path) if "client-credentials" not in each]
        subject = audited(given, capsys)
    outcomes = exchanged(subject)
    met = {rule for rule, outcome in outcomes.items() if outcome == "met"}
    assert met == {
        "exchange.granted_client_can_call",
        "exchange.path_and_query_pass_unchanged",
        "exchange.service_answers_through_the_hub",
        *REFUSED,
    }
    assert set(outcomes.values()) == {"met", "not_observed"}
    (listed,) = (each for each in subject["verdicts"] if each["rule"] == "exchange.service_is_listed_at_the_hub")
    assert "has no catalogue and no log that could be asked" in listed["reason"]
    assert "Answered through NDXP" in subject["ladder"]["connected"]["sentence"]


def test_a_caller_without_the_certificate_that_is_wanted_is_no_breach_of_the_platform(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    way = WAYS["xroad"]
    with hub_of(way, site) as hub:
        given = [each for each in arguments(way, hub, site, tmp_path) if "mtls=" not in each]
        status = main(["audit", *given])
    (subject,) = json.loads(capsys.readouterr().out)["subjects"]
    assert status == 2
    assert exchanged(subject)["exchange.service_answers_through_the_hub"] == "not_observed"
    assert "breached" not in exchanged(subject).values()


@pytest.mark.parametrize(
    ("credential", "complaint"),
    [
        ("mtls=env:BROKEN", "the credential mtls is no certificate with its key as PEM or PKCS#12 that opens"),
        ("mtls=file:nothing.pem", "the credential mtls could not be had: the secret cannot be had from where"),
        ("stranger:mtls=env:STRANGE", "the credential stranger:mtls is JSON with other members than certificate,"),
        ("lgspaccesstoken=env:BROKEN", "the credential lgspaccesstoken is no lgspaccesstoken: JSON with AccessKey,"),
        ("client-credentials=env:BROKEN", "the credential client-credentials has no colon; id:secret is expected"),
    ],
)
def test_a_credential_that_is_not_usable_is_told_without_anything_of_it(
    credential: str, complaint: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BROKEN", f"-----BEGIN {PASSWORD}")
    monkeypatch.setenv("STRANGE", json.dumps({"cert": PASSWORD}))
    given = ["--hub", "http://127.0.0.1:9", "--hub-dialect", "gateway", "--hub-client", "x", "--hub-stranger", "y"]
    assert main(["audit", "household-business", *given, "--hub-credential", credential]) == 64
    told = capsys.readouterr().err
    assert complaint in told
    assert PASSWORD not in told
