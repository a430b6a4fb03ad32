"""A forked child goes on where the threads of its parent held locks or asked for something."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tools import forking
from tools.unasync import PACKAGE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows does not fork")

LOCKS = {"Lock", "RLock", "Condition", "Semaphore", "BoundedSemaphore", "Event", "Barrier", "Queue", "cached_property"}
MODULES = {"threading", "queue", "multiprocessing", "functools"}
# What makes locks itself, and how they begin anew.
BEGIN_ANEW = {
    "_concurrency/fork.py",  # the lock that does
    "_concurrency/single_flight.py",  # by begin_anew
    "_transport/pool.py",  # with the pool, by begin_anew
    "_transport/backend.py",  # the same
    "examples/receive_events.py",  # belongs to a program
}


WHAT = ("all_locks", "waiting_for_token", "while_writing", "locks_of_the_dead", "half_a_file", "hub_in_memory")
Ends = dict[str, dict[str, int]]


@pytest.fixture(scope="module")
def ends(sockets_and_processes: None) -> Ends:
    """How many locks were held in each case, and how the child ended."""
    done = subprocess.run([sys.executable, forking.__file__, *WHAT], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: Ends = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("what", WHAT)
def test_a_child_works_and_neither_waits_for_nor_keeps_what_is_its_parents(what: str, ends: Ends) -> None:
    assert ends[what]["child"] == 0


def test_a_child_works_though_every_lock_was_held_at_the_fork(ends: Ends) -> None:
    assert ends["all_locks"]["locks"] > 15


EARLY = """
import faulthandler, os, sys, threading, time
import ndxp_sdk._concurrency.fork
threading.Thread(target=lambda: __import__("ndxp_sdk.models.services")).start()
while "ndxp_sdk.models.services" not in sys.modules:
    time.sleep(0.0005)
child = os.fork()
if child == 0:
    faulthandler.dump_traceback_later(120, exit=True)
    import ndxp_sdk.models.services
    os._exit(0)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


@pytest.mark.usefixtures("sockets_and_processes")
def test_a_child_imports_what_a_thread_was_importing_at_the_fork() -> None:
    done = subprocess.run([sys.executable, "-c", EARLY], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "0", done.stderr


def made_of(path: Path) -> set[str]:
    """The locks of the standard library that a file names."""
    text = path.read_text("utf-8")
    if not any(lock in text for lock in LOCKS):
        return set()
    tree = ast.parse(text)
    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in MODULES
        for alias in node.names
    }
    named = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in MODULES
    }
    return (imported | named) & LOCKS


def test_no_part_of_the_package_has_a_lock_that_stays_held_in_a_child() -> None:
    files = [path for path in PACKAGE.rglob("*.py") if made_of(path)]
    assert {path.relative_to(PACKAGE).as_posix() for path in files} == BEGIN_ANEW
