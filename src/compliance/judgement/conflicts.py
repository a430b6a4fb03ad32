"""Where the sources of one platform disagree: record, document, hub and look, side by side."""

from collections.abc import Iterable, Iterator, Mapping

from compliance.model.conflict import Conflict, Question, Side, Source
from compliance.model.grades import Outcome
from compliance.model.verdict import Verdict


def conflicts(verdicts: Iterable[Verdict], questions: Iterable[Question]) -> tuple[Conflict, ...]:
    """Return the questions on which the verdicts on one platform differ by source."""
    outcomes = {verdict.rule: verdict.outcome for verdict in verdicts}
    found = ((question, tuple(_sides(question, outcomes))) for question in questions)
    return tuple(Conflict(question, sides) for question, sides in found if sides)


def _sides(question: Question, outcomes: Mapping[str, Outcome]) -> Iterator[Side]:
    """Yield what the sources say where they disagree, each kept rule only where another source breaks one."""
    rules = [(source, rule) for source in Source for rule in question.of(source)]
    broken = [(source, rule) for source, rule in rules if _is(rule, Outcome.BREACHED, outcomes)]
    against = {source for source, _ in broken}
    if against:
        kept = [(source, rule) for source, rule in rules if _is(rule, Outcome.MET, outcomes)]
        others = [(source, rule) for source, rule in kept if source not in against]
        yield from (Side(source, rule, is_kept=True) for source, rule in others)
        yield from (Side(source, rule, is_kept=False) for source, rule in (broken if others else ()))
    compared = (rule for rule in question.comparing if _is(rule, Outcome.BREACHED, outcomes))
    yield from (Side(None, rule, is_kept=False) for rule in compared)


def _is(rule: str, outcome: Outcome, outcomes: Mapping[str, Outcome]) -> bool:
    return outcomes.get(rule) is outcome
