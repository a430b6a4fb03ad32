"""Papers opened by the programs that ministries use: LibreOffice, and the tools of poppler. Run by .ci/run."""

import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

import compliance
from compliance.model.report import Report

pytestmark = [pytest.mark.system, pytest.mark.usefixtures("sockets_and_processes")]
Write = Callable[..., bytes]
NAME = "Nền tảng dữ liệu ngữ nghĩa số 1"


def called(*arguments: str | Path) -> str:
    ended = subprocess.run(list(map(str, arguments)), capture_output=True, check=True, timeout=180)
    return ended.stdout.decode()


def told(paper: Path) -> str:
    """Return the text of a PDF, on one line."""
    return " ".join(called("pdftotext", "-enc", "UTF-8", paper, "-").split())


def printed(paper: Path, folder: Path) -> Path:
    """Return what LibreOffice prints of a file."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    called("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder / "printed", paper)
    return folder / "printed" / f"{paper.stem}.pdf"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("papers")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_poppler_reads_a_tagged_pdf_whose_vietnamese_is_found(
    language: str, fleet: Report, write: Write, folder: Path
) -> None:
    paper = folder / f"{language}.pdf"
    paper.write_bytes(write(fleet, "pdf", language))
    about = dict(line.split(":", maxsplit=1) for line in called("pdfinfo", paper).splitlines() if ":" in line)
    assert about["Tagged"].strip() == "yes"
    assert about["Page size"].strip().endswith("(A4)")
    assert 3 <= int(about["Pages"]) <= 20
    text = told(paper)
    assert text == unicodedata.normalize("NFC", text)
    assert (NAME in text) is (language == "vi")
    assert "yes" in called("pdffonts", paper).splitlines()[2].split()
    called("pdftoppm", "-r", "40", "-png", paper, folder / language)
    pictures = sorted(folder.glob(f"{language}-*.png"))
    assert len(pictures) == int(about["Pages"])
    assert min(picture.stat().st_size for picture in pictures) > 1_000


def test_libreoffice_opens_the_workbook(fleet: Report, write: Write, folder: Path) -> None:
    paper = folder / "report.xlsx"
    paper.write_bytes(write(fleet, "xlsx", "vi"))
    text = told(printed(paper, folder))
    assert NAME in text
    assert "Việc đến hạn" in text
    assert "Trong 8 nền tảng: 2 đang trao đổi dữ liệu qua NDXP (có bằng chứng)" in text


def test_libreoffice_opens_the_letter(parts: tuple[compliance.OwnerPart, ...], write: Write, folder: Path) -> None:
    paper = folder / "letter.docx"
    paper.write_bytes(write(parts[0].report, "docx", "vi"))
    text = told(printed(paper, folder))
    assert "Kính gửi: Bộ Thử nghiệm G01" in text
    assert NAME in text
    assert "Phụ lục III" in text
