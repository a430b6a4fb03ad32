"""What is due."""

from typing import Final

from compliance.model.due import DueKind, DuePeriod
from compliance.model.text import Message
from compliance.report.formats.json.due import due_items
from compliance.server.access.identity import Action
from compliance.server.api.call import Call
from compliance.server.api.forms.platforms import DueList
from compliance.server.api.paging import page_of
from compliance.server.api.parameters import PAGE, RUN, Parameter
from compliance.server.api.values import OneOf

PATH: Final = "/due"
NEEDS: Final = Action.SEE_PAGES
SAYS: Final = (
    Message.of("List what is due"),
    Message.of(
        "Requirements that begin to bind, evidence, certificates and waivers that run out, and announced deadlines, as "
        "seen on the day of the run: what has passed first, then the nearest."
    ),
)
PERIOD: Final = Parameter("period", Message.of("Only what is due so far away."), OneOf.of(DuePeriod))
KIND: Final = Parameter("kind", Message.of("Only what is due of this kind."), OneOf.of(DueKind))
PARAMETERS: Final = (RUN, PERIOD, KIND, *PAGE)
FORM: Final = DueList


def answer(call: Call) -> DueList:
    period, kind, report = call.given["period"], call.given["kind"], call.report
    due = [each for each in report.due if period in {None, each.period} and kind in {None, each.kind}]
    page = page_of(due, call)
    items = due_items(page.items, report.as_of, call.context)
    return DueList(call.run.number, call.language, report.as_of.isoformat(), items, page.total, page.next)
