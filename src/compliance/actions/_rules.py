"""Which rules are run, and which waivers count."""

from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from compliance.actions.errors import InputError, UsageError
from compliance.actions.rule_list import rule_list
from compliance.actions.settings import Judging
from compliance.loading.errors import LoadError
from compliance.loading.waivers import read_waivers
from compliance.model.listed_rule import ListedRule
from compliance.model.remedy import Remedy
from compliance.model.text import Message
from compliance.model.waiver import Waiver


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
    if isinstance(judging.waivers, tuple):
        return judging.waivers
    waivers = _read(judging.waivers, judging)
    known = {rule.id for rule in rule_list()}
    for waiver in waivers:
        if waiver.rule not in known:
            file = str(judging.waivers)
            raise UsageError(Message.of("{file}: there is no rule {rule}", file=file, rule=waiver.rule[:80]))
    return waivers


def _read(path: Path, judging: Judging) -> tuple[Waiver, ...]:
    try:
        return read_waivers(path.as_posix(), path.read_bytes(), judging.day)
    except (OSError, ValueError) as error:
        from compliance.loading.system_errors import not_read  # noqa: PLC0415 - because most files can be read

        raise UsageError(not_read(str(path), error)) from error
    except LoadError as error:
        raise InputError.of(error) from error
