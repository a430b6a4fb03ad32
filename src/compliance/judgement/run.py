"""One rule over its subjects: what it found, what it could not see, how it crashed."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from compliance.judgement.subjects import Subjects
from compliance.model.crash import crash_name
from compliance.model.dataclass import dataclass, field
from compliance.model.facts import Facts
from compliance.model.gap import Gap
from compliance.model.location import Place
from compliance.model.openapi.hole import Hole
from compliance.model.rule import Rule, Said
from compliance.model.subject import Subject
from compliance.model.text import Message
from compliance.model.violation import Unknown, Violation


@dataclass(slots=True)
class Run:
    """Result of running one rule: the subjects it judged, its breaches, what it could not see, how it crashed."""

    rule: Rule
    judged: list[Subject] = field(default_factory=list)
    breaches: list[tuple[Subject, Violation]] = field(default_factory=list)
    gaps: list[tuple[Subject | None, Gap]] = field(default_factory=list)
    crash: str | None = None

    @property
    def count(self) -> int:
        """The number of subjects it judged."""
        return len(self.judged)


@dataclass(slots=True)
class Share:
    """What a rule on several platforms together says of one of them: how many subjects that name it were judged."""

    count: int = 0
    breaches: list[tuple[Subject, Violation]] = field(default_factory=list)
    gaps: list[tuple[Subject | None, Gap]] = field(default_factory=list)
    crash: str | None = None


Done: TypeAlias = Run | Share
"""What came of a rule on one platform."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a run has to know of a dossier: which gap keeps a rule from judging a subject, and whose word the record is.

    `is_hearsay` says that somebody else than the owner compiled the record: its silence is never a breach.
    `is_open` tells places whose value the record calls not determined yet: what a rule misses there is not known.
    `holes` are those of the documents: a check that follows a reference to nowhere has not seen its subject.
    """

    need: Callable[[Rule, Subject], Gap | None]
    is_hearsay: bool
    is_open: Callable[[Place], bool] = lambda place: False  # noqa: ARG005 - because most evidence has no record
    holes: tuple[list[Hole], ...] = ()

    def fallen_into(self, before: Sequence[int]) -> Hole | None:
        """Return the first place since that nobody can see into, None if there is none, and forget them."""
        found = None
        for holes, count in zip(self.holes, before, strict=True):
            found = found or next(iter(holes[count:]), None)
            del holes[count:]
        return found


def run(rule: Rule, subjects: Subjects, gaps: Iterable[Gap], facts: Facts, standing: Standing) -> Run:
    """Run the rule over the subjects that it concerns; `gaps` hide others from it."""
    done = Run(rule, gaps=[(None, gap) for gap in gaps])
    try:
        if unmade := subjects.gaps(rule.kind):
            done.gaps.extend((None, gap) for gap in unmade)
        if concerned := subjects.concerned(rule):
            _look(done, concerned, facts, standing)
    except Exception as error:  # noqa: BLE001 - whatever a rule does, the other verdicts stand
        done.crash = crash_name(error)
    return done


def _look(done: Run, subjects: Iterable[Subject], facts: Facts, standing: Standing) -> None:
    rule, holes = done.rule, standing.holes
    known = list(map(len, holes))
    before = sum(known)
    # because this is asked for each subject and each rule, most dossiers hold one document, and few checks fall
    seen = holes[0].__len__ if len(holes) == 1 else lambda: sum(map(len, holes))
    check, needs = None, rule.needs
    for subject in subjects:
        check = check or rule.loaded.check_with(facts)
        gap = standing.need(rule, subject) if needs else None
        said = tuple(check(subject))
        if seen() != before and (hole := standing.fallen_into(known)):
            done.gaps.append((subject, _torn(rule, hole)))
        elif said or gap:
            _note(done, subject, said, gap, standing)
        else:
            done.judged.append(subject)


def _torn(rule: Rule, hole: Hole) -> Gap:
    """Return the gap for a check that saw a part, as behind a reference to nowhere: its result may be false."""
    reference = (hole.node.text("$ref") or "")[:200]
    message = hole.reason or Message.of("the reference {reference} leads nowhere", reference=reference)
    return Gap(frozenset({rule.kind.name}), hole.node.at, message)


def _note(done: Run, subject: Subject, said: Sequence[Said], gap: Gap | None, standing: Standing) -> None:
    """Add a result to the run. A breach stands whatever else is unknown; without one, an unknown hides the subject."""
    said = [_settled(word, standing) for word in said]
    unknown = [_gap(done.rule, word) for word in said if isinstance(word, Unknown)]
    missing = [*([gap] if gap else ()), *unknown]
    is_silence = standing.is_hearsay and missing
    breaches = [] if is_silence else [(subject, word) for word in said if isinstance(word, Violation)]
    done.breaches.extend(breaches)
    if unknown or not breaches:
        done.gaps.extend((subject, each) for each in missing)
    if breaches:
        done.judged.append(subject)


def _settled(word: Said, standing: Standing) -> Said:
    """Return what a rule said; that nothing is known, where it misses a value that is not determined yet."""
    return Unknown(word.message, word.place) if standing.is_open(word.place) else word


def _gap(rule: Rule, unknown: Unknown) -> Gap:
    return Gap(frozenset({rule.kind.name}), unknown.place, unknown.message, is_failure=False)
