"""The HTML report: one file, readable without scripts, on paper and aloud."""

import json
import re
from base64 import b64encode
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

import compliance.report.formats.html
import compliance.server
from compliance.actions.rule_list import RuleBook
from compliance.locale import words
from compliance.model.location import Location
from compliance.model.report import Report
from compliance.model.verdict import JudgedFile
from compliance.report.context import ReportContext
from compliance.report.formats import named

GROUNDS = ("paper", "faint")
ALPHABETICAL = [
    *("10", "Bà Á", "Bá À", "Ban A", "Bộ Y", "Cục", "Da", "Đa", "Em", "Êm", "Na", "Nă", "Nâ", "Ông", "Ơn", "Văn"),
]
VOID = {"meta", "input", "br", "link", "img", "hr"}
TEMPLATES = Path(compliance.report.formats.html.__file__).parent / "templates"
ALL_TEMPLATES = [*TEMPLATES.glob("*.html"), *(Path(compliance.server.__file__).parent / "templates").glob("*.html")]


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
    assert len(reader.all("table")) == len(reader.all("caption")) > 4
    assert all(head.get("scope") in {"col", "row", "rowgroup"} for head in reader.all("th"))


def test_a_table_that_is_stacked_on_a_phone_says_the_roles_of_its_parts(reader: Reader) -> None:
    """Because a row that is no table row to the eye is none to a screen reader either, unless it says so."""
    parts = ("table", "thead", "tbody", "tfoot", "tr", "th", "td")
    roles = {"table": {"table"}, "tr": {"row"}, "td": {"cell"}, "th": {"columnheader", "rowheader"}}
    for part in parts:
        for attributes in reader.all(part):
            assert attributes.get("role") in roles.get(part, {"rowgroup"}), (part, attributes)


def test_numbers_of_stacked_tables_have_labels_of_their_own(reader: Reader) -> None:
    numbers = [cell for cell in reader.all("td") if "n" in (cell.get("class") or "").split()]
    assert len(numbers) > 30
    assert all(cell.get("data-l") for cell in numbers)


