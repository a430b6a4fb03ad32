"""What changed at a hub to standard output and to files, and the exit status with its reason."""

from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from compliance.actions.errors import UsageError
from compliance.actions.render import report_context
from compliance.cli.exit_status import BREACH, NOT_JUDGED
from compliance.cli.streams import complain
from compliance.cli.writing import put_all
from compliance.locale import Translator
from compliance.model.dataclass import replace
from compliance.model.hub_comparison import HubComparison, HubEffect
from compliance.model.text import Message
from compliance.options.values import Destination
from compliance.report.context import UNLIMITED
from compliance.report.hub_comparison import names, written

_GATES: Final[Mapping[str, tuple[HubEffect, ...]]] = {
    "breaking": (HubEffect.LOST,),
    "warning": (HubEffect.LOST, HubEffect.CHANGED),
    "never": (),
}


def refuse_forms(places: Sequence[Destination]) -> None:
    """Raise `UsageError` for a form in which no comparison of audits is written."""
    if refused := sorted({form for form, _ in places} - set(names())):
        raise UsageError(Message.of("a comparison of audits is not written as {format}", format=", ".join(refused)))


def deliver(comparison: HubComparison, options: Namespace, words: Translator, places: Sequence[Destination]) -> int:
    """Write the comparison to each place, say on standard error why the status is not 0, and return it."""
    failing = sum(comparison.count(effect) for effect in _GATES[options.fail_on])
    status = (BREACH if failing else 0) | (0 if comparison.is_whole else NOT_JUDGED)
    context = replace(report_context(words), width=UNLIMITED, exit_status=status)
    unwritten = put_all(places, options, words, context, lambda form, shown: written(comparison, form, shown))
    for reason in _explanations(comparison, failing, options, words):
        complain(f"compliance: {reason}")
    return status | unwritten


def _explanations(comparison: HubComparison, failing: int, options: Namespace, words: Translator) -> Iterator[str]:
    if failing:
        yield words("--fail-on {gate}: changes {count}", gate=options.fail_on, count=failing)
    count = sum(each.is_failure for each in (*comparison.not_seen, *comparison.unmatched))
    if count:
        yield words("what could not be compared: {count}", count=count)
