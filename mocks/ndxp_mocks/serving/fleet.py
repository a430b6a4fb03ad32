"""One simulated platform for every member of a national list, each flawless or with faults of its own.

They are connected in different ways, and dealt faults where these show: some faults of running platforms, those first
that sources disagree on, and each fault of a document or a record once. So they stand on every stage, connected or not.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Final

from ndxp_mocks.platform.descriptions import description_of
from ndxp_mocks.platform.faults import known_faults
from ndxp_mocks.platform.linkage import deal_linkages as dealt_linkages
from ndxp_mocks.platform.platform import Platform
from ndxp_mocks.platform.settings import SEED
from ndxp_mocks.records import write
from ndxp_mocks.serving.listener import silent_port
from ndxp_mocks.serving.platforms import Served, serve_all
from ndxp_mocks.specs import LIST, list_named, members

RUNNING_SHARE: Final = 0.15
# Because of a short list as large a part is to be flawless as of a long one, on which every fault of paper has a place.
PAPER_SHARE: Final = 0.4
_SECOND_FAULT_CHANCE: Final = 0.3
# What a look shows against the document: who may call, which codes, who sees personal data, which version.
_DISPUTED: Final = ("anonymous-allowed", "code-off-list", "leaks-personal-data", "served-document-differs")
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
    """Return the platforms in the order of the list. The same seed gives the same connections, faults and data.

    `played` is the id, number or year of the list, the one in force where none is asked for. UnknownList where there
    is none of that name.
    """
    entries = members(list_named(played).id)
    linkages = dealt_linkages(entries, Random(f"linkages/{seed}"))
    platforms = [
        Platform(entry, description_of(entry.slug), seed=seed, linkage=linkage)
        for entry, linkage in zip(entries, linkages, strict=True)
    ]
    mixture = _mixture(platforms, Random(f"faults/{seed}"))
    return tuple(replace(platform, faults=faults) for platform, faults in zip(platforms, mixture, strict=True))


@contextmanager
def start_fleet(directory: str | os.PathLike[str], seed: int = SEED, played: str = LIST) -> Iterator[Fleet]:
    """Serve the fleet until the end of the block and write its records, documents and authority into `directory`.

    The records of those that are out of reach give the address of a port at which nobody answers.
    """
    chosen, folder = fleet(seed, played), Path(directory)
    folder.mkdir(parents=True, exist_ok=True)
    with serve_all(chosen) as platforms, ExitStack() as stack:
        ca_file = folder / "ca.pem"
        ca_file.write_text(platforms[0].ca_pem, encoding="ascii")
        records = tuple(write(_as_recorded(served, stack), folder) for served in platforms)
        yield Fleet(folder, records, ca_file, {served.platform.entry.slug: served for served in platforms})


def _as_recorded(served: Served, stack: ExitStack) -> Served:
    """Return the platform as its record has it.

    The port of one that is out of reach is kept until the stack is left.
    """
    if not served.platform.linkage.is_remote:
        return served
    port = stack.enter_context(silent_port(served.port + 1))
    return replace(served, port=port, plain_port=port)


def _mixture(platforms: Sequence[Platform], random: Random) -> list[frozenset[str]]:
    """Deal the faults out, each to a platform on which it shows."""
    mixture: list[frozenset[str]] = [frozenset()] * len(platforms)
    free = random.sample(range(len(platforms)), len(platforms))
    for chosen in sorted(_dealt(len(platforms), random), key=lambda names: _choice(names, platforms)):
        place = next((index for index in free if _shows(chosen, platforms[index])), None)
        if place is not None:  # because some faults show on no platform of an earlier list
            free.remove(place)
            mixture[place] = chosen
    return mixture


def _dealt(size: int, random: Random) -> Iterator[frozenset[str]]:
    """Yield the faults of each platform that has any."""
    # because the fleet is called by the name of the loopback, and looked at once
    unseen = {name for name, fault in known_faults().items() if fault.needs_a_name or (fault.runs and fault.takes_days)}
    running = sorted(name for name, fault in known_faults().items() if fault.runs and name not in unseen)
    running.sort(key=lambda name: name not in _DISPUTED)
    for index in range(round(size * RUNNING_SHARE)):
        yield frozenset({running[index % len(running)], *_second(running, random)})
    on_paper = sorted(known_faults().keys() - {*running, *unseen})
    places = round(size * PAPER_SHARE)
    for name in (*(on_paper if len(on_paper) <= places else random.sample(on_paper, places)), *_TWICE):
        yield frozenset({name})


def _choice(names: Iterable[str], platforms: Sequence[Platform]) -> int:
    """Count the platforms on which the faults show: the most particular ones are dealt first."""
    return sum(_shows(names, platform) for platform in platforms)


def _shows(names: Iterable[str], platform: Platform) -> bool:
    linkage, faults = platform.linkage, [known_faults()[name] for name in names]
    if linkage.is_remote and any(fault.runs for fault in faults):
        return False
    if not linkage.is_usual and any(fault.needs_a_connection for fault in faults):
        return False
    return all(fault.shows_on(platform.description) for fault in faults)


def _second(names: list[str], random: Random) -> list[str]:
    return [random.choice(names)] if random.random() < _SECOND_FAULT_CHANCE else []