def test_headings_come_in_order_and_there_is_one_title(reader: Reader) -> None:
    levels = [int(tag[1]) for tag, _ in reader.elements if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_field_of_the_filter_has_a_label_and_it_waits_for_the_script(page: str, reader: Reader) -> None:
    assert "hidden" in reader.all("form")[0]
    form = page.split("<form")[1].split("</form>", maxsplit=1)[0]
    assert len(re.findall(r"<(?:input|select)", form)) == form.count("<label") == 4
    assert "form.hidden = false" in page


def test_columns_are_sorted_by_buttons(page: str) -> None:
    assert page.count('aria-sort="descending"') == 1
    assert '<button type="button" disabled>Owner</button>' in page


def test_nothing_is_fetched_from_anywhere(page: str, reader: Reader) -> None:
    addresses = [
        value
        for _, attributes in reader.elements
        for key, value in attributes.items()
        if key in {"src", "href", "action"}
    ]
    assert all(address.startswith("#") or address == "dossiers/citizen%20mailbox.zip" for address in addresses)
    assert set(re.findall(r"url\((.*?)\)", page)) == {"#hatch"}
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
    table = page.split('<table role="table" class="owners')[1].split("</table>", maxsplit=1)[0]
    body, foot = table.split("<tfoot")
    rows = [numbers(row) for row in body.split("<tr role")[2:]]
    assert [sum(column) for column in zip(*rows, strict=True)] == numbers(foot) == [2, 2, 1, 0, 0, 0]


def numbers(row: str) -> list[int]:
    return [int(number) for number in re.findall(r'<td role="cell" class="n[^"]*" data-l="[^"]*">(\d+)', row)]


def test_clauses_carry_locator_grade_and_status(page: str) -> None:
    assert "Law 20/2023/QH15, Art. 42(1)(d)" in page
    assert "article read · in force" in page
    assert "article read · in force · binding from 1 July 2027" in page
    assert "Law on E-Transactions 20/2023/QH15, Article 42, clause 1, point d" in page


def test_the_text_of_a_clause_and_of_a_rule_stands_on_the_page_once(report: Report, context: ReportContext) -> None:
    platforms = tuple(replace(report.subjects[0], id=f"platform-{number}") for number in range(5))
    page = named("html").write(replace(report, subjects=platforms), context)
    for text in (
        "Law on E-Transactions 20/2023/QH15, Article 42, clause 1, point d",
        "Shows one thing. Does not show another.",
        "Why it matters &lt;for all&gt;.",
    ):
        assert page.count(text) == (1 if text.startswith("Law") else len(context.rules))


def test_long_hashes_stand_in_the_evidence_alone(report: Report, context: ReportContext) -> None:
    subject = replace(report.subjects[0], sources=(JudgedFile("a.yaml", "ab" * 32),))
    shown = Reader(named("html").write(replace(report, subjects=(subject,)), context))
    around = [tags for tags, data in shown.texts if re.search(r"\b[0-9a-f]{64}\b", data) and "style" not in tags]
    assert around
    assert all("details" in tags for tags in around)


def test_limits_reasons_looks_and_gaps_are_told(page: str) -> None:
    for expected in (
        "Shows one thing. Does not show another.",
        "Shown by a file only",
        "No rule in this version: 1",
        "TLSv1.0 agreed",
        "the host b.example did not answer",
        "Waived until 1 March 2027: a new owner is being named. Basis: Decision 12/QĐ-MAU. "
        "Asked for by Nguyễn Thị Mẫu, approved by Trần Văn Mẫu",
        "KeyError: &lt;paths&gt;",
    ):
        assert expected in page


def test_the_head_says_as_of_when_from_where_by_which_list_and_law(page: str) -> None:
    head = page.split('<dl class="facts">')[1].split("</dl>", maxsplit=1)[0]
    for expected in (
        "21 November 2026",
        "21 November 2026, 01:05",
        "from the Internet; hub: https://hub.example",
        "1527/QĐ-BKHCN (1)",
        "in-force",
        "2026-11-21",
    ):
        assert f"<dd>{expected}</dd>" in head
    assert "c0ffee" not in page


def test_what_nobody_looked_at_has_no_place_in_the_head(report: Report, context: ReportContext) -> None:
    page = named("html").write(replace(report, subjects=report.subjects[1:]), context)
    assert "<dt>Looked at</dt>" not in page
    assert "<dt>From where</dt>" not in page


@pytest.mark.parametrize("subjects", [slice(0, 2), slice(2, 3), slice(0, 0)])
def test_a_section_without_data_is_not_there(subjects: slice, report: Report, context: ReportContext) -> None:
    chosen = report.subjects[subjects]
    shown = Reader(named("html").write(replace(report, subjects=chosen), context))
    ids = {attributes.get("id") for attributes in shown.all("section")}
    kinds = {subject.kind.value for subject in chosen}
    assert ("platforms" in ids) == ("owners" in ids) == ("stages" in ids) == ("platform" in kinds)
    assert ("documents" in ids) == ("document" in kinds)


def test_a_finding_says_what_is_wrong_then_how_to_mend_it_then_the_norm(
    report: Report, vietnamese: ReportContext
) -> None:
    rule = RuleBook()["endpoint.certificate_is_in_date"]
    verdict = replace(report.subjects[0].verdicts[0], rule=rule.id)
    subject = replace(report.subjects[0], verdicts=(verdict,))
    page = named("html").write(
        replace(report, subjects=(subject,)), replace(vietnamese, words=words("vi"), rules=RuleBook())
    )
    card = page.split('<section class="finding')[1].split("</section>", maxsplit=1)[0]
    heading = card.split("<h5>")[1].split("</h5>", maxsplit=1)[0]
    assert heading == "Chứng thư đã hết hạn hoặc chưa có hiệu lực"
    parts = (heading, "✕", "Gia hạn chứng thư", "Quy định: Chứng thư của điểm cuối còn trong thời hạn", "<details>")
    places = [card.index(part) for part in parts]
    assert places == sorted(places)


def test_what_fails_comes_first(report: Report, context: ReportContext) -> None:
    calm = replace(report.subjects[0], id="calm", name_en="A calm platform", verdicts=())
    page = named("html").write(replace(report, subjects=(calm, report.subjects[0])), context)
    for part in (page.split('id="platforms"')[1], page.split('id="details"')[1]):
        assert 0 < part.index("Citizen mailbox") < part.index("A calm platform")


def test_more_platforms_than_can_be_counted_in_cells_are_told_in_words(report: Report, context: ReportContext) -> None:
    def page(platforms: int) -> str:
        subjects = tuple(replace(report.subjects[0], id=f"platform-{number}") for number in range(platforms))
        return named("html").write(replace(report, subjects=subjects), context)

    assert page(40).count('<i class="hatched">2</i> </span>') == 1
    assert '<span class="cells"' not in page(41)
    assert "41 connected by their record&#39;s word only" in page(41)


def test_templates_count_and_sort_nothing() -> None:
    for path in ALL_TEMPLATES:
        text = path.read_text("utf-8")
        assert not re.search(r"\|\s*(length|count|sum|sort|groupby|unique|dictsort)\b", text), path.name
        assert not re.search(r"\{\{[^}]*[^-]\s[+*/-]\s[^}]*\}\}", text.replace('" · "', "")), path.name


def test_text_json_and_page_give_the_same_counts(report: Report, context: ReportContext) -> None:
    page = plain(named("html").write(report, context))
    text = " ".join(named("text").write(report, context).split())
    tree = json.loads(named("json").write(report, context))
    platforms = [subject for subject in tree["subjects"] if subject["kind"] == "platform"]
    standings = Counter((each["ladder"]["connected"] or {}).get("standing", "unknown") for each in platforms)
    sentence = (
        f"Of {len(platforms)} platforms: {standings['exchanging']} exchanging data via NDXP (evidenced), "
        f"{standings['claimed']} connected by their record's word only, {standings['unknown']} not known."
    )
    found, summary = tree["summary"]["findings"], tree["summary"]
    broken = {each["id"] for each in tree["subjects"] for rule in each["verdicts"] if rule["outcome"] == "breached"}
    findings = (
        f"Findings: {found['fail'] + found['to_confirm'] + found['warn'] + found['advice']}; "
        f"platforms or documents with one: {len(broken)}; "
        f"rules broken: {summary['rules_broken']}; requirements with a breach: {summary['requirements']['breached']}; "
        f"findings waived: {found['waived']}"
    )
    weights = (
        f"Of the findings: fail {found['fail']}, failing but to be confirmed {found['to_confirm']}, "
        f"warn {found['warn']}, advice {found['advice']}"
    )
    unseen = f"not observed {summary['not_observed']}; errors of the tool {summary['errors']}"
    for expected in (sentence, findings, weights, unseen, summary["sentence"]):
        assert expected in page
        assert expected in text


def plain(page: str) -> str:
    """The text of a page as a reader sees it."""
    texts = [data for tags, data in Reader(page).texts if not {"style", "script"} & set(tags)]
    return " ".join("".join(texts).split())


def test_a_simulated_page_says_so_on_every_sheet_of_paper(report: Report, context: ReportContext) -> None:
    page = named("html").write(replace(report, is_simulated=True), context)
    assert '@top-center { content: "SIMULATED: mock platforms' in page
    assert '<p class="watermark" aria-hidden="true">SIMULATED</p>' in page
    assert "Simulated. Of 2 platforms: 0 exchanging" in plain(page)


def test_tables_of_all_templates_have_a_caption_and_headings_a_scope() -> None:
    for path in ALL_TEMPLATES:
        text = path.read_text("utf-8")
        assert text.count("<table") == text.count("<caption"), path.name
        assert all(" scope=" in head for head in re.findall(r"<th\b[^>]*>", text)), path.name


def test_every_visible_word_of_the_templates_can_be_translated() -> None:
    for path in ALL_TEMPLATES:
        text = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|&\w+;", "", path.read_text("utf-8"), flags=re.DOTALL)
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
    narrow = (TEMPLATES / "report.css").read_text("utf-8").split("@media (max-width: 44rem) {")[1].split("\n}")[0]
    body = re.search(r"body \{ padding-inline: (\S+); \}", narrow)
    banner = re.search(r"\.simulated \{ position: static; margin-inline: -(\S+); padding-inline: \S+; \}", narrow)
    assert body
    assert banner
    assert body[1] == banner[1]


def test_sums_of_a_table_are_printed_once() -> None:
    """Chromium repeats a foot on every sheet, where it reads as the sum of that sheet."""
    assert (
        "tfoot { display: table-row-group; }" in (TEMPLATES / "report.css").read_text("utf-8").split("@media print")[1]
    )


@pytest.mark.parametrize(
    ("front", "ground", "least"),
    [
        *((name, ground, 4.5) for name in ("ink", "soft", "link", "fail", "warn", "accent") for ground in GROUNDS),
        *((f"s{number}-on", f"s{number}", 4.5) for number in range(1, 6)),
        *(("focus", ground, 3) for ground in GROUNDS),
        ("edge", "paper", 3),
        ("sim", "sim-tint", 4.5),
    ],
)
def test_colours_stand_out_from_their_ground(front: str, ground: str, least: float) -> None:
    """In the light and in the dark (WCAG 2.2, success criteria 1.4.3 and 1.4.11)."""
    style = (TEMPLATES / "report.css").read_text("utf-8").split("@media print {", maxsplit=1)[0]
    fronts, grounds = ([six(found) for found in re.findall(rf"--{name}: #(\w+);", style)] for name in (front, ground))
    assert len(fronts) == len(grounds) == 2
    for one, other in zip(fronts, grounds, strict=True):
        dark, light = sorted((luminance(one), luminance(other)))
        assert (light + 0.05) / (dark + 0.05) >= least


def six(colour: str) -> str:
    """A colour in six digits."""
    return colour if len(colour) == 6 else "".join(digit * 2 for digit in colour)


def luminance(colour: str) -> float:
    """Relative luminance of an sRGB colour as WCAG 2.2 defines it."""
    parts = [part / 255 for part in bytes.fromhex(colour)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_stage_is_named_and_explained_in_the_words_of_the_ladder(
    page: str, report: Report, vietnamese: ReportContext
) -> None:
    stage = next(stage for stage in vietnamese.ladder if stage.rung == "described")
    assert page.count(f"<dt>{stage.name.en}</dt><dd>{stage.says.en}</dd>") == 1
    assert f"<dt>{stage.name.vi}</dt><dd>{stage.says.vi}</dd>" in named("html").write(report, vietnamese)


def test_owners_and_platforms_stand_in_the_order_of_the_vietnamese_alphabet(
    report: Report, vietnamese: ReportContext
) -> None:
    subject = replace(report.subjects[1], verdicts=())
    subjects = tuple(replace(subject, id=name, name_vi=name, owner_vi=name) for name in reversed(ALPHABETICAL))
    page = named("html").write(replace(report, subjects=subjects), vietnamese)
    for part in ("owners", "platforms"):
        table = page.split(f'<table role="table" class="{part}')[1].split("</table>", maxsplit=1)[0]
        shown = re.findall(r'scope="row">(?:<a[^>]*>)?([^<]+)', table)
        assert shown[: len(ALPHABETICAL)] == ALPHABETICAL
