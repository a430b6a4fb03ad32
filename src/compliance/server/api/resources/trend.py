"""How all platforms stood from run to run."""

from typing import Final

from compliance.model.kept_run import KeptRun
from compliance.model.ladder import Rung
from compliance.model.overview import RunCounts
from compliance.model.standing import Standing
from compliance.model.text import Message, local_day
from compliance.server.access.identity import Action
from compliance.server.api.call import Call
from compliance.server.api.forms.runs import ConnectedPlatforms, OnRung, RunInNumbers, Trend, Weights
from compliance.server.api.paging import page_of
from compliance.server.api.parameters import PAGE, RUN
from compliance.server.api.refusals import Refused

PATH: Final = "/trend"
NEEDS: Final = Action.SEE_RUNS
SAYS: Final = (
    Message.of("Show the runs of a series in numbers"),
    Message.of(
        "The complete runs that have the label of the run and are simulated or real as it is, up to it, the last one "
        "first. The numbers are over the platforms of all owners, and only for who sees them all."
    ),
)
PARAMETERS: Final = (RUN, *PAGE)
FORM: Final = Trend


def answer(call: Call) -> Trend:
    if not call.identity.sees_all:
        raise Refused(403, Message.of("numbers over the platforms of all owners are only for who sees them all"))
    series = {run.number: run for run in call.series}
    found = [(series[counts.number], counts) for counts in call.reader.trend() if counts.number in series]
    page = page_of(found[::-1], call)
    return Trend(tuple(_row(run, counts) for run, counts in page.items), page.total, page.next)


def _row(run: KeptRun, counts: RunCounts) -> RunInNumbers:
    reached = {rung: counts.stages.get(rung.rank, 0) for rung in Rung}
    standings = {standing: counts.standings.get(standing, 0) for standing in Standing}
    return RunInNumbers(
        run=run.number,
        day=local_day(run.begun).isoformat(),
        platforms=counts.platforms - standings[Standing.INTERMEDIARY],
        reached=(*(OnRung(*each) for each in reached.items()), OnRung(None, counts.stages.get(None, 0))),
        standings=tuple(ConnectedPlatforms(*each) for each in standings.items()),
        findings=Weights(counts.failing, counts.to_confirm, counts.warnings, counts.advice),
    )
