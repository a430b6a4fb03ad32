"""The shape of `compliance history list` and `show` as JSON; the published schema is made from it."""

from collections.abc import Sequence
from typing import Any, Final, Literal

from compliance.model.dataclass import dataclass
from compliance.model.kept_run import KeptRun, RunState
from compliance.model.overview import PlatformCounts
from compliance.report.json_schema import schema_of

SCHEMA_ID: Final = "https://ndxp-sdk.example/schemas/runs.schema.json"


@dataclass(slots=True, eq=False, repr=False)
class Run:
    """One run. The number tells the order whatever the clock said; times are in UTC, null while it is not complete.

    `done` of `platforms` were looked at. What it was judged by is null where it was not judged.
    """

    number: int
    label: str | None
    state: RunState
    begun: str
    ended: str | None
    as_of: str | None
    profile: str | None
    catalogue_version: str | None
    catalogue_sha256: str | None
    tool_version: str
    vantage: str | None
    simulated: bool
    platforms: int
    done: int
    lists: tuple[str, ...]


@dataclass(slots=True, eq=False, repr=False)
class Runs:
    """The runs in a history, in the order of their numbers; with the platforms of one where that was asked for.

    Of a platform the stage is null where it was not decided.
    """

    schema: Literal["compliance-runs/1"]
    place: str
    runs: tuple[Run, ...]
    platforms: tuple[PlatformCounts, ...] | None


def written(place: str, runs: Sequence[KeptRun], platforms: Sequence[PlatformCounts] | None = None) -> Runs:
    """Return runs as they are written."""
    shown = None if platforms is None else tuple(platforms)
    return Runs("compliance-runs/1", place, tuple(map(run_written, runs)), shown)


def run_written(run: KeptRun) -> Run:
    """Return a run as it is written."""
    return Run(
        run.number,
        run.label,
        run.state,
        run.begun.isoformat(),
        run.ended.isoformat() if run.ended is not None else None,
        run.as_of.isoformat() if run.as_of is not None else None,
        run.profile,
        run.catalogue_version,
        run.catalogue_sha256,
        run.tool_version,
        run.vantage,
        run.is_simulated,
        run.platforms,
        run.done,
        run.lists,
    )


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the list; fields may be added to any object without notice."""
    return schema_of(Runs, SCHEMA_ID, "Kept runs")
