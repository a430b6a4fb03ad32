"""Which rules are run, and which waivers and confirmations count."""

from collections.abc import Callable, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TypeVar

from compliance.actions.errors import InputError, UsageError
from compliance.actions.rule_list import rule_list
from compliance.actions.settings import Judging, today
from compliance.loading.errors import LoadError
from compliance.model.confirmation import Confirmation
from compliance.model.listed_rule import ListedRule
from compliance.model.remedy import Remedy
from compliance.model.text import Message
from compliance.model.waiver import Waiver

_Entry = TypeVar("_Entry", Waiver, Confirmation)


def chosen_rules(judging: Judging) -> tuple[ListedRule, ...]:
    """Return the rules whose ids match; a glob that matches none is an error, or a slip would pass in silence."""
    rules = rule_list()
    for glob in (*judging.select, *judging.ignore):
        if not _matches(glob, rules):
            raise _unmatched(glob, rules)
    return tuple(rule for rule in rules if _is_chosen(rule.id, judging))


def _unmatched(glob: str, rules: Sequence[ListedRule]) -> UsageError:
    from difflib import get_close_matches  # noqa: PLC0415 - because most globs match

    if near := get_close_matches(glob, [rule.id for rule in rules], n=1):
        template = "no rule matches {glob}; did you mean {near}?"
        return UsageError(Message.of(template, glob=glob[:80], near=near[0]))
    return UsageError(Message.of("no rule matches {glob}", glob=glob[:80]), Remedy.LIST_RULES)


def _matches(glob: str, rules: Sequence[ListedRule]) -> bool:
    return any(fnmatchcase(rule.id, glob) for rule in rules)


def _is_chosen(rule: str, judging: Judging) -> bool:
    is_selected = not judging.select or any(fnmatchcase(rule, glob) for glob in judging.select)
    return is_selected and not any(fnmatchcase(rule, glob) for glob in judging.ignore)


def chosen_waivers(judging: Judging) -> tuple[Waiver, ...]:
    """Return the waivers that were given, or those of the file that was named."""
    if not judging.waivers:
        return ()
    from compliance.loading.waivers import read_waivers  # noqa: PLC0415 - because few runs have any

    return _chosen(judging.waivers, lambda uri, content: read_waivers(uri, content, judging.day))


def chosen_confirmations(judging: Judging) -> tuple[Confirmation, ...]:
    """Return the confirmations that were given, or those of the file that was named; none is of a day to come."""
    if not judging.confirmations:
        return ()
    from compliance.loading.confirmations import read_confirmations  # noqa: PLC0415 - see above

    latest = max(judging.day, today())
    return _chosen(judging.confirmations, lambda uri, content: read_confirmations(uri, content, latest))


def _chosen(given: Path | tuple[_Entry, ...], read: Callable[[str, bytes], tuple[_Entry, ...]]) -> tuple[_Entry, ...]:
    """Return the entries, read if a file was named; a rule that does not exist is an error, or a slip would pass."""
    if isinstance(given, tuple):
        return given
    entries = _read(given, read)
    known = {rule.id for rule in rule_list()}
    for entry in entries:
        if entry.rule not in known:
            raise UsageError(Message.of("{file}: there is no rule {rule}", file=str(given), rule=entry.rule[:80]))
    return entries


def _read(path: Path, read: Callable[[str, bytes], tuple[_Entry, ...]]) -> tuple[_Entry, ...]:
    try:
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        from compliance.loading.system_errors import not_read  # noqa: PLC0415 - because most files can be read

        raise UsageError(not_read(str(path), error)) from error
    try:
        return read(path.as_posix(), content)
    except LoadError as error:
        raise InputError.of(error) from error
