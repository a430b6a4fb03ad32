"""What is behind a stage: the rules that hold it, those that deny it, and which platforms they keep from it."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cache, partial
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.grades import Outcome
from compliance.model.ladder import Rung, Stage
from compliance.model.standing import StageState
from compliance.model.verdict import SubjectReport
from compliance.report.context import ReportContext
from compliance.report.findings import heading_of
from compliance.report.sorting import ordered

NAMED: Final = 6
"""So many platforms are named beside what keeps them from a stage; the table of platforms has all."""

_BROKEN: Final = frozenset({Outcome.BREACHED, Outcome.WAIVED})
_UNSEEN: Final = frozenset({Outcome.NOT_OBSERVED, Outcome.ERROR})


@dataclass(frozen=True, slots=True)
class Behind:
    """What decides a stage in words: what is wrong, what was not observed, what holds it."""

    broken: tuple[str, ...]
    unseen: tuple[str, ...]
    held: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hindrance:
    """What keeps some platforms from a stage, which has its number and its name."""

    number: int
    stage: str
    what: str
    platforms: tuple[SubjectReport, ...]


def hindrances(platforms: Sequence[SubjectReport], context: ReportContext) -> tuple[Hindrance, ...]:
    """Return what keeps platforms from stages, the lowest stage first, and then what concerns most of them.

    What was not observed of a stage is told by the first of its rules.
    """
    in_order = ordered(platforms, context.words)
    return tuple(each for stage in context.ladder for each in _hindrances(stage, in_order, context))


def _hindrances(stage: Stage, platforms: Sequence[SubjectReport], context: ReportContext) -> Iterator[Hindrance]:
    found: defaultdict[str, list[SubjectReport]] = defaultdict(list)
    broken, unseen = cache(partial(_broken_heading, context)), cache(partial(_unseen_title, context))
    for subject in platforms:
        match subject.ladder.state_of(stage.rung):
            case StageState.BROKEN:
                against = [broken(rule) for rule in _of_outcome(_BROKEN, stage, subject)]
            case StageState.UNSEEN:
                against = [unseen(rule) for rule in _of_outcome(_UNSEEN, stage, subject)[:1]]
            case _:
                continue
        for what in against:
            found[what].append(subject)
    for what, subjects in sorted(found.items(), key=lambda pair: -len(pair[1])):
        yield Hindrance(stage.rung.rank, stage_name(stage.rung, context), what, tuple(subjects))


def _of_outcome(outcomes: Collection[Outcome], stage: Stage, subject: SubjectReport) -> list[str]:
    """Return the rules of a stage that came to one of some outcomes."""
    return [rule for rule, outcome in subject.outcomes_of(stage.rules).items() if outcome in outcomes]


def _broken_heading(context: ReportContext, rule: str) -> str:
    return heading_of(rule, context.rules.get(rule), context.words)


def _unseen_title(context: ReportContext, rule: str) -> str:
    return context.words("not observed: {what}", what=title(rule, context).removesuffix("."))


def behind_stage(rung: Rung, subject: SubjectReport, context: ReportContext) -> Behind:
    """Return what the rules of a stage say of a platform, with those that may stand in for them."""
    stage = next((each for each in context.ladder if each.rung is rung), None)
    own = stage.rules if stage else ()
    others = tuple(rule for other in stage.alternatives for rule in other.rules) if stage else ()
    found = subject.outcomes_of(dict.fromkeys((*own, *others)))
    broken = (rule for rule, outcome in found.items() if outcome in _BROKEN and rule in own)
    unseen = (rule for rule, outcome in found.items() if outcome in _UNSEEN and rule in own)
    return Behind(
        broken=tuple(_broken_heading(context, rule) for rule in broken),
        unseen=tuple(title(rule, context).removesuffix(".") for rule in unseen),
        held=tuple(title(rule, context) for rule, outcome in found.items() if outcome is Outcome.MET),
    )


def stage_name(rung: Rung | None, context: ReportContext) -> str:
    """Return the name of a stage; without one only rules that this version lacks could tell it."""
    if rung is None:
        return context.words("not decided yet")
    return next((context.words.text(stage.name) for stage in context.ladder if stage.rung is rung), rung)


def claimed_name(rung: Rung | None, context: ReportContext) -> str:
    """Return the name of the stage that a record claims; that it claims none where it does."""
    return stage_name(rung, context) if rung else context.words("no stage")


def title(rule: str, context: ReportContext) -> str:
    """Return the sentence a rule enforces; its id if the rule is not known to this version."""
    known = context.rules.get(rule)
    return context.words(known.title) if known else rule
