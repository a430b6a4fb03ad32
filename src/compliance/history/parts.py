"""The report on one platform in parts that seldom change together, and whole again."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from compliance.history.encoding import packed, unpacked
from compliance.model.dataclass import replace
from compliance.model.verdict import Ladder, SubjectReport, Verdict

_FIELDS = ("ladder", "inspection", "looks", "gaps", "sources")
_BARE = Ladder(rung=None, claimed=None)


def packed_parts(subject: SubjectReport) -> dict[bytes, bytes]:
    """Return the parts of a report by the SHA-256 of each."""
    return dict(packed(part) for part in _parts(subject))


def whole(contents: Iterable[bytes]) -> SubjectReport:
    """Return the report of which these are the parts; raises `KeptUnreadable` if one of them cannot be read."""
    parts = {(part[0], part[1]): part[2] for part in map(unpacked, contents)}
    head: SubjectReport = parts["head", 0]
    found = dict(parts["findings", 0])
    numbers = sorted(number for name, number in parts if name == "verdicts")
    verdicts = (verdict for number in numbers for verdict in parts["verdicts", number])
    return replace(
        head,
        verdicts=tuple(replace(each, findings=found[each.rule]) if each.rule in found else each for each in verdicts),
        **{name: parts[name, 0] for name in _FIELDS},
    )


def _parts(subject: SubjectReport) -> Iterator[tuple[str, int, Any]]:
    bare: dict[str, Any] = {"ladder": _BARE, "inspection": None, "looks": (), "gaps": (), "sources": ()}
    yield "head", 0, replace(subject, verdicts=(), **bare)
    for name in _FIELDS:
        yield name, 0, getattr(subject, name)
    # by group, because what documents say changes more seldom than what endpoints answer
    for number, (_, verdicts) in enumerate(groupby(subject.verdicts, _group)):
        yield "verdicts", number, tuple(replace(each, findings=()) if each.findings else each for each in verdicts)
    yield "findings", 0, tuple((each.rule, each.findings) for each in subject.verdicts if each.findings)


def _group(verdict: Verdict) -> str:
    return verdict.rule.partition(".")[0]
