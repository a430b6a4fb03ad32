"""The list of our rules in specs/compiled.json, so that a start imports only those that it runs."""

from functools import cache
from typing import Final

from compliance.loading.facts.specs import compiled
from compliance.model.listed_rule import ListedRule

COMPILED_RULES: Final = "rules"


@cache
def listed_rules() -> dict[str, ListedRule]:
    """Return the rules there were when the list was made, by module."""
    rows = compiled().get(COMPILED_RULES, ())
    return {row["module"]: ListedRule(row["module"], row["subject"], tuple(row["citations"])) for row in rows}
