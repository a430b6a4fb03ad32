"""Every journey goes over sockets."""

import pytest


@pytest.fixture(autouse=True)
def over_sockets(sockets_and_processes: None) -> None:
    """Say so for each of them."""
