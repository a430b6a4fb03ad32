"""Briefs as they are kept: what a page on many platforms shows of one, without its verdicts.

What differs in every run, the moment of the look, stands beside the content, and the rules by which many platforms were
judged are a content of their own: so a platform at which nothing changed has the same brief in every run.
"""

from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Any, Final, TypeVar

from compliance.history.encoding import packed, packed_lines, unpacked, unpacked_lines
from compliance.history.errors import KeptUnreadable
from compliance.model.brief import brief_of
from compliance.model.dataclass import dataclass, replace
from compliance.model.inspection import Inspection
from compliance.model.subject_counts import JudgedRules, SubjectCounts
from compliance.model.text import Message
from compliance.model.verdict import Ladder, SubjectReport

T = TypeVar("T")
_RULES_KEPT: Final = 64
_BARE: Final = Ladder(rung=None, claimed=None)
_NO_MOMENT: Final = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True)
class PackedBrief:
    """The brief and its rules as contents, each with its name, and the moment of the look; None if there was none."""

    brief: tuple[bytes, bytes]
    rules: tuple[bytes, bytes]
    seen_at: datetime | None


def packed_brief(subject: SubjectReport) -> PackedBrief:
    """Return the brief of a report as it is kept."""
    brief = brief_of(subject)
    counted, look = brief.counted, brief.inspection
    if counted is None:
        raise ValueError("a brief has counts")
    objects = {
        "subject": replace(brief, ladder=_BARE, inspection=None, counted=None),
        "ladder": brief.ladder,
        "counted": replace(counted, rules=JudgedRules()),
        "inspection": replace(look, at=_NO_MOMENT) if look is not None else None,
    }
    return PackedBrief(packed_lines(objects), packed(counted.rules.rows), look.at if look is not None else None)


def opened_brief(content: bytes, rules: bytes, seen_at: datetime | None) -> SubjectReport:
    """Return the brief that was kept; raises `KeptUnreadable` if it cannot be read any more."""
    found = unpacked_lines(content)
    try:
        look = found["inspection"]
        return _made(
            SubjectReport,
            found["subject"],
            ladder=_made(Ladder, found["ladder"]),
            counted=_made(SubjectCounts, found["counted"], rules=_opened_rules(rules)),
            inspection=_made(Inspection, look, at=seen_at) if look is not None else None,
        )
    except (TypeError, LookupError) as error:
        raise KeptUnreadable(Message.of("what was kept cannot be read by this version")) from error


def _made(kind: Callable[..., T], values: dict[str, Any] | None, **others: Any) -> T:
    """Return an object of the fields that this version knows; raises `TypeError` if it needs more."""
    given = {**(values or {}), **others}
    try:
        return kind(**given)
    except TypeError:
        known: frozenset[str] = _names(kind)
        return kind(**{name: each for name, each in given.items() if name in known})


@cache
def _names(kind: Any) -> frozenset[str]:
    return frozenset(each.name for each in fields(kind))


@lru_cache(maxsize=_RULES_KEPT)
def _opened_rules(content: bytes) -> JudgedRules:
    return JudgedRules.of(unpacked(content))
