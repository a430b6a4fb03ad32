"""Tests that `make quick` leaves to `make test` because they cost too much for what they tell: measured, not chosen.

`slow.txt` names the functions whose tests took seven thousandths of a second or longer each, which a third of the tests
do, in most of the time of all. `python -m tools.quick --measure` in `tests` writes it again, best with nothing beside.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pytest

LIST: Final = Path(__file__).with_name("slow.txt")
MOST: Final = 0.007
DURATION: Final = re.compile(r"^([\d.]+)s (?:setup|call|teardown) +(\S+?::\w+)(.*)$", re.MULTILINE)


@cache
def slow() -> frozenset[str]:
    """The functions that are left out, as pytest names them."""
    return frozenset(LIST.read_text("utf-8").split())


def pytest_itemcollected(item: "pytest.Item") -> None:
    """Mark a test that is left out; what says of itself that it is quick is not, whatever it takes."""
    if item.nodeid.partition("[")[0] in slow() and item.get_closest_marker("quick") is None:
        item.add_marker("slow")


def slow_in(durations: Iterable[str]) -> list[str]:
    """What pytest names with `--durations=0` as taking too long, on average over the rows of a function."""
    seconds: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for took, function, row in (found for text in durations for found in DURATION.findall(text)):
        seconds[function][row] += float(took)
    return sorted(name for name, rows in seconds.items() if sum(rows.values()) / len(rows) > MOST)
