"""A history of the simulated fleet in three runs, each of which changed against the one before.

A second fleet of another seed lends the evidence on some platforms, so that stages and findings rise, fall and are
mended as they do where platforms are worked on.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from compliance.actions._kept_audit import kept_whole
from compliance.actions._reporting import report_on
from compliance.actions.settings import InHistory, Judging
from compliance.loading.dossiers import unpack
from compliance.model.dossier import Dossier
from tools.demonstration import AS_OF, USUAL

SEEDS: Final = (USUAL, 7)
LABEL: Final = "nền tảng quốc gia"
BEFORE: Final = date(2026, 10, 21)
RUNS: Final = ((BEFORE, 4), (AS_OF, 9), (AS_OF, 0))
"""Of each run the day of the law, and every how manieth platform was as the other fleet has it; 0 for none."""


def fleet_history(folder: Path, demos: Iterable[Path]) -> Path:
    """Write `history.sqlite` into a folder and return it, given the folders of the demos with `SEEDS`."""
    usual, others = (_dossiers(demo) for demo in demos)
    place = folder / "history.sqlite"
    for day, step in RUNS:
        mixed = [others[at] if step and at % step == 0 else each for at, each in enumerate(usual)]
        keep(mixed, place, day)
    return place


def _dossiers(folder: Path) -> list[Dossier]:
    return [unpack(file) for file in sorted((folder / "dossiers").iterdir())]


def keep(dossiers: Sequence[Dossier], place: Path, day: date) -> None:
    """Judge evidence by the law of a day and keep it as a run."""
    judging = Judging(as_of=day)
    kept_whole(report_on(dossiers, judging), dossiers, InHistory(place=place, label=LABEL), judging)
