"""A small fleet with findings of every weight, written once in each format that an owner may get."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

import compliance
from compliance.actions.render import report_context
from compliance.locale import words
from compliance.model.due import DueItem, DueKind
from compliance.model.grades import ConfirmationState
from compliance.model.kept_run import KeptRun, RunState
from compliance.model.ladder import Rung
from compliance.model.report import Report
from compliance.model.run_changes import Cause, ChangedFinding, FindingChange, Move, RunChanges
from compliance.model.standing import Connected, StageReport, StageState, Standing
from compliance.model.text import Message, Text
from compliance.model.verdict import Finding, Ladder, RequirementState, SubjectReport, Verdict
from compliance.report.context import ReportContext
from compliance.report.formats import named

AS_OF = date(2026, 11, 21)
Platforms = tuple[SubjectReport, SubjectReport]
FLEET = (
    ("G01", Standing.EXCHANGING, Rung.EXCHANGING, "fail"),
    ("G01", Standing.EXCHANGING, Rung.EXCHANGING, ""),
    ("G01", Standing.CLAIMED, Rung.LISTED, "to_confirm"),
    ("G01", Standing.UNKNOWN, None, "waived"),
    ("G02", Standing.EXCHANGING_ELSEWHERE, Rung.REACHABLE, ""),
    ("G02", Standing.REGISTERED, Rung.NONE, "fail"),
    ("G02", Standing.ANSWERED, Rung.CONFORMANT, "fail"),
    ("G03", Standing.NOT_IN_USE, Rung.DESCRIBED, ""),
    ("G03", Standing.INTERMEDIARY, Rung.CONFORMANT, "to_confirm"),
)
"""Owner, connection, stage, and what was found, of each platform."""


def platform(
    platforms: Platforms, number: int, owner: str, standing: Standing, rung: Rung | None, found: str
) -> SubjectReport:
    return replace(
        platforms[0],
        id=f"platform-{number}",
        name_vi=f"Nền tảng dữ liệu ngữ nghĩa số {number}",
        name_en=f"Data platform {number}",
        owner_code=owner,
        owner_vi=f"Bộ Thử nghiệm {owner}",
        owner_en=f"Ministry of {owner}",
        ladder=_ladder(standing, rung),
        verdicts=tuple(_verdicts(platforms, found)),
    )


def _ladder(standing: Standing, rung: Rung | None) -> Ladder:
    stages = [each for each in Rung if each is not Rung.NONE]
    known = rung.rank if rung else 0
    state = {each: StageState.EVIDENCED if each.rank <= known else StageState.UNSEEN for each in stages}
    if rung is None:
        state = dict.fromkeys(stages, StageState.UNDECIDED)
    return Ladder(
        rung,
        Rung.EXCHANGING if standing is Standing.CLAIMED else None,
        stages=tuple(StageReport(each, state[each]) for each in stages),
        connected=Connected(standing, Message.of("Known as {what}", what=standing.value)),
    )


def _verdicts(platforms: Platforms, found: str) -> Iterator[Verdict]:
    """Yield a verdict with the finding that is wanted, and others without one."""
    breached, *others = platforms[0].verdicts
    if found == "waived":
        yield platforms[1].verdicts[1]
    elif found:
        waits = ConfirmationState.NEEDED if found == "to_confirm" else ConfirmationState.NOT_NEEDED
        yield replace(breached, findings=tuple(replace(each, confirmation=waits) for each in breached.findings))
    yield from others


@pytest.fixture(scope="session")
def fleet(platforms: Platforms, requirements: tuple[RequirementState, ...]) -> Report:
    subjects = tuple(platform(platforms, number, *each) for number, each in enumerate(FLEET, 1))
    return Report(
        tool_version="0.1.0",
        catalogue_version="2026-11-21",
        catalogue_sha256="c0ffee" * 10,
        as_of=AS_OF,
        profile="in-force",
        is_simulated=True,
        subjects=subjects,
        requirements=requirements,
        notices=(Message.of("the waiver {waiver} expires on {date}", waiver="W-1", date=date(2026, 12, 1)),),
        due=(
            DueItem(
                DueKind.REQUIREMENT,
                date(2026, 12, 31),
                40,
                Text("A framework is issued.", "Ban hành khung kiến trúc."),
                requirement="L20-2023.D42.K1.D",
                instrument="luat-20-2023",
                subjects=("platform-1", "platform-5"),
            ),
            DueItem(
                DueKind.DECLARED,
                date(2027, 3, 31),
                130,
                Text("A connection is planned.", "Dự kiến kết nối."),
                Text("by the record", "theo hồ sơ"),
                subjects=("platform-8",),
            ),
        ),
    )


@pytest.fixture(scope="session")
def compared(fleet: Report) -> Report:
    """The same fleet, compared with a run in which the first platform stood lower and the second higher."""
    first, second, third, *_ = fleet.subjects
    new = next(verdict for verdict in first.verdicts if verdict.findings)
    since = KeptRun(
        number=7,
        label=None,
        state=RunState.COMPLETE,
        begun=datetime(2026, 10, 31, 2, tzinfo=UTC),
        ended=datetime(2026, 10, 31, 3, tzinfo=UTC),
        as_of=date(2026, 10, 31),
        profile="in-force",
        catalogue_version="2026-11-21",
        catalogue_sha256="c0ffee" * 10,
        tool_version="0.1.0",
        vantage=None,
        is_simulated=True,
        platforms=9,
        done=9,
    )
    moves = (
        Move(first.id, Rung.CONFORMANT, Rung.EXCHANGING, Standing.CLAIMED, Standing.EXCHANGING, Cause.PLATFORM),
        Move(third.id, Rung.REACHABLE, Rung.LISTED, Standing.CLAIMED, Standing.CLAIMED, Cause.PLATFORM),
    )
    finding = new.findings[0]
    found = (
        ChangedFinding(FindingChange.NEW, Cause.PLATFORM, first.id, new.rule, finding),
        ChangedFinding(FindingChange.MENDED, Cause.PLATFORM, second.id, new.rule, finding, was=finding.severity),
        ChangedFinding(FindingChange.KNOWN, Cause.PLATFORM, third.id, new.rule, finding, was=finding.severity),
    )
    return replace(fleet, changes=RunChanges(since, moves, found))


@pytest.fixture(scope="session")
def parts(fleet: Report) -> tuple[compliance.OwnerPart, ...]:
    return compliance.split_by_owner(fleet)


@pytest.fixture(scope="session")
def reader() -> Callable[[str], ReportContext]:
    """What formats are given for a reader of a language, with the facts of the package."""
    return lambda language: report_context(words("vi" if language == "vi" else "en"))


@pytest.fixture(scope="session")
def write(reader: Callable[[str], ReportContext]) -> Callable[..., str | bytes]:
    """Write a report in a format; what was written once for the same report is not written again."""
    kept: dict[tuple[int, str, str], tuple[Report, str | bytes]] = {}

    def written(report: Report, form: str, language: str = "en") -> str | bytes:
        key = id(report), form, language
        if key not in kept:
            kept[key] = report, named(form).write(report, reader(language))
        return kept[key][1]

    return written


def saying(report: Report, *texts: str) -> Report:
    """Return a report with a platform for each text, its name, id and finding; the first names the owner."""
    subject = report.subjects[0]
    verdict = subject.verdicts[0]
    subjects = tuple(
        replace(
            subject,
            id=text,
            name_en=text,
            name_vi=text,
            owner_en=texts[0],
            owner_vi=texts[0],
            owner_code=None,
            verdicts=(replace(verdict, findings=(_finding(verdict.findings[0], text),)),),
        )
        for text in texts
    )
    return replace(report, subjects=subjects, due=())


def _finding(finding: Finding, text: str) -> Finding:
    return replace(finding, message=Message.of("{text}", text=text))
