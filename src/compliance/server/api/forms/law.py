"""The shapes of requirements and rules, and of where they are broken."""

from compliance.model.dataclass import dataclass
from compliance.model.grades import Proof, Severity, State
from compliance.model.language import Language
from compliance.report.formats.json.v1 import Requirement
from compliance.server.api.forms.platforms import Since


@dataclass(slots=True, eq=False, repr=False)
class RequirementList:
    """Requirements with their state over all platforms that are seen."""

    run: int
    items: tuple[Requirement, ...]
    total: int
    next: str | None


@dataclass(slots=True, eq=False, repr=False)
class Breaker:
    """A platform or document at which a rule finds something."""

    subject: str
    rule: str
    findings: int
    waived: int
    severity: Severity | None
    since: Since


@dataclass(slots=True, eq=False, repr=False)
class RequirementInFull:
    """One requirement: what it asks for, how well that is known, and who breaks it."""

    run: int
    language: Language
    id: str
    citation: str
    duty: str
    standing: tuple[str, ...]
    state: State | None
    reason: str | None
    instead: str | None
    rules: tuple[str, ...]
    breakers: tuple[Breaker, ...]


@dataclass(slots=True, eq=False, repr=False)
class RuleInBrief:
    """A rule, and at how many platforms and documents it finds something that is not waived."""

    id: str
    family: str | None
    title: str
    broken: str | None
    requirements: tuple[str, ...]
    severity: Severity | None
    proof: Proof
    breakers: int


@dataclass(slots=True, eq=False, repr=False)
class Rules:
    """Rules by name."""

    run: int
    language: Language
    items: tuple[RuleInBrief, ...]
    total: int
    next: str | None


@dataclass(slots=True, eq=False, repr=False)
class RuleInFull:
    """One rule: what it asks, how to mend what it finds, what a pass does not show, and who breaks it."""

    run: int
    language: Language
    id: str
    family: str | None
    title: str
    broken: str | None
    explanation: str
    remedy: str | None
    limits: str
    requirements: tuple[str, ...]
    severity: Severity | None
    proof: Proof
    breakers: tuple[Breaker, ...]
