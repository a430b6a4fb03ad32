"""From the hub to a verdict: the checker asks a mock hub over real sockets, through the SDK."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from compliance.cli.main import main
from ndxp_mocks import HubSettings, Platform, ServedHub, flawless, serve, serve_hub
from ndxp_mocks.fleet import Fleet
from ndxp_mocks.hub.faults import known_hub_faults
from ndxp_mocks.records import write

FOUND = sorted(name for name, fault in known_hub_faults().items() if fault.rule is not None)
CLIENT, STRANGER = "VN/GOV/EXAMPLE/portal", "VN/GOV/EXAMPLE/stranger"


@contextmanager
def connected(platform: Platform, folder: Path, *faults: str) -> Iterator[tuple[ServedHub, Path]]:
    """A platform that runs, its record, and a hub that forwards calls to it."""
    with ExitStack() as stack:
        served = stack.enter_context(serve(platform))
        record = write(served, folder)
        (folder / "ca.pem").write_text(served.ca_pem, encoding="ascii")
        fleet = Fleet(folder, (record,), served.ca_file, {platform.entry.slug: served})
        hub = stack.enter_context(serve_hub(HubSettings(faults=frozenset(faults)), fleet=fleet))
        yield hub, record


def options(hub: ServedHub, folder: Path) -> list[str]:
    secret = folder / "secret"
    secret.write_text(f"example-portal:{hub.secret('example-portal')}", encoding="ascii")
    secret.chmod(0o600)
    who = ["--hub-client", CLIENT, "--hub-stranger", STRANGER, "--hub-credential", f"client-credentials=file:{secret}"]
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


def of_the_hub(outcomes: dict[str, str]) -> dict[str, str]:
    return {rule: outcome for rule, outcome in outcomes.items() if rule.startswith("exchange.")}


def test_a_flawless_platform_behind_a_flawless_hub_meets_every_rule(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with connected(flawless(), tmp_path) as (hub, record):
        status, subjects = audited([str(record), *options(hub, tmp_path)], capsys)
    (outcomes,) = subjects.values()
    assert status == 0
    assert set(of_the_hub(outcomes).values()) == {"met"}
    # because trials take credentials of the platform, and links of a record two days
    left_open = {rule for rule, outcome in outcomes.items() if outcome == "not_observed"}
    assert not any(rule.startswith(("exchange.", "openapi.")) for rule in left_open)
    assert {outcomes[rule] for rule in outcomes.keys() - left_open} <= {"met", "not_applicable"}


@pytest.mark.parametrize("fault", FOUND)
def test_each_fault_of_the_hub_is_found_by_its_rule_and_no_other(
    fault: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with connected(flawless(), tmp_path, fault) as (hub, record):
        status, subjects = audited([str(record), *options(hub, tmp_path)], capsys)
    (outcomes,) = subjects.values()
    assert status == 0
    assert {rule for rule, outcome in outcomes.items() if outcome == "breached"} == {known_hub_faults()[fault].rule}


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
    ],
)
def test_bad_usage_is_told_and_no_secret_repeated(
    given: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit", "household-business", *given]) == 64
    told = capsys.readouterr().err
    assert complaint in told
    assert "hunter2" not in told
