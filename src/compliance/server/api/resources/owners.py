"""The owners with their platforms in numbers."""

from typing import Final

from compliance.model.text import Message
from compliance.report.owners import owner_rows
from compliance.server.access.identity import Action
from compliance.server.api.call import Call
from compliance.server.api.forms.platforms import Owners
from compliance.server.api.numbers import in_numbers
from compliance.server.api.paging import page_of
from compliance.server.api.parameters import PAGE, RUN

PATH: Final = "/owners"
NEEDS: Final = Action.SEE_PAGES
SAYS: Final = (
    Message.of("List the owners"),
    Message.of(
        "The owners with the numbers of their platforms, those first that have most work left. Intermediaries, which "
        "others connect through, are not counted, as in the table of the overview."
    ),
)
PARAMETERS: Final = (RUN, *PAGE)
FORM: Final = Owners


def answer(call: Call) -> Owners:
    rows = owner_rows(call.platforms, call.words)
    page = page_of(rows, call)
    return Owners(call.run.number, tuple(in_numbers(row.platforms) for row in page.items), page.total, page.next)
