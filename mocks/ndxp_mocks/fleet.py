"""One simulated platform for every member of the national list of 2025, most of them flawless."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from ndxp_mocks.descriptions import description_of
from ndxp_mocks.faults import known_faults
from ndxp_mocks.platform import SEED, Platform
from ndxp_mocks.records import write
from ndxp_mocks.registry import members
from ndxp_mocks.serving import Served, serve_all

FLAWLESS_SHARE: Final = 0.6
_SECOND_FAULT_CHANCE: Final = 0.3


@dataclass(frozen=True, slots=True)
class Fleet:
    """A running fleet and its files: records/, documents/ and ca.pem below `directory`."""

    directory: Path
    records: tuple[Path, ...]
    ca_file: Path
    platforms: Mapping[str, Served]


def fleet(seed: int = SEED) -> tuple[Platform, ...]:
    """The platforms in the order of the list. The same seed gives the same faults and the same data."""
    entries = members()
    faults = _mixture(len(entries), Random(f"faults/{seed}"))
    return tuple(
        Platform(entry, description_of(entry.slug), chosen, seed) for entry, chosen in zip(entries, faults, strict=True)
    )


@contextmanager
def start_fleet(directory: Path, seed: int = SEED) -> Iterator[Fleet]:
    """Serve the fleet until the end of the block and write its records, documents and authority into `directory`."""
    directory.mkdir(parents=True, exist_ok=True)
    with serve_all(fleet(seed)) as platforms:
        ca_file = directory / "ca.pem"
        ca_file.write_text(platforms[0].ca_pem, encoding="ascii")
        records = tuple(write(served, directory) for served in platforms)
        yield Fleet(directory, records, ca_file, {served.platform.entry.slug: served for served in platforms})


def _mixture(size: int, random: Random) -> list[frozenset[str]]:
    names = sorted(known_faults())
    faulty = size - round(size * FLAWLESS_SHARE)
    first = [names[index % len(names)] for index in range(faulty)]
    mixture = [frozenset({name, *_second(names, random)}) for name in first]
    mixture += [frozenset()] * (size - faulty)
    random.shuffle(mixture)
    return mixture


def _second(names: list[str], random: Random) -> list[str]:
    return [random.choice(names)] if random.random() < _SECOND_FAULT_CHANCE else []
