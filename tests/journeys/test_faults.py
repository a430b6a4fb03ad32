"""A mock is a flawless platform plus named faults: fault × rule is the identity matrix, checked by a real audit.

Faults of documents and records need no running platform; rules that are not there yet break nothing.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from compliance import Reading, check
from compliance.cli.main import main
from compliance.rules import all_rules
from ndxp_mocks import Platform, Served, known_faults, serve
from ndxp_mocks.platform.linkage import OTHERS, USUAL, Linkage
from ndxp_mocks.records import write
from ndxp_mocks.serving.fleet import fleet
from ndxp_mocks.serving.listener import bound_socket

# What shows at once; what takes days has a test of its own.
SHOWN = {name: fault for name, fault in known_faults().items() if not fault.takes_days}

# What no single look shows.
OVER_DAYS = {fault.rule for fault in known_faults().values() if fault.runs and fault.takes_days}

# What a fault hides from others: a list that nobody may read cannot be walked, what is not there cannot be asked
# again, text in another encoding is no JSON, and a PDF is held to no schema; a credential is not sent to whom nobody
# trusts, and what is read without one shows nothing of what others get.
TRIALS = {rule.id for rule in all_rules() if rule.subject.__name__ == "TriedRead"}
EXCHANGES = {rule.id for rule in all_rules() if "HttpExchange" in rule.kind.looked_for()}
UNTRUSTED = {"expired-certificate", "missing-intermediate", "short-key", "wrong-host-certificate"}
HIDDEN = {
    **dict.fromkeys(UNTRUSTED, TRIALS | EXCHANGES),
    "latin-1-answer": {"endpoint.body_matches_its_schema", "endpoint.changes_since_narrows"},
    "missing-operation": {"endpoint.changes_since_narrows", "endpoint.conditional_request_saves_the_body"},
    "open-data-behind-login": {
        "endpoint.changes_since_narrows",
        "endpoint.conditional_request_saves_the_body",
        "endpoint.pages_come_to_an_end",
        "endpoint.pages_neither_repeat_nor_skip",
    },
}


# What a fault breaks beside its own rule.
ALSO = {
    # because a certificate for another host is not the one of the platform that the record describes
    "wrong-host-certificate": {"record.record_matches_the_live_platform"},
}
# What the flawless platform has no data for.
NOTHING_TO_SEE = {"endpoint.agency_codes_are_well_formed", "endpoint.personal_answers_are_not_cached"}
HOST = "simulated-platform.example.gov.vn"
NAMES = (HOST, f"cu-{HOST}", "simulated-platform.example.vn")
NEEDS_IPV6 = "endpoint.host_answers_over_ipv6"


def breached(platform: Platform, folder: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """Outcome by rule of an audit of the platform, over real TLS and without a hub."""
    with serve(platform) as served:
        record = write(served, folder)
        credentials = [f"--credential={each}" for each in kept_tokens(served, folder)]
        credentials += ["--ca", str(served.ca_file)]
        arguments = ["--root", str(folder), "--allow-private", "--rate", "50", "--fail-on", "never", "--format", "json"]
        arguments += [f"--resolve={name}={address}" for name in NAMES for address in served.addresses]
        status = main(["audit", str(record), *arguments, *credentials])
    assert status == 0
    report = json.loads(capsys.readouterr().out)
    assert report["simulated"] is True
    outcomes = {verdict["rule"]: verdict["outcome"] for verdict in report["subjects"][0]["verdicts"]}
    through_the_hub = {rule: outcomes.pop(rule) for rule in tuple(outcomes) if rule.startswith("exchange.")}
    assert set(through_the_hub.values()) == {"not_observed"}
    assert {outcomes.pop(rule) for rule in OVER_DAYS} == {"not_observed"}
    if has_no_ipv6():
        outcomes.pop(NEEDS_IPV6)
    return outcomes


def has_no_ipv6() -> bool:
    """Whether this machine has no loopback of IPv6, so that the flawless platform has no such address."""
    try:
        with bound_socket(0, "::1"):
            return False
    except OSError:
        return True


def kept_tokens(served: Served, folder: Path) -> Iterator[str]:
    """Keep a token of each kind in a file, and refer to it."""
    tokens = served.tokens
    given = {
        "bearer": tokens.good,
        "bearer.expired": tokens.expired,
        "bearer.foreign-audience": tokens.foreign_audience,
        "bearer.missing-scope": tokens.missing_scope,
        "bearer.other-client": tokens.other_client,
    }
    for kind, token in given.items():
        file = folder / f"{kind}.token"
        file.touch(mode=0o600)
        file.write_text(token)
        yield f"{kind}=file:{file}"


def test_the_flawless_platform_breaks_no_rule(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outcomes = breached(Platform(host=HOST), tmp_path, capsys)
    assert set(outcomes.values()) <= {"met", "not_applicable"}
    unseen = {rule for rule, outcome in outcomes.items() if rule.startswith("endpoint.") and outcome != "met"}
    assert unseen == NOTHING_TO_SEE


@pytest.mark.parametrize(
    "name", sorted(name for name, fault in known_faults().items() if fault.runs and not fault.takes_days)
)
def test_each_fault_is_found_by_its_rule_and_no_other(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if name in {"no-ipv6", "second-address-old"} and has_no_ipv6():
        pytest.skip("this machine has no loopback of IPv6")
    outcomes = breached(Platform(faults=frozenset({name}), host=HOST), tmp_path, capsys)
    expected = {known_faults()[name].rule} | ALSO.get(name, set())
    assert {rule for rule, outcome in outcomes.items() if outcome == "breached"} == expected
    hidden = {rule for rule, outcome in outcomes.items() if outcome == "not_observed"}
    assert hidden == HIDDEN.get(name, set())


@pytest.mark.parametrize(
    "name", sorted(name for name, fault in known_faults().items() if not (fault.runs or fault.takes_days))
)
def test_each_fault_on_paper_is_found_by_its_rule_and_no_other(name: str, tmp_path: Path) -> None:
    fault = known_faults()[name]
    platform = next(each for each in fleet() if fault.shows_on(each.description))
    faulty = replace(platform, faults=frozenset({name}), linkage=USUAL)
    record = write(Served(faulty, 443, 80, tmp_path / "ca.pem", ""), tmp_path)
    report = check(record, reading=Reading(root=tmp_path))
    assert {each.rule for each in report.findings} == {fault.rule} & {rule.id for rule in all_rules()}


@pytest.mark.parametrize("linkage", (USUAL, *OTHERS), ids=lambda linkage: linkage.name)
def test_no_record_and_no_document_of_a_flawless_platform_breaks_what_its_linkage_does_not(
    linkage: Linkage, tmp_path: Path
) -> None:
    whole = enumerate(replace(each, faults=frozenset(), linkage=linkage) for each in fleet())
    suited = [(at, each) for at, each in whole if linkage.suits(each.entry)]
    suited = suited if linkage == USUAL else suited[:: len(suited) // 8]
    records = [write(Served(each, 8000 + at, 9000 + at, tmp_path / "ca.pem", ""), tmp_path) for at, each in suited]
    report = check(*records, reading=Reading(root=tmp_path))
    broken = {rule for rule in linkage.breaks if not rule.startswith("exchange.")}
    assert sorted((each.rule, each.subject) for each in report.findings) == sorted(
        (rule, each.entry.slug) for rule in broken for _, each in suited
    )
    assert report.could_not_be_judged == 0
