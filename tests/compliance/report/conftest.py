"""A small report written by hand: two platforms and a document, with an outcome of every kind."""

import gettext
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from types import ModuleType

import pytest

from compliance.loading.facts.catalogue import instrument_kinds
from compliance.loading.facts.ladder import stages
from compliance.locale import Translator, words
from compliance.model.codelist import Reason
from compliance.model.dossier import Kind
from compliance.model.due import DueItem, DueKind
from compliance.model.grades import Grade, InstrumentStatus, Obligation, Outcome, Proof, Severity, State
from compliance.model.inspection import Inspection
from compliance.model.ladder import Rung
from compliance.model.location import Location
from compliance.model.openapi.document import Document
from compliance.model.report import Report
from compliance.model.requirement import Catalogue, Instrument, Locator, Period, Requirement, Standard
from compliance.model.rule import Rule
from compliance.model.standing import Connected, StageReport, StageState, Standing
from compliance.model.text import Message, Text
from compliance.model.verdict import Finding, Ladder, RequirementState, SubjectReport, Unseen, Verdict
from compliance.model.violation import Violation
from compliance.model.waiver import Waiver
from compliance.report.context import ReportContext

AS_OF = date(2026, 11, 21)
WAIVER = Waiver(
    rule="record.record_names_its_owner",
    scope="record.yaml#/owner",
    reason="a new owner is being named",
    legal_basis="Decision 12/QĐ-MAU",
    owner="Nguyễn Thị Mẫu",
    approver="Trần Văn Mẫu",
    expires=date(2027, 3, 1),
)
LAW, DECREE, STANDARD = "L20-2023.D42.K1.D", "ND224-2026.D28.K4", "GP.RFC9325"


class Untranslated(Translator):
    """Vietnamese without a catalogue: names are Vietnamese, sentences are still English."""

    __slots__ = ()

    def __init__(self) -> None:
        self.language = "vi"
        self._catalogue = gettext.NullTranslations()


def instrument(name: str, number: str | None, kind: str, title: Text, **changes: object) -> Instrument:
    parts = {
        "issuer": None,
        "issued": date(2023, 6, 22),
        "in_force": Period(date(2024, 7, 1), None),
        "status": InstrumentStatus.IN_FORCE,
        "superseded_by": (),
        "supersedes": (),
        "notes": None,
    }
    return Instrument(name, number, title, instrument_kinds()[kind], **(parts | changes))


def requirement(name: str, source: Instrument, locator: Locator, **changes: object) -> Requirement:
    parts = {
        "also": (),
        "duty": Text("Keep data safe & sound.", "Bảo vệ dữ liệu."),
        "obligation": Obligation.MUST,
        "bearer": ("provider",),
        "evidence": ("live",),
        "applies": Period(date(2024, 7, 1), None),
        "addressee": None,
        "note": None,
        "verified": Grade.TEXT,
        "feasible": "full",
        "how": Text("Look.", "Xem."),
        "evidence_item": Text("A look", "Một lần xem"),
        "reason": None,
        "counterpart": (),
    }
    return Requirement(name, instrument=source, locator=locator, **(parts | changes))


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    law = instrument("luat-20-2023", "20/2023/QH15", "law", Text("Law on E-Transactions", "Luật Giao dịch điện tử"))
    decree = instrument("nd-224-2026", "224/2026/NĐ-CP", "decree", Text("Implementing the Law", "Quy định chi tiết"))
    practice = instrument("gp-standards", None, "good-practice", Text("Standards", "Tiêu chuẩn"))
    rows = (
        requirement(LAW, law, Locator("42", "1", "d")),
        requirement(DECREE, decree, Locator("28", "4", None), applies=Period(date(2027, 7, 1), None)),
        requirement(
            STANDARD,
            practice,
            Locator(None, None, None),
            obligation=Obligation.PROPOSAL,
            verified=None,
            standard=Standard("RFC 9325", "Secure use of TLS", "IETF", 2022, None),
        ),
    )
    return Catalogue(
        instruments={row.instrument.id: row.instrument for row in rows},
        requirements={row.id: row for row in rows},
        reasons={row.id: row.reason for row in rows},
        merged={},
        version="2026-11-21",
        sha256="c0ffee" * 10,
    )


@pytest.fixture(scope="session")
def rules() -> Iterator[dict[str, Rule]]:
    """Rules as the auditor has them, from modules that hold only their text."""
    texts = {
        "endpoint.old_tls_is_refused": "Endpoints negotiate TLS 1.2 or newer.",
        "record.record_names_its_owner": "A record names its owner.",
        "openapi.document_parses": "A document can be read.",
    }
    made = {name: _rule(name, title) for name, title in texts.items()}
    yield made
    for rule in made.values():
        del sys.modules[rule.check.__module__]


