"""One platform or document: its stages, its findings, what was looked at, and what was not."""

from collections.abc import Iterable, Sequence
from typing import Final

from compliance.model import summary
from compliance.model.dataclass import dataclass, replace
from compliance.model.dossier import Kind
from compliance.model.due import DueItem, by_subject
from compliance.model.grades import Basis, Outcome
from compliance.model.report import Report
from compliance.model.standing import StageReport, StageState
from compliance.model.verdict import JudgedFile, SubjectReport, Verdict
from compliance.report import conflicts, due_rows, labels, stages
from compliance.report.addresses import anchor
from compliance.report.behind import behind_stage, claimed_name, stage_name, title
from compliance.report.context import ReportContext
from compliance.report.due_rows import DueGroup
from compliance.report.formats.html.cards import Card, cards, rule_link
from compliance.report.formats.html.links import Link, beside
from compliance.report.places import told

_MOST_LEFT_OPEN: Final = 6
_MOST_LOOKS_ON_PAPER: Final = 24
_MOST_RULES_ON_PAPER: Final = 9
"""A platform has a sheet: of longer lists it shows the number. What was looked at stands in its dossier."""
_SAID: Final = frozenset({Basis.DECLARED, Basis.DOCUMENT})


@dataclass(frozen=True, slots=True)
class RungRow:
    """One stage of a platform: the pattern of its figure, where the platform stands on it, and what is behind that."""

    figure: int
    pattern: str
    name: str
    standing: str
    lines: tuple[str, ...]
    is_reached: bool


@dataclass(frozen=True, slots=True)
class Result:
    """Rules with the same outcome, without findings. The heading ends with their number.

    Those that did not apply, or rest on what was only said or published, are quiet: they are unfolded on request only,
    and not on paper. Nor is a long list of others.
    """

    heading: str
    is_quiet: bool
    is_long: bool
    rules: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Unseen:
    """One reason why something was not observed: what it left open, where, and what would let it be seen.

    `count` is the number of the rules that it left open; a long list of them is not printed on paper.
    """

    reason: str
    count: int
    is_long: bool
    rules: tuple[Link, ...]
    places: tuple[str, ...]
    remedy: str


@dataclass(frozen=True, slots=True)
class Section:
    """Everything on one platform or document. `other` is its name in the other language, with the code of that.

    `seen` counts the places and files that were looked at.
    """

    anchor: str
    id: str
    name: str
    other: tuple[str, str] | None
    is_platform: bool
    owner: str
    code: str | None
    connection: str
    seen: int
    stage: str
    claimed: str
    claims: tuple[str, ...]
    due: tuple[DueGroup, ...]
    has_own_days: bool
    rungs: tuple[RungRow, ...]
    cards: tuple[Card, ...]
    results: tuple[Result, ...]
    looks: tuple[tuple[str, str], ...]
    has_many_looks: bool
    files: tuple[JudgedFile, ...]
    unseen: tuple[Unseen, ...]
    dossier: Link | None


def sections(report: Report, subjects: Iterable[SubjectReport], context: ReportContext) -> tuple[Section, ...]:
    """Return everything on each platform or document of a report, in the reader's words."""
    own = by_subject(report.due)
    return tuple(_section(each, own.get(each.id, ()), context, is_simulated=report.is_simulated) for each in subjects)


def _section(
    subject: SubjectReport, items: Sequence[DueItem], context: ReportContext, *, is_simulated: bool
) -> Section:
    words, ladder = context.words, subject.ladder
    due = due_rows.groups(items, [subject], context)
    return Section(
        anchor=anchor("subject", subject.id),
        id=subject.id,
        name=labels.name(subject, words),
        other=_other_name(subject, context),
        is_platform=subject.kind is Kind.PLATFORM,
        owner=labels.owner(subject, words),
        code=subject.owner_code,
        connection=stages.sentence(ladder, context, is_simulated=is_simulated),
        seen=len(subject.looks) + len(subject.sources),
        stage=stage_name(ladder.rung, context),
        claimed=claimed_name(ladder.claimed, context),
        claims=(*(words.message(line) for line in ladder.evidence), *conflicts.lines(ladder.conflicts, context)),
        due=due,
        has_own_days=any(row.is_own for group in due for row in group.rows),
        rungs=tuple(_rung(subject, stage, context) for stage in reversed(ladder.stages)),
        cards=cards(subject, context),
        results=_results(subject.verdicts, context, is_simulated=is_simulated),
        looks=tuple((told(place, context), fact) for place, fact in subject.looks),
        has_many_looks=len(subject.looks) > _MOST_LOOKS_ON_PAPER,
        files=tuple(replace(file, uri=told(file.uri, context)) for file in subject.sources),
        unseen=_unseen(subject, context),
        dossier=_dossier(subject, context),
    )


