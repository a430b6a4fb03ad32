"""A history of the simulated fleet: three runs of which each changed against the one before, one cut off, one going on.

A second fleet of another seed lends the evidence on some platforms, so that stages and findings rise, fall and are
mended as they do where platforms are worked on.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Final

from compliance.actions._kept_audit import kept_whole
from compliance.actions._reporting import report_on
from compliance.actions.settings import InHistory, Judging
from compliance.history.runs import NewRun
from compliance.history.store import history_at
from compliance.loading.dossiers import unpack
from compliance.model.dataclass import replace
from compliance.model.dossier import Dossier
from compliance.model.language import Language
from tools.demonstration import AS_OF, demonstrate

SEED: Final = 2026
OTHER_SEED: Final = 7
LABEL: Final = "nền tảng quốc gia"
BEFORE: Final = date(2026, 10, 21)
RUNS: Final = ((BEFORE, 4), (AS_OF, 9), (AS_OF, 0))
"""Of each complete run the day of the law, and every how manieth platform was as the other fleet has it; 0 for none."""


def fleet_history(folder: Path) -> Path:
    """Write the history into a folder and return its file."""
    dossiers, others = (_dossiers(folder / f"fleet-{seed}", seed) for seed in (SEED, OTHER_SEED))
    place = folder / "history.sqlite"
    for day, step in RUNS:
        mixed = [others[at] if step and at % step == 0 else each for at, each in enumerate(dossiers)]
        keep(mixed, place, day, LABEL)
    return place


def _dossiers(folder: Path, seed: int) -> list[Dossier]:
    demonstrate(folder, "--seed", str(seed), "--quiet")
    return [unpack(file) for file in sorted((folder / "dossiers").iterdir())]


def keep(dossiers: Sequence[Dossier], place: Path, day: date, label: str) -> None:
    """Judge evidence by the law of a day and keep it as a run."""
    judging = Judging(as_of=day)
    kept_whole(report_on(dossiers, judging), dossiers, InHistory(place=place, label=label), judging)
