"""What formats for pipelines write down: notes, each at one place, with the checks and the law behind them.

A report becomes `Notes`, and so may anything else that finds something in files: a format knows nothing more. Texts are
messages and keys of translation, so that a format may write several languages.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum

from compliance.model.dataclass import dataclass
from compliance.model.grades import Outcome, Severity
from compliance.model.location import Location
from compliance.model.requirement import Catalogue
from compliance.model.text import Message, Text
from compliance.model.verdict import JudgedFile
from compliance.model.waiver import Waiver


class Weight(StrEnum):
    """What a note weighs, the heaviest first.

    `ERROR` is a fault of the tool, `UNJUDGED` what could not be looked at though it was to be; neither is a finding.
    """

    ERROR = "error"
    UNJUDGED = "not_judged"
    FAIL = "fail"
    TO_CONFIRM = "to_confirm"
    WARN = "warn"
    ADVICE = "advice"

    @property
    def is_of_finding(self) -> bool:
        """Whether it is a finding, which a gate may count and a person may waive."""
        return self not in {Weight.ERROR, Weight.UNJUDGED}

    @property
    def severity(self) -> Severity | None:
        """The severity of a finding; None for what is none. One that waits for a person fails until one has looked."""
        return _SEVERITIES.get(self)

    @property
    def rank(self) -> int:
        """The position among weights, 0 for the heaviest."""
        return tuple(Weight).index(self)


_SEVERITIES: Mapping[Weight, Severity] = {
    Weight.FAIL: Severity.FAIL,
    Weight.TO_CONFIRM: Severity.FAIL,
    Weight.WARN: Severity.WARN,
    Weight.ADVICE: Severity.ADVICE,
}


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that is said of one place.

    `subject` is the id of what it is about. `heading` says what is wrong, `remedy` how it is mended, `norm` what should
    be: keys of translation, empty where there are no such words. `requirements` are the ids of what is cited. `remarks`
    is what people wrote on it, `evidence` the look behind it, line by line, `waiver` is None if it counts. The
    fingerprint stays when lines move.
    """

    rule: str
    subject: str
    weight: Weight
    heading: str
    message: Message
    location: Location
    fingerprint: str
    remedy: str = ""
    norm: str = ""
    requirements: tuple[str, ...] = ()
    related: tuple[Location, ...] = ()
    remarks: tuple[Message, ...] = ()
    waiver: Waiver | None = None
    evidence: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class NotedRule:
    """The words of a rule, which are keys of translation, and the ids of the requirements that it cites."""

    id: str
    heading: str
    norm: str = ""
    explanation: tuple[str, ...] = ()
    remedy: str = ""
    limits: str = ""
    requirements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One rule on one subject: how it ended, what it noted, and why it saw nothing or not all.

    `is_unjudged` says that something kept it from looking at what it should have looked at; it may have notes all the
    same.
    """

    rule: str
    subject: str
    outcome: Outcome
    notes: tuple[Note, ...] = ()
    requirements: tuple[str, ...] = ()
    reason: Message | None = None
    is_unjudged: bool = False


@dataclass(frozen=True, slots=True)
class NotedSubject:
    """What was looked at: a platform, a document, a pair of documents; with the files that were read.

    `home` is the file at which to show what stands in no file, such as what an endpoint answered; empty if there is
    none.
    """

    id: str
    name: Text
    files: tuple[JudgedFile, ...] = ()
    home: str = ""


@dataclass(frozen=True, slots=True)
class NotSeen:
    """What was not looked at because nobody asked for it or gave it, and what would let it be seen, if anything."""

    place: str
    reason: Message
    remedy: Message | None = None


@dataclass(frozen=True, slots=True)
class NoteCounts:
    """Findings that no waiver covers by weight, those waived, and the checks that ended without a finding."""

    fail: int
    to_confirm: int
    warn: int
    advice: int
    waived: int
    errors: int
    unjudged: int
    not_observed: int
    not_applicable: int
    met: int

    @property
    def findings(self) -> int:
        """All that no waiver covers."""
        return self.fail + self.to_confirm + self.warn + self.advice


@dataclass(frozen=True, slots=True)
class Notes:
    """Everything that a format writes down.

    `claim` is the most that may be claimed of the whole. `troubles` are the places at which something could not be
    judged and the crashes of rules, each once however many checks it touched. `rules` describes those that have
    findings. `failing` are the weights that make the run fail, `exit_status` is None where no program ends with one,
    `root` is the folder in which the run was started, empty if that is not known.
    """

    title: Message
    claim: Message
    as_of: date
    tool_version: str
    catalogue: Catalogue
    is_simulated: bool
    subjects: tuple[NotedSubject, ...]
    checks: tuple[Check, ...]
    rules: Mapping[str, NotedRule]
    troubles: tuple[Note, ...] = ()
    unseen: tuple[NotSeen, ...] = ()
    notices: tuple[Message, ...] = ()
    failing: frozenset[Weight] = frozenset({Weight.FAIL, Weight.TO_CONFIRM})
    exit_status: int | None = None
    root: str = ""

    @property
    def findings(self) -> Iterator[Note]:
        """The notes of all checks, subject by subject; what is waived too."""
        return (note for check in self.checks for note in check.notes)

    @property
    def counted(self) -> Iterator[Note]:
        """The troubles, then the findings that no waiver covers."""
        return (note for note in (*self.troubles, *self.findings) if note.waiver is None)

    def fails(self, note: Note) -> bool:
        """Return whether a finding makes the run fail."""
        return note.waiver is None and note.weight in self.failing

    @property
    def counts(self) -> NoteCounts:
        weights = Counter("waived" if note.waiver else note.weight.value for note in self.findings)
        outcomes = Counter(check.outcome for check in self.checks)
        return NoteCounts(
            fail=weights[Weight.FAIL],
            to_confirm=weights[Weight.TO_CONFIRM],
            warn=weights[Weight.WARN],
            advice=weights[Weight.ADVICE],
            waived=weights["waived"],
            errors=outcomes[Outcome.ERROR],
            unjudged=sum(check.is_unjudged for check in self.checks),
            not_observed=outcomes[Outcome.NOT_OBSERVED],
            not_applicable=outcomes[Outcome.NOT_APPLICABLE],
            met=outcomes[Outcome.MET],
        )
