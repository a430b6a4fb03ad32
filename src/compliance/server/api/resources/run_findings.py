"""What was found in a run, by rule, platform and weight."""

from collections.abc import Sequence
from typing import Final, get_args

from compliance.model.finding_counts import finding_counts
from compliance.model.text import Message
from compliance.model.verdict import SubjectReport
from compliance.server.access.identity import Action
from compliance.server.api.call import Call
from compliance.server.api.findings import CURSOR, LIMIT, found_list
from compliance.server.api.forms.platforms import FoundList, Weight
from compliance.server.api.parameters import NUMBER, Parameter
from compliance.server.api.values import OneOf, Words

PATH: Final = "/runs/{number}/findings"
NEEDS: Final = Action.SEE_PAGES
SAYS: Final = (
    Message.of("List the findings of a run"),
    Message.of(
        "Each place at which a rule finds something, platform by platform, with the run since which it has been found "
        "without a break. How many there are of each weight the overview of the run tells."
    ),
)
RULE: Final = Parameter("rule", Message.of("Only findings of this rule."), Words(200))
PLATFORM: Final = Parameter("platform", Message.of("Only findings at this platform."), Words(200))
WEIGHT: Final = Parameter("weight", Message.of("Only findings of this weight."), OneOf.of(get_args(Weight)))
PARAMETERS: Final = (NUMBER, RULE, PLATFORM, WEIGHT, LIMIT, CURSOR)
FORM: Final = FoundList


def answer(call: Call) -> FoundList:
    rule = call.given["rule"]
    return found_list(_subjects(call), call, [rule] if rule is not None else [], call.given["weight"])


def _subjects(call: Call) -> Sequence[SubjectReport]:
    """Return the platforms and documents that may have such findings."""
    platform, rule, weight = (call.given[name] for name in ("platform", "rule", "weight"))
    chosen = [each for each in call.report.subjects if platform in {None, each.id}]
    if rule is not None:
        slugs = {each.slug for each in call.reader.findings_of(call.run, [rule])}
        return [each for each in chosen if each.id in slugs]
    return [each for each in chosen if _may_have(each, weight)]


def _may_have(subject: SubjectReport, weight: Weight | None) -> bool:
    counts = finding_counts([subject])
    return bool(counts.waived or counts.rules if weight is None else getattr(counts, weight))
