"""Which sentence, which stage and whether a conflict, for what the record says, a hub shows and a look shows.

The rows are numbered as the table of the ladder; each is judged as a dossier, with the rules that there are.
"""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

import compliance
from compliance.actions.rule_examples import as_dossiers
from compliance.model.dossier import Dossier
from compliance.model.due import DueKind
from compliance.model.example import Platform
from compliance.model.ladder import EvidenceClass, Rung
from compliance.model.location import Place
from compliance.model.observation import (
    AccessTrial,
    ActivitySummary,
    Attempt,
    HttpExchange,
    HubCall,
    HubListing,
    HubMarks,
    Transaction,
)
from compliance.model.observation.transaction import Side
from compliance.model.report import Report
from compliance.model.standing import Listed, StageState, Standing
from compliance.model.verdict import Ladder
from compliance.rules import all_rules

DAY = date(2026, 11, 28)
NOW = datetime(2026, 11, 28, 3, tzinfo=UTC)
HUB, SYSTEM, PORTAL = "https://hub.example", "VN/GOV/G12/vi-du", "VN/GOV/EXAMPLE/portal"
RECORD = "slug: vi-du\nowner: {code: G12, name_vi: Bộ Tài chính}\nservices: [{id: a}]\n"
MINUTES = "test_minutes: {on: 2026-09-30, groups: [path], signed_by: [Đơn vị A (ví dụ), Đơn vị B (ví dụ)]}"

LISTED = HubListing(HUB, "a", SYSTEM, f"{SYSTEM}/a", "published", looked_at=NOW)
MISSING = replace(LISTED, identifier=None, state=None)
CALL = HubCall(HUB, f"{SYSTEM}/a", "VN/GOV/EXAMPLE/checker", "GET", "/a", 200, documented=("200",), looked_at=NOW)
ANSWER = replace(CALL, message_id="id-1")
DENIED = replace(CALL, status=403, origin="provider-gateway", code="Server.ServerProxy.AccessDenied")
FAILED = replace(CALL, status=500, origin="provider-gateway", code="network_error")
AT_THE_HUB = replace(CALL, status=500, origin="consumer-gateway", code="io_error")
SUCCESS = ActivitySummary(HUB, PORTAL, f"{SYSTEM}/a", NOW - timedelta(90), NOW, 3, 0, NOW - timedelta(2))
OLDER = replace(SUCCESS, last_success=NOW - timedelta(50))
SILENCE = replace(SUCCESS, succeeded=0, last_success=None)
LEGS = tuple(
    Transaction(HUB, side, "id-1", NOW, CALL.client, CALL.service, "thoa-thuan-1", outcome="succeeded", looked_at=NOW)
    for side in Side
)
DIRECT = HttpExchange("GET", "https://a.example/a", 200, looked_at=NOW)


def over(channel: str, state: str, more: str = "") -> str:
    return f"connections: [{{via: {channel}, status: {state}, network: state{', ' if more else ''}{more}}}]\n"


def judged(said: str, *seen: Any, hub_channel: str | None = "ndxp", **of_dossier: Any) -> Ladder:
    return report(said, *seen, hub_channel=hub_channel, **of_dossier).subjects[0].ladder


def report(said: str, *seen: Any, hub_channel: str | None = "ndxp", **of_dossier: Any) -> Report:
    declared = [
        replace(each, is_declared="connected" in said) if isinstance(each, HubListing) else each for each in seen
    ]
    dossier: Dossier = as_dossiers(all_rules()[0], Platform(RECORD + said, observations=tuple(declared)))[0]
    dossier = replace(dossier, collected_at=NOW, hub_channel=hub_channel, **of_dossier)
    return compliance.judge(dossier, judging=compliance.Judging(as_of=DAY))


