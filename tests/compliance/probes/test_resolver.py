"""Names: looked up once, each in its own time, and never waited for at the end."""

import asyncio
import threading

import pytest

from compliance.loading.facts.vocabulary import networks
from compliance.model.record import Connection, Record, Service
from compliance.probes.collect import collect_all
from compliance.probes.net.resolver import run_blocking
from compliance.probes.settings import NetworkSettings
from compliance.probes.target import Target

OK = b"HTTP/1.1 204 No Content\r\n\r\n"


def target(slug, document, *hosts, port=443, **record):
    services = [
        Service(host, base_url=f"https://{host}:{port}", plain_http_url=f"http://{host}:{port}") for host in hosts
    ]
    return Target(Record(slug, None, services=services, **record), dict.fromkeys(hosts, document))


def over(network):
    return Connection("ndxp", network=network, carrier=networks().find(network))


def test_names_that_hang_leave_their_own_gap_and_starve_nobody(servers, tls, document):
    asked = []

    async def resolver(server):
        asked.append(server.host)
        if server.host.startswith("dead"):
            await asyncio.sleep(600)
        return ["127.0.0.1"]

    dead = target("dead", document(), *(f"dead{number}.example" for number in range(6)))
    alive = target("alive", document(), "alive.example", port=servers.answer(OK, tls()).port)
    settings = NetworkSettings(timeout=5, rate=1000, platforms=2, allow_private=True)
    looks = collect_all([dead, alive], settings, lambda _: None, resolver=resolver)
    assert sorted(asked) == ["alive.example", *(f"dead{number}.example" for number in range(6))]
    assert not looks["alive"].gaps
    messages = {str(gap.message) for gap in looks["dead"].gaps}
    assert "the name dead0.example was not resolved within 5 seconds" in messages
    assert all("was not resolved within" in message for message in messages)


def test_name_on_the_state_network_that_hangs_is_not_observable_from_here(document):
    async def resolver(_):
        await asyncio.sleep(600)

    hidden = target("p", document(), "a.example", connections=[over("state")])
    looks = collect_all([hidden], NetworkSettings(timeout=0.1), lambda _: None, resolver=resolver)["p"]
    assert all("not observable from this vantage" in str(gap.message) for gap in looks.gaps)


def test_thread_that_hangs_is_not_waited_for():
    release, is_over = threading.Event(), threading.Event()

    def hang():
        release.wait(600)
        is_over.set()

    with pytest.raises(TimeoutError):
        asyncio.run(asyncio.wait_for(run_blocking(hang), 0.05))
    assert not is_over.is_set()
    release.set()


def test_error_of_the_work_is_the_error_of_the_wait():
    def fail():
        raise OSError("no such name")

    with pytest.raises(OSError, match="no such name"):
        asyncio.run(run_blocking(fail))


@pytest.mark.parametrize("network", ["state", "tslcd", "Mạng truyền số liệu chuyên dùng"])
def test_platform_on_the_state_network_is_not_observable_from_here(look, network):
    unseen = Service("api", base_url="https://api.tslcd.example/v1")
    looks = look(unseen, names={}, connections=[over(network)])
    assert len(looks.gaps) == 3
    assert all("not observable from this vantage" in str(gap.message) for gap in looks.gaps)
    assert all(gap.is_failure for gap in looks.gaps)


def test_platform_that_is_also_on_the_internet_is_simply_not_found(look):
    connections = [over("state"), over("internet")]
    looks = look(Service("api", base_url="https://api.example"), names={}, connections=connections)
    assert {str(gap.message) for gap in looks.gaps} == {"the name api.example could not be resolved"}
