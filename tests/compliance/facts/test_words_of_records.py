"""Words of records: recognised once when read, so that every rule, probe and stage understands the same."""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

import compliance
from compliance.actions._targets import target_dossiers
from compliance.actions.settings import NetworkSettings, Reading
from compliance.loading.facts.vocabulary import channels, connection_states, networks
from compliance.model.record import Record
from compliance.model.vocabulary import spellings

Run = Callable[..., Any]
Write = Callable[[str, str], Any]
pytestmark = pytest.mark.usefixtures("run")
RULE = "record.connection_names_its_channel"


@pytest.fixture
def said(run: Run, write: Write) -> Callable[[str], tuple[str, str | None]]:
    """What `compliance check` says of a record with this connection: the verdict on its channel, the stage claimed."""

    def check(connection: str) -> tuple[str, str | None]:
        write("record.yaml", f"slug: a\nowner: {{code: G12}}\nconnections: [{connection}]\n")
        (subject,) = json.loads(run("check", "record.yaml", "--format", "json").out)["subjects"]
        outcomes = {verdict["rule"]: verdict["outcome"] for verdict in subject["verdicts"]}
        return outcomes[RULE], subject["ladder"]["claimed"]

    return check


@pytest.mark.parametrize(
    "connection",
    [
        "{via: ndxp, status: connected, network: state}",
        "{via: NDXP, status: connected, network: state}",
        "{via: ' Ndxp ', status: CONNECTED, network: TSLCD}",
        "{via: lgsp, status: operating, network: internet}",
        "{via: NDOP, status: Đang khai thác, network: Mạng truyền số liệu chuyên dùng}",
        "{via: Nền tảng tích hợp chia sẻ dữ liệu của bộ tỉnh, status: in_use, network: state}",
    ],
)
def test_a_connection_meets_its_rule_and_claims_its_stage_however_it_is_spelt(
    said: Callable[[str], tuple[str, str | None]], connection: str
) -> None:
    assert said(connection) == ("met", "exchanging")


@pytest.mark.parametrize(
    ("connection", "expected"),
    [
        ("{via: Direct, status: Connected, network: internet}", ("met", None)),
        ("{via: NDXP, status: planned, network: state}", ("met", None)),
        ("{via: NDXP, status: soon, network: state}", ("met", None)),
        ("{via: fax, status: connected, network: state}", ("met", None)),
        ("{via: NONE, status: connected, network: state}", ("breached", None)),
        ("{via: ndxp, status: connected, network: None}", ("breached", "exchanging")),
        ("{connected: 'NO'}", ("not_applicable", None)),
    ],
)
def test_what_is_no_use_of_a_hub_claims_no_exchange(
    said: Callable[[str], tuple[str, str | None]], connection: str, expected: tuple[str, str | None]
) -> None:
    assert said(connection) == expected


def test_the_library_judges_as_the_command_does(write: Write) -> None:
    path = write("record.yaml", "slug: a\nowner: {code: G12}\nconnections: [{via: NDXP, status: Connected}]\n")
    assert [subject.ladder.claimed for subject in compliance.check(path).subjects] == ["exchanging"]


def record(write: Write, connections: str) -> Record:
    path = write("record.yaml", f"slug: a\nowner: {{code: G12}}\nconnections: {connections}\n")
    (dossier,) = target_dossiers([str(path)], Reading(), NetworkSettings())
    assert dossier.record is not None
    return dossier.record


@pytest.mark.parametrize(
    ("connection", "code"),
    [
        ("{via: Direct, network: state}", "dedicated"),
        ("{via: direct}", "dedicated"),
        ("{via: direct, network: Internet}", "api"),
        ("{via: kết nối trực tiếp}", "dedicated"),
        ("{via: LDOP}", "ldop"),
        ("{via: document axis}", "document-axis"),
        ("{via: Trục liên thông văn bản quốc gia}", "document-axis"),
        ("{via: fax}", "other"),
        ("{via: none}", None),
        ("{network: state}", None),
    ],
)
def test_a_channel_is_one_of_eight(write: Write, connection: str, code: str | None) -> None:
    (found,) = record(write, f"[{connection}]").listed_connections()
    assert (found.channel.code if found.channel else None) == code


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("connected", ("in-use", True)),
        ("Đang khai thác", ("in-use", True)),
        ("đã kết nối", ("in-use", True)),
        ("upgrading", ("upgrading", True)),
        ("trial", ("trial", False)),
        ("Kết thúc", ("ended", False)),
    ],
)
def test_a_state_is_one_of_six_and_old_words_keep_their_meaning(
    write: Write, status: str, expected: tuple[str, bool]
) -> None:
    (found,) = record(write, f"[{{via: ndxp, status: {status}}}]").listed_connections()
    assert (found.status, found.is_connected) == expected


def test_a_word_on_no_list_stays_as_it_was_written(write: Write) -> None:
    (connection,) = record(write, "[{via: Fax Nhanh, status: Sắp xong, network: VPN}]").listed_connections()
    assert (connection.via, connection.status, connection.network) == ("Fax Nhanh", "Sắp xong", "VPN")


@pytest.mark.parametrize(
    ("connections", "expected"),
    [
        ("[{network: State}, {network: TSLCD}]", True),
        ("[{network: state}, {network: Internet}]", False),
        ("[{network: state}, {via: ndxp}]", False),
        ("[]", False),
        ("none", False),
    ],
)
def test_a_platform_is_on_the_state_network_with_all_its_connections(
    write: Write, connections: str, expected: bool
) -> None:
    assert record(write, connections).is_on_state_network is expected


def test_parts_of_a_record_know_their_place(write: Write) -> None:
    known = record(write, "[{via: ndxp}, {via: lgsp}]\nservices: [{id: a}]")
    parts = (known, *known.listed_services(), *known.listed_connections())
    assert [part.at.pointer for part in parts] == ["", "/services/0", "/connections/0", "/connections/1"]


@pytest.mark.parametrize("vocabulary", [channels, connection_states, networks])
def test_no_spelling_means_two_entries_or_nothing(vocabulary: Callable[[], Any]) -> None:
    counted = Counter(spelling for entry in vocabulary().entries for spelling in set(spellings(entry)))
    assert [spelling for spelling, count in counted.items() if count > 1] == []
    assert not {"none", ""} & counted.keys()