NDXP = over("ndxp", "connected")
UNDECLARED = ""
ROWS = {
    "1": (NDXP, [LISTED, SUCCESS, ANSWER], "exchanging", "by the log of NDXP and our call on 28 November 2026", False),
    "3": (NDXP, [LISTED, SUCCESS], "exchanging", "by the log of NDXP, last on 26 November 2026", False),
    "4": (
        NDXP,
        [LISTED, OLDER],
        "registered",
        "Claimed in use via NDXP; the last exchange seen was on 9 October",
        False,
    ),
    "5": (NDXP, [LISTED, SILENCE], "registered", "Registered at NDXP; no exchange was seen in 30 days", False),
    "5b": (NDXP, [LISTED, replace(SUCCESS, is_own=True)], "registered", "no exchange was seen in 30 days", False),
    "6": (NDXP, [LISTED], "registered", "Registered at NDXP; the exchange could not be observed from here", False),
    "7": (NDXP, [LISTED, ANSWER], "answered", "Answered through NDXP on 28 November 2026; the logs of both", False),
    "8": (NDXP, [LISTED, DENIED], "registered", "The service is there at NDXP; the caller has no right", False),
    "9": (NDXP, [LISTED, FAILED], "claimed", "called through NDXP on 28 November 2026, the service gave no", True),
    "9b": (NDXP, [LISTED, AT_THE_HUB], "registered", "Registered at NDXP; the exchange could not be observed", False),
    "10": (
        NDXP,
        [LISTED, SUCCESS, FAILED],
        "registered",
        "NDXP logged an exchange on 26 November 2026; the call on 28 November 2026 failed",
        True,
    ),
    "11": (NDXP, [MISSING], "claimed", "the catalogue of NDXP of 28 November 2026 does not have the service", True),
    "12": (NDXP, [MISSING, SUCCESS], "claimed", "on 26 November 2026 and no such service in its catalogue", True),
    "13": (NDXP, [], "claimed", "Claimed in use via NDXP; not observable from the Internet", False),
    "14": (
        over("ndxp", "connected", MINUTES),
        [],
        "registered",
        "There are minutes of the connection via NDXP of 30 September 2026; the exchange was not observed",
        False,
    ),
    "16": (
        over("ndxp", "upgrading"),
        [LISTED, OLDER],
        "registered",
        "Claimed: the connection via NDXP is being upgraded; the last exchange was seen on 9 October 2026",
        False,
    ),
    "17": (
        over("ndxp", "trial"),
        [LISTED, SUCCESS, ANSWER],
        "not_in_use",
        "On trial via NDXP, the owner says; a",
        False,
    ),
    "18": (
        over("ndxp", "planned", "planned_on: 2027-03-01"),
        [],
        "not_in_use",
        "via NDXP is planned, the owner names 1 March 2027",
        False,
    ),
    "19": (over("ndxp", "planned"), [LISTED, SUCCESS], "exchanging", "2026; the record still says planned", True),
    "20": (over("ndxp", "not-connected"), [], "not_in_use", "The owner says that it is not connected via NDXP", False),
    "21": (
        over("ndxp", "not-connected"),
        [LISTED, SUCCESS],
        "exchanging",
        "NDXP logged an exchange on 26 November 2026; the owner says that the connection is not in use",
        True,
    ),
    "21b": (
        "connections: none\n",
        [LISTED, SUCCESS],
        "exchanging",
        "the owner says that the connection is not in",
        True,
    ),
    "22": (over("ndxp", "ended"), [LISTED, OLDER], "not_in_use", "via NDXP has ended, the owner says; the last", False),
    "23": (UNDECLARED, [], "unknown", "It is not known whether the platform is connected", False),
    "24": (UNDECLARED, [LISTED], "registered", "In the catalogue of NDXP; the owner has declared no connection", False),
    "25": (UNDECLARED, [LISTED, SUCCESS], "exchanging", "2026; the owner has declared nothing of it", False),
    "26": (
        over("ndop", "connected"),
        [],
        "claimed",
        "Claimed via NDOP, which is not known to operate officially",
        False,
    ),
    "27": (over("ndop", "connected", MINUTES), [], "registered", "minutes of the connection via NDOP of 30 Sep", False),
}


@pytest.mark.parametrize("row", ROWS)
def test_each_row_has_its_sentence(row: str) -> None:
    said, seen, standing, sentence, conflict = ROWS[row]
    known = judged(said, *seen, hub_channel="ndxp" if seen else None, vantage="public").connected
    assert known is not None
    assert sentence in str(known.sentence)
    assert (known.standing, known.is_conflict) == (standing, conflict)


