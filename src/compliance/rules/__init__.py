"""Evidence to violations: one file per rule, pure, found by walking this package."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from compliance.model.rule import Rule

_ORDER = {"openapi": 0, "endpoint": 1, "record": 2, "exchange": 3}


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by group and name."""
    return tuple(rule for name in rule_modules() for rule in _rules_of(name))


def rule_modules() -> tuple[str, ...]:
    """The modules of the package that hold rules: `compliance.rules.openapi.document_parses`."""
    groups = [module for module in iter_modules(__path__) if module.ispkg]
    found = []
    for group in sorted(groups, key=lambda module: (_ORDER.get(module.name, len(_ORDER)), module.name)):
        package = import_module(f"{__name__}.{group.name}")
        found += sorted(f"{package.__name__}.{module.name}" for module in iter_modules(package.__path__))
    return tuple(found)


def _rules_of(name: str) -> list[Rule]:
    return [value for value in vars(import_module(name)).values() if isinstance(value, Rule)]
