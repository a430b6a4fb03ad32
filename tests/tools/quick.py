"""Run what is quick, `python -m tools.quick [PART …]` in `tests`: one pytest a core, each with a share of the files.

The shares are dealt before anything starts, so that no file is read twice and no result travels between processes: both
took longer than most of these tests. A file of which no test is quick is not read at all.
Garbage is collected seldom and none at the end, which takes a tenth off.
What is neither a folder nor a file below `tests` goes to pytest, such as `--durations=9`. With `--measure` alone the
list of what takes too long to be quick is written again, see `slow.py`.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from tools.slow import LIST, slow, slow_in

REPOSITORY = Path(__file__).parents[2]
TESTS = REPOSITORY / "tests"
NOT_ALONE = ("sockets_and_processes", "system", "long")
ALONE = f"not ({' or '.join(NOT_ALONE)})"
QUICK = f"{ALONE} and not slow"
HASTY = """
import gc, os, sys, pytest
gc.set_threshold(100_000, 50, 1_000)
status = pytest.main()
sys.stdout.flush()
os._exit(status)
"""
PYTEST = (sys.executable, "-c", HASTY, "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-m", QUICK)
OWN_WORD = r'^pytestmark = pytest\.mark\.(quick|long|system|usefixtures\("sockets_and_processes"\))\s*$'
FUNCTION = r"^(?:async )?def (test_\w+)"
FAILED = 1
NOTHING_FOUND = 5


def main(arguments: list[str]) -> int:
    """Give the exit status: 0 where each share passed and something ran."""
    if arguments == ["--measure"]:
        return measure()
    parts = [each for each in arguments if (TESTS / each).exists()]
    options = [each for each in arguments if each not in parts]
    hands = shares([TESTS / each for each in parts] or [TESTS], os.cpu_count() or 1)
    with ThreadPoolExecutor(max(1, len(hands))) as threads:
        statuses = {*threads.map(partial(run, options), hands)}
    wrong = statuses - {0, NOTHING_FOUND}
    return max(wrong) if wrong else 0 if 0 in statuses else NOTHING_FOUND


def measure() -> int:
    """Write the list of what takes too long; one pytest runs alone, because two would be measured one by the other."""
    options = ("-m", ALONE, "--durations=0", "--durations-min=0")
    done = subprocess.run([*PYTEST, *options], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    if done.returncode in {0, FAILED}:  # because a list that is not right any more fails a test itself
        LIST.write_text("".join(f"{name}\n" for name in slow_in([done.stdout])), "utf-8", newline="\n")
    print(done.stdout.rstrip().rpartition("\n")[2])
    return done.returncode


def shares(places: Iterable[Path], hands: int) -> list[list[str]]:
    """Deal out the files below the places, the costly ones first, there and back, so that all hands hold as much."""
    found = {path for place in places for path in ([place] if place.is_file() else place.rglob("test_*.py"))}
    costs = {path: cost for path in found if (cost := cost_of(path))}
    quick = sorted(costs, key=lambda path: (-costs[path], path))
    dealt = [sorted(quick[first :: 2 * hands] + quick[2 * hands - 1 - first :: 2 * hands]) for first in range(hands)]
    return [[path.relative_to(REPOSITORY).as_posix() for path in hand] for hand in dealt if hand]


def cost_of(path: Path) -> int:
    """Give about how long the file takes: one for each quick function, most where it is quick by its own word."""
    text = path.read_text("utf-8")
    own = re.search(OWN_WORD, text, re.MULTILINE)
    if own:
        return sys.maxsize if own[1] == "quick" else 0
    names = [f"{path.relative_to(REPOSITORY).as_posix()}::{name}" for name in re.findall(FUNCTION, text, re.MULTILINE)]
    return sum(name not in slow() for name in names) if names else 1


def run(options: list[str], files: list[str]) -> int:
    """Run one pytest, and print what it said: all where something is wrong, else its last line."""
    done = subprocess.run(
        [*PYTEST, *options, *files], cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    said = done.stdout.decode(errors="replace").rstrip()
    is_told = done.returncode or any(each.startswith("--durations") for each in options)
    print(said if is_told else said.rpartition("\n")[2], flush=True)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
