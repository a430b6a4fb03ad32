"""Decide how often and how patiently a call is repeated."""

import os
from dataclasses import dataclass
from typing import Final

from ndxp_sdk._validators import AMOUNT, WAIT, Table, check, whole

# Because five failures in a row are a server that is down, and fewer are bad luck.
DOWN_AFTER: Final = 5
# Because a microsecond doubled so often is a century, and a larger number may be no float.
_DOUBLINGS: Final = 52


@dataclass(frozen=True, slots=True)
class Retry:
    """The retry policy: how often and how patiently a call is repeated if that is safe. Times in seconds.

    `attempts` counts the first one too. Waits are drawn between 0 and a bound that doubles from `first_wait` to
    `longest_wait`. A server that asks for more than `longest_retry_after` is not waited for: the call ends at once. All
    calls leave a server alone for as long as it asks with 429 or 503, a day at most; if that cannot be read, for a
    minute. A client may repeat `budget` calls at once and earns `earned` of a repetition with every call that succeeds.
    A server that is down is left alone for `first_rest`, then twice as long, to `longest_rest`.

    >>> Retry(attempts=1).attempts   # never repeat
    1
    """

    attempts: int = 3
    first_wait: float = 0.5
    longest_wait: float = 8.0
    longest_retry_after: float = 60.0
    budget: int = 20
    earned: float = 0.1
    first_rest: float = 1.0
    longest_rest: float = 30.0

    def __post_init__(self) -> None:
        check(self, _EXPECTED)

    def wait(self, attempts: int) -> float:
        """Draw the seconds before the next attempt, after `attempts`, from the whole span, so that clients spread."""
        doubled = 2 ** min(attempts - 1, _DOUBLINGS)
        return random_fraction() * float(min(self.longest_wait, self.first_wait * doubled))

    def rest(self, failures: int) -> float:
        """Return how long a circuit opens after `failures` in a row, in seconds: between half and all of the bound."""
        bound = min(self.longest_rest, self.first_rest * 2 ** min(failures - DOWN_AFTER, _DOUBLINGS))
        return float(bound) * (1 + random_fraction()) / 2


_EXPECTED: Final[Table] = {
    "attempts": whole(1),
    **dict.fromkeys(("first_wait", "longest_wait", "longest_retry_after", "first_rest", "longest_rest"), WAIT),
    "budget": whole(0),
    "earned": AMOUNT,
}


def random_fraction() -> float:
    """Draw a number from 0 to 1, without the cost of importing random."""
    return int.from_bytes(os.urandom(6), "big") / 2**48
