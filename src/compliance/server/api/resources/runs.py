"""All runs, the last one first."""

from typing import Final

from compliance.model.kept_run import RunState
from compliance.model.text import Message
from compliance.report.kept_runs.json.v1 import run_written
from compliance.server.access.identity import Action
from compliance.server.api.call import Call
from compliance.server.api.forms.runs import Runs
from compliance.server.api.paging import page_of
from compliance.server.api.parameters import PAGE, Parameter
from compliance.server.api.values import OneOf, Words

PATH: Final = "/runs"
NEEDS: Final = Action.SEE_RUNS
SAYS: Final = (
    Message.of("List the runs"),
    Message.of(
        "All runs that are kept, the last one first. A run that is running or was interrupted has no verdicts; what "
        "depends on them is told of complete runs only. An owner is told of runs that judged platforms of its own, "
        "counted with these alone; which lists the records name is left out."
    ),
)
STATE: Final = Parameter("state", Message.of("Only runs that came so far."), OneOf.of(RunState), of="run")
LABEL: Final = Parameter("label", Message.of("Only runs with this label."), Words(200))
PARAMETERS: Final = (STATE, LABEL, *PAGE)
FORM: Final = Runs


def answer(call: Call) -> Runs:
    state, label = call.given["state"], call.given["label"]
    found = [run for run in reversed(call.runs) if state in {None, run.state} and label in {None, run.label}]
    page = page_of(found, call)
    return Runs(tuple(map(run_written, page.items)), page.total, page.next)
