"""The report for a terminal."""

from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from compliance.model.ladder import Rung
from compliance.model.report import Report
from compliance.model.text import Message
from compliance.model.verdict import Ladder
from compliance.report import labels
from compliance.report.context import UNLIMITED, ReportContext
from compliance.report.formats import named

EXPECTED = Path(__file__).with_name("expected.txt")


def text(report: Report, context: ReportContext) -> str:
    return named("text").write(report, context)


def test_the_whole_report_reads_as_expected(report: Report, context: ReportContext) -> None:
    assert text(replace(report, is_simulated=True), context) == EXPECTED.read_text("utf-8")


def test_lines_fit_eighty_columns(report: Report, context: ReportContext, vietnamese: ReportContext) -> None:
    for chosen in (context, vietnamese):
        assert max(len(line) for line in text(report, chosen).splitlines()) <= 80


def test_a_wider_terminal_gets_whole_names_and_slugs(report: Report, context: ReportContext) -> None:
    wide = text(report, replace(context, width=160))
    assert "Citizen mailbox [citizen-mailbox]" in wide
    assert "dành cho người dân, doanh nghiệp và cơ quan nhà nước" in wide


def test_no_terminal_command_without_colours_even_from_a_message(report: Report, context: ReportContext) -> None:
    assert "\x1b" not in text(report, context)
    assert "\\u001b[31mred" in text(report, context)


def test_colours_only_repeat_what_words_say(report: Report, context: ReportContext) -> None:
    colourful = text(report, replace(context, is_colourful=True))
    assert "\x1b[1;31mfail\x1b[0m" in colourful
    assert "fail" in text(report, context)


def test_a_document_is_listed_like_a_linter_does(report: Report, context: ReportContext) -> None:
    lines = text(replace(report, subjects=report.subjects[2:]), replace(context, width=200)).splitlines()
    advice = lines.index("A record names its owner no more")
    assert lines[advice : advice + 4] == [
        "A record names its owner no more",
        "  → Do what the norm says.",
        "  Norm: A record names its owner. [L20-2023.D42.K1.D, GP.RFC9325]",
        "specs/eid.yaml:2:1 advice record.record_names_its_owner no owner",
    ]
    warning = next(number for number, line in enumerate(lines) if line.startswith("specs/eid.yaml:41:5 warn"))
    assert warning < advice
    assert lines[warning].startswith("specs/eid.yaml:41:5 warn openapi.document_parses found <script>")


def test_all_platforms_are_listed_by_owner_and_name(report: Report, context: ReportContext) -> None:
    subject = report.subjects[0]
    orphan = replace(subject, id="orphan", name_en="A", owner_en=None, owner_vi=None, owner_code=None)
    several = [replace(subject, id=f"p{number}", name_en=f"Platform {number:02}") for number in range(54, 0, -1)]
    lines = text(replace(report, subjects=(orphan, *several)), context).splitlines()
    rows = [line.split()[1] for line in lines if line.startswith("  Platform ")]
    assert rows == [f"{number:02}" for number in range(1, 55)]
    assert lines.index("owner not known") > lines.index("Ministry of Public Security (G01)")


def test_many_findings_are_cut_with_their_number(report: Report, context: ReportContext) -> None:
    subject = report.subjects[0]
    verdict = replace(subject.verdicts[0], findings=subject.verdicts[0].findings * 29)
    many = replace(subject, verdicts=(verdict,))
    for subjects, shown, left in (((many,), 25, 4), ((many, report.subjects[1]), 5, 24)):
        lines = text(replace(report, subjects=subjects), context)
        assert lines.count("accepted TLSv1.0") == shown
        assert f"  {left} more; see the HTML or JSON report\n" in lines


def test_errors_are_findings_too_and_waived_breaches_say_why_and_until_when(
    report: Report, context: ReportContext
) -> None:
    shown = " ".join(text(replace(report, subjects=(report.subjects[1],)), context).split())
    assert "error endpoint.old_tls_is_refused KeyError: <paths>" in shown
    assert (
        "record.yaml:3:1 waived record.record_names_its_owner no owner Waived until 1 March 2027: a new owner is being "
        "named. Basis: Decision 12/QĐ-MAU. Asked for by Nguyễn Thị Mẫu, approved by Trần Văn Mẫu" in shown
    )
    assert "Findings: 0; platforms or documents with one: 0; rules broken: 0; requirements with a breach: 1" in shown
    assert "findings waived: 1" in shown


