"""Evidence to violations: one file per rule, pure, found by walking this package.

A package of rules, ours or that of others, is called `rules` and holds groups; a group holds rules, or families of
them. The id of `rules/openapi/security/operation_requires_security.py` is `openapi.operation_requires_security`.
A group's `__init__` has its heading, and may have its order and its usual subject; that of a family has its heading.
What begins with an underscore is no rule: what rules share stands there.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from itertools import groupby
from math import inf
from types import ModuleType

from compliance.model.members import members
from compliance.model.rule import Rule


class NotRules(LookupError):
    """A package is not laid out like a package of rules; the text says what was found where."""


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule of this package, by group and name."""
    return rules_of(__name__)


def rules_of(package: str) -> tuple[Rule, ...]:
    """Return every rule of a package of rules, by group and name; raises `NotRules`, or what its modules raise."""
    return tuple(rule_in(module) for module in rule_modules(package))


@cache
def rule_in(module: str) -> Rule:
    """Return the one rule that a module holds, which has the module's name."""
    name = _name(module)
    held = {name: value for name, value in vars(import_module(module)).items() if isinstance(value, Rule)}
    if list(held) != [name]:
        raise NotRules(f"{module} holds the rules {list(held)}, one that is named like the file is expected")
    return held[name]


def rule_modules(package: str = __name__) -> tuple[str, ...]:
    """Return the modules that hold rules; none of them is imported."""
    return tuple(module for group in groups(package) for module in sorted(_in_group(group), key=_name))


def groups(package: str = __name__) -> list[ModuleType]:
    """Return the groups of a package of rules, in their order."""
    if _name(package) != "rules":
        raise NotRules(f"the package is called {package}, a name that ends in `rules` is expected")
    found = members(import_module(package).__path__)
    if found.modules:
        raise NotRules(f"{package}.{found.modules[0]} lies in no group")
    return sorted((import_module(f"{package}.{name}") for name in found.packages), key=_place)


def families(group: ModuleType) -> tuple[str, ...]:
    """Return the names of the folders in a group."""
    return members(group.__path__).packages


def headings(rule: Rule) -> tuple[str, ...]:
    """Return the heading of the rule's group, then that of its family if it has one."""
    folder = rule.check.__module__.rpartition(".")[0]
    packages = (folder.rpartition(".")[0], folder) if rule.family else (folder,)
    return tuple(_first_line(import_module(package)) for package in packages)


def sections(rules: Iterable[Rule]) -> Iterator[tuple[tuple[str, ...], list[Rule]]]:
    """Yield rules under their headings: by group in the order in which they come, in it by family."""
    for _, group in groupby(rules, key=lambda rule: headings(rule)[0]):
        by_family = groupby(sorted(group, key=lambda rule: rule.family or ""), key=headings)
        yield from ((found, list(members)) for found, members in by_family)


def _first_line(package: ModuleType) -> str:
    return (package.__doc__ or package.__name__).strip().splitlines()[0].rstrip(".")


def _name(module: str) -> str:
    return module.rpartition(".")[2]


def _place(group: ModuleType) -> tuple[float, str]:
    return getattr(group, "ORDER", inf), group.__name__


def _in_group(group: ModuleType) -> Iterator[str]:
    found = members(group.__path__)
    yield from (f"{group.__name__}.{module}" for module in found.modules)
    for family in found.packages:
        inner = members(f"{path}/{family}" for path in group.__path__)
        if inner.packages:
            raise NotRules(f"{group.__name__}.{family}.{inner.packages[0]} lies too deep: a family holds no folders")
        yield from (f"{group.__name__}.{family}.{module}" for module in inner.modules)
