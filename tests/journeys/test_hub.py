"""From the hub to a verdict: the checker asks a mock hub over real sockets, through the SDK."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from compliance.cli.main import main
from compliance.rules import all_rules
from ndxp_mocks import HubSettings, Platform, ServedHub, flawless, serve, serve_hub
from ndxp_mocks.hub.injection.known import known_hub_faults
from ndxp_mocks.platform.linkage import OTHERS, Linkage
from ndxp_mocks.records import write
from ndxp_mocks.serving.fleet import Fleet

FOUND = sorted(name for name, fault in known_hub_faults().items() if fault.rule is not None)
# Failures that nobody can hold against the platform: of the gateway of the caller, and of what stands before it.
OF_OTHERS = sorted(
    name
    for name, fault in known_hub_faults().items()
    if fault.rule is None
    and fault.layer == "own-gateway"
    and not name.startswith(("webhook", "transfer", "xroad-code"))
)
AT_THE_HUB = [each for each in OTHERS if (each.hub or each.breaks) and not each.is_remote]
EXCHANGE = {rule.id for rule in all_rules() if rule.group == "exchange"}
TRIED = {
    "exchange.error_tells_its_origin",
    "exchange.provider_address_is_not_the_callers_choice",
    "exchange.stranger_is_refused",
    "exchange.withdrawn_client_is_refused",
}
# What a fault leaves nothing to see of: who may call where nothing answers, which document where no version is named,
# and anything but the catalogue where the service is not in it.
HIDDEN = {
    "hub-route-broken": {"exchange.granted_client_can_call", "exchange.path_and_query_pass_unchanged"},
    "listing-without-version": {"exchange.hub_document_is_the_served_one"},
    "unlisted-at-hub": EXCHANGE
    - {
        "exchange.hub_member_is_the_owner",
        "exchange.listing_names_owner_and_version",
        "exchange.service_is_listed_at_the_hub",
    },
}
CLIENT, STRANGER = "VN/GOV/EXAMPLE/portal", "VN/GOV/EXAMPLE/stranger"
GRANTED, WITHDRAWN = "VN/GOV/EXAMPLE/desk", "VN/GOV/EXAMPLE/suspended"


@contextmanager
def connected(platform: Platform, folder: Path, *faults: str, **settings: Any) -> Iterator[tuple[ServedHub, Path]]:
    """A platform that runs, its record, and a hub that forwards calls to it."""
    with ExitStack() as stack:
        served = stack.enter_context(serve(platform))
        record = write(served, folder)
        (folder / "ca.pem").write_text(served.ca_pem, encoding="ascii")
        fleet = Fleet(folder, (record,), served.ca_file, {platform.entry.slug: served})
        chosen = {"timestamping_interval": 0.0, "has_history": True, **settings}
        hub = stack.enter_context(serve_hub(HubSettings(faults=frozenset(faults), **chosen), fleet=fleet))
        yield hub, record


def options(hub: ServedHub, folder: Path) -> list[str]:
    secret = folder / "secret"
    secret.write_text(f"example-portal:{hub.secret('example-portal')}", encoding="ascii")
    secret.chmod(0o600)
    who = ["--hub-client", CLIENT, "--hub-credential", f"client-credentials=file:{secret}"]
    who += ["--hub-stranger", STRANGER, "--hub-granted", GRANTED, "--hub-withdrawn", WITHDRAWN, "--hub-log-wait", "30"]
    trust = ["--ca", str(folder / "ca.pem")]
    return ["--hub", hub.url, *who, *trust, "--root", str(folder), "--allow-private", "--rate", "50"]


def audited(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, dict[str, str]]]:
    """The exit status, and outcome by rule for each subject."""
    status = main(["audit", *arguments, "--fail-on", "never", "--format", "json"])
    report = json.loads(capsys.readouterr().out)
    assert report["simulated"] is True
    return status, {
        subject["id"]: {verdict["rule"]: verdict["outcome"] for verdict in subject["verdicts"]}
        for subject in report["subjects"]
    }


def withdraw_consent(record: Path) -> None:
    written = yaml.safe_load(record.read_text(encoding="utf-8"))
    del written["consent_to_trials"]
    record.write_text(yaml.safe_dump(written, allow_unicode=True), encoding="utf-8")


def breached(outcomes: dict[str, str]) -> set[str]:
    return {rule for rule, outcome in outcomes.items() if outcome == "breached"}


def of_the_hub(outcomes: dict[str, str]) -> dict[str, str]:
    return {rule: outcome for rule, outcome in outcomes.items() if rule.startswith("exchange.")}


@pytest.mark.parametrize("profile", ["xroad-7.8", "xroad-7.7"])
def test_a_flawless_platform_behind_a_flawless_hub_meets_every_rule(
    profile: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with connected(flawless(), tmp_path, profile=profile) as (hub, record):
        status, subjects = audited([str(record), *options(hub, tmp_path)], capsys)
        called = {row["method"] for row in hub.world.evidence.records}
    (outcomes,) = subjects.values()
    assert status == 0
    assert of_the_hub(outcomes) == dict.fromkeys(EXCHANGE, "met")
    assert called == {"GET"}
    # because trials take credentials of the platform, and links of a record two days
    left_open = {rule for rule, outcome in outcomes.items() if outcome == "not_observed"}
    assert not any(rule.startswith(("exchange.", "openapi.")) for rule in left_open)
    assert {outcomes[rule] for rule in outcomes.keys() - left_open} <= {"met", "not_applicable"}


@pytest.mark.parametrize("linkage", AT_THE_HUB, ids=lambda linkage: linkage.name)
def test_a_linkage_breaks_at_the_hub_what_it_says_and_a_refused_call_is_no_failed_look(
    linkage: Linkage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    channel = linkage.hub or "ndxp"
    with connected(replace(flawless(), linkage=linkage), tmp_path, channel=channel) as (hub, record):
        status, subjects = audited([str(record), *options(hub, tmp_path), "--hub-channel", channel], capsys)
    (outcomes,) = subjects.values()
    assert status == 0
    assert breached(of_the_hub(outcomes)) == linkage.broken_by(flawless().entry)
    answered = "met" if linkage.is_agreed else "not_observed"
    assert outcomes["exchange.service_answers_through_the_hub"] == answered


@pytest.mark.parametrize("fault", FOUND)
def test_each_fault_of_the_hub_is_found_by_its_rule_and_no_other(
    fault: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with connected(flawless(), tmp_path, fault) as (hub, record):
        status, subjects = audited([str(record), *options(hub, tmp_path)], capsys)
    (outcomes,) = subjects.values()
    assert status == 0
    assert breached(outcomes) == {known_hub_faults()[fault].rule}
    assert {rule for rule, outcome in of_the_hub(outcomes).items() if outcome == "not_observed"} == HIDDEN.get(
        fault, set()
    )


def test_faults_of_the_hub_can_be_had_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    faults = sorted(set(FOUND) - HIDDEN.keys())
    with connected(flawless(), tmp_path, *faults) as (hub, record):
        _, subjects = audited([str(record), *options(hub, tmp_path)], capsys)
    (outcomes,) = subjects.values()
    # because where the provider's side has logged nothing, there is nothing to contradict
    assert breached(outcomes) == {known_hub_faults()[fault].rule for fault in faults} - {
        "exchange.logs_of_both_sides_agree"
    }


def test_a_hub_that_moves_to_another_address_makes_no_finding_a_new_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    addresses, prints = [], []
    with ExitStack() as both:  # so that the second cannot have the port of the first
        for folder in (tmp_path / "before", tmp_path / "after"):
            folder.mkdir()
            hub, record = both.enter_context(connected(flawless(), folder, "unlisted-at-hub"))
            main(["audit", str(record), *options(hub, folder), "--fail-on", "never", "--format", "json"])
            [subject] = json.loads(capsys.readouterr().out)["subjects"]
            exchange = [each["violations"] for each in subject["verdicts"] if each["rule"].startswith("exchange.")]
            addresses.append(hub.url)
            prints.append({violation["fingerprint"] for violations in exchange for violation in violations})
    assert addresses[0] != addresses[1]
    assert prints[0] == prints[1] != set()


@pytest.mark.long
@pytest.mark.parametrize("fault", OF_OTHERS)
def test_no_failure_of_the_hub_itself_is_a_breach_of_the_platform(
    fault: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with connected(flawless(), tmp_path, fault) as (hub, record):
        status, subjects = audited([str(record), *options(hub, tmp_path), "--timeout", "2"], capsys)
    (outcomes,) = subjects.values()
    assert breached(outcomes) == set()
    assert status == 2
    assert outcomes["exchange.service_answers_through_the_hub"] == "not_observed"


@pytest.mark.parametrize("profile", ["ndxp-adapter", "gateway"])
def test_a_hub_that_speaks_another_way_leaves_open_what_only_x_road_shows(
    profile: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with connected(flawless(), tmp_path, profile=profile) as (hub, record):
        _, subjects = audited([str(record), *options(hub, tmp_path)], capsys)
    (outcomes,) = subjects.values()
    assert breached(outcomes) == set()
    assert outcomes["exchange.service_is_listed_at_the_hub"] == "met"
    assert outcomes["exchange.service_answers_through_the_hub"] == "not_observed"
    assert outcomes["exchange.message_id_is_preserved"] == "not_observed"


def test_without_the_consent_of_the_owner_nobody_calls_who_has_to_be_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with connected(flawless(), tmp_path) as (hub, record):
        withdraw_consent(record)
        _, subjects = audited([str(record), *options(hub, tmp_path)], capsys)
        callers = {row["client"] for row in hub.world.evidence.records}
        _, rehearsed = audited([str(record), *options(hub, tmp_path), "--mode", "staging"], capsys)
    (outcomes,), (of_rehearsal,) = subjects.values(), rehearsed.values()
    assert callers == {CLIENT, GRANTED}
    assert {rule for rule in EXCHANGE if outcomes[rule] == "not_observed"} == TRIED
    assert set(of_the_hub(of_rehearsal).values()) == {"met"}


def test_a_log_that_is_not_complete_yet_accuses_nobody(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with connected(flawless(), tmp_path, "log-leg-missing", timestamping_interval=60.0) as (hub, record):
        given = options(hub, tmp_path)
        at = given.index("--hub-log-wait")
        del given[at : at + 2]
        status, subjects = audited([str(record), *given], capsys)
    (outcomes,) = subjects.values()
    assert status == 0
    assert outcomes["exchange.call_is_logged_on_both_sides"] == "not_observed"
    assert outcomes["exchange.evidence_can_be_fetched"] == "not_observed"
    assert breached(outcomes) == set()


def test_a_client_that_is_not_named_leaves_open_what_only_it_could_show(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with connected(flawless(), tmp_path) as (hub, record):
        given = options(hub, tmp_path)
        at = given.index("--hub-withdrawn")
        del given[at : at + 2]
        status, subjects = audited([str(record), *given], capsys)
    (outcomes,) = subjects.values()
    assert status == 0
    assert {rule for rule in EXCHANGE if outcomes[rule] != "met"} == {"exchange.withdrawn_client_is_refused"}


def test_without_a_target_everything_that_the_hub_lists_is_looked_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with connected(flawless(), tmp_path) as (hub, _):
        _, subjects = audited(options(hub, tmp_path), capsys)
    outcomes = subjects[flawless().entry.slug]
    assert outcomes["openapi.operation_requires_security"] == "met"
    assert outcomes["exchange.service_answers_through_the_hub"] == "met"
    assert outcomes["exchange.service_is_listed_at_the_hub"] == "not_applicable"  # nobody declared a connection
    assert outcomes["endpoint.old_tls_is_refused"] == "not_observed"  # the hub keeps addresses to itself


def test_a_dossier_keeps_what_the_hub_said_and_is_judged_again_offline(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dossier = tmp_path / "platform.dossier"
    with connected(flawless(), tmp_path, "stranger-allowed") as (hub, record):
        assert main(["collect", str(record), "-o", str(dossier), *options(hub, tmp_path)]) == 0
    capsys.readouterr()
    assert main(["judge", str(dossier), "--format", "json", "--fail-on", "never"]) == 0
    (subject,) = json.loads(capsys.readouterr().out)["subjects"]
    (verdict,) = (each for each in subject["verdicts"] if each["rule"] == "exchange.stranger_is_refused")
    assert verdict["outcome"] == "breached"
    (violation,) = verdict["violations"]
    assert STRANGER in violation["message"]
    assert any("asked as a client without an agreement" in line for line in violation["evidence"])


def test_an_exchange_that_an_earlier_audit_made_shows_no_exchange_of_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with connected(flawless(), tmp_path, has_history=False) as (hub, record):
        given = options(hub, tmp_path)
        of_others = given.index("--hub-stranger")
        alone = given[:of_others] + given[of_others + 6 :]  # because nobody but the client is to call
        ladders = []
        for _ in range(2):
            main(["audit", str(record), *alone, "--fail-on", "never", "--format", "json"])
            ladders.append(json.loads(capsys.readouterr().out)["subjects"][0]["ladder"])
    for ladder in ladders:
        states = {stage["rung"]: stage["state"] for stage in ladder["stages"]}
        assert (states["reachable"], states["exchanging"]) == ("evidenced", "unseen")
        assert ladder["connected"]["standing"] == "answered"
        assert not any(line.startswith("third party: the log") for line in ladder["evidence"])


def test_a_hub_that_does_not_answer_leaves_gaps_and_no_breach(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with connected(flawless(), tmp_path) as (hub, record):
        given = options(hub, tmp_path)
        given[1] = "http://127.0.0.1:9"
        status, subjects = audited([str(record), *given], capsys)
    (outcomes,) = subjects.values()
    assert status == 2
    assert set(of_the_hub(outcomes).values()) == {"not_observed"}


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        (["--hub-client", CLIENT], "--hub-client needs --hub"),
        (["--hub", "https://hub.example", "--hub-credential", "bearer=hunter2"], "takes no secret but a reference"),
        (["--hub", "https://hub.example", "--hub-credential", "magic=env:A"], "one of client-credentials, bearer"),
        (["--hub", "https://hub.example", "--hub-credential", "me:mtls=env:A"], "granted, stranger, withdrawn"),
        (["--hub", "https://hub.example", "--hub-credential", "stranger:mtls=env:A"], "needs --hub-stranger"),
        (["--hub", "https://hub.example", "--hub-credential", "lgspaccesstoken=env:A"], "for --hub-dialect gateway"),
        (["--hub", "https://hub.example"] + ["--hub-credential", "mtls=env:A"] * 2, "mtls is given twice"),
        (["--hub", "https://hub.example", "--hub-path", "a=apiA/1.0"], "--hub-path is for --hub-dialect gateway"),
        (["--hub", "https://hub.example", "--hub-path", "a=../x?y"], "write SERVICE=PATH"),
        (["--hub", "https://hub.example", "--hub-dstcode", "header"], "--hub-dstcode is for --hub-dialect adapter"),
        (["--hub-dialect", "gateway"], "--hub-dialect needs --hub"),
    ],
)
def test_bad_usage_is_told_and_no_secret_repeated(
    given: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit", "household-business", *given]) == 64
    told = capsys.readouterr().err
    assert complaint in told
    assert "hunter2" not in told
