"""What came of a rule that is no law: one of a ruleset that somebody gave along."""

from enum import IntEnum
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.grades import Severity
from compliance.model.location import Place
from compliance.model.text import Message

PREFIX: Final = "spectral."
"""What the ids of rules of rulesets begin with."""


class Level(IntEnum):
    """What a ruleset says that a finding weighs, the heaviest first."""

    ERROR = 0
    WARN = 1
    INFO = 2
    HINT = 3

    @property
    def severity(self) -> Severity:
        """The weight that it has here.

        Whoever has a ruleset ends a pipeline on its errors and reads the rest, and `--fail-on` has to mean the same for
        both kinds of findings: an error weighs as much as a fail, though no law stands behind it. Information and hints
        are both advice, because there is nothing below.
        """
        return {Level.ERROR: Severity.FAIL, Level.WARN: Severity.WARN}.get(self, Severity.ADVICE)


@dataclass(frozen=True, slots=True)
class RulesetRule:
    """One rule of a ruleset: its id here, the file that it stands in, its level, and what it says of itself."""

    id: str
    file: str
    level: Level
    description: str = ""
    documentation: str | None = None


@dataclass(frozen=True, slots=True)
class RulesetFinding:
    """One place at which a rule of a ruleset is broken; `key` tells apart those that share place and template."""

    place: Place
    message: Message
    level: Level
    key: str = ""


@dataclass(frozen=True, slots=True)
class RulesetResult:
    """One rule on one document: how much it looked at, what it found, why it saw not all or nothing.

    `judged_by` are rules of ours whose findings are meant. `is_failure` says that something kept it from looking,
    `is_missing` that it is known by its name only.
    """

    rule: RulesetRule
    subjects: int = 0
    findings: tuple[RulesetFinding, ...] = ()
    unseen: tuple[Message, ...] = ()
    reason: Message | None = None
    judged_by: tuple[str, ...] = ()
    is_failure: bool = False
    is_missing: bool = False