HELD = {
    "1": (EvidenceClass.THIRD_PARTY, date(2026, 11, 26)),
    "3": (EvidenceClass.THIRD_PARTY, date(2026, 11, 26)),
    "19": (EvidenceClass.THIRD_PARTY, date(2026, 11, 26)),
    "21": (EvidenceClass.THIRD_PARTY, date(2026, 11, 26)),
    "25": (EvidenceClass.THIRD_PARTY, date(2026, 11, 26)),
}
OLD = {"4", "16", "22"}
BROKEN = {"9", "10", "11", "12"}
ANSWERS = {"1": EvidenceClass.OBSERVED, "7": EvidenceClass.OBSERVED, "17": EvidenceClass.OBSERVED}
REACHABLE = {
    **ANSWERS,
    "8": EvidenceClass.OBSERVED,
    **dict.fromkeys(("3", "19", "21", "21b", "25"), EvidenceClass.THIRD_PARTY),
}


@pytest.mark.parametrize("row", ROWS)
def test_each_row_shows_its_stages_with_the_class_and_the_day_of_the_evidence(row: str) -> None:
    said, seen, *_ = ROWS[row]
    stages = {stage.rung: stage for stage in judged(said, *seen, hub_channel="ndxp").stages}
    exchanging, reachable = stages[Rung.EXCHANGING], stages[Rung.REACHABLE]
    assert (exchanging.state is StageState.EVIDENCED) == (row in HELD or row == "21b")
    assert (exchanging.state is StageState.OLD) == (row in OLD)
    assert (exchanging.state is StageState.BROKEN) == (row in BROKEN)
    if row in HELD:
        assert (exchanging.basis, exchanging.seen_on) == HELD[row]
    assert (reachable.state is StageState.EVIDENCED) == (row in REACHABLE)
    assert reachable.basis is REACHABLE.get(row) or reachable.state is StageState.OLD


GRANTED = AccessTrial(ANSWER, False, Attempt.GRANTED, True)
STRANGER = AccessTrial(replace(DENIED, client="VN/GOV/EXAMPLE/stranger"), True, Attempt.STRANGER, False)
MARKED = replace(ANSWER, marks=HubMarks("id-1"))


def test_an_exchange_in_both_logs_is_observed_on_both_sides() -> None:
    """Row 2: the call, the clients that may and may not, its message id and both entries."""
    ladder = judged(NDXP, LISTED, SUCCESS, MARKED, GRANTED, STRANGER, *LEGS, vantage="public")
    exchanging = next(stage for stage in ladder.stages if stage.rung is Rung.EXCHANGING)
    assert (exchanging.state, exchanging.basis) == (StageState.EVIDENCED, EvidenceClass.BOTH_SIDES)
    assert exchanging.seen_on == DAY
    known = ladder.connected
    assert known is not None
    assert (known.standing, known.is_conflict) == (Standing.EXCHANGING, False)
    assert str(known.sentence) == "Exchanging data via NDXP; observed on both sides on 28 November 2026"


def test_an_answer_and_an_entry_of_one_side_are_not_both_sides() -> None:
    ladder = judged(NDXP, LISTED, SUCCESS, MARKED, GRANTED, STRANGER, LEGS[0])
    exchanging = next(stage for stage in ladder.stages if stage.rung is Rung.EXCHANGING)
    assert exchanging.basis is not EvidenceClass.BOTH_SIDES


def test_a_refused_trial_says_what_a_refused_call_does() -> None:
    """Row 8 as an audit sees it: a refusal comes as a trial, and no call was made."""
    refused = AccessTrial(DENIED, True, Attempt.GRANTED, False)
    ladder = judged(NDXP, LISTED, refused)
    known = ladder.connected
    assert known is not None
    assert (known.standing, known.is_conflict) == (Standing.REGISTERED, False)
    assert str(known.sentence) == (
        "The service is there at NDXP; the caller has no right, so the exchange is not decided"
    )
    assert ladder.state_of(Rung.REACHABLE) is StageState.EVIDENCED
    assert ladder.state_of(Rung.EXCHANGING) is StageState.UNSEEN


