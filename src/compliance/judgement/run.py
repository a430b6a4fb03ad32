"""One rule over its subjects: what it found, what it could not see, how it crashed, and what comes of that."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeAlias

from compliance.judgement.prepared_rule import PreparedRule
from compliance.judgement.subjects import Subjects
from compliance.judgement.weights import RuleWeight
from compliance.model.crash import crash_name
from compliance.model.dataclass import dataclass, field
from compliance.model.facts import Facts
from compliance.model.gap import Gap
from compliance.model.grades import Outcome
from compliance.model.location import Place
from compliance.model.openapi.hole import Hole
from compliance.model.rule import Said
from compliance.model.subject import Subject
from compliance.model.text import Message
from compliance.model.violation import Violation, joined


class Run:
    """Result of running one rule: the subjects it judged, its breaches, what it could not see, how it crashed."""

    __slots__ = ("breaches", "crash", "gaps", "judged", "rule")

    def __init__(self, rule: PreparedRule, gaps: list[tuple[Subject | None, Gap]]) -> None:
        self.rule = rule
        self.judged: list[Subject] = []
        self.breaches: list[tuple[Subject, Violation]] = []
        self.gaps = gaps
        self.crash: str | None = None

    @property
    def count(self) -> int:
        """The number of subjects it judged."""
        return len(self.judged)

    @property
    def unseen(self) -> int:
        """The number of gaps."""
        return len(self.gaps)


@dataclass(slots=True)
class Share:
    """What a rule on several platforms together says of one of them: how many subjects that name it were judged.

    Of what it could not see there is the number, `unseen`, and as many gaps as tell why: the first, the first that is
    a failure, and those that hide no single subject. The same breach beside several platforms is one.
    """

    count: int = 0
    unseen: int = 0
    breaches: list[tuple[Subject, Violation]] = field(default_factory=list)
    gaps: list[tuple[Subject | None, Gap]] = field(default_factory=list)
    crash: str | None = None
    has_failed: bool = False
    _groups: dict[tuple[Place, Message, str], tuple[int, list[Violation]]] = field(default_factory=dict)

    def add(self, subject: Subject, violation: Violation) -> None:
        """Keep a breach, and of the same one each time it stands beside another platform."""
        same = violation.place, violation.message, violation.key
        _, group = self._groups.setdefault(same, (len(self.breaches), []))
        if not group:
            self.breaches.append((subject, violation))
        group.append(violation)

    def settle(self) -> None:
        """Make one breach of each that was kept several times."""
        for number, group in self._groups.values():
            if len(group) > 1:
                self.breaches[number] = self.breaches[number][0], joined(group)
        self._groups.clear()

    def note(self, hidden: Subject | None, gap: Gap) -> None:
        """Count a gap, and keep it if it tells anything more."""
        self.unseen += 1
        is_first_failure = gap.is_failure and not self.has_failed
        if hidden is None or not self.gaps or is_first_failure:
            self.gaps.append((hidden, gap))
            self.has_failed = self.has_failed or gap.is_failure


Depth: TypeAlias = int | tuple[int, ...]
Done: TypeAlias = Run | Share
"""What came of a rule on one platform."""


class Standing:
    """What a run has to know of a dossier: which gap keeps a rule from judging a subject, and whose word the record is.

    `is_hearsay` says that somebody else than the owner compiled the record: its silence is never a breach.
    `is_open` tells places whose value the record calls not determined yet: what a rule misses there is not known.
    `holes` are those of the documents: a check that follows a reference to nowhere has not seen its subject. `depth`
    tells how many there are by now, in each.
    """

    __slots__ = ("_holes", "depth", "is_hearsay", "is_open", "need")

    def __init__(
        self,
        need: Callable[[PreparedRule, Subject], Gap | None],
        *,
        is_hearsay: bool,
        is_open: Callable[[Place], bool] = lambda place: False,  # noqa: ARG005 - because most evidence has no record
        holes: Sequence[list[Hole]] = (),
    ) -> None:
        self.need, self.is_hearsay, self.is_open = need, is_hearsay, is_open
        self._holes = holes
        # because this is asked for each subject and each rule, most dossiers hold one document, and few checks fall
        self.depth: Callable[[], Depth] = holes[0].__len__ if len(holes) == 1 else lambda: tuple(map(len, holes))

    def fallen_into(self, before: Depth) -> Hole | None:
        """Return the first place since that nobody can see into, None if there is none, and forget them."""
        found = None
        for holes, count in zip(self._holes, (before,) if isinstance(before, int) else before, strict=True):
            found = found or next(iter(holes[count:]), None)
            del holes[count:]
        return found


def run(rule: PreparedRule, subjects: Subjects, gaps: Iterable[Gap], standing: Standing) -> Run:
    """Run the rule over the subjects that it concerns; `gaps` hide others from it."""
    done = Run(rule, [(None, gap) for gap in gaps] if gaps else [])
    try:
        found, unmade = subjects.of(rule.kind)
        if unmade:
            done.gaps.extend([(None, gap) for gap in unmade])
        if found:
            _look(done, subjects.concerned(rule, found), standing)
    except Exception as error:  # noqa: BLE001 - whatever a rule does, the other verdicts stand
        done.crash = crash_name(error)
    return done


def _look(done: Run, subjects: Iterable[Subject], standing: Standing) -> None:
    rule, needs, depth = done.rule, done.rule.needs, standing.depth
    before = depth()
    for subject in subjects:
        gap = standing.need(rule, subject) if needs else None
        said = tuple(rule.check(subject))
        if depth() != before and (hole := standing.fallen_into(before)):
            done.gaps.append((subject, _torn(rule, hole)))
        elif said or gap:
            _note(done, subject, said, gap, standing)
        else:
            done.judged.append(subject)


def _torn(rule: PreparedRule, hole: Hole) -> Gap:
    """Return the gap for a check that saw a part, as behind a reference to nowhere: its result may be false."""
    reference = (hole.node.text("$ref") or "")[:200]
    message = hole.reason or Message.of("the reference {reference} leads nowhere", reference=reference)
    return Gap(rule.hides, hole.node.at, message)


def _note(done: Run, subject: Subject, said: Sequence[Said], gap: Gap | None, standing: Standing) -> None:
    """Add a result to the run. A breach stands whatever else is unknown; without one, an unknown hides the subject."""
    unknown = [_gap(done.rule, word) for word in said if _is_unknown(word, standing)]
    breaches = [word for word in said if isinstance(word, Violation) and not _is_unknown(word, standing)]
    missing = [gap, *unknown] if gap else unknown
    if standing.is_hearsay and missing:
        breaches = []
    if unknown or not breaches:
        done.gaps.extend([(subject, each) for each in missing])
    if breaches:
        done.breaches.extend([(subject, word) for word in breaches])
        done.judged.append(subject)


def _is_unknown(word: Said, standing: Standing) -> bool:
    """Return whether it is no breach: also what a rule misses is not known, where the value is not determined yet."""
    return not isinstance(word, Violation) or standing.is_open(word.place)


def _gap(rule: PreparedRule, unknown: Said) -> Gap:
    return Gap(rule.hides, unknown.place, unknown.message, is_failure=False)


_ABOVE: Final = (
    Outcome.NOT_APPLICABLE,
    Message.of(
        "only agencies owe it, and a public service unit is none: as one reader of Decree 278/2025/NĐ-CP understands "
        "its Art. 2, it connects through its ministry or province"
    ),
)
_NOTHING: Final = Outcome.NOT_APPLICABLE, Message.of("there is nothing in it that the rule concerns")


def outcome_of(done: Done, failed: Gap | None, weighed: RuleWeight, facts: Facts) -> tuple[Outcome, Message | None]:
    """Return what came of a rule, and why; what was not seen has the reason of the look that failed, if one did."""
    if weighed.is_above:
        return _ABOVE
    if done.crash is not None:
        return Outcome.ERROR, Message.of("the rule itself failed: {problem}", problem=done.crash)
    if weighed.weight is None:
        message = Message.of("no clause it cites had been issued on {date}", date=facts.as_of)
        return Outcome.NOT_APPLICABLE, message
    gap = failed or (done.gaps[0][1] if done.gaps else None)
    missing = gap.message if gap is not None else None
    if done.breaches:
        return Outcome.BREACHED, missing
    if missing is not None:
        return Outcome.NOT_OBSERVED, missing
    return (Outcome.MET, None) if done.count else _NOTHING
