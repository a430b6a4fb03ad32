"""Rules that other distributions bring: packages of rules named by entry points of the group `compliance.rules`."""

import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from compliance.actions.errors import UsageError
from compliance.loading.facts.catalogue import catalogue
from compliance.model.listed_rule import ListedRule
from compliance.model.subject import KINDS
from compliance.model.text import Message
from compliance.rules import rules_of

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP: Final = "compliance.rules"


def plugin_rules(ours: Sequence[ListedRule]) -> tuple[ListedRule, ...]:
    """Return the rules of others, by name of the entry point; raises `UsageError` if a package of them is broken."""
    found: list[ListedRule] = []
    for point in _entry_points():
        found += _checked(point, {rule.id for rule in (*ours, *found)})
    return tuple(found)


def _checked(point: "EntryPoint", taken: set[str]) -> list[ListedRule]:
    try:
        rules = [ListedRule.of(rule) for rule in rules_of(point.value)]
    except Exception as error:
        problem = Message(f"{type(error).__name__}: {error}")
        raise _broken(point, problem) from error
    for rule in rules:
        if (fault := _fault(rule, taken)) is not None:
            raise _broken(point, fault)
        taken.add(rule.id)
    return rules


def _fault(rule: ListedRule, taken: set[str]) -> Message | None:
    unknown = [citation for citation in rule.citations if catalogue().find(citation) is None]
    if unknown:
        return Message.of("{module} cites {id}, which is no requirement", module=rule.module, id=unknown[0])
    if rule.id in taken:
        return Message.of("{module} would be a second rule {id}", module=rule.module, id=rule.id)
    if rule.subject not in {kind.name for kind in KINDS}:
        template = "{module} looks at {subject}, which is no kind of subject"
        return Message.of(template, module=rule.module, subject=rule.subject)
    return None


def _broken(point: "EntryPoint", problem: Message) -> UsageError:
    brought_by = point.dist.name if point.dist else point.name
    template = "the rules that {distribution} brings ({package}) cannot be used; mend or remove it"
    error = UsageError(Message.of(template, distribution=brought_by, package=point.value))
    error.faults = (*error.faults, (None, problem))
    return error


def _entry_points() -> list["EntryPoint"]:
    if not _is_declared():
        return []
    from importlib.metadata import entry_points  # noqa: PLC0415 - because it costs more than a small document

    return sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value))


def _is_declared() -> bool:
    """Return whether anything installed may declare rules, by the bytes of the few files that could say so.

    An archive on the path may hold such files and is not searched here, so its distributions are always read.
    """
    return any(os.path.isfile(path) for path in sys.path) or any(map(_declares, _metadata_folders()))  # noqa: PTH113


def _metadata_folders() -> Iterator[str]:
    for path in dict.fromkeys(sys.path):
        try:
            with os.scandir(path or ".") as members:
                yield from (member.path for member in members if member.name.endswith((".dist-info", ".egg-info")))
        except OSError:
            continue


def _declares(folder: str) -> bool:
    try:
        with open(f"{folder}/entry_points.txt", "rb") as stream:  # noqa: PTH123 - because a Path doubles the time of each
            return GROUP.encode() in stream.read()
    except OSError:
        return False
