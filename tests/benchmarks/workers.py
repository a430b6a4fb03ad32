"""What workers take for many platforms, on PostgreSQL: `python workers.py [PLATFORMS,…] [WORKERS,…]`.

By default 100 and 1000 platforms, by 1, 2 and 4 workers. Each platform has a host of its own at the loopback (Linux),
an OpenAPI document, and a server that answers after 20 ms; 63 owners share them. Told are the seconds in which all were
planned, looked at and judged, the processor time of all workers for one platform, and the most memory that one had. The
seconds are those of this machine with all that runs on it; processor time says more where others use it as well.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from live import ANSWER, DELAY, ITEM

import compliance
from compliance.model.order import OrderState
from tools import postgres

PLATFORMS, WORKERS = (100, 1000), (1, 2, 4)
OWNERS = 63
RECORD = """slug: nen-tang-{number}
name_vi: Nền tảng ví dụ {number}
owner: {{code: H{owner:02}}}
life_cycle: operating
services: [{{id: api, base_url: 'http://{host}:{port}/v1', document: openapi.json}}]
"""
BETWEEN = 0.1
LONGEST = 3600


@dataclass(frozen=True)
class Taken:
    """Seconds until all were planned, looked at and judged, each after the one before.

    `busy` are the seconds of processor time of all workers together, `memory` the most MiB that one of them had.
    """

    planned: float
    looked: float
    judged: float
    busy: float
    memory: float


def main(platforms: Sequence[int], workers: Sequence[int]) -> None:
    print(
        "| Platforms | Workers | Planning, s | Looking, s | Gain | Judging, s | CPU, ms a platform | MiB of a worker |"
    )
    print("|--:|--:|--:|--:|--:|--:|--:|--:|")
    for count in platforms:
        alone: float | None = None
        for number in workers:
            with TemporaryDirectory() as folder, serving(Path(folder)) as port, postgres.serving() as server:
                write(Path(folder), count, port)
                taken = audited(Path(folder), server.address, number)
            alone = alone or taken.looked
            print(
                f"| {count} | {number} | {taken.planned:.1f} | {taken.looked:.1f} | {alone / taken.looked:.2f} "
                f"| {taken.judged:.1f} | {taken.busy / count * 1000:.1f} | {taken.memory:.0f} |",
                flush=True,
            )


@contextmanager
def serving(folder: Path) -> Iterator[int]:
    """Answer at every address of the loopback; yields the port."""
    body = folder / "answer.json"
    body.write_text(json.dumps(ANSWER, ensure_ascii=False), encoding="utf-8")
    command = (sys.executable, str(Path(__file__).with_name("answering.py")), str(body), str(DELAY))
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.communicate()


def write(folder: Path, count: int, port: int) -> None:
    answers = {"200": {"description": "Một mục", "content": {"application/json": {"schema": ITEM}}}}
    paths = {"/muc": {"get": {"responses": answers}}}
    document = {"openapi": "3.1.0", "info": {"title": "Mục", "version": "1.0.0"}, "paths": paths}
    (folder / "openapi.json").write_text(json.dumps(document), encoding="utf-8")
    for number in range(count):
        host = f"127.{1 + number // 62_500}.{number // 250 % 250}.{number % 250 + 1}"
        record = RECORD.format(number=number, owner=1 + number % OWNERS, host=host, port=port)
        (folder / f"record-{number:05}.yaml").write_text(record, encoding="utf-8")


def audited(folder: Path, place: str, count: int) -> Taken:
    """Have all records in a folder audited by so many workers."""
    name = compliance.start_run(
        *sorted(folder.glob("record-*.yaml")),
        history=place,
        network=compliance.NetworkSettings(rate=1000, allow_private=True),
    )
    with working(folder, place, count) as workers:
        begun = moment(name, place, OrderState.PLANNING)
        before = sum(busy(worker.pid) for worker in workers)
        looking, judging, end = (
            moment(name, place, state) for state in (OrderState.LOOKING, OrderState.JUDGING, OrderState.COMPLETE)
        )
        taken = sum(busy(worker.pid) for worker in workers) - before
        memory = max(most_memory(worker.pid) for worker in workers)
    return Taken(looking - begun, judging - looking, end - judging, taken, memory)


def moment(name: str, place: str, state: OrderState) -> float:
    """Wait until an order has come so far; returns when that was seen."""
    order = list(OrderState)
    until = time.monotonic() + LONGEST
    while order.index((progress := compliance.order_progress(name, history=place)).state) < order.index(state):
        if time.monotonic() > until:
            raise SystemExit(f"{progress}")
        time.sleep(BETWEEN)
    if progress.state is OrderState.FAILED:
        raise SystemExit(f"{progress}")
    return time.monotonic()


@contextmanager
def working(folder: Path, place: str, count: int) -> Iterator[list["subprocess.Popen[bytes]"]]:
    """Let so many workers work until the end of the block."""
    command = (sys.executable, "-m", "compliance.cli", "worker", "--history", place)
    started = [subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL) for _ in range(count)]
    try:
        yield started
    finally:
        for worker in started:
            worker.send_signal(signal.SIGTERM)
        for worker in started:
            worker.wait()


def busy(process: int) -> float:
    """Return the seconds of processor time that a process has taken."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def most_memory(process: int) -> float:
    """Return the most memory that a process had by now, in MiB."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def _numbers(given: str) -> tuple[int, ...]:
    return tuple(map(int, given.split(",")))


if __name__ == "__main__":
    os.environ.setdefault("LANG", "en_US.UTF-8")
    chosen = [_numbers(each) for each in sys.argv[1:]]
    main(*chosen, *(PLATFORMS, WORKERS)[len(chosen) :])
