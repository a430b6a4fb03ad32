"""Connected is a sentence with a channel, a source and a day; what cannot be looked at is neither yes nor no."""

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

import compliance
from compliance.actions.rule_examples import as_dossiers
from compliance.model.dossier import Dossier
from compliance.model.example import Platform
from compliance.model.ladder import Rung
from compliance.model.observation import AccessTrial, ActivitySummary, Attempt, HubCall, HubListing
from compliance.model.standing import StageState, Standing
from compliance.rules import all_rules

NOW = datetime(2026, 11, 28, 3, tzinfo=UTC)
HUB, SYSTEM = "https://hub.example", "VN/GOV/G12/vi-du"
RECORD = "slug: vi-du\nowner: {code: G12, name_vi: Bộ Tài chính}\nservices: [{id: a}]\n"
NDXP = "connections: [{via: ndxp, status: connected, network: state}]\n"
LISTED = HubListing(HUB, "a", SYSTEM, f"{SYSTEM}/a", "published", looked_at=NOW)
MISSING = HubListing(HUB, "a", SYSTEM, None, looked_at=NOW)
ANSWER = HubCall(HUB, f"{SYSTEM}/a", "VN/GOV/EXAMPLE/portal", "GET", "/a", 200, documented=("200",), looked_at=NOW)
DENIED = replace(ANSWER, status=403, origin="provider-gateway", code="Server.ServerProxy.AccessDenied")
SUCCESS = ActivitySummary(HUB, "*", f"{SYSTEM}/a", NOW - timedelta(9), NOW, 3, 0, NOW - timedelta(2))
OLDER = replace(SUCCESS, last_success=NOW - timedelta(50))
DOWN = replace(ANSWER, status=500, origin="provider-gateway", code="network_error")
OF_THE_HUB = replace(ANSWER, status=500, origin="consumer-gateway", code="io_error")


def dossier(connections: str, *seen: Any, hub_channel: str | None = "ndxp") -> Dossier:
    made = as_dossiers(all_rules()[0], Platform(RECORD + connections, observations=seen))[0]
    return replace(made, hub_channel=hub_channel if seen else None)


def judged(*dossiers: Dossier) -> compliance.Report:
    return compliance.judge(*dossiers, judging=compliance.Judging(as_of=date(2026, 11, 28)))


@pytest.mark.parametrize(
    ("connections", "seen", "standing", "sentence", "conflict"),
    [
        (
            NDXP,
            [LISTED, ANSWER],
            "answered",
            "Answered through NDXP on 28 November 2026; the logs of both sides",
            False,
        ),
        (NDXP, [LISTED, DENIED], "registered", "The service is there at NDXP; the caller has no right", False),
        (NDXP, [LISTED, DOWN], "claimed", "called through NDXP on 28 November 2026, the service gave no answer", True),
        (NDXP, [LISTED, OF_THE_HUB], "registered", "Registered at NDXP; the exchange could not be observed", False),
        (NDXP, [LISTED], "registered", "Registered at NDXP; the exchange could not be observed from here", False),
        (NDXP, [MISSING], "claimed", "the catalogue of NDXP of 28 November 2026 does not have the service", True),
        (NDXP, [], "claimed", "Claimed in use via NDXP; not observed", False),
        ("", [replace(LISTED, is_declared=False)], "registered", "the owner has declared no connection over it", False),
        ("", [replace(MISSING, is_declared=False)], "unknown", "It is not known whether", False),
        ("", [replace(LISTED, is_declared=False)], "registered", "In the catalogue of NDXP; the owner", False),
        (NDXP.replace("ndxp", "ndop"), [], "claimed", "Claimed via NDOP, which is not known to operate", False),
        (NDXP.replace("ndxp", "api"), [], "claimed", "Claimed connected without an intermediary (api)", False),
        (NDXP.replace("ndxp", "fax"), [], "claimed", "via fax, which is not known to be an intermediary", False),
        (NDXP.replace("ndxp", "ndop"), [MISSING], "claimed", "Claimed via NDOP, which is not known to operate", False),
        (NDXP.replace("connected", "upgrading"), [], "claimed", "in use via NDXP and being upgraded; not", False),
        (NDXP.replace("connected", "trial"), [], "not_in_use", "On trial via NDXP, the owner says; not in use", False),
        (NDXP.replace("connected", "planned"), [], "not_in_use", "A connection via NDXP is planned, the owner", False),
        (
            NDXP.replace("connected", "planned, planned_on: 2027-03-01"),
            [],
            "not_in_use",
            "A connection via NDXP is planned, the owner names 1 March 2027",
            False,
        ),
        (NDXP.replace("connected", "not-connected"), [], "not_in_use", "it is not connected via NDXP", False),
        (NDXP.replace("connected", "ended"), [], "not_in_use", "The connection via NDXP has ended", False),
        ("connections: none\n", [], "not_in_use", "The owner says that no connection is in use", False),
        ("connections: [{connected: no}]\n", [], "not_in_use", "The owner says that no connection is in use", False),
        ("connections: [{via: ndxp}]\n", [], "unknown", "It is not known whether the platform is connected", False),
        ("", [], "unknown", "It is not known whether the platform is connected", False),
    ],
)
def test_each_source_says_what_it_can(
    connections: str, seen: list[Any], standing: str, sentence: str, conflict: bool
) -> None:
    known = judged(dossier(connections, *seen)).subjects[0].ladder.connected
    assert known is not None
    assert sentence in str(known.sentence)
    assert (known.standing, known.is_conflict) == (standing, conflict)


