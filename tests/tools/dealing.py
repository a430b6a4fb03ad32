"""The order of all tests in a run: what takes long first, at each of its workers.

xdist gives every worker an equal part of the tests, one part after the other, and whoever is done takes over half of
what another has not begun, from its end. So each part begins with some of what takes long, and ends with what is short:
nobody begins a demo when the others have nothing left to do.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain, groupby, islice
from typing import TypeVar

Test = TypeVar("Test")


def dealt(
    tests: Iterable[Test], is_dear: Callable[[Test], bool], file: Callable[[Test], str], workers: int
) -> list[Test]:
    """Return the same tests in another order, those of a file that take long together.

    The first worker begins with the first file of such tests. The others have as many of them each, and begin with
    files of few tests, because those of many take less each.
    """
    known = list(tests)
    files = [list(group) for _, group in groupby(filter(is_dear, known), file)]
    hands = _hands(files, workers)
    rest = iter([each for each in known if not is_dear(each)])
    found: list[Test] = []
    for at, hand in enumerate(hands):
        part = (len(known) - len(found)) // (workers - at)
        found += [*hand, *islice(rest, max(0, part - len(hand)))]
    return [*found, *rest]


def _hands(files: Sequence[list[Test]], workers: int) -> list[list[Test]]:
    held: list[list[list[Test]]] = [[] for _ in range(workers)]
    for group in sorted(files[1:], key=len, reverse=True):
        min(held[1:] or held, key=lambda hand: sum(map(len, hand))).append(group)
    for hand in held:
        hand.sort(key=len)
    return [[*chain.from_iterable(hand)] for hand in ([*files[:1], *held[0]], *held[1:])]
