"""All looks together: discovery, order, isolation, many platforms."""

import asyncio

import pytest

from compliance.model.gap import Gap
from compliance.model.location import Place
from compliance.model.observation import OBSERVATIONS, TlsHandshake
from compliance.model.record import Record, Service
from compliance.model.text import Message
from compliance.probes.collect import collect_all, look_at
from compliance.probes.context import probe_context
from compliance.probes.probe import Probe, all_probes
from compliance.probes.settings import NetworkSettings
from compliance.probes.target import Target

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


def service(name, address):
    """Plain HTTP is asked at the port for TLS, so that nothing but these servers is."""
    return Service(name, base_url=f"https://{address}", plain_http_url=f"http://{address}")


def target(slug, port, document):
    return Target(Record(slug, None, services=[service("api", f"127.0.0.1:{port}/{slug}")]), {"api": document})


def place_of(target):
    yield target.record


async def crash(*_):
    yield TlsHandshake("a.example", "TLSv1.3")
    raise KeyError("a secret that was received")


async def see(*_):
    yield TlsHandshake("b.example", "TLSv1.3")


def crash_at_once(_):
    raise RuntimeError("a secret that was planned")


def test_probes_are_found_by_walking_the_package():
    assert [probe.name for probe in all_probes()] == [
        "changes_since",
        "cross_origin",
        "http_exchange",
        "hub_activity",
        "hub_document",
        "hub_exchange",
        "hub_listing",
        "hub_passing",
        "hub_trials",
        "link_checks",
        "name_lookup",
        "page_walk",
        "repeated_read",
        "served_document",
        "tls_handshake",
        "trials",
    ]
    seen = frozenset().union(*(probe.sees for probe in all_probes()))
    assert seen <= {kind.__name__ for kind in OBSERVATIONS} | {"ServedSpecPair", "HubSpecPair"}


@pytest.mark.parametrize(
    ("broken", "error"),
    [
        (Probe(frozenset({"TlsHandshake"}), place_of, crash), "KeyError"),
        (Probe(frozenset({"TlsHandshake"}), crash_at_once, see), "RuntimeError"),
    ],
)
def test_crash_of_one_probe_is_a_gap_and_the_others_go_on(broken, error):
    sound = Probe(frozenset({"HttpExchange"}), place_of, see)
    record = Record("p", None, services=[Service("api", base_url="https://a.example")])
    looks = asyncio.run(look_at(Target(record), probe_context(NetworkSettings()), [broken, sound]))
    (gap,) = looks.gaps
    assert (gap.hides, gap.is_failure) == ({"TlsHandshake"}, True)
    assert f"crashed with {error}" in str(gap.message)
    assert "secret" not in repr(looks)
    assert "b.example" in [seen.host for seen in looks.observations]


def test_gaps_that_say_the_same_are_kept_once():
    async def twice(*_):
        for _ in range(2):
            yield Gap(frozenset({"Certificate"}), Place("tls://a"), Message.of("the same"))

    record = Record("p", None, services=[Service("api", base_url="https://a.example")])
    probe = Probe(frozenset({"Certificate"}), place_of, twice)
    assert len(asyncio.run(look_at(Target(record), probe_context(NetworkSettings()), [probe])).gaps) == 1


def test_order_of_observations_does_not_depend_on_who_answers_first(servers, tls, look):
    slow, fast = servers.answer(OK, tls(), pause=0.1), servers.answer(OK, tls())
    services = [service(str(port), f"127.0.0.1:{port}/") for port in (slow.port, fast.port)]
    kinds = [type(seen).__name__ for seen in look(*services).observations]
    assert (
        kinds
        == ["TlsHandshake"] * 6 + ["Certificate"] * 2 + ["NameLookup"] * 2 + ["HttpExchange"] * 4 + ["Sampling"] * 2
    )
    assert [seen.at for seen in look(*services).observations] == [
        seen.at for seen in look(*reversed(services)).observations
    ]


def test_a_fleet_is_looked_at_and_each_platform_reported_when_done(servers, tls, closed_port, document):
    context = tls()
    ports = {f"p{number}": servers.answer(OK, context).port for number in range(55)}
    ports["down"] = closed_port
    done = []
    settings = NetworkSettings(allow_private=True, timeout=60)
    looks = collect_all([target(slug, port, document()) for slug, port in ports.items()], settings, done.append)
    assert list(looks) == list(ports)
    assert sorted(done) == sorted(ports)
    assert {len(looks[slug].observations) for slug in ports if slug != "down"} == {8}
    assert all(not looks[slug].gaps for slug in ports if slug != "down")
    assert [type(seen).__name__ for seen in looks["down"].observations] == ["NameLookup", "Sampling"]


def test_target_that_crashes_the_look_costs_no_other_its_evidence(servers, settings, document):
    listener = servers.answer(OK)
    broken = Target(Record("broken", None, services=[Service("api", base_url=5)]))
    plain = Service("api", base_url=f"http://127.0.0.1:{listener.port}")
    good = Target(Record("good", None, services=[plain]), {"api": document(("/x", {"get": {}}))})
    looks = collect_all([broken, good], settings, lambda _: None)
    (gap,) = looks["broken"].gaps
    assert gap.hides == {"endpoint", "exchange"}
    assert "the checker itself failed" in str(gap.message)
    assert looks["good"].observations
