"""Pages take long: two of them a minute each."""

from pathlib import Path

import pytest

_HERE = Path(__file__).parent


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with them, so that nobody waits for them alone at the end."""
    items.sort(key=lambda item: not item.nodeid.startswith("tests/pages/"))
