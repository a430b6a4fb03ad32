"""Politeness: what a server sees of it."""

import pytest

from compliance.model.record import Record, Service
from compliance.probes.collect import collect_all
from compliance.probes.net.rate_limit import StartTimes
from compliance.probes.settings import Mode, NetworkSettings
from compliance.probes.target import Target

OK = b"HTTP/1.1 204 No Content\r\n\r\n"


def targets(port, count):
    services = [Service("api", base_url=f"http://127.0.0.1:{port}/")]
    return [Target(Record(f"p{number}", None, services=services)) for number in range(count)]


@pytest.mark.parametrize("concurrency", [1, 3])
def test_server_sees_no_more_connections_at_once_than_allowed(servers, concurrency):
    listener = servers.answer(OK, pause=0.02, crowd=concurrency)
    settings = NetworkSettings(rate=1000, concurrency=concurrency, allow_private=True)
    collect_all(targets(listener.port, 12), settings, lambda _: None)
    assert (len(listener.requests), listener.most_at_once) == (12, concurrency)


def test_no_more_platforms_are_looked_at_side_by_side_than_allowed(servers):
    listener = servers.answer(OK, pause=0.02, crowd=2)
    settings = NetworkSettings(rate=1000, concurrency=50, platforms=2, allow_private=True)
    collect_all(targets(listener.port, 8), settings, lambda _: None)
    assert (len(listener.requests), listener.most_at_once) == (8, 2)


def test_first_starts_are_immediate_and_later_ones_keep_the_rate():
    starts = StartTimes(2.0)
    assert [starts.book(now=10.0) for _ in range(5)] == [0, 0, 1, 1, 2]
    assert starts.book(now=100.0) == 0


def test_rate_below_one_spaces_the_starts():
    starts = StartTimes(0.5)
    assert [starts.book(now=0.0) for _ in range(3)] == [0, 2, 4]


@pytest.mark.parametrize("name", ["timeout", "rate", "concurrency", "platforms", "body_limit"])
def test_limit_that_lets_nothing_through_is_bad_usage(name):
    with pytest.raises(ValueError, match=f"{name} is 0, a number above 0 is required"):
        NetworkSettings(**{name: 0})


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_limit_that_is_no_finite_number_is_bad_usage(value):
    with pytest.raises(ValueError, match=f"timeout is {value}, a number above 0 is required"):
        NetworkSettings(timeout=value)


def test_a_server_that_never_answers_is_not_asked_for_every_read(servers, tls, document):
    async def handler(reader, writer):
        listener.requests.append((await reader.readuntil(b"\r\n\r\n")).decode())
        await reader.read()

    listener = servers.listen(handler, tls())
    operations = document(*((f"/list-{number}", {"get": {}}) for number in range(20)))
    service = Service("api", base_url=f"https://127.0.0.1:{listener.port}/v1", plain_http_url="http://127.0.0.1:1/")
    settings = NetworkSettings(timeout=0.5, rate=1000, allow_private=True, mode=Mode.STAGING)
    record = Record("platform", None, services=[service])
    looks = collect_all([Target(record, {"api": operations})], settings, lambda _: None)["platform"]
    assert len(listener.requests) < 15
    assert any("without an answer: it is not asked again in this run" in str(gap.message) for gap in looks.gaps)
