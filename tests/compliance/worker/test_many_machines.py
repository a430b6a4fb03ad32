"""Several workers on one PostgreSQL: killed, cut off from the database, and never two of them at one host."""

import random
import socket
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

import compliance
from compliance.model.order import OrderState
from tools import postgres
from tools.asked_hosts import Hosts

from .conftest import Work

pytestmark = [pytest.mark.system, pytest.mark.usefixtures("sockets_and_processes")]

PLATFORMS = 12


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    with postgres.serving() as served:
        yield served


@pytest.fixture
def shared(server: postgres.Server, tmp_path: Path, hosts: Hosts) -> Iterator[Work]:
    """Work in an empty database."""
    engine = create_engine(server.address)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE; CREATE SCHEMA public"))
        connection.execute(text("DROP SCHEMA IF EXISTS compliance_jobs CASCADE"))
    engine.dispose()
    made = Work(tmp_path, server.address, hosts)
    try:
        yield made
    finally:
        made.end()


def is_whole(work: Work, order: str, count: int = PLATFORMS) -> None:
    """Check that a run ended complete, with each platform once and the report that one process makes."""
    done = work.wait_for_end(order)
    assert (done.state, done.planned, done.judged, done.failed) == (OrderState.COMPLETE, count, count, 0), work.said()
    report = compliance.kept_report(history=work.place)
    assert [subject.id for subject in report.subjects] == [f"nen-tang-{number}" for number in range(count)]
    records = [work.folder / f"nen-tang-{number}.yaml" for number in range(count)]
    assert work.report() == work.audited(*records)


def test_workers_that_are_killed_lose_and_double_nothing(shared: Work) -> None:
    shared.hosts.delay = 0.1
    shared.add(*shared.records([[number] for number in range(PLATFORMS)]))
    order = shared.ask()
    shared.start()
    shared.start()
    moments = random.Random(15)
    for kill in range(3):
        shared.wait(order, lambda progress, kill=kill: progress.looked_at > kill or progress.state.is_over)
        time.sleep(moments.uniform(0, 0.5))
        victim = shared.started[-2]
        victim.kill()
        victim.wait()
        shared.start()
    is_whole(shared, order)


def test_a_database_that_goes_away_for_a_while_loses_nothing(shared: Work, server: postgres.Server) -> None:
    shared.hosts.delay = 0.1
    shared.add(*shared.records([[number] for number in range(PLATFORMS)]))
    order = shared.ask()
    shared.start()
    shared.start()
    shared.wait(order, lambda progress: progress.looked_at > 1)
    server.stop()
    time.sleep(2)
    server.start()
    is_whole(shared, order)
    assert "cannot be reached, or broke off" in shared.said()
    assert [worker.poll() for worker in shared.started] == [None, None]


def test_no_host_is_asked_by_two_workers_at_once(shared: Work) -> None:
    # three platforms that hosts connect, several times, and one that stands alone
    chained = [[3 * part + nth, 3 * part + (nth + 1) % 3] for part in range(4) for nth in range(3)]
    shared.add(*shared.records([*chained, [50]]))
    order = shared.ask()
    for _ in range(3):
        shared.start()
    shared.wait_for_end(order)
    asked = shared.hosts.by_owner()
    is_whole(shared, order, len(chained) + 1)
    owners = {owner for looks in asked.values() for owner, _, _ in looks}
    assert len(owners) > 1, "one worker did it all, so that nothing was shown"
    assert 0 not in owners
    for looks in asked.values():
        for (owner, _, ended), (other, begun, _) in pairwise(looks):
            assert owner == other or ended <= begun


def test_a_worker_opens_no_port_and_calls_nobody_else(shared: Work, server: postgres.Server) -> None:
    shared.hosts.delay = 0.1
    shared.add(*shared.records([[number] for number in range(PLATFORMS)]))
    order = shared.ask()
    cloud = {"DBOS__CLOUD": "true", "DBOS__CONDUCTOR_KEY": "x", "DBOS_APP_NAME": "x", "DBOS__CONDUCTOR_APP_NAME": "x"}
    worker = shared.start(environment={**cloud, "DBOS__CONDUCTOR_URL": "wss://127.66.0.1:9/"})
    listening, called = set[tuple[str, int]](), set[tuple[str, int]]()
    while not shared.progress(order).state.is_over:
        heard, spoken_to = sockets_of(worker.pid)
        listening |= heard
        called |= spoken_to
    is_whole(shared, order)
    assert not listening
    assert ("127.0.0.1", server.port) in called
    others = {port for _, port in called} - {server.port, shared.hosts.port}
    # over plain HTTP and TLS the usual ports of a platform are tried too
    assert others <= {80, 443}, called


def sockets_of(process: int) -> tuple[set[tuple[str, int]], set[tuple[str, int]]]:
    """Return where a process listens, and whom it speaks to, of TCP and UDP."""
    own = set()
    for descriptor in Path(f"/proc/{process}/fd").iterdir():
        try:
            own.add(str(descriptor.readlink()))
        except OSError:
            continue
    listening, called = set(), set()
    for table in ("tcp", "tcp6", "udp", "udp6"):
        for line in Path(f"/proc/{process}/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if f"socket:[{fields[9]}]" not in own:
                continue
            local, remote = _place(fields[1]), _place(fields[2])
            if remote[1] == 0:
                listening.add(local)
            else:
                called.add(remote)
    return listening, called


def _place(text: str) -> tuple[str, int]:
    address, port = text.split(":")
    if len(address) == 8:
        return socket.inet_ntoa(bytes.fromhex(address)[::-1]), int(port, 16)
    return address, int(port, 16)


def test_the_engine_keeps_its_tables_apart_and_forgets_the_jobs_that_are_done(
    shared: Work, server: postgres.Server
) -> None:
    shared.add(*shared.records([[0], [1]]))
    order = shared.ask()
    shared.start("--at-most", "1")
    is_whole(shared, order, 2)
    engine = create_engine(server.address)
    assert not [name for name in inspect(engine).get_table_names("public") if "workflow" in name or "dbos" in name]
    end = time.monotonic() + 30
    with engine.connect() as connection:
        names = text("SELECT workflow_uuid FROM compliance_jobs.workflow_status")
        while (left := set(connection.execute(names).scalars())) != {order}:
            assert time.monotonic() < end, left
            time.sleep(0.2)
    engine.dispose()


def test_an_audit_goes_on_from_a_backup_without_the_tables_of_the_engine(shared: Work, server: postgres.Server) -> None:
    shared.hosts.delay = 0.1
    shared.add(*shared.records([[number] for number in range(PLATFORMS)]))
    order = shared.ask()
    first = shared.start()
    looked_at = shared.wait(order, lambda progress: progress.looked_at > 2).looked_at
    saved = shared.folder / "compliance.dump"
    leaves_out = ("--exclude-schema=compliance_jobs", "--format=custom", f"--file={saved}")
    server.call("pg_dump", *leaves_out, "postgres")
    first.kill()
    first.wait()
    server.call("createdb", "restored")
    server.call("pg_restore", "--dbname=restored", str(saved))
    restored = Work(shared.folder, f"{server.address.removesuffix('/postgres')}/restored", shared.hosts, shared.started)
    before = restored.progress(order)
    assert before.state is OrderState.LOOKING
    assert before.looked_at >= looked_at
    shared.hosts.asked.clear()
    restored.start()
    is_whole(restored, order)
