"""What is due: which clauses begin to bind whom, what runs out, what was announced, of what nobody knows the day."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import compliance
from compliance.loading.records import read_record
from compliance.loading.syntax.parse import parse
from compliance.model.dossier import Dossier, Kind
from compliance.model.due import DueItem, DueKind, DuePeriod, by_period, by_subject, due_of
from compliance.model.observation import Certificate

Run = Callable[..., Any]
Write = Callable[[str, str | bytes], Path]

MINISTRY = "owner: {code: G12, name_vi: Bộ Tài chính}\n"
PARTY = "owner: {name_vi: Văn phòng Trung ương Đảng}\n"
NOBODY = "owner: {name_vi: Cơ quan Ví Dụ}\n"


def due(*bodies: str, day: str = "2026-11-28", seen: tuple[Certificate, ...] = ()) -> tuple[DueItem, ...]:
    """What is due on platforms p0, p1 … with these records."""
    dossiers = [dossier(f"p{number}", body, seen) for number, body in enumerate(bodies)]
    return compliance.judge(*dossiers, judging=judging(day)).due


def judging(day: str) -> compliance.Judging:
    """Judge by one rule, because what is due rests on none."""
    return compliance.Judging(as_of=date.fromisoformat(day), select=("record.record_names_its_owner",))


def dossier(slug: str, body: str, seen: tuple[Certificate, ...] = ()) -> Dossier:
    record = read_record(parse(f"{slug}.yaml", f"slug: {slug}\n{body}".encode()))
    return Dossier(
        slug, Kind.PLATFORM, record=record, observations=seen, collected_at=datetime(2026, 11, 20, tzinfo=UTC)
    )


def clause(items: tuple[DueItem, ...], name: str) -> DueItem | None:
    return next((item for item in items if item.requirement == name), None)


@pytest.mark.parametrize(
    ("name", "day", "left", "certain", "perhaps"),
    [
        # Decree 331/2026, Articles 35 and 36: every owner reports, of whatever kind
        ("ND331-2026.D35-D36", "2026-12-25", 27, ("p0", "p1", "p2"), ()),
        # Decree 278/2025, Article 24: ministries and localities, data of the mandatory kind only
        ("ND278-2025.D24.B", "2026-12-31", 33, (), ("p0", "p2")),
        # Decree 331/2026, Article 39(1): what was being built before 1 July 2026
        ("ND331-2026.D39.K1", "2027-01-01", 34, (), ("p0", "p1", "p2")),
        # Decision 1425/QĐ-TTg, Article 3(4): ministries and localities; a body of the Party is none
        ("QD1425-2026.D3.K4", "2027-01-29", 62, ("p0",), ("p2",)),
        # Decree 224/2026, Article 27: what begins to operate from 1 July 2027
        ("ND224-2026.D27.K3.A", "2027-07-01", 215, (), ("p0", "p1", "p2")),
    ],
)
def test_a_clause_is_due_for_those_whom_it_binds(
    name: str, day: str, left: int, certain: tuple[str, ...], perhaps: tuple[str, ...]
) -> None:
    found = clause(due(MINISTRY, PARTY, NOBODY), name)
    assert found is not None
    assert (found.kind, found.day, found.days_left) == (DueKind.REQUIREMENT, date.fromisoformat(day), left)
    assert (found.subjects, found.perhaps) == (certain, perhaps)


@pytest.mark.parametrize(
    ("name", "body", "certain", "perhaps"),
    [
        ("ND278-2025.D24.B", "connections: [{via: api, mandatory: true}]\n", 1, 0),
        ("ND278-2025.D24.B", "connections: [{via: api, mandatory: false}]\n", 0, 0),
        ("ND278-2025.D24.B", "connections: [{via: api, mandatory: false}, {via: ndxp}]\n", 0, 1),
        ("ND278-2025.D24.B", "connections: none\n", 0, 1),
        ("ND331-2026.D39.K1", "security_level: {built_before_2026_07_01: true}\n", 1, 0),
        ("ND331-2026.D39.K1", "security_level: {built_before_2026_07_01: false}\n", 0, 0),
        ("ND224-2026.D27.K3.A", "operational_from: 2027-09-01\n", 1, 0),
        ("ND224-2026.D27.K3.A", "operational_from: 2020-01-01\n", 0, 0),
        ("ND224-2026.D27.K3.A", "life_cycle: operating\n", 0, 0),
        ("ND224-2026.D27.K3.A", "classes: [portal]\n", 0, 0),
        ("ND331-2026.D35-D36", "life_cycle: ended\n", 0, 0),
    ],
)
def test_the_record_tells_whether_it_concerns_the_platform(name: str, body: str, certain: int, perhaps: int) -> None:
    found = clause(due(MINISTRY + body), name)
    assert ((len(found.subjects), len(found.perhaps)) if found else (0, 0)) == (certain, perhaps)


def test_a_platform_that_begins_later_is_bound_when_it_begins() -> None:
    found = clause(due(MINISTRY + "operational_from: 2027-09-01\n"), "ND224-2026.D27.K3.A")
    assert found is not None
    assert found.day == date(2027, 9, 1)


def test_a_platform_that_is_older_is_bound_when_its_time_for_upgrading_is_over() -> None:
    older, unknown = MINISTRY + "operational_from: 2020-01-01\n", MINISTRY
    found = clause(due(older, unknown, day="2028-03-01"), "ND224-2026.D27.K3.A")
    assert found is not None
    assert (found.day, found.subjects) == (date(2029, 1, 1), ("p0", "p1"))


def test_what_may_begin_today_is_to_come_no_more() -> None:
    """A platform of which nobody knows whether it is new: the day of the new ones has come, that of the old is far."""
    last = clause(due(MINISTRY, day="2027-06-30"), "ND224-2026.D27.K3.A")
    assert last is not None
    assert (last.day, last.days_left, last.subjects, last.perhaps) == (date(2027, 7, 1), 1, (), ("p0",))
    assert clause(due(MINISTRY, day="2027-07-01"), "ND224-2026.D27.K3.A") is None


def test_what_binds_already_is_not_due() -> None:
    assert clause(due(MINISTRY, day="2027-02-01"), "QD1425-2026.D3.K4") is None
    assert clause(due(MINISTRY, day="2027-01-29"), "QD1425-2026.D3.K4") is None, "on the day itself it binds"
    last = clause(due(MINISTRY, day="2027-01-28"), "QD1425-2026.D3.K4")
    assert (last and last.days_left) == 1


def test_a_duty_whose_day_nobody_knows_is_told_without_one() -> None:
    items = due(MINISTRY)
    found = clause(items, "ND224-2026.D24.K2.C")
    assert found is not None
    assert (found.day, found.days_left, found.period, found.subjects) == (None, None, DuePeriod.UNDATED, ("p0",))
    assert items[-1].day is None


def test_the_same_day_of_many_platforms_is_one_item_and_each_sees_its_own() -> None:
    bodies = [MINISTRY + "completion_deadline: 2027-01-15\n"] * 3 + [PARTY + "completion_deadline: 2027-01-16\n"]
    items = [item for item in due(*bodies) if item.kind is DueKind.DECLARED]
    assert [(item.day, item.subjects) for item in items] == [
        (date(2027, 1, 15), ("p0", "p1", "p2")),
        (date(2027, 1, 16), ("p3",)),
    ]
    assert [item.subjects for item in due_of(items, ["p1"])] == [("p1",)]
    assert by_subject(items) == {name: due_of(items, [name]) for name in ("p0", "p1", "p2", "p3")}
    assert [(period.value, len(group)) for period, group in by_period(items).items()] == [("within-90", 2)]


def test_a_day_that_a_record_names_is_not_set_by_law() -> None:
    (found,) = [item for item in due(MINISTRY + "completion_deadline: 2027-01-15\n") if item.kind is DueKind.DECLARED]
    assert (found.requirement, found.instrument, found.is_set_by_law) == (None, None, False)
    assert str(found.source) == "by the record of its owner"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("connections: [{via: ndxp, state: planned, planned_on: 2027-03-31}]\n", "the connection over NDXP is planned"),
        ("connections: [{via: ndxp, state: in-use, planned_on: 2027-03-31}]\n", None),
        ("connections: [{via: ndxp, state: ended, planned_on: 2027-03-31}]\n", None),
        ("connections: [{via: ndop, agreement: {until: 2027-03-31}}]\n", "the agreement on personal data ends"),
        (
            "connections: [{via: ndop, node: {id: n1, certificate_until: 2027-03-31}}]\n",
            "the certificate of the node n1",
        ),
        (
            "connections: [{via: lgsp, state: in-use, mandatory: true, mandatory_by: 2027-03-31}]\n",
            "data of the connection over LGSP has to go through NDOP",
        ),
        ("connections: [{via: lgsp, state: in-use, mandatory: false, mandatory_by: 2027-03-31}]\n", None),
        ("connections: [{via: lgsp, state: in-use, mandatory_by: 2027-03-31}]\n", None),
        ("connections: [{via: ndop, state: in-use, mandatory: true, mandatory_by: 2027-03-31}]\n", None),
        ("consent_to_trials: {by: Phòng Mẫu, on: 2026-10-01, until: 2027-03-31}\n", "the consent to trials ends"),
        ("min_requirements: {roadmap_until: 2027-03-31}\n", "the roadmap for the minimum requirements ends"),
        ("min_requirements: {met_on: 2026-10-01, roadmap_until: 2027-03-31}\n", None),
        ("security_level: {measures_planned_on: 2027-03-31}\n", "the security measures are planned"),
        ("framework: {undetermined: {contact: Phòng Mẫu, due: 2027-03-31}}\n", "the value of framework is to be"),
        ("completion_deadline: 2027-03-31\nlife_cycle: operating\n", None),
        ("completion_deadline: 2028-03-31\n", None),
    ],
)
def test_a_record_names_days_itself_but_of_what_is_done(body: str, said: str | None) -> None:
    found = [str(item.what) for item in due(MINISTRY + body) if item.kind is DueKind.DECLARED]
    assert [each.startswith(said or "-") for each in found] == ([True] if said else [])


def test_a_day_that_has_passed_is_told_first() -> None:
    items = due(MINISTRY + "completion_deadline: 2026-06-30\n")
    assert (items[0].period, items[0].days_left, items[0].is_past) == (DuePeriod.PAST, -151, True)
    assert items[1].requirement == "ND331-2026.D35-D36"


@pytest.mark.parametrize(
    ("left", "period"),
    [
        (-1, "past"), (0, "within-30"), (30, "within-30"), (31, "within-90"), (90, "within-90"), (91, "within-365"),
        (365, "within-365"), (366, None),
    ],
)  # fmt: skip
def test_a_day_is_told_in_the_first_period_that_holds_it(left: int, period: str | None) -> None:
    day = date(2026, 11, 28) + timedelta(days=left)
    found = [item for item in due(MINISTRY + f"completion_deadline: {day}\n") if item.kind is DueKind.DECLARED]
    assert [(item.period.value, item.days_left) for item in found] == ([(period, left)] if period else [])


def test_an_announced_deadline_is_known_from_its_paper_and_since_its_day() -> None:
    def announced(day: str, body: str = "") -> list[tuple[date | None, str, str]]:
        given = dossier("ndc-cloud", MINISTRY + body)
        report = compliance.judge(given, judging=judging(day))
        found = [item for item in report.due if item.kind is DueKind.ANNOUNCED]
        return [
            (item.day, str(item.what), item.source.vi) for item in found if item.source and hasattr(item.source, "vi")
        ]

    source = "tài liệu của Bộ Công an ngày 15/9/2026, không phải danh mục"
    assert announced("2026-11-28") == [(date(2026, 12, 31), "announced time of completion: 2026", source)]
    assert announced("2026-09-14") == []
    assert announced("2026-11-28", "life_cycle: operating\n") == []


def test_a_certificate_ends_on_the_day_that_the_server_showed_last() -> None:
    def shown(looked_at: int, not_after: datetime) -> Certificate:
        begins = datetime(2026, 1, 1, tzinfo=UTC)
        return Certificate(
            "a.example", begins, not_after, datetime(2026, 11, looked_at, tzinfo=UTC), sha256=str(looked_at)
        )

    renewed, old = shown(20, datetime(2027, 1, 31, 18, tzinfo=UTC)), shown(2, datetime(2026, 12, 1, tzinfo=UTC))
    items = [item for item in due(MINISTRY, seen=(renewed, old)) if item.kind is DueKind.CERTIFICATE]
    assert [(item.day, str(item.what)) for item in items] == [(date(2027, 2, 1), "the certificate of a.example ends")]
    forever = shown(20, datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC))
    assert not [item for item in due(MINISTRY, seen=(forever,)) if item.kind is DueKind.CERTIFICATE]


def test_waivers_and_confirmations_run_out(run: Run, write: Write) -> None:
    rule, other = "openapi.operation_requires_security", "openapi.version_is_semantic"
    write("openapi.yaml", "openapi: 3.1.0\ninfo: {title: t, version: 1.0.0}\npaths: {/households: {get: {}}}\n")
    people = "reason: r\n  legal_basis: l\n  owner: Nguyễn Thị Mẫu\n  approver: Phạm Văn Mẫu\n"
    write(
        "w.yaml",
        f"- rule: {rule}\n  scope: 'openapi.yaml#*'\n  {people}  expires: '2027-03-01'\n"
        f"- rule: {other}\n  scope: 'openapi.yaml#*'\n  {people}  expires: '2026-11-01'\n",
    )
    write("c.yaml", f"- {{rule: {rule}, scope: 'openapi.yaml#*', who: Lê Thị Mẫu, on: 2026-06-01, seen: s}}\n")
    options = ("--waivers", "w.yaml", "--confirmations", "c.yaml", "--as-of", "2026-11-28", "--format", "json")
    found = json.loads(run("check", "openapi.yaml", *options).out)["due"]
    assert [(each["kind"], each["day"], each["period"], each["subjects"]) for each in found] == [
        ("waiver", "2026-11-01", "past", []),
        ("waiver", "2027-03-01", "within-365", ["openapi.yaml"]),
        ("confirmation", "2027-06-01", "within-365", []),
    ]


def test_programs_are_told_the_clause_and_how_well_it_is_known(run: Run, write: Write) -> None:
    write("p.yaml", f"slug: p\n{MINISTRY}")
    found = json.loads(run("check", "p.yaml", "--as-of", "2026-11-28", "--format", "json").out)["due"]
    shared = next(each for each in found if each["requirement"] == "ND278-2025.D24.B")
    assert shared["citation"].startswith("Decree 278/2025/NĐ-CP, Art. 24")
    assert shared["standing"] == ["known second-hand", "in force", "binding from 31 December 2026"]
    assert shared["condition"] == "data whose sharing through NDOP is mandatory"
    assert (shared["subjects"], shared["perhaps"]) == ([], ["p"])
