"""The platforms as a program asks for them: filtered, sorted, a page at a time."""

from typing import Final

from compliance.model.standing import Standing
from compliance.model.text import Message
from compliance.server.access.identity import Action
from compliance.server.api.call import Call
from compliance.server.api.forms.platforms import Platforms
from compliance.server.api.numbers import in_brief
from compliance.server.api.paging import page_of
from compliance.server.api.parameters import PAGE, RUN, Parameter
from compliance.server.api.values import OneOf, Words, YesOrNo
from compliance.server.listing import BY_WORK, SORTS, Asked, fitting, in_order

PATH: Final = "/platforms"
NEEDS: Final = Action.SEE_PAGES
SAYS: Final = (
    Message.of("List the platforms"),
    Message.of(
        "The platforms of a run, each with how far it came and what is found at it in numbers. The order depends on "
        "the language where names are sorted."
    ),
)
Q: Final = Parameter(
    "q", Message.of("Only platforms that have these words in their name, owner or identifier."), Words(200)
)
OWNER: Final = Parameter("owner", Message.of("Only platforms of this owner, by its `key`."), Words(200))
STATE: Final = Parameter(
    "state", Message.of("Only platforms that are connected like this."), OneOf.of(Standing), of="platform"
)
FAIL: Final = Parameter(
    "fail", Message.of("Only platforms with a finding that fails, or would fail if it is confirmed."), YesOrNo()
)
SORT: Final = Parameter(
    "sort",
    Message.of("Order: `work` begins where most is left to do; others by a column, with a hyphen from the highest."),
    OneOf(SORTS, BY_WORK),
)
PARAMETERS: Final = (RUN, Q, OWNER, STATE, FAIL, SORT, *PAGE)
FORM: Final = Platforms


def answer(call: Call) -> Platforms:
    given = call.given
    asked = Asked(given["q"] or "", given["owner"] or "", given["state"] or "", given["fail"], given["sort"])
    platforms = call.platforms
    ordered = call.remembered("order", lambda: in_order(platforms, asked.sort, call.context), asked.sort)
    page = page_of(fitting(ordered, asked, call.context), call)
    return Platforms(call.run.number, tuple(map(in_brief, page.items)), page.total, page.next)