@pytest.mark.parametrize("claimed", ["ndxp", "ndop", "lgsp"])
@pytest.mark.parametrize(
    ("state", "seen", "standing", "sentence", "conflict"),
    [
        ("connected", [ANSWER], "answered", "Answered through https://hub.example on 28 November 2026", False),
        ("connected", [LISTED], "registered", "{known} at https://hub.example; {seen}", False),
        ("connected", [LISTED, SUCCESS], "exchanging_unnamed", "Exchanging data via https://hub.example; by", False),
        ("planned", [LISTED], "registered", "nobody named its channel, so which connections go", False),
        ("planned", [LISTED, SUCCESS], "exchanging_unnamed", "the record still says planned", True),
        ("trial", [LISTED, ANSWER], "not_in_use", "On trial via {channel}, the owner says; a trial exchange", False),
        ("ended", [LISTED, OLDER], "not_in_use", "The connection via {channel} has ended, the owner says", False),
    ],
)
def test_a_hub_of_which_nobody_said_what_it_is_is_not_the_channel_that_the_record_claims(
    claimed: str, state: str, seen: list[Any], standing: str, sentence: str, conflict: bool
) -> None:
    said = NDXP.replace("ndxp", claimed).replace("connected", state)
    known = judged(dossier(said, *seen, hub_channel=None)).subjects[0].ladder.connected
    assert known is not None
    words = {"known": "Registered", "seen": "the exchange could not be observed from here"}
    if claimed == "ndop":  # because a claim that cannot be checked yet is none that a catalogue stands beside
        words = {"known": "In the catalogue of", "seen": "nobody named its channel, so which connections go"}
    expected = sentence.format(channel=claimed.upper(), **words).replace("of at", "of")
    assert expected in str(known.sentence)
    assert (known.standing, known.is_conflict) == (standing, conflict)


@pytest.mark.parametrize("seen", [[MISSING], [LISTED, DOWN]])
def test_a_hub_of_which_nobody_said_what_it_is_contradicts_no_claim(seen: list[Any]) -> None:
    unnamed, as_named = (
        judged(dossier(NDXP, *seen, hub_channel=channel)).subjects[0].ladder.connected for channel in (None, "ndxp")
    )
    assert unnamed is not None
    assert as_named is not None
    assert (unnamed.is_conflict, as_named.is_conflict) == (False, True)
    assert HUB in str(unnamed.sentence)


@pytest.mark.parametrize(("channel", "conflict"), [("ndxp", True), (None, False)])
def test_an_exchange_contradicts_what_is_said_of_the_hub_that_logged_it(channel: str | None, conflict: bool) -> None:
    """One of two connections is planned; a hub without a name may be that of another."""
    said = "connections: [{via: ndxp, status: planned}, {via: api, status: connected}]\n"
    known = judged(dossier(said, LISTED, SUCCESS, hub_channel=channel)).subjects[0].ladder.connected
    assert known is not None
    assert "logged an exchange on 26 November 2026; the record still says planned" in str(known.sentence)
    assert known.is_conflict is conflict


def test_a_refusal_by_the_side_of_the_provider_shows_that_the_service_is_there() -> None:
    refused = AccessTrial(replace(DENIED, origin="provider-gateway"), True, Attempt.GRANTED, False)
    ladder = judged(dossier(NDXP, LISTED, refused)).subjects[0].ladder
    assert ladder.connected is not None
    assert "The service is there at NDXP; the caller has no right" in str(ladder.connected.sentence)
    assert ladder.state_of(Rung.REACHABLE) is StageState.EVIDENCED
    assert any("refused VN/GOV/EXAMPLE/portal through https://hub.example" in str(line) for line in ladder.evidence)


def test_where_the_log_tells_more_a_refusal_is_not_what_the_sentence_says() -> None:
    refused = AccessTrial(replace(DENIED, origin="provider-gateway"), True, Attempt.GRANTED, False)
    ladder = judged(dossier(NDXP, LISTED, refused, SUCCESS)).subjects[0].ladder
    assert ladder.connected is not None
    assert ladder.connected.standing is Standing.EXCHANGING
    assert ladder.state_of(Rung.REACHABLE) is StageState.EVIDENCED
    silent = judged(dossier(NDXP, LISTED, refused, replace(SUCCESS, last_success=None))).subjects[0].ladder.connected
    assert silent is not None
    assert "no exchange was seen in 30 days" in str(silent.sentence)


