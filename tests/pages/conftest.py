"""Pages take long, two of them a minute each; and so do journeys, browsers and fresh environments."""

import pytest

from tools.dealing import dealt

DEAR = ("tests/pages/", "tests/journeys/")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with them, the pages first, so that nobody waits for them alone at the end."""
    workers = getattr(config, "workerinput", {}).get("workercount", 1)
    items.sort(key=_is_of_no_page)
    items[:] = dealt(items, _is_dear, lambda item: item.location[0], workers)


def _is_of_no_page(item: pytest.Item) -> bool:
    return not item.nodeid.startswith("tests/pages/")


def _is_dear(item: pytest.Item) -> bool:
    return item.nodeid.startswith(DEAR) or item.get_closest_marker("system") is not None
