"""How far a run came."""

from typing import Final

from compliance.model.text import Message
from compliance.server.access.identity import Action
from compliance.server.api.call import Call
from compliance.server.api.forms.runs import Progress
from compliance.server.api.parameters import NUMBER

PATH: Final = "/runs/{number}/progress"
NEEDS: Final = Action.SEE_RUNS
SAYS: Final = (
    Message.of("Show how far a run came"),
    Message.of("The platforms of a run that are still to be looked at, that were looked at, and that are judged."),
)
PARAMETERS: Final = (NUMBER,)
FORM: Final = Progress


def answer(call: Call) -> Progress:
    run = call.run
    if not call.identity.sees_all:  # because it is not known whose the others will be
        return Progress(run.number, run.state, run.platforms, 0, 0, run.done)
    found = call.reader.progress(run)
    return Progress(call.run.number, call.run.state, found.platforms, found.planned, found.looked_at, found.judged)