def _rule(name: str, title: str) -> Rule:
    def check(document: Document) -> Iterator[Violation]:
        yield Violation("{found}", at=document, found="nothing")

    paragraphs = (
        title,
        f"Broken: {title.rstrip('.')} no more",
        "Why it matters <for all>.",
        "To mend it, do what the norm says.",
        "Shows one thing. Does not show another.",
    )
    text = "\n\n".join(paragraphs)
    module = ModuleType(f"example.{name}", text)
    sys.modules[module.__name__] = module
    check.__module__ = module.__name__
    return Rule((LAW, STANDARD), Proof.CONCLUSIVE, None, (), check)


def breach(message: Message, location: Location, **changes: object) -> Finding:
    return Finding(message, location, **({"evidence": None, "fingerprint": "0123456789abcdef"} | changes))


def verdict(rule: str, outcome: Outcome, severity: Severity | None = Severity.FAIL, **changes: object) -> Verdict:
    """A verdict whose findings weigh what it weighs."""
    parts = {"requirements": (LAW, STANDARD), "proof": Proof.CONCLUSIVE, "subjects": 3}
    made = Verdict(rule, outcome=outcome, severity=severity, **(parts | changes))
    return replace(made, findings=tuple(replace(finding, severity=severity) for finding in made.findings))


def first_platform() -> SubjectReport:
    """A failing platform whose record claims more than was evidenced."""
    old_tls = breach(
        Message.of("accepted {found}, TLSv1.2 or newer is required", found="TLSv1.0"),
        Location("tls://a.example:443"),
        evidence=(
            Message.of("offered: {versions}", versions="TLSv1.0"),
            Message.of("agreed: {version} {cipher}", version="TLSv1.0", cipher="& <b>nothing else</b>"),
        ),
    )
    silent = Message.of("the host {host} did not answer", host="b.example")
    return SubjectReport(
        id="citizen-mailbox",
        kind=Kind.PLATFORM,
        name_vi="Hộp thư thông báo công dân",
        name_en="Citizen mailbox",
        owner_vi="Bộ Công an",
        owner_en="Ministry of Public Security",
        owner_code="G01",
        ladder=Ladder(
            Rung.DESCRIBED,
            Rung.EXCHANGING,
            (Message("the published document"),),
            ("reachable",),
            (
                StageReport(Rung.DESCRIBED, StageState.EVIDENCED),
                StageReport(Rung.REACHABLE, StageState.UNDECIDED, ("endpoint.certificate_names_the_host",)),
            ),
            Connected(Standing.CLAIMED, Message.of("Claimed in use via {channel}; not observed", channel="NDXP")),
        ),
        verdicts=(
            verdict(
                "endpoint.old_tls_is_refused", Outcome.BREACHED, findings=(old_tls,), reason=Message.of("one of 3")
            ),
            verdict("record.record_names_its_owner", Outcome.MET, Severity.WARN, requirements=(DECREE,)),
            verdict("openapi.document_parses", Outcome.NOT_OBSERVED, reason=silent, could_not_be_judged=True),
        ),
        looks=(("tls://a.example:443", "TLSv1.0 agreed"),),
        gaps=(Unseen("https://b.example", silent, shown="https://b.example"),),
        dossier_file="dossiers/citizen mailbox.zip",
        inspection=Inspection(datetime(2026, 11, 20, 18, 5, tzinfo=UTC), "public", "https://hub.example"),
        lists=("1527/QĐ-BKHCN",),
    )


def second_platform() -> SubjectReport:
    """A platform on which one rule crashed and another does not apply; its owner has no English name."""
    crash = Message.of("KeyError: {what}", what="<paths>")
    nothing = Message.of("nothing of this kind was there")
    waived = breach(Message.of("no owner"), Location("record.yaml", "/owner", 3, 1), waiver=WAIVER)
    return SubjectReport(
        id="digital-tax",
        kind=Kind.PLATFORM,
        name_vi="Nền tảng thuế điện tử đổi mới toàn diện dành cho người dân, doanh nghiệp và cơ quan nhà nước",
        name_en=None,
        owner_vi="Bộ Tài chính",
        owner_en=None,
        owner_code=None,
        ladder=Ladder(None, None),
        verdicts=(
            verdict("endpoint.old_tls_is_refused", Outcome.ERROR, reason=crash, could_not_be_judged=True),
            verdict("record.record_names_its_owner", Outcome.WAIVED, findings=(waived,), reason=nothing),
            verdict("openapi.document_parses", Outcome.NOT_APPLICABLE, None, subjects=0, reason=nothing),
        ),
    )


