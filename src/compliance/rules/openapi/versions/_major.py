"""Whether two versions promise to be compatible."""

from collections.abc import Iterator

from compliance.model.derived.version_pair import VersionPair
from compliance.model.violation import Unknown


def may_keep_its_major_version(pair: VersionPair) -> bool:
    """Before version 1 anything may change at any time (semver.org, item 4)."""
    older, newer = pair.older.major, pair.newer.major
    return None in {older, newer} or (older == newer and older != 0)


def is_versioned(pair: VersionPair) -> bool:
    """Return whether both documents state a semantic version."""
    return None not in {pair.older.major, pair.newer.major}


def unversioned(pair: VersionPair) -> Iterator[Unknown]:
    """Yield that a document promises nothing, because its version cannot be read."""
    for document in (pair.older, pair.newer):
        if document.major is None:
            yield Unknown("the version is not of the form MAJOR.MINOR.PATCH, so it promises nothing", at=document.info)
            return