@pytest.mark.parametrize(
    ("days", "seen", "standing", "sentence", "conflict"),
    [
        (30, [LISTED], "exchanging", "Exchanging data via NDXP; by the log of NDXP", False),
        (31, [LISTED], "registered", "Claimed in use via NDXP; the last exchange seen was on 28 October 2026", False),
        (30, [LISTED, DOWN], "registered", "logged an exchange on 29 October 2026; the call on 28 November", True),
        (31, [LISTED, DOWN], "claimed", "the service gave no answer", True),
        (30, [MISSING], "claimed", "has a log of an exchange on 29 October 2026 and no such service", True),
        (31, [MISSING], "claimed", "the catalogue of NDXP of 28 November 2026 does not have the service", True),
    ],
)
def test_an_exchange_in_the_log_counts_for_thirty_days(
    days: int, seen: list[Any], standing: str, sentence: str, conflict: bool
) -> None:
    last = ActivitySummary(HUB, "*", f"{SYSTEM}/a", NOW - timedelta(90), NOW, 3, 0, NOW - timedelta(days))
    known = judged(dossier(NDXP, *seen, last)).subjects[0].ladder.connected
    assert known is not None
    assert sentence in str(known.sentence)
    assert (known.standing, known.is_conflict) == (standing, conflict)


@pytest.mark.parametrize(("origin", "attempt"), [("caller", "granted"), ("provider-gateway", "stranger")])
def test_a_refusal_by_the_gateway_of_the_caller_or_of_a_stranger_shows_no_service(origin: str, attempt: str) -> None:
    refused = AccessTrial(replace(DENIED, origin=origin), True, Attempt(attempt))
    ladder = judged(dossier(NDXP, LISTED, refused)).subjects[0].ladder
    assert ladder.state_of(Rung.REACHABLE) is StageState.UNSEEN
    assert "could not be observed from here" in str(ladder.connected and ladder.connected.sentence)


def test_what_somebody_else_says_is_not_the_word_of_the_owner() -> None:
    for said in ("connections: none\n", "connections: [{via: ndxp, status: planned}]\n"):
        known = judged(dossier(f"{said}provenance: {{declared: false}}\n")).subjects[0].ladder.connected
        assert known is not None
        assert known.standing is Standing.UNKNOWN


def test_the_evidence_of_the_stage_names_claims_third_parties_and_looks_in_words() -> None:
    ladder = judged(dossier(NDXP, LISTED, ANSWER)).subjects[0].ladder
    assert [str(line) for line in ladder.evidence] == [
        "claimed: the record says connected via ndxp",
        f"third party: the catalogue of {HUB} lists {SYSTEM}/a, looked up on 28 November 2026",
        f"observed: {SYSTEM}/a answered 200 through {HUB} on 28 November 2026",
    ]
    assert ladder.state_of(Rung.REACHABLE) is StageState.EVIDENCED
    assert ladder.state_of(Rung.EXCHANGING) is StageState.UNSEEN


def test_platforms_that_only_an_earlier_list_has_stand_beside_the_sum() -> None:
    """One goes on under another name on the list in force, of one that has no entry of its name nothing is known."""
    records = (
        RECORD.replace("vi-du", slug) for slug in ("accountability", "electronic-tax", "data-exchange-marketplace")
    )
    report = judged(*(as_dossiers(all_rules()[0], Platform(record))[0] for record in records))
    said = "Only an earlier list has 2 of them; a later one probably has 1 of these by another name."
    assert said in " ".join(compliance.render(report).split())
    counted = json.loads(compliance.render(report, "json"))["summary"]["connection"]
    assert (counted["unknown"], counted["earlier_list"], counted["continued"]) == (3, 2, 1)


def test_a_report_says_what_keeps_which_platforms_from_a_stage() -> None:
    report = judged(dossier(NDXP, LISTED, ANSWER), dossier(NDXP, MISSING), dossier(""))
    text = " ".join(compliance.render(report).split())
    assert text.index("What keeps platforms from a stage") < text.index("3 reachable: not observed: Every")


def test_a_report_leads_with_how_many_are_connected_by_which_evidence() -> None:
    report = judged(dossier(NDXP, LISTED, ANSWER), dossier(NDXP, MISSING), dossier(""))
    text = " ".join(compliance.render(report).split())
    lead = (
        "Of 3 platforms: 0 exchanging data via NDXP (evidenced), 1 answered through the hub or directly, the logs of "
        "both sides not seen, 1 connected by their record's word only, 1 not known. Sources disagree on 1."
    )
    assert lead in text
    assert text.index(lead) < text.index("Stages of connection") < text.index("Bộ Tài chính")
    assert "3 reachable █▒· 1 1 1" in text
    assert "cannot be decided for every platform in this version" not in text
    page = re.sub(r"<[^>]*>", "", compliance.render(report, "html")).replace("&#39;", "'").replace("&nbsp;", " ")
    assert lead in " ".join(page.split())
    assert "class 0" not in text
