"""The requirements as a reader asks for them: by words of their text and by what came of them."""

from collections.abc import Mapping, Sequence
from typing import Final

from compliance.model.codelist import plain
from compliance.model.dataclass import dataclass, replace
from compliance.model.grades import State
from compliance.model.report import Report
from compliance.model.verdict import RequirementState
from compliance.report import citation, labels
from compliance.report.addresses import anchor
from compliance.report.context import ReportContext
from compliance.report.formats.html.reference import StateGroup, state_groups
from compliance.report.work_order import STATES

_LONGEST: Final = 200
_OPEN: Final = (State.BREACHED, State.CONFLICT)


@dataclass(frozen=True, slots=True)
class AskedClauses:
    """What a reader asks for; empty for all."""

    q: str = ""
    state: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "AskedClauses":
        """Read the query of an address."""
        return cls(query.get("q", "")[:_LONGEST].strip(), query.get("state", "")[:_LONGEST])

    @property
    def is_filtering(self) -> bool:
        """Whether some requirements may be left out."""
        return bool(self.q or self.state)


@dataclass(frozen=True, slots=True)
class ClauseGroup:
    """The requirements in one state; `is_open` where they are shown before anybody asks for them."""

    group: StateGroup
    is_open: bool


def fitting(report: Report, asked: AskedClauses, context: ReportContext) -> Report:
    """Return the report with the requirements that fit what was asked for."""
    return replace(report, requirements=tuple(each for each in report.requirements if _fits(each, asked, context)))


def clause_groups(report: Report, asked: AskedClauses, context: ReportContext) -> tuple[ClauseGroup, ...]:
    """Return the requirements by state, what asks for work first."""
    opened = {anchor("state", each) for each in _OPEN}
    return tuple(
        ClauseGroup(group, asked.is_filtering or group.anchor in opened) for group in state_groups(report, context)
    )


def clause_states(report: Report, context: ReportContext) -> tuple[tuple[str, str], ...]:
    """Return the states that some requirement is in, each with its words."""
    found = {each.state for each in report.requirements}
    words = context.words
    return tuple((each.value, labels.sentence_case(labels.state(each, words))) for each in STATES if each in found)


def _fits(row: RequirementState, asked: AskedClauses, context: ReportContext) -> bool:
    if asked.state and row.state != asked.state:
        return False
    wanted: Sequence[str] = plain(asked.q).casefold().split()
    return not wanted or all(word in _text(row, context) for word in wanted)


def _text(row: RequirementState, context: ReportContext) -> str:
    known, words = context.catalogue.find(row.id), context.words
    told = f"{citation.full(known, words)} {words.text(known.duty)}" if known else ""
    return plain(f"{row.id} {told}").casefold()
