"""A test that opens a socket or starts a process without having said so fails, also where it catches the refusal."""

import re
import textwrap

import pytest

pytest_plugins = ["pytester"]

OPENING = """
    import socket, subprocess, sys, threading
    from concurrent.futures import ThreadPoolExecutor
    import pytest

    @pytest.fixture
    def started():
        subprocess.Popen([sys.executable, "-c", ""])

    @pytest.fixture
    def listening(sockets_and_processes):
        with socket.create_server(("127.0.0.1", 0)) as server:
            yield server

    def test_binds():
        socket.create_server(("127.0.0.1", 0))

    def test_connects_and_catches_everything():
        try:
            socket.create_connection(("127.0.0.1", 9), timeout=0.1)
        except Exception:
            pass

    def test_in_a_thread():
        with ThreadPoolExecutor() as pool:
            pool.submit(socket.create_server, ("127.0.0.1", 0))

    def test_in_a_fixture(started):
        pass

    def test_that_asks_through_its_fixture(listening):
        assert listening.getsockname()

    @pytest.mark.usefixtures("sockets_and_processes")
    def test_that_asks():
        subprocess.run([sys.executable, "-c", ""], check=True)

    def test_that_has_a_loop_of_events():
        import asyncio
        assert asyncio.run(asyncio.sleep(0, 1)) == 1
"""


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    """Run the tests above, each held to what it said."""
    pytester.makepyfile(textwrap.dedent(OPENING))
    plugins = ("-p", "no:hypothesispytest", "-p", "no:schemathesis", "-p", "tools.guard")
    return pytester.runpytest(*plugins, *arguments)


def test_what_was_not_asked_for_fails(sockets_and_processes: None, pytester: pytest.Pytester) -> None:
    result = run(pytester)
    result.assert_outcomes(passed=3, failed=3, errors=1)
    for what in ("starts a process: subprocess.Popen", "opens a socket: socket.bind"):
        assert re.search(f"This test {what}.*`make quick`", str(result.stdout)), what


def test_what_asked_is_left_out_by_its_marker(sockets_and_processes: None, pytester: pytest.Pytester) -> None:
    result = run(pytester, "-m", "not sockets_and_processes", "-k", "asks or loop")
    result.assert_outcomes(passed=1, deselected=6)
