"""Findings, as the API tells them: a page at a time, platform by platform, each of which is read whole."""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from compliance.model.overview import RunDay
from compliance.model.text import Message
from compliance.model.verdict import Finding, SubjectReport
from compliance.report.formats.json import violation_written
from compliance.server.api.call import Call
from compliance.server.api.forms.platforms import Found, FoundList, Since, Weight
from compliance.server.api.parameters import Parameter
from compliance.server.api.values import Sign, Whole

LIMIT: Final = Parameter("limit", Message.of("How many items an answer has at most."), Whole(1, 200, 100), of="finding")
CURSOR: Final = Parameter(
    "cursor",
    Message.of("Where the next page begins, as `next` of the page before has it; without it the first page."),
    Sign(r"[0-9]{1,9}\.[0-9]{1,9}"),
    of="finding",
)


def found_list(
    subjects: Sequence[SubjectReport], call: Call, rules: Collection[str] = (), weight: Weight | None = None
) -> FoundList:
    """Return the page that is asked for of what was found at these platforms and documents.

    Only what some rules found, if any are named, and what is of one weight, if that is given.
    """
    items: list[Found] = []
    following = None
    for place, each in _from(call.given["cursor"] or "0.0", subjects, call, rules, weight):
        if len(items) == call.given["limit"]:
            following = call.page_after(place)
            break
        items.append(each)
    return FoundList(call.run.number, call.language, tuple(items), following)


def _from(
    cursor: str, subjects: Sequence[SubjectReport], call: Call, rules: Collection[str], weight: Weight | None
) -> Iterator[tuple[str, Found]]:
    """Yield findings, each with where it stands."""
    first, skipped = map(int, cursor.split("."))
    for place, subject in enumerate(subjects[first:], first):
        found = _found_at(subject.id, call, rules, weight)
        start = skipped if place == first else 0
        for number, each in enumerate(found[start:], start):
            yield f"{place}.{number}", each


def _found_at(slug: str, call: Call, rules: Collection[str], weight: Weight | None) -> list[Found]:
    subject = call.told(slug)
    since = call.reader.since(call.run, slug)
    return [
        Found(
            subject=slug,
            rule=verdict.rule,
            requirements=verdict.requirements,
            weight=_weight_of(finding),
            since=_since(since.get(finding.fingerprint)),
            violation=violation_written(finding, call.words),
        )
        for verdict in subject.verdicts
        for finding in verdict.findings
        if (not rules or verdict.rule in rules) and weight in {None, _weight_of(finding)}
    ]


def _weight_of(finding: Finding) -> Weight | None:
    if finding.waiver is not None:
        return "waived"
    if finding.is_to_confirm:
        return "to_confirm"
    return finding.severity.value if finding.severity is not None else None


def _since(day: RunDay | None) -> Since | None:
    return Since(day.number, day.day.isoformat()) if day is not None else None
