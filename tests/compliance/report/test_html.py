"""The HTML report: one file, readable without scripts, on paper and aloud."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

import compliance.report.formats.html
from compliance.model.location import Location
from compliance.model.report import Report
from compliance.report.context import ReportContext
from compliance.report.formats import named

VOID = {"meta", "input", "br", "link", "img", "hr"}
TEMPLATES = Path(compliance.report.formats.html.__file__).parent / "templates"


class Reader(HTMLParser):
    """Collects elements with their attributes, and text with the elements around it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((tuple(self.open), data))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture
def page(report: Report, context: ReportContext) -> str:
    return named("html").write(report, context)


@pytest.fixture
def reader(page: str) -> Reader:
    return Reader(page)


def test_every_element_is_closed(reader: Reader) -> None:
    assert reader.open == []


def test_ids_are_unique_and_links_lead_somewhere(reader: Reader) -> None:
    ids = [attributes["id"] for _, attributes in reader.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = {link["href"][1:] for link in reader.all("a") if link["href"].startswith("#")}
    assert targets <= set(ids)


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_language_is_named(
    language: str, report: Report, context: ReportContext, vietnamese: ReportContext
) -> None:
    shown = Reader(named("html").write(report, vietnamese if language == "vi" else context))
    assert shown.all("html") == [{"lang": language}]


def test_tables_have_captions_and_headings_a_scope(reader: Reader) -> None:
    assert len(reader.all("table")) == len(reader.all("caption")) > 5
    assert all(head.get("scope") in {"col", "row"} for head in reader.all("th"))


def test_columns_are_sorted_by_buttons(page: str) -> None:
    assert page.count('aria-sort="ascending"') == 3
    assert '<button type="button" disabled>Owner</button>' in page


def test_nothing_is_fetched_from_anywhere(page: str, reader: Reader) -> None:
    addresses = [
        value
        for _, attributes in reader.elements
        for key, value in attributes.items()
        if key in {"src", "href", "action"}
    ]
    assert all(address.startswith("#") or address == "dossiers/citizen%20mailbox.zip" for address in addresses)
    assert "url(" not in page
    assert "@import" not in page


def test_only_the_styles_and_scripts_of_the_page_may_run(page: str, reader: Reader) -> None:
    policy = reader.all("meta")[1]["content"]
    for name in ("style", "script"):
        text = page.split(f"<{name}>")[1].split(f"</{name}>", maxsplit=1)[0]
        assert f"{name}-src 'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert not any("style" in attributes for _, attributes in reader.elements)


def test_markup_in_messages_is_shown_and_not_obeyed(page: str, reader: Reader) -> None:
    assert len(reader.all("script")) == 1
    assert "&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt; &amp; \\u001b[31mred" in page
    assert any("<b>nothing else</b>" in data for _, data in reader.texts)


def test_a_dossier_link_is_a_path_whatever_its_name(report: Report, context: ReportContext) -> None:
    subject = replace(report.subjects[0], dossier_file="javascript:alert(1)")
    shown = Reader(named("html").write(replace(report, subjects=(subject,)), context))
    assert {"href": "javascript%3Aalert%281%29"} in shown.all("a")


def test_evidence_is_one_click_away(reader: Reader) -> None:
    around = [tags for tags, data in reader.texts if "offered: TLSv1.0" in data]
    assert around
    assert all("details" in tags and "pre" in tags for tags in around)
    assert any("details" in tags and data == "0123456789abcdef" for tags, data in reader.texts)


def test_owners_add_up(page: str) -> None:
    table = page.split('id="owner-table"')[1].split("</table>", maxsplit=1)[0]
    body, foot = table.split("<tfoot>")
    rows = [
        [int(number) for number in re.findall(r'<td class="number[^"]*">(\d+)', row)] for row in body.split("<tr>")[2:]
    ]
    totals = [int(number) for number in re.findall(r'<td class="number[^"]*">(\d+)', foot)]
    assert [sum(column) for column in zip(*rows, strict=True)] == totals == [2, 1, 0, 0, 0, 1, 1]


def test_clauses_carry_locator_grade_and_status(page: str) -> None:
    assert "Law 20/2023/QH15, Art. 42(1)(d)" in page
    assert "article read · in force" in page
    assert "article read · in force · binding from 1 July 2027" in page
    assert "Law on E-Transactions 20/2023/QH15, Article 42, clause 1, point d" in page


def test_limits_reasons_looks_and_gaps_are_told(page: str) -> None:
    for expected in (
        "Shows one thing. Does not show another.",
        "Shown by a file only",
        "no rule in this version",
        "TLSv1.0 agreed",
        "the host b.example did not answer",
        "Waived until 1 March 2027: a new owner is being named. Basis: Decision 12/QĐ-MAU. "
        "Asked for by Nguyễn Thị Mẫu, approved by Trần Văn Mẫu",
        "KeyError: &lt;paths&gt;",
    ):
        assert expected in page


def test_a_simulated_page_says_so_on_every_sheet_of_paper(report: Report, context: ReportContext) -> None:
    page = named("html").write(replace(report, is_simulated=True), context)
    assert '@top-center { content: "SIMULATED: mock platforms' in page
    assert '<p class="watermark" aria-hidden="true">SIMULATED</p>' in page


def test_every_visible_word_of_the_templates_can_be_translated() -> None:
    for path in TEMPLATES.glob("*.html"):
        text = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", path.read_text("utf-8"), flags=re.DOTALL)
        assert not re.search(r"[^\W\d_]", re.sub(r"<[^>]*>", "", text)), path.name
        assert not re.search(r'(?:aria-label|title|alt|placeholder)="[^"]', text), path.name


def test_the_national_list_stays_a_small_file(report: Report, context: ReportContext) -> None:
    subject = report.subjects[0]
    verdicts = subject.verdicts * 4
    platforms = tuple(replace(subject, id=f"platform-{number}", verdicts=verdicts) for number in range(55))
    assert len(named("html").write(replace(report, subjects=platforms), context).encode()) < 2_000_000


@pytest.mark.parametrize("hidden", ["\x1b", "\x9b", "\u202e", "\u00ad", "\U000e0041"])
def test_a_place_brings_no_hidden_character_into_the_page(hidden: str, report: Report, context: ReportContext) -> None:
    subject = report.subjects[0]
    finding = replace(subject.verdicts[0].findings[0], location=Location(f"tls://a{hidden}b", f"/c{hidden}d"))
    verdict = replace(subject.verdicts[0], findings=(finding,))
    page = named("html").write(replace(report, subjects=(replace(subject, verdicts=(verdict,)),)), context)
    assert hidden not in page
    assert re.search(r"tls://a\\[uU][0-9a-f]+b#/c\\[uU][0-9a-f]+d", page)


def test_different_names_have_different_anchors(report: Report, context: ReportContext) -> None:
    names = ("hồ.yaml", "hà.yaml", "a b", "a-b", "half \ud800", "half \ud801")
    subjects = tuple(replace(report.subjects[2], id=name) for name in names)
    shown = Reader(named("html").write(replace(report, subjects=subjects), context))
    anchors = [article["id"] for article in shown.all("article") if article.get("class") == "subject"]
    assert len(set(anchors)) == len(names)
    assert "subject-a-b" in anchors
    assert {f"#{anchor}" for anchor in anchors} <= {link["href"] for link in shown.all("a")}


def test_table_headings_are_printed_on_every_sheet() -> None:
    """Chromium repeats a heading on the next sheet, but not a button in it that is a box of its own."""
    screen, paper = (TEMPLATES / "report.css").read_text("utf-8").split("@media print {")
    assert "th button { all: unset;" in screen
    assert "th button { display: contents; }" in paper


def test_the_banner_of_a_narrow_page_neither_sticks_nor_sticks_out() -> None:
    narrow = (TEMPLATES / "report.css").read_text("utf-8").split("@media (max-width: 45rem) {")[1].split("\n}")[0]
    body = re.search(r"body \{ padding-inline: (\S+); \}", narrow)
    banner = re.search(r"\.banner \{ position: static; margin-inline: -(\S+); padding-inline: \S+; \}", narrow)
    assert body
    assert banner
    assert body[1] == banner[1]


@pytest.mark.parametrize("ground", ["ground", "paper", "faint"])
def test_the_focus_stands_out_from_every_ground(ground: str) -> None:
    """At least 3:1 (WCAG 2.2, success criterion 1.4.11), in the light and in the dark."""
    style = (TEMPLATES / "report.css").read_text("utf-8").split("@media print {", maxsplit=1)[0]
    focus, grounds = (re.findall(rf"--{name}: #(\w{{6}});", style) for name in ("focus", ground))
    assert len(focus) == len(grounds) == 2
    for one, other in zip(focus, grounds, strict=True):
        dark, light = sorted((luminance(one), luminance(other)))
        assert (light + 0.05) / (dark + 0.05) >= 3


def luminance(colour: str) -> float:
    """Relative luminance of an sRGB colour as WCAG 2.2 defines it."""
    parts = [part / 255 for part in bytes.fromhex(colour)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_stage_is_named_and_explained_in_the_words_of_the_ladder(
    page: str, report: Report, vietnamese: ReportContext
) -> None:
    stage = next(stage for stage in vietnamese.ladder if stage.rung == "described")
    assert f"<dd>{stage.name.en}. {stage.says.en}</dd>" in page
    assert f"<dd>{stage.name.vi}. {stage.says.vi}</dd>" in named("html").write(report, vietnamese)
