"""Briefs as they are kept: what a page on many platforms shows of one, without its verdicts.

What differs in every run, the moment of the look, stands beside the content, and the rules by which many platforms were
judged are a content of their own: so a platform at which nothing changed has the same brief in every run.
"""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final

from compliance.history.encoding import packed, unpacked
from compliance.model.brief import brief_of
from compliance.model.dataclass import dataclass, replace
from compliance.model.subject_counts import JudgedRules
from compliance.model.verdict import SubjectReport

_NO_MOMENT: Final = datetime(1970, 1, 1, tzinfo=UTC)
_RULES_KEPT: Final = 64


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
    bare = replace(
        brief,
        counted=replace(counted, rules=JudgedRules()),
        inspection=replace(look, at=_NO_MOMENT) if look is not None else None,
    )
    return PackedBrief(packed(bare), packed(counted.rules.rows), look.at if look is not None else None)


def opened_brief(content: bytes, rules: bytes, seen_at: datetime | None) -> SubjectReport:
    """Return the brief that was kept; raises `KeptUnreadable` if it cannot be read any more."""
    brief: SubjectReport = unpacked(content)
    counted, look = brief.counted, brief.inspection
    found: dict[str, Any] = {}
    if counted is not None:
        found["counted"] = replace(counted, rules=_opened_rules(rules))
    if look is not None and seen_at is not None:
        found["inspection"] = replace(look, at=seen_at)
    return replace(brief, **found)


@lru_cache(maxsize=_RULES_KEPT)
def _opened_rules(content: bytes) -> JudgedRules:
    return JudgedRules.of(unpacked(content))
