"""The fleet: one simulated platform for every member of the national list, and its files."""

import gc
import socket
import threading
from collections import Counter
from hashlib import sha256
from urllib.parse import urlsplit

import pytest
import yaml

from mocks.platform.documented import operations
from mocks.platform.looking import any_caller
from ndxp_mocks import Fleet, Platform, known_faults, serve, serve_all
from ndxp_mocks.platform.linkage import OTHERS, USUAL
from ndxp_mocks.platform.openapi import document
from ndxp_mocks.serving.fleet import fleet as fleet_of
from ndxp_mocks.specs import members


def test_same_seed_gives_the_same_fleet() -> None:
    assert fleet_of(7) == fleet_of(7)
    assert [document(each) for each in fleet_of(7)[:5]] == [document(each) for each in fleet_of(7)[:5]]


def test_another_seed_gives_another_mixture_and_other_data() -> None:
    first, second = fleet_of(7), fleet_of(8)
    assert [each.faults for each in first] != [each.faults for each in second]
    assert document(first[0]) != document(second[0])


@pytest.mark.parametrize("seed", [7, 2026])
def test_every_fault_on_paper_is_there_and_each_on_a_platform_that_shows_it(seed: int) -> None:
    dealt = {name for each in fleet_of(seed) for name in each.faults}
    running = {name for name, fault in known_faults().items() if fault.runs}
    assert dealt - running == known_faults().keys() - running
    # because there are more of them than platforms that are to have one
    assert len(dealt & running) >= 12
    assert not any(known_faults()[name].needs_a_name for name in dealt)
    for each in fleet_of(seed):
        assert all(known_faults()[name].shows_on(each.description) for name in each.faults)


def test_nearly_half_of_the_platforms_are_flawless_and_only_running_ones_have_two_faults() -> None:
    numbers = [len(each.faults) for each in fleet_of()]
    assert 33 <= numbers.count(0) <= 40
    assert max(numbers) == 2
    for each in fleet_of():
        assert len(each.faults) < 2 or all(known_faults()[name].runs for name in each.faults)


@pytest.mark.parametrize("seed", [7, 2026])
def test_fleet_is_connected_in_every_way_and_a_fault_shows_in_none_that_hides_it(seed: int) -> None:
    platforms = fleet_of(seed)
    found = Counter(each.linkage.name for each in platforms)
    assert found.keys() == {USUAL.name, *(each.name for each in OTHERS)}
    assert max(found.values()) < 30
    assert all(each.linkage.suits(each.entry) for each in platforms)
    assert [each.linkage for each in platforms if each.entry.intermediary] == [USUAL] * 3
    for each in platforms:
        faults = [known_faults()[name] for name in each.faults]
        assert not (each.linkage.is_remote and any(fault.runs for fault in faults))
        assert each.linkage == USUAL or not any(fault.needs_a_connection for fault in faults)


def test_connections_do_not_follow_the_faults_but_the_seed() -> None:
    first, second = fleet_of(7), fleet_of(8)
    assert [each.linkage for each in first] == [each.linkage for each in fleet_of(7)]
    assert [each.linkage for each in first] != [each.linkage for each in second]
    assert Platform().linkage == USUAL


def test_nobody_answers_at_the_address_of_a_platform_that_is_out_of_reach(fleet: Fleet) -> None:
    told = {path.stem: yaml.load(path.read_text("utf-8"), yaml.CSafeLoader) for path in fleet.records}
    remote = [slug for slug, served in fleet.platforms.items() if served.platform.linkage.is_remote]
    ports = [urlsplit(told[slug]["services"][0]["base_url"]).port for slug in remote]
    assert len(set(ports)) == len(remote) > 5
    for port in ports:
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_what_others_connect_through_says_so(fleet: Fleet) -> None:
    told = {path.stem: yaml.load(path.read_text("utf-8"), yaml.CSafeLoader) for path in fleet.records}
    own = {slug: record["intermediary"] for slug, record in told.items() if "intermediary" in record}
    assert sorted(own.values()) == ["document-axis", "ndop", "ndxp"]


