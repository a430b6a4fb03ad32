"""One requirement: what it asks for, how well that is known, and who breaks it."""

from typing import Final

from compliance.model.text import Message
from compliance.report import citation
from compliance.server.access.identity import Action
from compliance.server.api.breakers import breakers
from compliance.server.api.call import Call
from compliance.server.api.forms.law import RequirementInFull
from compliance.server.api.parameters import REQUIREMENT_ID, RUN
from compliance.server.pages.requirement import explained

PATH: Final = "/requirements/{id}"
NEEDS: Final = Action.SEE_PAGES
SAYS: Final = (
    Message.of("Show a requirement"),
    Message.of("One requirement: what it asks for, how well its text is known, its rules, and who breaks them."),
)
PARAMETERS: Final = (REQUIREMENT_ID, RUN)
FORM: Final = RequirementInFull


def answer(call: Call) -> RequirementInFull:
    page, words = explained(call), call.words
    known = page.requirement
    state = next((row for row in call.report.requirements if row.id == known.id), None)
    rules = state.rules if state is not None else page.rules
    return RequirementInFull(
        run=call.run.number,
        language=call.language,
        id=known.id,
        citation=citation.full(known, words),
        duty=words.text(known.duty),
        standing=citation.standing(known, call.report.as_of, words),
        state=state.state if state is not None else None,
        reason=words.text(page.reason.name) if page.reason is not None else None,
        instead=words.text(page.reason.instead) or None if page.reason is not None else None,
        rules=rules,
        breakers=breakers(call, rules),
    )
