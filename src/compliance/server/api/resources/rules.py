"""The rules, and at how many platforms each finds something."""

from collections import Counter
from typing import Final

from compliance.loading.facts.published import facts
from compliance.model.text import Message
from compliance.server.access.identity import Action
from compliance.server.api.call import Call
from compliance.server.api.forms.law import RuleInBrief, Rules
from compliance.server.api.paging import page_of
from compliance.server.api.parameters import PAGE, RUN
from compliance.server.api.weights import at_most

PATH: Final = "/rules"
NEEDS: Final = Action.SEE_PAGES
SAYS: Final = (
    Message.of("List the rules"),
    Message.of(
        "All rules of this version by identifier, each with what a breach weighs at most by the law of the day of the "
        "run, and at how many platforms and documents it finds something that is not waived."
    ),
)
PARAMETERS: Final = (RUN, *PAGE)
FORM: Final = Rules


def answer(call: Call) -> Rules:
    words, known = call.words, facts(call.report.as_of)
    counted = (subject.counted for subject in call.report.subjects if subject.counted is not None)
    broken = Counter(counts.rules.rows[place][0] for counts in counted for place in counts.broken)
    page = page_of(sorted(call.context.rules), call)
    rules = (call.context.rules[name] for name in page.items)
    items = tuple(
        RuleInBrief(
            id=rule.id,
            family=rule.family,
            title=words(rule.title),
            broken=words(rule.broken) if rule.broken else None,
            requirements=rule.citations,
            severity=at_most(rule, known),
            proof=rule.proof,
            breakers=broken[rule.id],
        )
        for rule in rules
    )
    return Rules(call.run.number, call.language, items, page.total, page.next)
