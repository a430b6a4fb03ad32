"""The manual pages of a rule and of a requirement, as data."""

from typing import Literal

from compliance.model.changes.kind import Kind
from compliance.model.codelist import Reason
from compliance.model.dataclass import dataclass
from compliance.model.example import Versions
from compliance.model.facts import Facts
from compliance.model.grades import ConfirmationState, Severity
from compliance.model.location import Location
from compliance.model.requirement import Requirement
from compliance.model.rule import Rule
from compliance.model.ruleset import RulesetRule
from compliance.model.text import Message

Cause = Literal[
    "binds",
    "later",
    "unsettled",
    "guidance",
    "recommended",
    "permitted",
    "second-hand",
    "good-practice",
    "ended",
    "not-issued",
    "not-read",
]
"""Why a clause gives what it gives and no more."""


@dataclass(frozen=True, slots=True)
class ClauseWeight:
    """A clause with what it alone gives on a day, None if nothing, and why it gives no more."""

    requirement: Requirement
    severity: Severity | None
    cause: Cause


@dataclass(frozen=True, slots=True)
class RulePage:
    """One rule on one day: its clauses, the most a breach weighs (None before they were issued), its examples as text.

    `weights` say what each clause gives, `confirmation` whether a person has to look before a fail counts. `headings`
    are those of its group and family. `bad` pairs what the rule says with the example of which it says so.
    """

    rule: Rule
    headings: tuple[str, ...]
    facts: Facts
    cited: tuple[Requirement, ...]
    weights: tuple[ClauseWeight, ...]
    maximum: Severity | None
    confirmation: ConfirmationState
    good: tuple[str, ...]
    bad: tuple[tuple[tuple[Message, ...], str], ...]
    irrelevant: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RulesetPage:
    """One rule of a ruleset that was given along, as it counts for documents without an override.

    `given` are the paths at which it looks, `asked` what is asked at each: the function, the field of the place if one
    is named, and the options as JSON. `judged_by` are rules of ours that judge it instead.
    """

    rule: RulesetRule
    at: Location
    is_on: bool
    given: tuple[str, ...]
    asked: tuple[tuple[str, str | None, str], ...]
    message: str | None
    formats: tuple[str, ...]
    judged_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RequirementPage:
    """One requirement on one day: what its breach weighs, the ids of its rules, or the reason why there is none."""

    requirement: Requirement
    facts: Facts
    weight: ClauseWeight
    severity: Severity | None
    rules: tuple[str, ...]
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class KindPage:
    """All that is said of a kind of change; `found` are its pairs with what is said of them."""

    kind: Kind
    heading: str
    found: tuple[tuple[tuple[Message, ...], Versions], ...]
