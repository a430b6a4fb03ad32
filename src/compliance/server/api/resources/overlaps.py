"""Platforms that seem to do what another does."""

from typing import Final

from compliance.model.text import Message
from compliance.server.access.identity import Action
from compliance.server.api.call import Call
from compliance.server.api.findings import CURSOR, LIMIT, found_list
from compliance.server.api.forms.platforms import FoundList
from compliance.server.api.parameters import RUN
from compliance.server.pages.overlaps import RULES

PATH: Final = "/overlaps"
NEEDS: Final = Action.SEE_PAGES
SAYS: Final = (
    Message.of("List overlaps"),
    Message.of(
        "Platforms whose records seem to describe what another platform does, with since when that is so. A table of "
        "systems of one's own is compared on the page, or by `compliance overlaps`, and is sent nowhere."
    ),
)
PARAMETERS: Final = (RUN, LIMIT, CURSOR)
FORM: Final = FoundList


def answer(call: Call) -> FoundList:
    slugs = {each.slug for each in call.reader.findings_of(call.run, RULES)}
    return found_list([each for each in call.report.subjects if each.id in slugs], call, RULES)
