"""What holds for all tests."""

import gc
import os
import signal

import pytest

from compliance.loading.collector import free_earlier_work
from tools.guard import (  # noqa: F401 - pytest finds them by their names
    pytest_collection_modifyitems,
    pytest_configure,
    pytest_runtest_call,
    pytest_runtest_protocol,
    pytest_runtest_setup,
    pytest_runtest_teardown,
    sockets_and_processes,
)
from tools.slow import pytest_itemcollected  # noqa: F401 - the same

# because a shell starts what runs in the background with SIGINT ignored, and programs that tests start inherit that
signal.signal(signal.SIGINT, signal.default_int_handler)
# because to read all tests makes much and forms few cycles, and the first command that a test runs sets the same
gc.set_threshold(100_000)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Run two workers a core, because tests wait for sockets and processes two fifths of their time."""
    return 2 * (os.cpu_count() or 1)


def pytest_runtest_logfinish(nodeid: str, location: object) -> None:
    """Free what a test made, because thousands of them in one process judge more than any command does."""
    free_earlier_work()
