"""Two workers on PostgreSQL, one of which is killed again and again: `python killed_workers.py [TIMES]`.

Ten times by default, at moments between two looks and in the middle of them, while jobs are planned, looked at and
judged; each time another worker is started. Told is how the run ended, beside the report of one process on the same
platforms. Ends with 1 if a platform or a finding is missing or there twice.
"""

import random
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from workers import serving, write

import compliance
from tools import postgres

TIMES = 10
PLATFORMS = 120


def main(times: int) -> int:
    with TemporaryDirectory() as named, postgres.serving() as server:
        folder = Path(named)
        with serving(folder) as port:
            write(folder, PLATFORMS, port)
            killed = audited(folder, server.address, times)
            run = compliance.kept_report(history=server.address)
            law = compliance.Judging(as_of=run.as_of)
            alone = compliance.audit(*records(folder), network=NETWORK, judging=law)
    same = findings(run) == findings(alone)
    progress = [subject.id for subject in run.subjects]
    print("| Killed | Platforms | Each once | Findings | As of one process |")
    print("|--:|--:|---|--:|---|")
    is_once = len(progress) == len(set(progress)) == PLATFORMS
    count = sum(1 for _ in run.findings)
    print(
        f"| {killed} | {len(progress)} | {'yes' if is_once else '**no**'} | {count} | {'yes' if same else '**no**'} |"
    )
    return 0 if is_once and same and killed == times else 1


NETWORK = compliance.NetworkSettings(rate=1000, allow_private=True)


def records(folder: Path) -> list[Path]:
    return sorted(folder.glob("record-*.yaml"))


def audited(folder: Path, place: str, times: int) -> int:
    """Have all audited while workers are killed; returns how many were before the run was complete."""
    name = compliance.start_run(*records(folder), history=place, network=NETWORK)
    chance, killed = random.Random(15), 0
    workers = [started(folder, place) for _ in range(2)]
    try:
        while not compliance.order_progress(name, history=place).state.is_over:
            time.sleep(chance.uniform(0.5, 2.5))
            if killed < times and not compliance.order_progress(name, history=place).state.is_over:
                victim = workers.pop(0)
                victim.kill()
                victim.wait()
                killed += 1
                workers.append(started(folder, place))
        progress = compliance.order_progress(name, history=place)
        if progress.state is not compliance.OrderState.COMPLETE or progress.failed:
            raise SystemExit(f"{progress}")
    finally:
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.wait()
    return killed


def started(folder: Path, place: str) -> "subprocess.Popen[bytes]":
    command = (sys.executable, "-m", "compliance.cli", "worker", "--history", place, "--grace", "1")
    return subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL)


def findings(report: compliance.Report) -> list[tuple[str, str, str, list[str]]]:
    """Return every verdict with what was found."""
    return [
        (subject.id, each.rule, each.outcome.value, [finding.fingerprint for finding in each.findings])
        for subject in report.subjects
        for each in subject.verdicts
    ]


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else TIMES))
