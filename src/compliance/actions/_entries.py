"""Which waivers and confirmations count."""

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from compliance.actions._given import named_content
from compliance.actions.errors import InputError, UsageError
from compliance.actions.rule_list import rule_list
from compliance.actions.settings import Judging, today
from compliance.loading.errors import LoadError
from compliance.model.text import Message

if TYPE_CHECKING:  # because few runs have any
    from compliance.model.confirmation import Confirmation
    from compliance.model.waiver import Waiver

    _Entry = TypeVar("_Entry", Waiver, Confirmation)


def chosen_waivers(judging: Judging, further: Collection[str] = ()) -> "tuple[Waiver, ...]":
    """Return the waivers that were given, or those of the file that was named, and those that a history approved.

    `further` are ids of others' rules.
    """
    if not judging.waivers:
        return judging.approved_waivers
    from compliance.loading.waivers import read_waivers  # noqa: PLC0415 - because few runs have any

    given = _chosen(judging.waivers, lambda uri, content: read_waivers(uri, content, judging.day), further)
    return *given, *judging.approved_waivers


def chosen_confirmations(judging: Judging) -> "tuple[Confirmation, ...]":
    """Return the confirmations that were given, or those of the file that was named; none is of a day to come."""
    if not judging.confirmations:
        return ()
    from compliance.loading.confirmations import read_confirmations  # noqa: PLC0415 - see above

    latest = max(judging.day, today())
    return _chosen(judging.confirmations, lambda uri, content: read_confirmations(uri, content, latest))


def _chosen(
    given: "Path | tuple[_Entry, ...]",
    read: "Callable[[str, bytes], tuple[_Entry, ...]]",
    further: Collection[str] = (),
) -> "tuple[_Entry, ...]":
    """Return the entries, read if a file was named; a rule that does not exist is an error, or a slip would pass."""
    if isinstance(given, tuple):
        return given
    entries = _read(given, read)
    known = {*(rule.id for rule in rule_list()), *further}
    for entry in entries:
        if entry.rule not in known:
            raise _unknown(str(given), entry.rule, known)
    return entries


def _unknown(file: str, rule: str, known: Collection[str]) -> UsageError:
    from difflib import get_close_matches  # noqa: PLC0415 - because most entries name a rule

    if near := get_close_matches(rule[:80], known, n=1):
        template = "{file}: there is no rule {rule}; did you mean {near}?"
        return UsageError(Message.of(template, file=file, rule=rule[:80], near=near[0]))
    return UsageError(Message.of("{file}: there is no rule {rule}", file=file, rule=rule[:80]))


def _read(path: Path, read: "Callable[[str, bytes], tuple[_Entry, ...]]") -> "tuple[_Entry, ...]":
    content = named_content(path)
    try:
        return read(path.as_posix(), content)
    except LoadError as error:
        raise InputError.of(error) from error
