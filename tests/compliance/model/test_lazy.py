"""What is made once and then remembered keeps no thread waiting that works at another object."""

import threading
from pathlib import Path

import pytest

import compliance
import ndxp_mocks
from compliance.model.lazy import lazy_property
from ndxp_mocks.lazy import lazy_property as lazy_property_of_mocks

KINDS = pytest.mark.parametrize("kind", [lazy_property, lazy_property_of_mocks])
SECONDS = 10


class Meeting:
    """Two threads that are in the property at the same time, for as long as both take."""

    both = threading.Barrier(2, timeout=SECONDS)

    def value(self) -> object:
        """A value of its own."""
        self.both.wait()
        return object()


def in_two_threads(one: object, other: object) -> list[object]:
    """Ask both for their value at once; the barrier breaks where one has to wait for the other."""
    found: list[object] = []
    threads = [threading.Thread(target=lambda of=of: found.append(of.value)) for of in (one, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
    return found


@KINDS
def test_a_slow_property_of_one_object_keeps_no_other_waiting(kind: type[lazy_property[object]]) -> None:
    made = type("Made", (Meeting,), {"value": kind(Meeting.value)})
    first, second = made(), made()
    found = in_two_threads(first, second)
    assert {id(each) for each in found} == {id(first.value), id(second.value)}
    assert len(found) == 2


@KINDS
def test_two_threads_that_come_first_get_the_same_value(kind: type[lazy_property[object]]) -> None:
    made = type("Made", (Meeting,), {"value": kind(Meeting.value)})()
    found = in_two_threads(made, made)
    assert len(found) == 2
    assert found[0] is found[1] is made.value
    assert type(made).value.__doc__ == "A value of its own."


def test_nothing_holds_the_lock_of_cached_property() -> None:
    folders = (Path(compliance.__file__).parent, Path(ndxp_mocks.__file__).parent)
    imports = [
        str(path)
        for folder in folders
        for path in folder.rglob("*.py")
        if any("cached_property" in line for line in path.read_text("utf-8").splitlines() if "import" in line)
    ]
    assert imports == []
