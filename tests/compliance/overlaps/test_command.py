"""`compliance overlaps`: tables and records beside the list in force, as a user gives them."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import compliance
from compliance import Advice
from tools.schemas import breaches, published

Run = Callable[..., Any]
Write = Callable[..., Path]
ROWS = (
    ("Hệ thống đấu thầu qua mạng tỉnh Ví Dụ", "Sở Tài chính tỉnh Ví Dụ", "Mời thầu"),
    ("HTTT giải quyết TTHC tỉnh Ví Dụ", "UBND tỉnh Ví Dụ", ""),
    ("Phần mềm quản lý bãi đỗ xe", "UBND phường Mẫu", ""),
)


def table(*rows: tuple[str, ...], headings: tuple[str, ...] = ("Tên", "Chủ quản", "Mục đích"), sign: str = ",") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=sign).writerows((headings, *rows))
    return text.getvalue()


def workbook(path: Path, *sheets: tuple[tuple[str, ...], ...]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Bảng {number}")
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def found(result: Any) -> list[tuple[str, str]]:
    """The advice on each system, with the listed platform it is about."""
    return [
        (overlap["advice"], overlap["slug"])
        for system in json.loads(result.out)["systems"]
        for overlap in system["overlaps"]
    ]


EXPECTED = [("ask", "national-e-procurement"), ("own", "mps-administrative-procedures")]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_with_separated_values_is_read(sign: str, encoding: str, run: Run, write: Write) -> None:
    ended = run("overlaps", write("bang.csv", table(*ROWS, sign=sign).encode(encoding)), "--format", "json")
    assert (ended.status, found(ended)) == (0, EXPECTED)
    assert breaches(published("overlaps"), json.loads(ended.out)) == []


@pytest.mark.parametrize(
    "headings",
    [
        ("Tên hệ thống (đầy đủ)", "Cơ quan chủ quản", "Mục đích sử dụng"),
        ("TEN HE THONG", "CO QUAN CHU QUAN", "MUC DICH"),
        ("System name", "Owner", "Purpose"),
        ("Tên CSDL", "Đơn vị chủ quản", "Chức năng"),
    ],
)
def test_headings_are_recognised_in_both_languages_and_without_marks(
    headings: tuple[str, ...], run: Run, write: Write
) -> None:
    ended = run("overlaps", write("a.csv", table(*ROWS, headings=headings)), "--format", "json")
    assert found(ended) == EXPECTED


def test_a_workbook_is_read_from_whatever_sheet_and_row_has_the_headings(run: Run, tmp_path: Path) -> None:
    titled = (("DANH SÁCH HỆ THỐNG",), (), ("STT", "Tên hệ thống", "Cơ quan chủ quản", "Mục đích"))
    numbered = tuple((str(number), *row) for number, row in enumerate(ROWS, 1))
    workbook(tmp_path / "bang.xlsx", (("Ghi chú",),), (*titled, *numbered))
    ended = run("overlaps", "bang.xlsx", "--format", "json")
    assert found(ended) == EXPECTED
    at = json.loads(ended.out)["systems"][0]["at"]
    assert at == {"uri": "bang.xlsx#Bảng 2", "pointer": "", "row": 4, "column": 2}


def test_a_workbook_may_keep_its_texts_in_the_cells_themselves(run: Run, tmp_path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "a.xlsx", {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate((("Tên hệ thống", "Chủ quản", "Mục đích"), *ROWS)):
            sheet.write_row(number, 0, row)
    assert found(run("overlaps", "a.xlsx", "--format", "json")) == EXPECTED


def test_records_and_folders_of_records_are_read(run: Run, write: Write) -> None:
    write(
        "ho-so/a.yaml",
        """
        slug: dau-thau-vi-du
        name_vi: Hệ thống Alpha
        aliases: [Hệ thống đấu thầu tỉnh Ví Dụ]
        owner: {name_vi: Sở Tài chính tỉnh Ví Dụ}
        objective: Đấu thầu qua mạng
        """,
    )
    write("ho-so/b.yaml", "slug: national-e-procurement\nname_vi: Đấu thầu\nowner: {code: G12}\n")
    write("ho-so/khong-ten.yaml", "slug: khong-ten\nowner: {code: H99}\n")
    ended = run("overlaps", "ho-so", "--format", "json")
    assert found(ended) == [("ask", "national-e-procurement"), ("is-listed", "national-e-procurement")]
    assert ended.status == 2
    assert [each["reason"] for each in json.loads(ended.out)["unread"]] == ["the record gives no name of the platform"]


def test_a_row_without_a_name_is_told_and_keeps_no_other_away(run: Run, write: Write) -> None:
    file = write("a.csv", table(ROWS[0], ("", "Sở Y tế", "Khám bệnh"), ("", "", "")))
    ended = run("overlaps", file)
    assert (ended.status, "a.csv, row 3: the row gives no name of a system" in ended.out) == (2, True)
    assert "like a platform of 1132/QĐ-TTg of 24 June 2026: 1" in ended.out
    assert "what could not be read: 1" in ended.err


def test_the_text_says_what_is_alike_by_which_words_and_what_to_do_in_both_languages(run: Run, write: Write) -> None:
    file = write("a.csv", table(*ROWS))
    english, vietnamese = (run("overlaps", file, "--lang", language).out for language in ("en", "vi"))
    assert "1.00 B26 National e-procurement" in english
    assert "by: đấu thầu qua mạng ≈ mạng đấu thầu" in english
    assert "Ask its owner, Ministry of Finance, whether the listed platform serves the need" in english
    assert "whether two systems do the same in function, objective and scope a person decides" in english
    assert "Hỏi cơ quan chủ quản, Bộ Tài chính, xem nền tảng trong danh mục có đáp ứng nhu cầu không" in vietnamese
    assert "Mỗi bộ, tỉnh duy trì một hệ thống riêng, đây là của Bộ Công an: không phải là trùng" in vietnamese
    assert "systems beside" not in vietnamese.lower()


def test_csv_has_a_row_for_each_system_opens_in_excel_and_runs_nothing(run: Run, write: Write) -> None:
    file = write("a.csv", table(*ROWS, ("=HYPERLINK(1)", "@Sở", "+1")))
    run("overlaps", file, "--output", "csv=ra.csv", "--quiet")
    text = Path("ra.csv").read_text("utf-8")
    assert text.startswith("\ufeffsystem,owner,purpose,")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["advice"] for row in rows] == ["ask", "own", "none", "none"]
    assert [rows[-1][name] for name in ("system", "owner", "purpose")] == ["'=HYPERLINK(1)", "'@Sở", "'+1"]


def test_another_list_and_another_score_may_be_asked_for(run: Run, write: Write) -> None:
    file = write("a.csv", table(("Nền tảng dữ liệu không gian địa lý tỉnh Ví Dụ", "Sở", "")))
    assert found(run("overlaps", file, "--format", "json")) == []
    assert found(run("overlaps", file, "--list", "2025", "--format", "json")) == [("ask", "national-geospatial-data")]
    weak = write("b.csv", table(("Chăm sóc khách hàng tài chính tiêu dùng", "Công ty Mẫu", "")))
    assert found(run("overlaps", weak, "--format", "json")) == []
    assert found(run("overlaps", weak, "--least", "0.2", "--format", "json")) != []


def test_the_library_gives_the_same(tmp_path: Path) -> None:
    given = compliance.SourceText("bang.csv", table(*ROWS).encode())
    overlaps = compliance.overlaps(given)
    assert [each.system.name for each in overlaps.alike] == [ROWS[0][0]]
    (first,) = overlaps.alike[0].overlaps
    assert (first.advice, first.listed.place, first.words) == (
        Advice.ASK,
        "B26",
        ("đấu thầu qua mạng ≈ mạng đấu thầu",),
    )


def test_of_systems_that_each_ministry_keeps_its_own_entry_is_told(run: Run, write: Write) -> None:
    file = write("a.csv", table(("Hệ thống thông tin giải quyết TTHC", "Bộ Y tế", "")))
    assert found(run("overlaps", file, "--format", "json")) == [("is-listed", "moh-administrative-procedures")]


def test_a_table_comes_from_standard_input_too(run: Run) -> None:
    assert found(run("overlaps", "-", "--format", "json", stdin=table(*ROWS).encode())) == EXPECTED


def zipped(**members: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return content.getvalue()


BOOK = '<workbook xmlns:r="urn:r"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>'
LINK = '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'
DTD = '<!DOCTYPE a [<!ENTITY b "bbbb">]><worksheet><row><c><v>&b;</v></c></row></worksheet>'


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", "Tên,Chủ quản\nHệ thống thuế,Sở".encode("utf-16-le"), "the text is not UTF-8"),
        ("a.csv", "Tên,Chủ quản\n\xf4,Sở".encode("cp1258", "replace"), "the text is not UTF-8"),
        ("a.csv", "Tên,Chủ quản\nThuế,A\n".encode() + b"S\xf4,B\n", "a.csv:3:1"),
        ("a.csv", b"1,Sy thu,So\n2,B,C\n", "no column of names was found in the first 30 rows"),
        ("a.csv", b"", "no column of names was found"),
        ("a.xls", b"\xd0\xcf\x11\xe0" + bytes(600), "a workbook of Excel before 2007, or one with a password"),
        ("a.xlsx", b"PK\x03\x04 cut", "this is no workbook that can be opened"),
        ("a.ods", zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "no workbook of Excel (.xlsx)"),
        ("a.xlsx", zipped(xl__workbook_xml=BOOK), "no column of names was found"),
        ("thieu.csv", None, "there is no such file"),
        ("rong", None, "there is no such file"),
        ("https://vi-du.example/a.csv", None, "is an address: fetch the table first"),
    ],
)
def test_what_is_no_table_is_told_with_what_to_do(
    name: str, content: bytes | None, said: str, run: Run, write: Write
) -> None:
    if content is not None:
        write(name, content)
    ended = run("overlaps", name)
    assert (ended.status, ended.out) == (64 if "://" in name else 2, "")
    assert said in ended.err
    assert "Traceback" not in ended.err


def test_a_workbook_that_is_an_attack_is_refused(run: Run, write: Write) -> None:
    bomb = zipped(xl__workbook_xml=BOOK, xl___rels__workbook_xml=LINK, xl__sharedStrings_xml=" " * (70 * 1024 * 1024))
    write("bom.xlsx", bomb)
    assert len(bomb) < 100_000
    assert "the workbook unpacks to more than" in run("overlaps", "bom.xlsx").err
    member = {"xl__workbook_xml": BOOK, "xl___rels__workbook_xml.rels": LINK, "xl__worksheets__sheet1_xml": DTD}
    write("dtd.xlsx", zipped(**member))
    assert "document type (DTD)" in run("overlaps", "dtd.xlsx").err


def test_what_cannot_be_meant_is_told(run: Run, write: Write) -> None:
    file = write("a.csv", table(*ROWS))
    for options, said in (
        (("--list", "1999"), "there is no list 1999"),
        (("--list", "2022"), "of the list 2022 no platform is known by name"),
        (("--least", "7"), "7.0 is no score"),
        (("--least", "viel"), "viel is no number above 0"),
        (("--output", "html=a.html"), "html"),
    ):
        ended = run("overlaps", file, *options)
        assert (ended.status, ended.out) == (64, "")
        assert said in ended.err
