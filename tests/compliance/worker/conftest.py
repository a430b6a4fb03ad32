"""Workers in processes of their own, platforms that note who asks them, and a history between them."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import compliance
from tools.asked_hosts import Hosts, asked_hosts, write_records

LONGEST = 90.0
DAY = "2026-11-28"


@dataclass
class Work:
    """A folder with records, a history, and the workers that were started for it."""

    folder: Path
    place: str
    hosts: Hosts
    started: list["subprocess.Popen[str]"] = field(default_factory=list)

    def records(self, places: Sequence[Sequence[int]]) -> list[Path]:
        return write_records(self.folder, self.hosts, places)

    def command(self, *arguments: str | Path, check: bool = True) -> "subprocess.CompletedProcess[str]":
        """Run a command on the history; returns what it said."""
        program = [sys.executable, "-m", "compliance.cli", *map(str, arguments), "--history", self.place]
        ended = subprocess.run(
            program, capture_output=True, text=True, check=False, cwd=self.folder, env=_environment()
        )
        assert not check or ended.returncode == 0, ended.stderr
        return ended

    def add(
        self, *targets: str | Path, name: str = "dinh-ky", cron: str = "0 2 * * *", more: Sequence[str] = ()
    ) -> None:
        settings = ("--allow-private", "--rate", "1000", "--as-of", DAY, *more)
        self.command("schedule", "add", name, cron, *targets, *settings)

    def ask(self, name: str = "dinh-ky") -> str:
        """Ask for the audit of a schedule; returns the name of the order."""
        return compliance.start_scheduled(name, history=self.place)

    def start(self, *arguments: str, environment: dict[str, str] | None = None) -> "subprocess.Popen[str]":
        """Start a worker, which takes over soon what another leaves."""
        program = [
            sys.executable,
            "-m",
            "compliance.cli",
            "worker",
            "--history",
            self.place,
            "--grace",
            "1",
            *arguments,
        ]
        log = (self.folder / f"worker-{len(self.started)}.log").open("w")
        worker = subprocess.Popen(
            program, stdout=log, stderr=subprocess.STDOUT, text=True, cwd=self.folder, env=_environment(environment)
        )
        log.close()
        self.started.append(worker)
        self.hosts.watched.append(worker.pid)
        return worker

    def progress(self, order: str) -> compliance.OrderProgress:
        return compliance.order_progress(order, history=self.place)

    def wait(self, order: str, until: Callable[[compliance.OrderProgress], bool]) -> compliance.OrderProgress:
        """Wait until an order has come so far."""
        end = time.monotonic() + LONGEST
        while not until(found := self.progress(order)):
            assert time.monotonic() < end, (found, self.said())
            time.sleep(0.1)
        return found

    def wait_for_end(self, order: str) -> compliance.OrderProgress:
        return self.wait(order, lambda progress: progress.state.is_over)

    def wait_for_runs(self, count: int) -> list[int]:
        """Wait until so many runs are complete; returns their numbers."""
        end = time.monotonic() + LONGEST
        while len(found := [run.number for run in compliance.kept_runs(self.place) if run.is_complete]) < count:
            assert time.monotonic() < end, self.said()
            time.sleep(0.2)
        return found

    def report(self, run: str | int = "last") -> Any:
        """Return a report as JSON, without what belongs to one run."""
        return plain(compliance.kept_report(run, history=self.place))

    def audited(self, *targets: str | Path) -> Any:
        """Return the report of an audit in one process, as JSON."""
        return plain(
            compliance.audit(
                *targets,
                network=compliance.NetworkSettings(rate=1000, allow_private=True),
                judging=compliance.Judging(as_of=compliance.kept_runs(self.place)[-1].as_of),
            )
        )

    def said(self) -> str:
        """Return what all workers said."""
        return "".join(path.read_text() for path in sorted(self.folder.glob("worker-*.log")))

    def end(self) -> None:
        for worker in self.started:
            if worker.poll() is None:
                worker.send_signal(signal.SIGTERM)
        for worker in self.started:
            try:
                worker.wait(30)
            except subprocess.TimeoutExpired:
                worker.kill()
                worker.wait()


def _environment(more: dict[str, str] | None = None) -> dict[str, str]:
    return {**os.environ, "LANG": "en_US.UTF-8", **(more or {})}


def plain(report: compliance.Report) -> Any:
    """Return a report as JSON without its run, and without the moments of its looks."""
    tree = json.loads(compliance.render(report, "json"))
    return _without_moments({name: value for name, value in tree.items() if name not in {"run", "changes"}})


def _without_moments(tree: Any) -> Any:
    match tree:
        case dict():
            return {name: _without_moments(value) for name, value in tree.items()}
        case list():
            return [_without_moments(value) for value in tree]
        case str() if len(tree) >= 19 and tree[4] == "-" and tree[10:11] == "T":
            return "…"
    return tree


@pytest.fixture
def hosts(sockets_and_processes: None) -> Iterator[Hosts]:
    with asked_hosts() as served:
        yield served


@pytest.fixture
def work(tmp_path: Path, hosts: Hosts) -> Iterator[Work]:
    """Work in a file of SQLite."""
    made = Work(tmp_path, str(tmp_path / "history.sqlite"), hosts)
    try:
        yield made
    finally:
        made.end()
