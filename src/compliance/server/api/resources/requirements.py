"""The requirements with their state."""

from typing import Final

from compliance.model.grades import State
from compliance.model.text import Message
from compliance.report.formats.json.v1 import Requirement
from compliance.server.access.identity import Action
from compliance.server.api.call import Call
from compliance.server.api.forms.law import RequirementList
from compliance.server.api.paging import page_of
from compliance.server.api.parameters import PAGE, RUN, Parameter
from compliance.server.api.values import OneOf

PATH: Final = "/requirements"
NEEDS: Final = Action.SEE_PAGES
SAYS: Final = (
    Message.of("List the requirements"),
    Message.of(
        "Each requirement with its state over all platforms that who asks may see, and the rules that speak on it. "
        "For an owner there is none if the run was judged by another catalogue than that of this version."
    ),
)
STATE: Final = Parameter("state", Message.of("Only requirements in this state."), OneOf.of(State), of="requirement")
PARAMETERS: Final = (RUN, STATE, *PAGE)
FORM: Final = RequirementList


def answer(call: Call) -> RequirementList:
    state = call.given["state"]
    page = page_of([row for row in call.report.requirements if state in {None, row.state}], call)
    items = tuple(Requirement(row.id, row.state, row.rules, row.reason) for row in page.items)
    return RequirementList(call.run.number, items, page.total, page.next)
