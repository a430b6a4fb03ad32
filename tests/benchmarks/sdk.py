"""How fast the SDK is: each measure a ratio against a named yardstick in the same run, with peers beside it.

`make bench`: rounds are interleaved and medians taken, because the machine drifts. The peers are a client written by
hand on httpx, and openai-python where it is installed. Gates are here and not in the tests.
"""

import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

sys.path.insert(0, __file__.rpartition("benchmarks")[0])

Contenders = Mapping[str, Callable[[], object]]


@dataclass(frozen=True)
class Row:
    """One line of the table. A gate begins with ≤ or ≥; `peers` are the same measure of others."""

    measure: str
    what: str
    value: float
    gate: str
    unit: str = "x"
    peers: str = ""

    @property
    def holds(self) -> bool:
        bound = float(self.gate[1:].replace(",", ""))
        return self.value <= bound if self.gate[0] == "≤" else self.value >= bound

    def __str__(self) -> str:
        verdict = "holds" if self.holds else "MISSED"
        return f"{self.measure:4} {self.what:62} {self.value:9.2f}{self.unit:2} {self.gate:>7} {verdict:6} {self.peers}"


def seconds(call: Callable[[], object], times: int) -> float:
    """Of one call, in a loop of so many."""
    begun = time.perf_counter()
    for _ in range(times):
        call()
    return (time.perf_counter() - begun) / times


def ratios(contenders: Contenders, times: int = 150, rounds: int = 15) -> dict[str, float]:
    """Medians of each contender's time over that of the first one, round by round."""
    for call in contenders.values():
        seconds(call, times // 5 + 1)
    measured = [[seconds(call, times) for call in contenders.values()] for _ in range(rounds)]
    medians = (statistics.median(row[at] / row[0] for row in measured) for at in range(len(contenders)))
    return dict(zip(contenders, medians, strict=True))


def told(found: Mapping[str, float], *ours: str) -> str:
    """The peers among what was measured."""
    first = next(iter(found))
    return ", ".join(f"{name} {value:.2f}" for name, value in found.items() if name not in {first, *ours})


def rows() -> Iterator[Row]:
    from benchmarks import sdk_audit, sdk_calls, sdk_exchange, sdk_outage, sdk_start

    for part in (sdk_start, sdk_calls, sdk_exchange, sdk_audit, sdk_outage):
        yield from part.rows()


def main() -> int:
    print(f"{'':4} {'measure, against its yardstick':62} {'':9}   {'gate':>7}        peers")
    found = []
    for row in rows():
        print(row, flush=True)
        found.append(row)
    missed = [row.measure for row in found if not row.holds]
    print(f"missed: {', '.join(missed)}" if missed else "every gate holds")
    return 0


if __name__ == "__main__":
    sys.exit(main())
