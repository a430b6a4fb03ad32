"""A program that audits platforms in children, each killed at another moment: `python killed_runs.py FOLDER`.

A child counts the statements that it sends to its history and ends itself as `kill -9` does before the one that is
meant. Prints as JSON how many statements a whole run sends, and for each child how it ended. Apart from the tests,
because a fork of a process with threads warns.
"""

import json
import os
import signal
import sys
from datetime import date
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import Engine

import compliance

MOMENTS = 10


def audited(folder: Path, place: Path) -> compliance.Report:
    """Audit the platforms in a folder by the law of one day, and keep the run."""
    judging = compliance.Judging(as_of=date(2026, 11, 28), select=("record.*", "openapi.operation_*"))
    records = sorted(folder.glob("*.record.yaml"))
    return compliance.audit(*records, judging=judging, history=compliance.InHistory(place=place, patience=5.0))


class Counted:
    """Counts statements, and ends the process before the one with this number."""

    def __init__(self, last: int | None = None) -> None:
        self.count = 0
        self._last = last
        event.listen(Engine, "before_cursor_execute", self)

    def __call__(self, *_: object) -> None:
        self.count += 1
        if self.count == self._last:
            os.kill(os.getpid(), signal.SIGKILL)


def whole(folder: Path) -> int:
    """Audit once to the end; returns how many statements that took."""
    counted = Counted()
    audited(folder, folder / "whole.sqlite")
    event.remove(Engine, "before_cursor_execute", counted)
    return counted.count


def killed(folder: Path, number: int, last: int) -> int:
    """Audit in a child that is killed; returns how it ended, as a negative number for a signal."""
    child = os.fork()
    if child == 0:
        Counted(last)
        audited(folder, folder / f"killed-{number}.sqlite")
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def main(folder: Path) -> None:
    total = whole(folder)
    last = [total * (number + 1) // (MOMENTS + 1) for number in range(MOMENTS)]
    ends = [killed(folder, number, each) for number, each in enumerate(last)]
    print(json.dumps({"statements": total, "ends": ends}))


if __name__ == "__main__":
    os.chdir(sys.argv[1])
    main(Path(sys.argv[1]))
