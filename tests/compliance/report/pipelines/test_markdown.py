"""Markdown, as a reader of CommonMark with GitHub's tables shows it."""

import re
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from compliance.model.location import Location
from compliance.model.report import Report
from compliance.model.text import Message
from compliance.report.formats.markdown import MOST_CHARACTERS


def shown(text: str) -> list[Token]:
    """Every token, those within lines too."""
    blocks = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
    return [token for block in blocks for token in (block, *(block.children or ()))]


def html(text: str) -> str:
    return MarkdownIt("commonmark", {"html": True}).enable("table").render(text)


def test_findings_stand_below_what_is_wrong_with_clause_and_remedy(report: Report, render) -> None:
    page = html(render(report, "markdown"))
    assert "<h3>Fail: Endpoints negotiate TLS 1.2 or newer no more</h3>" in page
    assert "<code>endpoint.old_tls_is_refused</code> · Law 20/2023/QH15, Art. 42(1)(d); RFC 9325" in page
    assert "<p>→ Do what the norm says.</p>" in page
    found = "<li><code>tls://a.example:443</code> (Citizen mailbox): accepted TLSv1.0, TLSv1.2 or newer is required"
    assert f"{found}\n<ul>\n<li>offered: TLSv1.0</li>\n<li>agreed: TLSv1.0 &amp; &lt;b&gt;nothing else" in page
    assert page.index("<h3>Fail") < page.index("<h3>Warn") < page.index("<h3>Advice") < page.index("<h3>Waived")
    assert "Waived until 1 March 2027" in page


def test_the_counts_are_a_table(report: Report, render) -> None:
    page = html(render(report, "markdown"))
    cells = re.findall(r"<th[^>]*>(.*?)</th>", page), re.findall(r"<td[^>]*>(.*?)</td>", page)
    stated = dict(zip(*cells, strict=True))
    assert stated["fail"] == stated["warn"] == stated["advice"] == stated["waived"] == "1"
    assert (stated["error"], stated["not judged"], stated["no breach found"]) == ("1", "2", "1")


def test_vietnamese(report: Report, opened: Report, render) -> None:
    text = render(opened, "markdown", "vi")
    assert "### Cảnh báo: Gọi được dữ liệu mà không cần xác thực" in text
    assert "Điều 42 Luật 20/2023/QH15" in text


def test_many_places_are_folded(report: Report, render) -> None:
    assert "<details>" not in render(report, "markdown")
    document = report.subjects[2]
    (note,) = document.verdicts[0].findings
    many = tuple(replace(note, location=Location("specs/eid.yaml", "", n, 1)) for n in range(1, 9))
    noisy = replace(document, verdicts=(replace(document.verdicts[0], findings=many),))
    text = render(replace(report, subjects=(noisy,)), "markdown")
    assert "<details><summary>Places: 8</summary>" in text
    assert html(text).count("<li>") == 8


@pytest.mark.parametrize("language", ["en", "vi"])
def test_texts_of_others_are_nothing_but_text(language: str, hostile_report: Report, render) -> None:
    text = render(hostile_report, "markdown", language)
    found = shown(text)
    assert not [token for token in found if token.type in {"link_open", "image", "em_open", "s_open", "fence"}]
    raw = {token.content.strip() for token in found if token.type in {"html_block", "html_inline"}}
    summaries = {each for each in raw if each.startswith("<details><summary>")}
    assert raw - summaries <= {"</details>"}
    prose = "".join(token.content for token in found if token.type == "text")
    assert not re.search(r"[@#!~%](?=\w)|://|www\.", prose)


def test_a_comment_is_never_longer_than_github_takes(hostile_report: Report, render) -> None:
    text = render(hostile_report, "markdown")
    assert len(text) <= MOST_CHARACTERS
    (left, total) = re.findall(r"may not be longer: (\d+) of (\d+)\.", text)[0]
    told = sum(
        line.startswith("- `") for line in text.split("</details>\n\n<details><summary>Not observed")[0].splitlines()
    )
    assert int(total) - int(left) == told
    found = hostile_report.summary.findings
    assert int(total) == found.places + hostile_report.summary.counts.errors


def test_what_has_no_room_at_all_is_counted(report: Report, render) -> None:
    document = report.subjects[2]
    (note,) = document.verdicts[0].findings
    many = tuple(
        replace(note, location=Location(f"{'đ' * 900}.yaml", "", n, 1), message=Message.of("<" * 900))
        for n in range(1, 200)
    )
    noisy = replace(document, verdicts=(replace(document.verdicts[0], findings=many), document.verdicts[1]))
    text = render(replace(report, subjects=(noisy,)), "markdown")
    assert len(text) <= MOST_CHARACTERS
    told = text.count("- `đ")
    assert f"{200 - told} of 200" in text


def test_code_stays_code(report: Report, render) -> None:
    document = report.subjects[2]
    (note,) = document.verdicts[0].findings
    odd = replace(note, location=Location("a``b`.yaml", "", 1, 1), message=Message.of("write `x-a: {b}`, not `c`"))
    verdict = replace(document.verdicts[0], findings=(odd,))
    page = html(render(replace(report, subjects=(replace(document, verdicts=(verdict,)),)), "markdown"))
    assert "<code>a``b`.yaml:1:1</code>" in page
    assert "write <code>x-a: {b}</code>, not <code>c</code>" in page


def test_a_simulated_run_says_so(report: Report, render) -> None:
    assert "> **SIMULATED: mock platforms" in render(replace(report, is_simulated=True), "markdown")
