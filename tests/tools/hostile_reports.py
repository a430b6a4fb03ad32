"""Reports whose texts and names try to be something else: markup, commands, formulas, ends of what holds them."""

from dataclasses import replace
from typing import Final

from compliance.model.dossier import Kind
from compliance.model.grades import Outcome, Proof, Severity
from compliance.model.location import Location
from compliance.model.report import Report
from compliance.model.text import Message
from compliance.model.verdict import Finding, JudgedFile, Ladder, SubjectReport, Verdict

TEXTS: Final = (
    "two\nlines\r\nand\rthree",
    "bell \x07 escape \x1b[31m nul \x00 delete \x7f next \x85 csi \x9b",
    "]]> <![CDATA[ </failure></testcase> <!-- -- --> <?xml?> &lt; & &#0;",
    "half \ud83d a character, \ufffe and \uffff",
    "\u202eright to left\u2066 and a blank\u200b of no width\ufeff",
    "| cell | `code` ``two`` **bold** _x_ ~~y~~ <details> <script>alert(1)</script> [a](https://evil.example) ![i](x)",
    "@everyone @org/team #12 GH-12 !34 ~label %milestone $x$ www.evil.example https://evil.example a@b.example",
    "::error file=x::injected\n::set-output name=a::b\n##[error]c %0A%0D%25 : ,",
    "=cmd|'/c calc'!A0",
    "+1+1",
    "-2-2",
    "@SUM(A1)",
    "\t=1",
    '"quoted", "twice"; and; more',
    "{0} {id} {{x}} %s %(a)s \\n \\u0041",
    "x" * 100_000,
    "đường dẫn có dấu, 漢字, 😀",
    "",
)
NAMES: Final = (
    "thư mục/tệp mô tả (bản 2).yaml",
    "C:\\Du an\\openapi.yaml",
    "C:/Dự án/openapi.yaml",
    "/srv/work/spec#1?.yaml",
    "//server/share/a b.yaml",
    "../beside/a:b.yaml",
    "-rf,title=x.yaml",
    "=1+1.yaml",
    "latin\udce9.yaml",
    "https://api.example.gov.vn/đặc tả/openapi.yaml",
    "standard input",
    "đầu vào chuẩn",
    "tls://[2001:db8::1]:443",
    "a`b|c<d>@e.yaml",
)


def hostile(report: Report) -> Report:
    """Return a report of one document for each name, each with a finding for each text."""
    return replace(report, subjects=tuple(_subject(number, name) for number, name in enumerate(NAMES)), notices=_said())


def _said() -> tuple[Message, ...]:
    return tuple(Message.of("{text}", text=text) for text in TEXTS)


def _subject(number: int, name: str) -> SubjectReport:
    return SubjectReport(
        id=name,
        kind=Kind.DOCUMENT,
        name_vi=None,
        name_en=None,
        owner_vi=None,
        owner_en=None,
        owner_code=None,
        ladder=Ladder(None, None),
        verdicts=(
            _verdict("openapi.document_parses", Outcome.BREACHED, Severity.FAIL, number, name),
            _verdict("record.record_names_its_owner", Outcome.BREACHED, Severity.WARN, number, name),
            _crash(number),
        ),
        sources=(JudgedFile(name, "0" * 64),),
    )


def _verdict(rule: str, outcome: Outcome, severity: Severity, number: int, name: str) -> Verdict:
    findings = tuple(
        Finding(
            message=Message.of("found {text}", text=text) if text else Message.of(""),
            location=Location(name, f"/paths/~1a{text[:20]}", at + 1, 1),
            evidence=None,
            fingerprint=f"{number:08d}{at:08d}",
            related=(Location(name, "/x", 1, 1), Location("tls://b.example:443")),
            severity=severity,
        )
        for at, text in enumerate(TEXTS)
    )
    return Verdict(rule, ("L20-2023.D42.K1.D",), outcome, severity, Proof.CONCLUSIVE, 1, findings=findings)


def _crash(number: int) -> Verdict:
    reason = Message.of("crashed: {text}", text=TEXTS[number % len(TEXTS)])
    return Verdict(
        "endpoint.old_tls_is_refused", (), Outcome.ERROR, None, Proof.CONCLUSIVE, 0, reason=reason,
        could_not_be_judged=True,
    )  # fmt: skip
