"""A test opens no socket and starts no process, unless it says so by asking for the fixture `sockets_and_processes`.

A fixture that opens one asks for it, a file says it by `pytestmark`, a folder by a fixture of its own in `conftest.py`.
The tests that ask get a marker of the same name, and `make quick` runs the others. Here those others are held to it.
"""

import sys
import threading
from collections.abc import Generator
from typing import Any

import pytest

LONGEST = 300
NAME = "sockets_and_processes"
ADVICE = (
    f"A test that does so asks for the fixture `{NAME}`: by `pytestmark = pytest.mark.usefixtures({NAME!r})` in its"
    " file, or by the fixture that opens the socket or starts the process. `make quick` then leaves it to `make test`."
)
SOCKETS = ("bind", "connect", "sendto", "sendmsg", "getaddrinfo", "gethostbyname", "gethostbyaddr")
PROCESSES = ("fork", "forkpty", "posix_spawn", "exec", "spawn", "system", "startfile")
REFUSED = {f"socket.{name}": "opens a socket" for name in SOCKETS}
REFUSED |= dict.fromkeys(("subprocess.Popen", *(f"os.{name}" for name in PROCESSES)), "starts a process")


class NotQuickError(RuntimeError):
    """A socket or a process, where none was asked for."""


class Guard:
    """Refuses and remembers what a test does that did not ask, in its thread and in those that it started."""

    def __init__(self) -> None:
        self.is_on = False
        self._bystanders: set[int] = set()
        self._seen: list[str] = []
        sys.addaudithook(self._refuse)

    def begin(self) -> None:
        """Watch a test; a thread of an earlier one may do what it did."""
        others = (thread.ident for thread in threading.enumerate() if thread is not threading.current_thread())
        self._bystanders = {ident for ident in others if ident is not None}
        self.is_on = True

    def end(self) -> None:
        """Watch no longer."""
        self.is_on = False
        self._seen.clear()

    def complain(self) -> None:
        """Fail the test for what it did, also where it caught the refusal."""
        seen, self._seen = self._seen, []
        if seen:
            raise pytest.fail.Exception(f"{'; '.join(dict.fromkeys(seen))}. {ADVICE}", pytrace=False) from None

    def _refuse(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.is_on or event not in REFUSED or threading.get_ident() in self._bystanders or _is_a_pair():
            return
        what = f"This test {REFUSED[event]}: {event} {arguments[:2]}"[:LONGEST]  # because the rest is the environment
        self._seen.append(what)
        raise NotQuickError(f"{what}. {ADVICE}")


def _is_a_pair() -> bool:
    """Whether a pair of sockets is made for an event loop, where the system has no such call and a socket stands in."""
    frame = sys._getframe(2)
    return frame.f_globals.get("__name__") == "socket" and "socketpair" in frame.f_code.co_name


GUARD = Guard()


@pytest.fixture(scope="session")
def sockets_and_processes() -> None:
    """Asked for by what opens a socket or starts a process."""


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line("markers", f"{NAME}: set by the fixture of this name; `make quick` leaves these tests out")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what asked, before anything is chosen by marker."""
    for item in items:
        if NAME in getattr(item, "fixturenames", ()):
            item.add_marker(NAME)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Watch each test that did not ask."""
    if item.get_closest_marker(NAME) is None:
        GUARD.begin()
    try:
        return (yield)
    finally:
        GUARD.end()


@pytest.hookimpl(wrapper=True)
def _complaining() -> Generator[None, object, object]:
    try:
        return (yield)
    finally:
        GUARD.complain()


pytest_runtest_setup = pytest_runtest_call = pytest_runtest_teardown = _complaining