def test_another_document_than_the_published_one_contradicts_the_claim() -> None:
    """Row 15."""
    document = "openapi: 3.1.0\ninfo: {title: Tra cứu, version: 1.0.0}\npaths: {/a: {get: {}}}\n"
    said = RECORD.replace("{id: a}", "{id: a, document: openapi.yaml}") + NDXP
    served = document.replace("1.0.0", "0.9.0")
    made = as_dossiers(all_rules()[0], Platform(said, {"openapi.yaml": document}, served=served))[0]
    report = compliance.judge(replace(made, collected_at=NOW), judging=compliance.Judging(as_of=DAY))
    known = report.subjects[0].ladder.connected
    assert known is not None
    assert (known.standing, known.is_conflict) == (Standing.CLAIMED, True)
    assert str(known.sentence) == (
        "Claimed in use; on 28 November 2026 the platform served another document than the published one"
    )


def test_an_exchange_over_a_trial_is_a_trial_whoever_saw_it() -> None:
    """Row 17 once more: the owner has declared something of it, and in both logs it is no more than that."""
    known = judged(over("ndxp", "trial"), LISTED, SUCCESS, ANSWER, *LEGS, hub_channel="ndxp").connected
    assert known is not None
    assert known.standing is Standing.NOT_IN_USE
    assert str(known.sentence) == "On trial via NDXP, the owner says; a trial exchange was seen on 28 November 2026"


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("planned", "the owner says that the connection over it is planned"),
        ("trial", "the owner says that the connection over it is on trial"),
        ("ended", "the owner says that the connection over it is not in use"),
        ("not-connected", "the owner says that the connection over it is not in use"),
    ],
)
def test_of_a_service_in_the_catalogue_the_owner_is_told_with_what_he_said(state: str, said: str) -> None:
    """Row 24 beside a record that does say something of the connection."""
    known = judged(over("ndxp", state), LISTED, hub_channel="ndxp").connected
    assert known is not None
    assert str(known.sentence) == f"In the catalogue of NDXP; {said}"


def test_a_channel_inside_the_agency_is_named_as_that() -> None:
    """Row 28: only who ran the audit can say that the hub was the one of the agency."""
    said = over("lgsp", "connected")
    within = judged(said, LISTED, SUCCESS, hub_channel="lgsp").connected
    assert within is not None
    assert within.standing is Standing.EXCHANGING_ELSEWHERE
    assert "inside the agency via LGSP, last seen on 26 November 2026; no connection to NDXP seen" in str(
        within.sentence
    )
    unnamed = judged(said, LISTED, SUCCESS, hub_channel=None).connected
    assert unnamed is not None
    assert "LGSP" not in str(unnamed.sentence)
    assert unnamed.standing is Standing.EXCHANGING_UNNAMED


@pytest.mark.parametrize("channel", ["api", "dedicated"])
def test_a_direct_connection_that_answers_is_shown_as_that(channel: str) -> None:
    """Row 29."""
    answer = replace(DIRECT, operation=Place("openapi.yaml", "/paths/~1a/get"))
    known = judged(over(channel, "connected").replace("network: state", "network: internet"), answer).connected
    assert known is not None
    assert (known.standing, "Connected directly, observed on 28 Nov" in str(known.sentence)) == (
        Standing.ANSWERED,
        True,
    )


def test_what_a_mock_hub_shows_is_said_to_be_simulated() -> None:
    """Row 30, in both languages."""
    made = as_dossiers(all_rules()[0], Platform(RECORD + NDXP, observations=(LISTED, SUCCESS, ANSWER)))[0]
    made = replace(made, collected_at=NOW, hub_channel="ndxp", is_simulated=True)
    report = compliance.judge(made, judging=compliance.Judging(as_of=DAY))
    assert report.subjects[0].ladder.connected is not None
    assert report.subjects[0].ladder.connected.standing is Standing.EXCHANGING
    english, vietnamese = (" ".join(compliance.render(report, language=each).split()) for each in ("en", "vi"))
    assert "SIMULATED: Exchanging data via NDXP; by the log of NDXP and our call on 28 November 2026" in english
    assert "MÔ PHỎNG: Đang trao đổi dữ liệu qua NDXP; theo nhật ký của NDXP" in vietnamese


