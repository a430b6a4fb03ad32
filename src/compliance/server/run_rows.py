"""Runs in the reader's words."""

from collections.abc import Iterable

from compliance.model.dataclass import dataclass
from compliance.model.kept_run import KeptRun
from compliance.report import labels, run_words
from compliance.server.visit import Visit


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run; `href` is empty where it has no verdicts to show."""

    number: int
    href: str
    label: str
    begun: str
    state: str
    is_complete: bool
    looked: str
    as_of: str
    profile: str
    catalogue: str
    tool: str
    simulated: str


def run_rows(runs: Iterable[KeptRun], visit: Visit) -> tuple[RunRow, ...]:
    """Return a row for each run, in this order."""
    return tuple(run_row(run, visit) for run in runs)


def run_row(run: KeptRun, visit: Visit) -> RunRow:
    """Return the row of one run."""
    words = visit.words
    return RunRow(
        number=run.number,
        href=visit.addresses.to(f"/runs/{run.number}") if run.is_complete else "",
        label=run.label or "",
        begun=run_words.moment(run.begun, words),
        state=run_words.run_state(run.state, words),
        is_complete=run.is_complete,
        looked=words("{done} of {platforms}", done=run.done, platforms=run.platforms),
        as_of=labels.day(run.as_of, words) if run.as_of else "",
        profile=words.message(labels.profile(run.profile)) if run.profile else "",
        catalogue=run.catalogue_version or "",
        tool=run.tool_version,
        simulated=words("SIMULATED") if run.is_simulated else "",
    )
