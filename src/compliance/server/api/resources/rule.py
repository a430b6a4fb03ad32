"""One rule: what it asks, how to mend what it finds, what a pass does not show, and who breaks it."""

from typing import Final

from compliance.loading.facts.published import facts
from compliance.model.text import Message
from compliance.server.access.identity import Action
from compliance.server.api.breakers import breakers
from compliance.server.api.call import Call
from compliance.server.api.forms.law import RuleInFull
from compliance.server.api.parameters import RULE_ID, RUN
from compliance.server.api.weights import at_most
from compliance.server.missing import NotFound

PATH: Final = "/rules/{id}"
NEEDS: Final = Action.SEE_PAGES
SAYS: Final = (
    Message.of("Show a rule"),
    Message.of("One rule: what it asks, why, how to mend what it finds, what a pass does not show, and who breaks it."),
)
PARAMETERS: Final = (RULE_ID, RUN)
FORM: Final = RuleInFull


def answer(call: Call) -> RuleInFull:
    rule, words = call.context.rules.get(call.given["id"]), call.words
    if rule is None:
        raise NotFound
    return RuleInFull(
        run=call.run.number,
        language=call.language,
        id=rule.id,
        family=rule.family,
        title=words(rule.title),
        broken=words(rule.broken) if rule.broken else None,
        explanation="\n\n".join(map(words, rule.explanation)),
        remedy=words(rule.remedy) if rule.remedy else None,
        limits=words(rule.limits),
        requirements=rule.citations,
        severity=at_most(rule, facts(call.report.as_of)),
        proof=rule.proof,
        breakers=breakers(call, [rule.id]),
    )
