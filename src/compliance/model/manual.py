"""The manual pages of a rule and of a requirement, as data."""

from compliance.model.codelist import Reason
from compliance.model.dataclass import dataclass
from compliance.model.facts import Facts
from compliance.model.grades import Severity
from compliance.model.requirement import Requirement
from compliance.model.rule import Rule
from compliance.model.text import Message


@dataclass(frozen=True, slots=True)
class RulePage:
    """One rule on one day: its clauses, the most a breach weighs (None before they were issued), its examples as text.

    `headings` are those of its group and family. `bad` pairs what the rule says with the example of which it says so.
    """

    rule: Rule
    headings: tuple[str, ...]
    facts: Facts
    cited: tuple[Requirement, ...]
    maximum: Severity | None
    good: tuple[str, ...]
    bad: tuple[tuple[tuple[Message, ...], str], ...]
    irrelevant: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RequirementPage:
    """One requirement on one day: what its breach weighs, the ids of its rules, or the reason why there is none."""

    requirement: Requirement
    facts: Facts
    severity: Severity | None
    rules: tuple[str, ...]
    reason: Reason | None
