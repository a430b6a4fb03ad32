"""The page in a real browser: on a wide screen, on a phone and on paper, in both languages. Run by .ci/run."""

from pathlib import Path
from shutil import copytree

import pypdf
import pytest

import compliance
from tools.browser import browse, measured, printed
from tools.demonstration import USUAL, evidence
from tools.once import once

pytestmark = pytest.mark.system
LANGUAGES = ("vi", "en")
MOST_SHEETS, MOST_OF_SUMMARY, MOST_OF_PDF = 118, 3, 80


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page on the fleet of the demo in a folder for each language."""
    dossiers = evidence(tmp_path_factory, USUAL) / "dossiers"
    made = once(tmp_path_factory, "pages", lambda folder: _render(folder, dossiers))
    return copytree(made, tmp_path_factory.mktemp("pages"), dirs_exist_ok=True)


def _render(folder: Path, dossiers: Path) -> None:
    report = compliance.judge(dossiers)
    for language in LANGUAGES:
        (folder / language).mkdir()
        text = compliance.render(report, "html", language=language)
        (folder / language / "report.html").write_text(text, encoding="utf-8")
        (folder / language / "report.pdf").write_bytes(compliance.render(report, "pdf", language=language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_opens_in_a_browser_without_complaint(pages: Path, language: str) -> None:
    page = (pages / language / "report.html").as_uri()
    picture = pages / f"{language}.png"
    said = browse(pages, "--window-size=1280,2000", f"--screenshot={picture}", page)
    assert "CONSOLE" not in said
    assert picture.stat().st_size > 50_000
    tree = browse(pages, "--dump-dom", page)
    assert f'<html lang="{language}"' in tree
    assert "aria-sort" in tree
    assert tree.count('class="subject"') == 79


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_filter_is_shown_by_the_script_and_by_nothing_else(pages: Path, language: str) -> None:
    text = (pages / language / "report.html").read_text("utf-8")
    form = browse(pages, "--dump-dom", (pages / language / "report.html").as_uri()).split("<form")[1].split(">")[0]
    assert " hidden" in text.split("<form")[1].split(">")[0]
    assert " hidden" not in form


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("width", "heads"), [(1280, "table-header-group"), (800, "table-header-group"), (390, "none")])
def test_nothing_sticks_out_of_the_window(pages: Path, language: str, width: int, heads: str) -> None:
    """Tables are stacked on a phone, where their columns would stick out."""
    found = measured(pages / language / "report.html", width, pages)
    assert found == {"width": width, "wide": [], "heads": heads}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fleet_on_paper_is_a_summary_of_few_sheets_and_a_page_for_each_platform(pages: Path, language: str) -> None:
    paper = printed(pages / language / "report.html", pages)
    assert paper.sheets <= MOST_SHEETS
    assert paper.places["unobserved"] <= MOST_OF_SUMMARY + 79 + 1
    assert paper.places["summary"] == paper.places["owners"] == 1
    subjects = [sheet for place, sheet in paper.places.items() if place.startswith("subject-")]
    assert len(subjects) == 79
    assert min(subjects) <= MOST_OF_SUMMARY + 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fleet_as_pdf_is_a_summary_of_few_sheets_and_a_part_for_each_owner(pages: Path, language: str) -> None:
    paper = pypdf.PdfReader(pages / language / "report.pdf")
    assert len(paper.pages) <= MOST_OF_PDF
    tops = [each for each in paper.outline if not isinstance(each, list)]
    _, *owners, _ = (paper.get_destination_page_number(each) for each in tops)
    assert len(owners) >= 20
    assert owners[0] == MOST_OF_SUMMARY + 1  # counted from 0, and a sheet tells what is due
    assert owners == sorted(set(owners))