def test_a_waived_breach_is_not_called_no_breach(report: Report, context: ReportContext) -> None:
    met, waived = report.subjects[0].verdicts[1], report.subjects[1].verdicts[1]
    shown = text(replace(report, subjects=(replace(report.subjects[0], verdicts=(met, waived)),)), context)
    assert "no breach\n" not in shown
    assert "  waived\n" in shown


def test_what_was_not_observed_is_told_with_its_reason(report: Report, context: ReportContext) -> None:
    shown = text(report, context)
    assert (
        "the host b.example did not answer\n    First: https://b.example. Platforms or documents: 1; rules left open: 1"
        in shown
    )


def test_claims_beyond_the_evidence_are_counted(report: Report, context: ReportContext) -> None:
    assert "Platforms whose record claims more than was evidenced: 1" in text(report, context)


OVER_CLAIMS = "Platforms whose record claims more than was evidenced: "
UNDECIDED = "Platforms whose stage this version cannot decide: "


def with_ladder(report: Report, ladder: Ladder) -> Report:
    return replace(report, subjects=(replace(report.subjects[0], ladder=ladder),))


@pytest.mark.parametrize("claimed", Rung)
@pytest.mark.parametrize("rung", Rung)
def test_only_a_higher_stage_is_more_than_was_evidenced(
    rung: Rung, claimed: Rung, report: Report, context: ReportContext
) -> None:
    shown = text(with_ladder(report, Ladder(rung, claimed)), context)
    assert (OVER_CLAIMS in shown) is (list(Rung).index(claimed) > list(Rung).index(rung))


def test_a_platform_that_claims_nothing_claims_no_more_than_was_evidenced(
    report: Report, context: ReportContext
) -> None:
    assert OVER_CLAIMS not in text(with_ladder(report, Ladder(Rung.LISTED, None)), context)


def test_an_undecided_stage_is_told_and_not_held_against_the_platform(report: Report, context: ReportContext) -> None:
    ladder = Ladder(None, Rung.EXCHANGING, undecided=("record.owner_is_in_force",))
    shown = text(with_ladder(report, ladder), context)
    assert OVER_CLAIMS not in shown
    assert f"{UNDECIDED}1\n" in shown


def test_a_platform_without_a_record_and_a_document_have_no_undecided_stage(
    report: Report, context: ReportContext
) -> None:
    assert UNDECIDED not in text(replace(report, subjects=report.subjects[1:]), context)


@pytest.mark.parametrize("width", [40, 61, 80])
def test_wide_characters_count_twice(width: int, report: Report, context: ReportContext) -> None:
    subject = replace(report.subjects[0], name_en="国民の郵便箱" * 9, owner_en="公安省 " * 30)
    notice = Message.of(f"a {'表' * 90} b {'表示 ' * 30}")
    shown = text(replace(report, subjects=(subject,), notices=(notice,)), replace(context, width=width))
    notices = shown[shown.index("Notice: ") :]
    assert max(cell_len(line) for line in notices.splitlines()) in {width - 1, width}
    assert notices.count("表") == 120
    if width == 80:
        assert max(map(cell_len, shown.splitlines())) == width


@pytest.mark.parametrize("width", [24, 30, 40])
def test_the_line_of_a_rule_fits_a_narrow_terminal(width: int, report: Report, context: ReportContext) -> None:
    subject = report.subjects[0]
    verdict = replace(subject.verdicts[0], rule="openapi.document_matches_its_specification")
    narrow = replace(context, width=width)
    shown = text(replace(report, subjects=(replace(subject, verdicts=(verdict,)),)), narrow)
    findings = shown[shown.index("\ntls://a.example") :].splitlines()
    assert max(map(len, findings)) <= width
    assert verdict.rule in "".join(line.strip() for line in findings)


@pytest.mark.parametrize("width", [40, 60, 80, 120, UNLIMITED])
def test_names_of_owners_and_platforms_are_never_cut(report: Report, vietnamese: ReportContext, width: int) -> None:
    lines = text(report, replace(vietnamese, width=width)).splitlines()
    written = " ".join(" ".join(lines).split())
    platforms = [subject for subject in report.subjects if subject.kind == "platform"]
    names = {labels.name(subject, vietnamese.words) for subject in platforms}
    owners = {labels.owner(subject, vietnamese.words) for subject in platforms}
    assert {name for name in names | owners if name not in written} == set()
    assert [line for line in lines if line != line.rstrip() or cell_len(line) > width] == []


def test_where_no_line_is_wrapped_every_finding_is_one(report: Report, context: ReportContext) -> None:
    lines = text(report, replace(context, width=UNLIMITED)).splitlines()
    assert "specs/eid.yaml:2:1 advice record.record_names_its_owner no owner" in lines
    assert max(map(len, lines)) < 1000
