"""One run."""

from typing import Final

from compliance.model.text import Message
from compliance.report.kept_runs.json.v1 import Run, run_written
from compliance.server.access.identity import Action
from compliance.server.api.call import Call
from compliance.server.api.parameters import NUMBER

PATH: Final = "/runs/{number}"
NEEDS: Final = Action.SEE_RUNS
SAYS: Final = (
    Message.of("Show a run"),
    Message.of("One run in whatever state: who looked when and from where, and by which law it was judged."),
)
PARAMETERS: Final = (NUMBER,)
FORM: Final = Run


def answer(call: Call) -> Run:
    return run_written(call.run)
