"""Platforms that seem to do what another does."""

from typing import Final

from compliance.model.text import Message
from compliance.server.access.identity import Action
from compliance.server.api.call import Call
from compliance.server.api.findings import found_at
from compliance.server.api.forms.platforms import FoundList
from compliance.server.api.paging import page_of
from compliance.server.api.parameters import PAGE, RUN
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
PARAMETERS: Final = (RUN, *PAGE)
FORM: Final = FoundList


def answer(call: Call) -> FoundList:
    known = {subject.id for subject in call.report.subjects}
    named = [each.slug for each in call.reader.findings_of(call.run, RULES) if each.slug in known]
    found = [each for slug in dict.fromkeys(named) for rule in RULES for each in found_at(slug, call, rule)]
    page = page_of(found, call)
    return FoundList(call.run.number, call.language, page.items, page.next)
