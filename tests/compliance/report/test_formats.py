"""What holds for every format there is."""

from dataclasses import replace

import pytest

from compliance.model.report import Report
from compliance.model.text import Message
from compliance.report.context import ReportContext
from compliance.report.formats import formats, is_binary, named, names
from tools.papers import as_text

TEXTS = tuple(name for name in names() if not is_binary(name))
WHOLE = tuple(name for name in names() if name != "docx")
"""A letter goes to one owner; what it says of a report on several is tested with it."""


def text_of(name: str, report: Report, context: ReportContext) -> str:
    return as_text(named(name).write(report, context), name)


def test_formats_are_found_by_walking_the_folder() -> None:
    assert {"html", "json", "text"} <= set(formats())
    assert tuple(formats()) == names()


@pytest.mark.parametrize("name", TEXTS)
def test_a_format_is_text_with_an_extension(name: str, report: Report, context: ReportContext) -> None:
    assert named(name).EXTENSION.isalnum()
    assert named(name).write(report, context).endswith("\n")


@pytest.mark.parametrize("name", WHOLE)
def test_the_same_report_gives_the_same_text(name: str, report: Report, context: ReportContext) -> None:
    assert named(name).write(report, context) == named(name).write(report, context)


@pytest.mark.parametrize("name", WHOLE)
def test_a_report_on_nothing_can_be_written(name: str, report: Report, context: ReportContext) -> None:
    assert named(name).write(replace(report, subjects=(), requirements=(), notices=()), context)


@pytest.mark.parametrize("name", TEXTS)
def test_text_can_be_encoded_whatever_was_found(name: str, report: Report, context: ReportContext) -> None:
    subject = replace(report.subjects[0], id="half a character \ud800", name_en="\ud800")
    assert named(name).write(replace(report, subjects=(subject,)), context).encode()


@pytest.mark.parametrize("name", WHOLE)
def test_nothing_is_ever_called_compliant(
    name: str, report: Report, context: ReportContext, vietnamese: ReportContext
) -> None:
    for chosen in (context, vietnamese):
        text = text_of(name, report, chosen).lower()
        assert "compliant" not in text
        assert "tuân thủ" not in text


@pytest.mark.parametrize("name", WHOLE)
def test_the_sentence_counts_only_what_a_machine_can_check(name: str, report: Report, context: ReportContext) -> None:
    text = " ".join(text_of(name, report, context).split())
    assert "No breach found in 2 of the 7 requirements a machine can check; 1 not observed." in text


@pytest.mark.parametrize("name", ["html", "text"])
def test_a_simulated_report_says_so_at_both_ends(name: str, report: Report, context: ReportContext) -> None:
    text = named(name).write(replace(report, is_simulated=True), context)
    body = text[text.find("<body>") :] if name == "html" else text
    assert body.find("SIMULATED") < 200
    assert body.rfind("SIMULATED: mock platforms") > body.find("W-1")


@pytest.mark.parametrize("name", ["html", "text"])
def test_a_real_report_is_not_called_simulated(name: str, report: Report, context: ReportContext) -> None:
    assert "SIMULATED" not in named(name).write(report, context)


@pytest.mark.parametrize("name", WHOLE)
def test_names_and_notices_are_in_every_format(name: str, report: Report, context: ReportContext) -> None:
    text = " ".join(text_of(name, report, context).split())
    assert "the waiver W-1 expires on 1 December 2026" in text
    assert "Citizen mailbox" in text
    assert "Nền tảng thuế điện tử" in text


@pytest.mark.parametrize("name", ["html", "text"])
def test_vietnamese_readers_get_vietnamese_names(name: str, report: Report, vietnamese: ReportContext) -> None:
    text = named(name).write(report, vietnamese)
    assert "Hộp thư thông báo công dân" in text
    assert "Bộ Công an" in text
    assert "Ministry" not in text


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize(
    "hidden",
    [
        *("\x7f", "\x9b", "\xad", "\u061c", "\u115f", "\u180e", "\u200b", "\u2028", "\u2029", "\u202e", "\u3164"),
        *("\ufff9", "\ufffb", "\U000e0000", "\U000e007f"),
    ],
)
def test_nothing_hidden_is_written_raw(name: str, hidden: str, report: Report, context: ReportContext) -> None:
    subject = replace(report.subjects[0], name_en=f"Mail{hidden}box", owner_en=f"Minis{hidden}try")
    notice = Message.of(f"look{hidden}here")
    assert hidden not in named(name).write(replace(report, subjects=(subject,), notices=(notice,)), context)