def document() -> SubjectReport:
    """A document with two breaches of different weight, and markup in a message."""
    markup = Message.of("found {found}", found='<script>alert("x")</script> & \x1b[31mred')
    return SubjectReport(
        id="specs/eid.yaml",
        kind=Kind.DOCUMENT,
        name_vi=None,
        name_en=None,
        owner_vi=None,
        owner_en=None,
        owner_code=None,
        ladder=Ladder(None, None),
        verdicts=(
            verdict(
                "openapi.document_parses",
                Outcome.BREACHED,
                Severity.WARN,
                findings=(breach(markup, Location("specs/eid.yaml", "/paths/~1citizens/get", 41, 5)),),
            ),
            verdict(
                "record.record_names_its_owner",
                Outcome.BREACHED,
                Severity.ADVICE,
                findings=(breach(Message.of("no owner"), Location("specs/eid.yaml", "/info", 2, 1)),),
            ),
        ),
    )


def states() -> tuple[RequirementState, ...]:
    """A machine can check seven of these nine; two of the seven are met."""
    names = (LAW, DECREE, STANDARD, "A.1", "A.2", "A.3", "A.4")
    checkable = [State.MET, State.BREACHED, State.MET, State.CONFLICT, State.NOT_OBSERVED, State.WAIVED]
    checkable.append(State.NOT_APPLICABLE)
    rules = ("openapi.document_parses",)
    rows = (RequirementState(name, state, rules) for name, state in zip(names, checkable, strict=True))
    return (
        *rows,
        RequirementState("B.1", State.NOT_CHECKABLE, (), "organisational"),
        RequirementState("B.2", State.NOT_CHECKABLE, ()),
    )


@pytest.fixture(scope="session")
def platforms() -> tuple[SubjectReport, SubjectReport]:
    """The two platforms of the report, to make others of."""
    return first_platform(), second_platform()


@pytest.fixture(scope="session")
def requirements() -> tuple[RequirementState, ...]:
    return states()


@pytest.fixture
def report() -> Report:
    return Report(
        tool_version="0.1.0",
        catalogue_version="2026-11-21",
        catalogue_sha256="c0ffee" * 10,
        as_of=AS_OF,
        profile="in-force",
        is_simulated=False,
        subjects=(first_platform(), second_platform(), document()),
        requirements=states(),
        notices=(Message.of("the waiver {waiver} expires on {date}", waiver="W-1", date=date(2026, 12, 1)),),
        due=due(),
    )


def due() -> tuple[DueItem, ...]:
    """What has passed, what a record names (with markup in it), what a clause sets for some, and what has no day."""
    mailbox, tax = ("citizen-mailbox",), ("digital-tax",)
    duty = Text("A platform is named.", "Nền tảng được nêu tên.")
    announced = Text("that begins from 1 July 2027", "bắt đầu từ ngày 01/7/2027")
    planned = Message.of("the connection over {channel} is planned", channel="<b>NDXP</b>")
    old = Message.of("the evidence of the stage “reachable” runs out")
    seen = Message.of("seen on {date}, counts for {days} days", date=date(2026, 11, 1), days=7)
    owner = Message.of("by the record of its owner")
    law = DueItem(DueKind.REQUIREMENT, None, None, duty, requirement=LAW, instrument="luat-20-2023", subjects=mailbox)
    return (
        DueItem(DueKind.EVIDENCE, date(2026, 11, 8), -13, old, seen, subjects=mailbox),
        DueItem(DueKind.DECLARED, date(2026, 12, 1), 10, planned, owner, subjects=(*mailbox, *tax)),
        replace(law, day=date(2027, 7, 1), days_left=222, requirement=DECREE, perhaps=tax, condition=announced),
        law,
    )


@pytest.fixture
def context(catalogue: Catalogue, rules: dict[str, Rule]) -> ReportContext:
    reason = Reason(
        "organisational", Text("Shown by a file only", "Chỉ có hồ sơ"), Text("A person decides", "Con người")
    )
    return ReportContext(words("en"), catalogue, rules, {reason.code: reason}, stages())


@pytest.fixture
def vietnamese(catalogue: Catalogue, rules: dict[str, Rule]) -> ReportContext:
    return ReportContext(Untranslated(), catalogue, rules, ladder=stages())
