"""Whether a platform exchanges data: record and hub in, one of six answers out."""

import pytest

from compliance.judgement.ladder import ladder
from compliance.loading.facts.ladder import stages
from compliance.loading.records import read_record
from compliance.loading.syntax.parse import parse
from compliance.model.dossier import Dossier, Kind
from compliance.model.grades import Basis, Outcome, Proof
from compliance.model.ladder import Connection
from compliance.model.verdict import Ladder, Verdict

EXCHANGING = next(stage for stage in stages() if stage.signs)
LISTED, ANSWERS = EXCHANGING.signs
CONNECTED = "connections: [{via: NDXP, status: in use}]"


def climbed(said: str, *verdicts: Verdict) -> Ladder:
    """The ladder of a record that says something of its connections."""
    text = f"slug: tax\nowner: {{code: G12}}\n{said}\n"
    record = read_record(parse("platform.yaml", text.encode()))
    return ladder(Dossier("tax", Kind.PLATFORM, record), verdicts, stages())


def verdict(rule: str, outcome: Outcome, basis: Basis = Basis.OBSERVED) -> Verdict:
    return Verdict(rule, (), outcome, None, Proof.CONCLUSIVE, 1, basis=basis)


def all_of_exchange() -> tuple[Verdict, ...]:
    return tuple(verdict(rule, Outcome.MET) for rule in EXCHANGING.rules)


@pytest.mark.parametrize(
    ("said", "connection"),
    [
        (CONNECTED, Connection.CLAIMED),
        ("connections: [{via: NDXP, status: planned}]", Connection.NOT_IN_USE),
        ("connections: [{via: NDXP, status: trial}, {via: NDOP, status: ended}]", Connection.NOT_IN_USE),
        ("connections: [{via: NDXP, status: planned}, {via: LGSP, status: in use}]", Connection.CLAIMED),
        ("connections: none", Connection.NOT_IN_USE),
        ("connections: none\nprovenance: {declared: false}", Connection.UNKNOWN),
        ("connections: [{via: NDXP, status: nobody knows}]", Connection.UNKNOWN),
        ("connections: [{via: NDXP}]", Connection.UNKNOWN),
        ("connections: []", Connection.UNKNOWN),
        ("", Connection.UNKNOWN),
    ],
)
def test_without_a_look_there_is_what_the_owner_says(said: str, connection: Connection) -> None:
    assert climbed(said).connection is connection


@pytest.mark.parametrize("sign", [LISTED, ANSWERS])
def test_a_service_that_the_hub_knows_is_registered_whatever_its_record_says(sign: str) -> None:
    for said in (CONNECTED, "connections: none", ""):
        assert climbed(said, verdict(sign, Outcome.MET)).connection is Connection.DOCUMENTED
    assert climbed(CONNECTED, verdict(sign, Outcome.MET, Basis.DECLARED)).connection is Connection.CLAIMED


@pytest.mark.parametrize(("channel", "connection"), [("NDXP", Connection.NATIONAL), ("LGSP", Connection.OTHER)])
def test_an_exchange_is_told_with_its_channel(channel: str, connection: Connection) -> None:
    found = climbed(f"connections: [{{via: {channel}, status: in use}}]", *all_of_exchange())
    assert found.connection is connection
    assert found.connection.is_exchanging


@pytest.mark.parametrize("sign", [LISTED, ANSWERS])
def test_what_was_seen_at_the_hub_may_speak_against_a_claim_and_against_nothing_else(sign: str) -> None:
    broken = verdict(sign, Outcome.BREACHED)
    assert climbed(CONNECTED, broken).is_contradicted
    assert climbed(CONNECTED, broken).connection is Connection.CLAIMED
    assert not climbed("connections: none", broken).is_contradicted
    assert not climbed(CONNECTED, verdict(sign, Outcome.NOT_OBSERVED)).is_contradicted
