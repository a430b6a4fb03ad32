"""A rule as a row of a list, for all that is not running it: its module need not be imported."""

from functools import cached_property

from compliance.model.dataclass import dataclass
from compliance.model.rule import Rule
from compliance.model.rule_name import RuleName


@dataclass(frozen=True)
class ListedRule:
    """Where a rule lies, the name of the kind of subject it looks at, and the ids of requirements it cites."""

    module: str
    subject: str
    citations: tuple[str, ...]

    @classmethod
    def of(cls, rule: Rule) -> "ListedRule":
        return cls(rule.check.__module__, rule.subject.__name__, rule.citations)

    @cached_property
    def id(self) -> str:
        return RuleName.of(self.module).id
