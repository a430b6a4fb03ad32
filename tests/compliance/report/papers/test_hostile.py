"""What others wrote is text in every paper: no formula, no markup, nothing hidden, however long it is."""

import io
from dataclasses import replace
from zipfile import ZipFile

import openpyxl
import pytest

import compliance
from compliance.model.report import Report
from compliance.report.formats import named
from compliance.report.formats.pdf.printable import printable
from tools.papers import as_text, table

from .conftest import saying

LIVE = (
    "=cmd|'/c calc'!A0",
    "+1+1",
    "-2-2",
    "@SUM(A1)",
    '=HYPERLINK("https://evil.example")',
    "https://evil.example/x",
    '#typst[a] #include("x") $x$ *b* _i_ @ref <label> \\ // c',
    "<w:p><w:r><w:t>x</w:t></w:r></w:p> & ]]> &amp;",
    "{0} {name} %s {{x}}",
)
HIDDEN = (
    "\x00\x07\x1b[31m\x7f\x9b\xad\u061c\u115f\u180e\u200b\u2028\u202e\u2066\u3164\ufeff\ufff9\ufffe\U000e0001\ud800"
)
PAPERS = ("xlsx", "pdf", "docx")


@pytest.mark.parametrize("form", PAPERS)
def test_markup_and_formulas_are_the_text_that_they_are(form: str, fleet: Report, reader) -> None:
    shown = "".join(as_text(named(form).write(saying(fleet, *LIVE), reader("en")), form).split())
    assert [text for text in LIVE if "".join(text.split()) not in shown] == []


def test_no_cell_is_a_formula_or_a_link(fleet: Report, reader) -> None:
    content = named("xlsx").write(saying(fleet, *LIVE), reader("en"))
    cells = [cell for sheet in openpyxl.load_workbook(io.BytesIO(content)) for row in sheet for cell in row]
    ours = [cell for cell in cells if cell.value in LIVE]
    assert len(ours) >= 4 * len(LIVE)
    assert {cell.data_type for cell in ours} == {"s"}
    assert all(cell.quotePrefix == cell.value.startswith(("=", "+", "-", "@")) for cell in ours)
    assert not [cell for cell in cells if cell.hyperlink]
    with ZipFile(io.BytesIO(content)) as file:
        assert not [name for name in file.namelist() if b"<f>" in file.read(name) or "external" in name.lower()]


@pytest.mark.parametrize("form", PAPERS)
def test_nothing_is_hidden_too_long_or_of_no_script(form: str, fleet: Report, reader) -> None:
    content = named(form).write(saying(fleet, f"a{HIDDEN}b", "x" * 10_000, "Đặc tả 漢字 😀 ∑"), reader("en"))
    shown = "".join(as_text(content, form).split())
    assert not set(HIDDEN.replace("[31m", "")) & set(shown)
    assert all(f"\\u{ord(each):04x}" in shown for each in "\u202e\u2066\ufffe\ud800")
    assert "x" * (10_000 if form == "xlsx" else 3_900) in shown
    assert "Đặctả" in shown
    assert ("\\u6f22" in shown) is (form == "pdf")  # because no font at hand has it


def test_a_file_of_an_owner_has_a_name_that_windows_takes(fleet: Report) -> None:
    codes = ["../../etc/passwd", "CON", "con", "G 01/x:y*?", "", "Bộ Tài chính", "bo tai chinh", "x" * 300, "..."]
    subjects = tuple(
        replace(each, owner_code=code or None, owner_en=f"Owner {number}", owner_vi=None)
        for number, (each, code) in enumerate(zip(fleet.subjects, codes, strict=True))
    )
    stems = {part.code: part.stem for part in compliance.split_by_owner(replace(fleet, subjects=subjects))}
    assert len(stems) == len({stem.lower() for stem in stems.values()}) == len(codes)
    assert stems["../../etc/passwd"] == "etc-passwd"
    assert {stems["CON"], stems["con"]} == {"owner-CON", "owner-con-2"} or {stems["CON"], stems["con"]} == {
        "owner-con",
        "owner-CON-2",
    }
    assert stems[None] == "Owner-4"
    assert max(map(len, stems.values())) <= 70


def test_texts_are_cut_only_where_a_cell_ends(fleet: Report, reader) -> None:
    (row, *_) = table(named("xlsx").write(saying(fleet, "y " * 30_000), reader("en")), "Findings", "Weight")
    assert len(row["Platform"]) == 32_000
    assert row["Platform"].endswith("…")


def test_every_sign_that_is_set_as_it_is_has_a_letter_in_the_fonts(fleet: Report, reader) -> None:
    """PDF/UA-1 refuses a sign without one, so that the paper would not be written at all."""
    signs = [chr(code) for code in range(0x20, 0x3000) if printable(chr(code)) == chr(code)]
    assert len(signs) > 500
    lines = ["".join(signs[start : start + 60]) for start in range(0, len(signs), 60)]
    shown = "".join(as_text(named("pdf").write(saying(fleet, *lines), reader("en")), "pdf").split())
    assert all(sign in shown for sign in "Ậếữỵ₫→△○×≥")