def test_fleet_has_one_platform_for_every_member(fleet: Fleet) -> None:
    assert list(fleet.platforms) == [entry.slug for entry in members()]
    assert len({served.url for served in fleet.platforms.values()}) == 79


def test_every_platform_serves_its_document_to_anyone(fleet: Fleet) -> None:
    for served in fleet.platforms.values():
        with any_caller(served) as client:
            is_published = client.get("openapi.json").json() == document(served.platform)
            assert is_published is ("served-document-differs" not in served.faults)


def test_every_documented_read_answers_as_documented(fleet: Fleet) -> None:
    running = {name for name, fault in known_faults().items() if fault.runs}
    for served in fleet.platforms.values():
        if not served.faults.isdisjoint({*running, "answer-without-schema"}):
            continue
        with any_caller(served) as client:
            for each in operations(document(served.platform)):
                if each.method == "get":
                    answer = client.get(each.url)
                    assert answer.status_code == 200, each.url
                    assert each.flaws(200, answer.headers["content-type"], answer.json()) == []


def test_every_record_repeats_the_registry_and_says_simulated(fleet: Fleet) -> None:
    for path, entry in zip(fleet.records, members(), strict=True):
        text = path.read_text(encoding="utf-8")
        record = yaml.load(text, yaml.CSafeLoader)
        assert text.startswith("# MÔ PHỎNG / SIMULATED")
        assert (record["slug"], record["name_vi"]) == (entry.slug, entry.name_vi)
        assert record["simulated"] is True
        assert record["environment"] == "staging"
        assert record["list_memberships"][0]["number"] == "1132/QĐ-TTg"
        assert {each["list"] for each in record["list_memberships"][1:]} <= {"list-2025-55"}


def test_record_leads_to_the_document_and_the_running_platform(fleet: Fleet) -> None:
    for path, served in zip(fleet.records, fleet.platforms.values(), strict=True):
        (service,) = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)["services"]
        is_told = (service["base_url"], service["plain_http_url"]) == (served.base_url, served.plain_base_url)
        assert is_told is not served.platform.linkage.is_remote
        if "document-missing" in served.faults:
            assert "document" not in service
            continue
        described = (path.parent / service["document"]).read_text(encoding="utf-8")
        assert described.startswith("# MÔ PHỎNG / SIMULATED")
        assert yaml.load(described, Loader=yaml.CSafeLoader) == document(served.platform)
        assert service["document_hash"] == f"sha256:{sha256(described.encode('utf-8')).hexdigest()}"


def test_only_wholly_open_platforms_declare_open_sharing(fleet: Fleet) -> None:
    for path, served in zip(fleet.records, fleet.platforms.values(), strict=True):
        (service,) = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)["services"]
        is_open = all(each.is_open for each in operations(document(served.platform)))
        assert service["sharing_form"] == ("open" if is_open else "default")


def test_authority_of_the_fleet_is_written(fleet: Fleet) -> None:
    assert fleet.ca_file == fleet.directory / "ca.pem"
    assert fleet.ca_file.read_text().startswith("-----BEGIN CERTIFICATE-----")


@pytest.mark.usefixtures("sockets_and_processes")
def test_end_leaves_no_thread_no_port_and_no_file() -> None:
    before = set(threading.enumerate())
    with serve_all([Platform(), Platform(faults={"old-tls"})]) as platforms:
        ports = [port for served in platforms for port in (served.port, served.plain_port)]
    assert set(threading.enumerate()) == before
    assert not platforms[0].ca_file.exists()
    gc.collect()
    for port in ports:
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", port)) != 0


@pytest.mark.usefixtures("sockets_and_processes")
def test_client_that_stays_connected_does_not_hold_up_the_end() -> None:
    with serve(Platform()) as served:
        half_open = socket.create_connection(("127.0.0.1", served.port))
        idle = socket.create_connection(("127.0.0.1", served.plain_port))
    with half_open, idle:
        assert idle.recv(1) == b""


@pytest.mark.usefixtures("sockets_and_processes")
def test_error_in_the_block_ends_the_platforms_too() -> None:
    before = set(threading.enumerate())
    with pytest.raises(LookupError), serve_all([Platform(), Platform()]):
        raise LookupError
    assert set(threading.enumerate()) == before