def test_a_platform_of_an_earlier_list_is_listed_and_told_as_that() -> None:
    """Row 31."""
    said = RECORD.replace("vi-du", "data-exchange-marketplace") + NDXP
    made = as_dossiers(all_rules()[0], Platform(said))[0]
    ladder = compliance.judge(made, judging=compliance.Judging(as_of=DAY)).subjects[0].ladder
    assert ladder.listed is Listed.EARLIER
    assert any("on the earlier list" in str(line) and "no entry of that name" in str(line) for line in ladder.evidence)
    assert ladder.connected is not None
    assert str(ladder.connected.sentence) == "Claimed in use via NDXP; not observed"
    assert ladder.claimed is Rung.EXCHANGING


# What the record alone claims, by the state that it gives; none where it gives none (rows 1 to 27)
IN_USE = {"1", "3", "4", "5", "5b", "6", "7", "8", "9", "9b", "10", "11", "12", "13", "14", "16", "26", "27"}


@pytest.mark.parametrize("row", ROWS)
def test_each_row_claims_what_its_record_says_and_no_more(row: str) -> None:
    ladder = judged(ROWS[row][0], *ROWS[row][1])
    assert (ladder.claimed is Rung.EXCHANGING) == (row in IN_USE)


@pytest.mark.parametrize(("row", "channel"), [("9", "lgsp"), ("10", "lgsp"), ("11", "ndop"), ("19", "lgsp")])
def test_another_channel_than_the_claimed_one_contradicts_no_claim(row: str, channel: str) -> None:
    """Rule of reading d: a conflict is on the same channel."""
    said, seen, *_ = ROWS[row]
    known = judged(said, *seen, hub_channel=channel).connected
    assert known is not None
    owner_says_unused = row == "19"  # because an exchange over whatever hub contradicts that nothing is in use
    assert known.is_conflict == owner_says_unused


def test_intermediaries_are_told_apart_and_not_counted() -> None:
    own = RECORD.replace("vi-du", "truc-vi-du") + "intermediary: ndxp\n"
    platforms = [as_dossiers(all_rules()[0], Platform(each))[0] for each in (RECORD + NDXP, own)]
    report = compliance.judge(*platforms, judging=compliance.Judging(as_of=DAY))
    text = " ".join(compliance.render(report).split())
    assert "Of 1 platforms: 0 exchanging data via NDXP (evidenced), 1 connected by their record's word only." in text
    assert "1 more are intermediaries that these connect through; they are not among them." in text
    counted = json.loads(compliance.render(report, "json"))["summary"]["connection"]
    assert (counted["claimed"], counted["intermediary"]) == (1, 1)
    alone = compliance.judge(platforms[1], judging=compliance.Judging(as_of=DAY))
    assert "An intermediary that other platforms connect through: NDXP" in compliance.render(alone)
    assert "Platforms: which are connected" in compliance.render(alone, "html")


@pytest.mark.parametrize(
    ("log", "days"), [(SUCCESS, ("2026-11-26", "2026-12-26")), (OLDER, ("2026-10-09", "2026-11-08"))]
)
def test_an_exchange_of_others_counts_for_thirty_days_and_is_due_until_then(
    log: ActivitySummary, days: tuple[str, str]
) -> None:
    found = report(NDXP, LISTED, log)
    seen, until = map(date.fromisoformat, days)
    stage = next(stage for stage in found.subjects[0].ladder.stages if stage.rung is Rung.EXCHANGING)
    assert (stage.state is StageState.OLD, stage.seen_on, stage.counts_until) == (until < DAY, seen, until)
    due = next(item for item in found.due if "exchanging" in str(item.what))
    assert (due.kind, due.day, due.subjects, due.is_past) == (DueKind.EVIDENCE, until, ("vi-du",), until < DAY)
