"""Papers as they are read: sheets with days and filters, a PDF with tags and bookmarks, a letter as the decree asks."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from zipfile import ZipFile

import docx
import openpyxl
import pypdf
import pytest

import compliance
from compliance.model.due import DueItem, DueKind
from compliance.model.report import Report
from compliance.model.text import Text
from compliance.report.formats import named
from tools.papers import as_text, of_docx, of_pdf, sheets, squeezed, table

Write = Callable[..., bytes]
Parts = tuple[compliance.OwnerPart, ...]


ORDER = ("pStyle", "keepNext", "pageBreakBefore", "pBdr", "spacing", "ind", "jc")
"""In which order the schema has properties of a paragraph (ISO/IEC 29500-1, 17.3.1.26)."""


def test_sheets_have_names_in_the_language_of_the_reader(fleet: Report, write: Write) -> None:
    assert list(sheets(write(fleet, "xlsx", "vi"))) == [
        "Tổng hợp",
        "Cơ quan",
        "Nền tảng",
        "Vi phạm",
        "Yêu cầu",
        "Việc đến hạn",
    ]
    english = ["Summary", "Owners", "Platforms", "Findings", "Requirements", "Due"]
    assert list(sheets(write(fleet, "xlsx"))) == english


def test_tables_are_frozen_filtered_and_typed(fleet: Report, write: Write) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write(fleet, "xlsx")))
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "B3"  # because a simulated report has a banner above the headings
        assert sheet.auto_filter.ref.startswith("A2:")
        assert all(column.width > 5 for column in sheet.column_dimensions.values())
    rows = table(write(fleet, "xlsx"), "Findings", "Weight")
    assert rows[0]["Looked at on"].date() == date(2026, 11, 21)
    assert rows[-1]["Weight"] == "Not judged"
    assert {row["Waived until"] and row["Waived until"].date() for row in rows} == {None, date(2027, 3, 1)}
    assert {type(row["Warn"]) for row in table(write(fleet, "xlsx"), "Platforms", "Platform")} == {int}


def test_what_is_due_tells_apart_who_sets_the_day(fleet: Report, write: Write) -> None:
    rows = table(write(fleet, "xlsx"), "Due", "Day")
    assert [(row["Day"].date(), row["Days left"], row["Platforms"]) for row in rows] == [
        (date(2026, 12, 31), 40, 2),
        (date(2027, 3, 31), 130, 1),
    ]
    assert [row["Set by a text of law"] for row in rows] == ["yes", None]


def test_simulation_is_told_on_every_sheet_and_page(fleet: Report, write: Write, parts: Parts) -> None:
    banner = "SIMULATED: mock platforms were looked at."
    for rows in sheets(write(fleet, "xlsx")).values():
        assert banner in str(rows[0][0])
    pages = pypdf.PdfReader(io.BytesIO(write(fleet, "pdf"))).pages
    assert all(banner in page.extract_text() for page in pages)
    letter = docx.Document(io.BytesIO(write(parts[0].report, "docx")))
    section = letter.sections[0]
    assert all(banner in foot.paragraphs[0].text for foot in (section.footer, section.first_page_footer))


def test_a_pdf_is_tagged_has_bookmarks_a_title_and_a_language(fleet: Report, write: Write) -> None:
    paper = pypdf.PdfReader(io.BytesIO(write(fleet, "pdf", "vi")))
    catalog = paper.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "vi"
    assert "/StructTreeRoot" in catalog
    assert paper.metadata is not None
    assert paper.metadata.title == "Báo cáo kiểm tra, ngày 21/11/2026"
    assert b"pdfuaid" in catalog["/Metadata"].get_data()
    flat = [each.title for each in _flat(paper.outline)]
    assert "Bộ Thử nghiệm G01 (G01)" in flat
    assert "Nền tảng dữ liệu ngữ nghĩa số 1" in flat
    assert {round(float(side)) for page in paper.pages for side in page.mediabox[2:]} == {595, 842}


def _flat(outline):
    for each in outline:
        if isinstance(each, list):
            yield from _flat(each)
        else:
            yield each


def test_vietnamese_is_found_with_its_marks(fleet: Report, write: Write) -> None:
    text = squeezed(of_pdf(write(fleet, "pdf", "vi")))
    assert "Nền tảng dữ liệu ngữ nghĩa số 7" in text
    assert "Đang trao đổi dữ liệu qua NDXP (có bằng chứng): 2" in text


def test_a_pdf_of_one_owner_is_headed_by_it(parts: Parts, write: Write) -> None:
    text = of_pdf(write(parts[1].report, "pdf"))
    assert "Ministry of G02 (G02)" in text.splitlines()[1]
    assert "Owners, by the work left" not in text


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_days_of_law_and_other_days_are_told_apart_on_paper(form: str, parts: Parts, write: Write) -> None:
    first, second, third = (squeezed(as_text(write(part.report, form), form)) for part in parts)
    for text in (first, second):
        assert "31 December 2026" in text
        assert "set by a text of law: Law" in text
        assert "31 March 2027" not in text
    assert "31 December 2026" not in third
    assert "31 March 2027" in third
    assert "named by the record, not law" in third


def test_what_changed_since_a_run_stands_in_every_paper(compared: Report, reader) -> None:
    (first, *_) = compliance.split_by_owner(compared)
    for form in ("html", "pdf", "xlsx", "docx"):
        text = squeezed(as_text(named(form).write(first.report, reader("en")), form))
        assert "Since the run 7 of 31 October 2026" in text
        assert "On a higher stage (1): Data platform 1 (4→5)" in text
        assert "On a lower stage (1): Data platform 3 (3→1)" in text
        assert re.search(r"new 1 \(platforms: 1, failing: 1\); back 0; mended 1", text)
    rows = table(named("xlsx").write(compared, reader("en")), "Changes", "Platform")
    assert [(row["Platform"], row["Change"]) for row in rows] == [
        ("Data platform 1", "on a higher stage"),
        ("Data platform 3", "on a lower stage"),
        ("Data platform 1", "finding: new"),
        ("Data platform 2", "finding: mended"),
    ]
    assert rows[0]["Then"].startswith("conformant; connected by their record's word only")


def test_a_letter_is_laid_out_as_the_decree_asks(parts: Parts, write: Write) -> None:
    content = write(parts[0].report, "docx", "vi")
    letter = docx.Document(io.BytesIO(content))
    section, normal = letter.sections[0], letter.styles["Normal"]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert 20 <= round(section.top_margin.mm) <= 25
    assert 30 <= round(section.left_margin.mm) <= 35
    assert 15 <= round(section.right_margin.mm) <= 20
    assert (normal.font.name, normal.font.size.pt) == ("Times New Roman", 13)
    for properties in letter.element.body.iter(f"{{{letter.element.nsmap['w']}}}pPr"):
        names = [each.tag.rpartition("}")[2] for each in properties]
        assert names == sorted(names, key=ORDER.index)
    lines = of_docx(content)
    for part in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: […/…-…]",
        "V/v kết nối, chia sẻ dữ liệu của các nền tảng số do Bộ Thử nghiệm G01 chủ quản",
        "Kính gửi: Bộ Thử nghiệm G01",
        "Trân trọng./.",
        "Nơi nhận:",
        "[QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ]",
        "Phụ lục III",
    ):
        assert part in lines
    headings = [each.text for each in letter.paragraphs if each.style.name.startswith("Heading")]
    assert headings[:3] == ["1. Kết quả quan sát", "2. Đề nghị quý cơ quan", "3. Trả lời"]


def test_a_letter_asks_for_nothing_that_waits_for_a_person(parts: Parts, write: Write) -> None:
    """What is to be confirmed stands in the annex, and is counted beside what fails."""
    letter = docx.Document(io.BytesIO(write(parts[0].report, "docx")))
    requests = next(each for each in letter.tables if each.rows[0].cells[0].text == "No.")
    assert [row.cells[1].text for row in requests.rows[1:]] == ["Data platform 1"]
    text = squeezed(of_docx(write(parts[0].report, "docx")))
    assert "Findings: fail 1, warn 0, advice 0" in text
    assert "wait until a person has confirmed them: 1" in text
    assert "Data platform 3 Failing, to be confirmed" in text


def test_a_letter_names_no_person(parts: Parts, reader) -> None:
    ended = DueItem(
        DueKind.WAIVER,
        date(2027, 3, 1),
        100,
        Text("A waiver ends.", "Miễn trừ hết hạn."),
        Text("approved by Trần Văn Mẫu", "Trần Văn Mẫu chấp thuận"),
        subjects=("platform-4",),
    )
    text = of_docx(named("docx").write(replace(parts[0].report, due=(*parts[0].report.due, ended)), reader("vi")))
    assert "Nền tảng dữ liệu ngữ nghĩa số 4 Được miễn trừ" in text
    assert "Mẫu" not in text


@pytest.mark.parametrize("form", ["xlsx", "pdf", "docx"])
def test_the_same_report_gives_the_same_bytes(form: str, parts: Parts, reader) -> None:
    once, again = (named(form).write(parts[0].report, reader("vi")) for _ in range(2))
    assert once == again
    if form != "pdf":
        with ZipFile(io.BytesIO(once)) as file:
            assert {each.date_time[0] for each in file.infolist()} == {1980}
            assert b"2026-11-21T00:00:00Z" in file.read("docProps/core.xml")


def test_a_letter_is_refused_for_several_owners_and_for_none(fleet: Report) -> None:
    with pytest.raises(compliance.UsageError, match="goes to one owner, and this report is on the platforms of 3"):
        compliance.render(fleet, "docx")
    with pytest.raises(compliance.UsageError, match="this report is on none"):
        compliance.render(replace(fleet, subjects=()), "docx")


def test_a_report_on_nothing_found_says_so_and_not_more(parts: Parts, reader) -> None:
    silent = replace(
        parts[1].report, subjects=tuple(replace(each, verdicts=()) for each in parts[1].report.subjects), due=()
    )
    for form in ("pdf", "docx"):
        text = squeezed(as_text(named(form).write(silent, reader("en")), form))
        assert re.search(r"No finding\.|no breach was found", text)
        assert "compliant" not in text.lower()


def test_days_of_a_workbook_are_those_of_viet_nam(fleet: Report, write: Write) -> None:
    """The look was at 18:05 UTC, when the next day had begun in Viet Nam."""
    rows = table(write(fleet, "xlsx"), "Platforms", "Platform")
    assert {row["Looked at on"].date() for row in rows} == {date(2026, 11, 21)}
