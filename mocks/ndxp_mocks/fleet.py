"""One simulated platform for every member of a national list, each flawless or with faults of its own.

Faults of running platforms come several times, each fault of a document or a record once, so that platforms stand on
different stages of connection.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from ndxp_mocks.descriptions import description_of
from ndxp_mocks.entity import Description
from ndxp_mocks.faults import known_faults
from ndxp_mocks.platform import Platform
from ndxp_mocks.records import write
from ndxp_mocks.registry import LIST, list_named, members
from ndxp_mocks.serving import Served, serve_all
from ndxp_mocks.settings import SEED

RUNNING_SHARE: Final = 0.15
# Because of a short list as large a part is to be flawless as of a long one, on which every fault of paper has a place.
PAPER_SHARE: Final = 0.4
_SECOND_FAULT_CHANCE: Final = 0.3
# Because those without a regulation or a document are the ones that are on a list and no more.
_TWICE: Final = ("document-missing", "regulation-missing")


@dataclass(frozen=True, slots=True)
class Fleet:
    """A running fleet and its files: records/, documents/ and ca.pem below `directory`."""

    directory: Path
    records: tuple[Path, ...]
    ca_file: Path
    platforms: Mapping[str, Served]


def fleet(seed: int = SEED, played: str = LIST) -> tuple[Platform, ...]:
    """The platforms in the order of the list. The same seed gives the same faults and the same data.

    `played` is the id, number or year of the list, the one in force where none is asked for. UnknownList where there
    is none of that name.
    """
    entries = members(list_named(played).id)
    descriptions = [description_of(entry.slug) for entry in entries]
    faults = _mixture(descriptions, Random(f"faults/{seed}"))
    return tuple(
        Platform(entry, description, chosen, seed)
        for entry, description, chosen in zip(entries, descriptions, faults, strict=True)
    )


@contextmanager
def start_fleet(directory: Path, seed: int = SEED, played: str = LIST) -> Iterator[Fleet]:
    """Serve the fleet until the end of the block and write its records, documents and authority into `directory`."""
    chosen = fleet(seed, played)
    directory.mkdir(parents=True, exist_ok=True)
    with serve_all(chosen) as platforms:
        ca_file = directory / "ca.pem"
        ca_file.write_text(platforms[0].ca_pem, encoding="ascii")
        records = tuple(write(served, directory) for served in platforms)
        yield Fleet(directory, records, ca_file, {served.platform.entry.slug: served for served in platforms})


def _mixture(descriptions: Sequence[Description], random: Random) -> list[frozenset[str]]:
    """Deal the faults out, each to a platform on which it shows."""
    mixture: list[frozenset[str]] = [frozenset()] * len(descriptions)
    free = random.sample(range(len(descriptions)), len(descriptions))
    for chosen in sorted(_dealt(len(descriptions), random), key=lambda names: _choice(names, descriptions)):
        place = next((index for index in free if _shows(chosen, descriptions[index])), None)
        if place is not None:  # because some faults show on no platform of an earlier list
            free.remove(place)
            mixture[place] = chosen
    return mixture


def _dealt(size: int, random: Random) -> Iterator[frozenset[str]]:
    """The faults of each platform that has any."""
    # because the fleet is called by the name of the loopback, and looked at once
    unseen = {name for name, fault in known_faults().items() if fault.needs_a_name or (fault.runs and fault.takes_days)}
    running = sorted(name for name, fault in known_faults().items() if fault.runs and name not in unseen)
    for index in range(round(size * RUNNING_SHARE)):
        yield frozenset({running[index % len(running)], *_second(running, random)})
    on_paper = sorted(known_faults().keys() - {*running, *unseen})
    places = round(size * PAPER_SHARE)
    for name in (*(on_paper if len(on_paper) <= places else random.sample(on_paper, places)), *_TWICE):
        yield frozenset({name})


def _choice(names: Iterable[str], descriptions: Sequence[Description]) -> int:
    """On how many platforms the faults show: the most particular ones are dealt first."""
    return sum(_shows(names, description) for description in descriptions)


def _shows(names: Iterable[str], description: Description) -> bool:
    return all(known_faults()[name].shows_on(description) for name in names)


def _second(names: list[str], random: Random) -> list[str]:
    return [random.choice(names)] if random.random() < _SECOND_FAULT_CHANCE else []
