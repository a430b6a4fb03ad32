"""What was found in a run, by rule, platform and weight."""

from collections.abc import Iterator, Sequence
from typing import Final, get_args

from compliance.model.finding_counts import finding_counts
from compliance.model.text import Message
from compliance.model.verdict import SubjectReport
from compliance.server.access.identity import Action
from compliance.server.api.call import Call
from compliance.server.api.findings import found_at
from compliance.server.api.forms.platforms import Found, FoundList, Weight
from compliance.server.api.parameters import LIMIT, NUMBER, Parameter
from compliance.server.api.values import OneOf, Sign, Words

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
CURSOR: Final = Parameter(
    "cursor",
    Message.of("Where the next page begins, as `next` of the page before has it; without it the first page."),
    Sign(r"[0-9]{1,9}\.[0-9]{1,9}"),
    of="finding",
)
PARAMETERS: Final = (NUMBER, RULE, PLATFORM, WEIGHT, LIMIT, CURSOR)
FORM: Final = FoundList


def answer(call: Call) -> FoundList:
    items: list[Found] = []
    following = None
    for place, each in _from(call.given["cursor"] or "0.0", _subjects(call), call):
        if len(items) == call.given["limit"]:
            following = call.page_after(place)
            break
        items.append(each)
    return FoundList(call.run.number, call.language, tuple(items), following)


def _from(cursor: str, subjects: Sequence[SubjectReport], call: Call) -> Iterator[tuple[str, Found]]:
    """Yield findings, each with where it stands; platforms are read one by one as they are needed."""
    first, skipped = map(int, cursor.split("."))
    for place, subject in enumerate(subjects[first:], first):
        found = found_at(subject.id, call, call.given["rule"], call.given["weight"])
        start = skipped if place == first else 0
        for number, each in enumerate(found[start:], start):
            yield f"{place}.{number}", each


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