def _other_name(subject: SubjectReport, context: ReportContext) -> tuple[str, str] | None:
    is_vietnamese = context.words.language == "vi"
    code, name = ("en", subject.name_en) if is_vietnamese else ("vi", subject.name_vi)
    return (code, name) if name and name != labels.name(subject, context.words) else None


def _dossier(subject: SubjectReport, context: ReportContext) -> Link | None:
    file = subject.dossier_file
    return Link(file, beside(file, context.folder)) if file else None


def _rung(subject: SubjectReport, stage: StageReport, context: ReportContext) -> RungRow:
    words, claimed = context.words, subject.ladder.claimed
    is_claimed = claimed is not None and claimed.rank >= stage.rung.rank
    said = stages.state(stage, words)
    if is_claimed and stage.state is not StageState.EVIDENCED:
        said = words("{state}; claimed", state=said)
    return RungRow(
        figure=stage.rung.rank,
        pattern=_pattern(stage, is_claimed=is_claimed),
        name=stage_name(stage.rung, context),
        standing=said,
        lines=_lines(subject, stage, context),
        is_reached=stage.rung is subject.ladder.rung,
    )


def _pattern(stage: StageReport, *, is_claimed: bool) -> str:
    if stage.state is StageState.EVIDENCED:
        return f"s{stage.rung.rank}"
    if is_claimed:
        return "hatched"
    return "dashed" if stage.state is StageState.UNDECIDED else "plain"


def _lines(subject: SubjectReport, stage: StageReport, context: ReportContext) -> tuple[str, ...]:
    """Return what decides a stage: what is wrong, else what was not seen, else what holds it."""
    behind = behind_stage(stage.rung, subject, context)
    if behind.broken:
        return behind.broken
    if stage.state is StageState.UNSEEN and behind.unseen:
        return (context.words("not observed: {what}", what="; ".join(behind.unseen)),)
    return behind.held if stage.state is StageState.EVIDENCED else ()


def _results(verdicts: Sequence[Verdict], context: ReportContext, *, is_simulated: bool) -> tuple[Result, ...]:
    """Return the rules without findings by what was said of them; of mocks it is said each time."""
    groups: dict[tuple[str, bool], list[Link]] = {}
    for verdict in summary.gravest_first(verdicts):
        if verdict.findings or verdict.outcome in {Outcome.ERROR, Outcome.NOT_OBSERVED}:
            continue
        link = rule_link(verdict.rule, context)
        said = _said(verdict, context, is_simulated=is_simulated)
        key = said, verdict.outcome is not Outcome.MET or verdict.basis in _SAID
        groups.setdefault(key, []).append(Link(title(verdict.rule, context), link.href))
    return tuple(
        Result(
            heading=context.words("{name} ({count})", name=name, count=len(rules)),
            is_quiet=is_quiet,
            is_long=len(rules) > _MOST_RULES_ON_PAPER,
            rules=tuple(rules),
        )
        for (name, is_quiet), rules in groups.items()
    )


def _said(verdict: Verdict, context: ReportContext, *, is_simulated: bool) -> str:
    words = context.words
    outcome = labels.verdict(verdict, words)
    if verdict.outcome is Outcome.MET:
        return words("{outcome}, simulated", outcome=outcome) if is_simulated else outcome
    if verdict.reason is None:
        return outcome
    return words("{outcome}: {reason}", outcome=outcome, reason=words.message(verdict.reason))


def _unseen(subject: SubjectReport, context: ReportContext) -> tuple[Unseen, ...]:
    """Return why something was not observed, each reason once, with the rules it left open and the places."""
    words = context.words
    rules: dict[str, list[Link]] = {}
    for verdict in subject.verdicts:
        if verdict.outcome is Outcome.NOT_OBSERVED:
            reason = words.message(verdict.reason) if verdict.reason else words("no reason was kept")
            link = rule_link(verdict.rule, context)
            rules.setdefault(reason, []).append(Link(title(verdict.rule, context), link.href))
    gaps = [(words.message(gap.reason), gap) for gap in subject.gaps if gap.location is None]
    found = []
    for reason in dict.fromkeys((*rules, *(said for said, _ in gaps))):
        alike = [gap for said, gap in gaps if said == reason]
        remedies = (context.remedies.get(gap.remedy) for gap in alike if gap.remedy)
        remedy = next((words.message(each) for each in remedies if each), "")
        places = tuple(dict.fromkeys(_place(gap.shown, context) for gap in alike))
        left_open = tuple(rules.get(reason, ()))
        count = len(left_open)
        found.append(Unseen(reason, count, count > _MOST_LEFT_OPEN, left_open, places, remedy))
    return tuple(found)


def _place(shown: str, context: ReportContext) -> str:
    uri, mark, pointer = shown.partition("#/")
    return f"{told(uri, context)}{mark}{pointer}"
