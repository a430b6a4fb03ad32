"""Which findings an entry of a file means: a waiver, a confirmation."""

from fnmatch import fnmatchcase
from typing import Protocol

from compliance.model.verdict import Finding


class Entry(Protocol):
    """What people write on findings of a rule: `scope` is a fingerprint, or a glob on `uri#pointer`."""

    @property
    def rule(self) -> str: ...
    @property
    def scope(self) -> str: ...


def covers(entry: Entry, rule: str, finding: Finding) -> bool:
    """Return whether the entry means this finding of a rule."""
    if entry.rule != rule:
        return False
    address = f"{finding.location.uri}#{finding.location.pointer}"
    return entry.scope == finding.fingerprint or fnmatchcase(address, entry.scope)
