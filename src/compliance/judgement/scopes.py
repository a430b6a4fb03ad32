"""Which findings an entry of a file means: a waiver, a confirmation."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from fnmatch import translate
from typing import Generic, Protocol, TypeVar

from compliance.model.location import Location
from compliance.model.verdict import Finding


class Entry(Protocol):
    """What people write on findings of a rule: `scope` is a fingerprint, or a glob on `uri#pointer`.

    `platform` is the id of the only platform that it is meant for, empty if it is meant for all.
    """

    @property
    def rule(self) -> str: ...
    @property
    def scope(self) -> str: ...
    @property
    def platform(self) -> str: ...


AnEntry = TypeVar("AnEntry", bound=Entry)


class Scopes(Generic[AnEntry]):
    """The entries of a file, indexed: one made of the findings of a large document has thousands, each for one."""

    def __init__(self, entries: Sequence[AnEntry]) -> None:
        self._entries = entries
        self._exact: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        self._patterns: defaultdict[str, list[tuple[int, re.Pattern[str]]]] = defaultdict(list)
        for number, entry in enumerate(entries):
            self._exact[entry.rule, entry.scope].append(number)
            if any(sign in entry.scope for sign in "*?["):
                self._patterns[entry.rule].append((number, re.compile(translate(entry.scope))))

    def first(self, subject: str, rule: str, finding: Finding) -> AnEntry | None:
        """Return the first entry that means this finding of a rule on a platform or document; None if none does."""
        number = min(self._covering(subject, rule, finding), default=None)
        return None if number is None else self._entries[number]

    def used(self, findings: Iterable[tuple[str, str, Finding]]) -> list[bool]:
        """Return of each entry whether it means one of the findings, each given with its subject and its rule."""
        numbers = {number for subject, rule, found in findings for number in self._covering(subject, rule, found)}
        return [number in numbers for number in range(len(self._entries))]

    def _covering(self, subject: str, rule: str, finding: Finding) -> set[int]:
        address = address_of(finding.location)
        exact = (number for scope in (finding.fingerprint, address) for number in self._exact.get((rule, scope), ()))
        found = {*exact, *(number for number, pattern in self._patterns.get(rule, ()) if pattern.match(address))}
        return {number for number in found if self._entries[number].platform in {"", subject}}


def address_of(location: Location) -> str:
    """Return what a glob is held against."""
    return f"{location.uri}#{location.pointer}"
