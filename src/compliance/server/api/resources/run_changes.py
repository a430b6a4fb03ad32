"""What changed between two runs."""

from typing import Final

from compliance.model.text import Message
from compliance.report.formats.json.changes import changes_written
from compliance.server.access.identity import Action
from compliance.server.api.call import Call
from compliance.server.api.forms.runs import Comparison
from compliance.server.api.parameters import NUMBER, SINCE
from compliance.server.missing import NotFound

PATH: Final = "/runs/{number}/changes"
NEEDS: Final = Action.SEE_RUNS
IS_LONG: Final = True
SAYS: Final = (
    Message.of("Compare a run with an earlier one"),
    Message.of(
        "Platforms on another stage or connection, findings that came and went, and what changed of the law, told "
        "apart. Without `since` it is what was kept with the run; another comparison may judge the earlier evidence "
        "again and takes longer."
    ),
)
PARAMETERS: Final = (NUMBER, SINCE)
FORM: Final = Comparison


def answer(call: Call) -> Comparison:
    since, number = call.given["since"], call.run.number
    if since is not None and since >= number:
        raise NotFound(Message.of("the run {since} is not before the run {number}", since=since, number=number))
    report = call.report if since is None else call.within(call.reader.compared(call.run, call.numbered(since)))
    if report.changes is None:
        template = "the run {number} has no run before it with which it was compared; `since` names one"
        raise NotFound(Message.of(template, number=number))
    return Comparison(number, call.language, changes_written(report.changes, call.words))
