"""Fixtures for pytest. Ask for them in conftest.py: `pytest_plugins = ["ndxp_sdk.testing.pytest"]`.

| Fixture | Gives |
|---|---|
| `ndxp_hub` | an InMemoryHub, new for each test |
| `ndxp_client` | a Client of it, as `VN/GOV/EXAMPLE/portal` |
| `ndxp_async_client` | an AsyncClient of it, for whatever plug-in runs asynchronous tests |

A module or class of tests can choose a profile, faults and settings for its hub:
`pytestmark = pytest.mark.ndxp_hub("gateway", faults=["provider-500*2"])`.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from ndxp_sdk import AsyncClient, Client
    from ndxp_sdk.testing.hub import InMemoryHub

__all__ = ["ndxp_async_client", "ndxp_client", "ndxp_hub", "pytest_configure"]


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line("markers", "ndxp_hub(profile, **settings): how the hub of the fixture `ndxp_hub` is made")


@pytest.fixture
def ndxp_hub(request: pytest.FixtureRequest) -> "Iterator[InMemoryHub]":
    """Provide a hub in memory, as the marker `ndxp_hub` wants it."""
    from ndxp_sdk.testing.hub import InMemoryHub  # noqa: PLC0415 - because few tests of a suite need it

    marker = request.node.get_closest_marker("ndxp_hub")
    with InMemoryHub(*(marker.args if marker else ()), **(marker.kwargs if marker else {})) as hub:
        yield hub


@pytest.fixture
def ndxp_client(ndxp_hub: "InMemoryHub") -> "Client":
    """Provide a synchronous client of the hub."""
    return ndxp_hub.client()


@pytest.fixture
def ndxp_async_client(ndxp_hub: "InMemoryHub") -> "AsyncClient":
    """Provide an AsyncClient of the hub, for the tasks of one test."""
    return ndxp_hub.async_client()
