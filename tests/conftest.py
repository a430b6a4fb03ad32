"""What holds for all tests."""

import signal

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
