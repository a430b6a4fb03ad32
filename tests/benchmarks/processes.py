"""Whole processes, measured: processor time, user and system, and the most memory that one had."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

RESTS_AFTER: Final = 20.0
"""Seconds after which a command has its turn in the first round only."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The processor time of a process in seconds, its largest resident set in MiB, and what it wrote."""

    seconds: float
    megabytes: float
    output: bytes

    def better(self, other: "Measured | None") -> "Measured":
        return self if other is None or self.seconds < other.seconds else other


def measured(command: Sequence[str]) -> Measured:
    """Run a command to its end, byte code kept as it is for users; its exit status does not matter."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["REDOCLY_TELEMETRY"] = "off"
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.DEVNULL)
        _, _, used = os.wait4(process.pid, 0)
        process.returncode = 0  # because it has been waited for, past the module
        output.seek(0)
        return Measured(used.ru_utime + used.ru_stime, used.ru_maxrss / _UNITS, output.read())


def best(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, Measured]:
    """The quickest turn of each command; all take turns in each round."""
    found: dict[str, Measured] = {}
    for number in range(rounds):
        for name, command in commands.items():
            if number == 0 or found[name].seconds < RESTS_AFTER:
                found[name] = measured(command).better(found.get(name))
    return found


_UNITS: Final = 2**20 if sys.platform == "darwin" else 2**10
