"""Pages take long, two of them a minute each; and so do browsers and fresh environments."""

import pytest


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with them, so that nobody waits for them alone at the end."""
    items.sort(key=_is_short)


def _is_short(item: pytest.Item) -> bool:
    return not item.nodeid.startswith("tests/pages/") and item.get_closest_marker("system") is None
