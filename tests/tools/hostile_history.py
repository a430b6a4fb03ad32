"""A history whose names, labels and findings try to be something else than text on a page."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Final

from compliance.history.place import BUSY
from compliance.history.runs import NewRun
from compliance.history.store import history_in
from compliance.model.report import Report
from compliance.model.text import Message
from compliance.model.verdict import Finding, SubjectReport, Verdict
from tools.hostile_reports import TEXTS
from tools.kept_platforms import Runs, record, write_platforms

MARKUP: Final = '<script>alert("x")</script><img src=x onerror=alert(1)>&lt;b&gt;'
LONG: Final = "Nghiêng" * 60
STACKED: Final = "Nền tảng Ǟ̂̉ ế̂̃ ộ̃̂ ự̛̃ ự̛̉ Ẵ̆̃ số"
BIDI: Final = "\u202eright to left\u2066 nền tảng\u2069"
BREAKING: Final = "'\"/><svg onload=alert(1)> {{ 7*7 }} javascript:alert(1)"
NAMES: Final = (MARKUP, LONG, STACKED, BIDI, BREAKING)
SLUGS: Final = ("an-toan", "dat-dai", "ho-tich", "nha-o", "y-te")


def hostile_history(folder: Path) -> Path:
    """Write `history.sqlite` into a folder and return it: two runs, of which the second found more."""
    write_platforms(folder, SLUGS)
    (folder / "y-te.record.yaml").write_text(record("y-te", "G18"), "utf-8")
    usual = Runs(folder, folder / "usual.sqlite").audit(*SLUGS)
    place = folder / "history.sqlite"
    for report in (_named(usual), _filled(usual)):
        _keep(report, place)
    return place


def _keep(report: Report, place: Path) -> None:
    with closing(history_in(place, BUSY)) as history:
        history.prepare()
        number = history.begin(NewRun("0.1.0", f"{MARKUP} {BIDI}"), [subject.id for subject in report.subjects])
        for subject in report.subjects:
            history.keep_verdicts(number, subject, None)
        history.finish(number, report)


def _named(report: Report) -> Report:
    subjects = zip(report.subjects, NAMES, strict=True)
    return replace(report, subjects=tuple(_renamed(each, name) for each, name in subjects))


def _renamed(subject: SubjectReport, name: str) -> SubjectReport:
    return replace(subject, name_vi=name, name_en=name, owner_vi=name, owner_en=name, owner_code=None)


def _filled(report: Report) -> Report:
    named = _named(report)
    return replace(named, subjects=tuple(replace(each, verdicts=_verdicts(each)) for each in named.subjects))


def _verdicts(subject: SubjectReport) -> tuple[Verdict, ...]:
    return tuple(replace(each, findings=tuple(_findings(each))) for each in subject.verdicts)


def _findings(verdict: Verdict) -> list[Finding]:
    found = verdict.findings[:1]
    return [
        replace(each, message=Message.of("found {text}", text=text), fingerprint=f"{verdict.rule:.8}{at:08d}")
        for each in found
        for at, text in enumerate((*NAMES, *TEXTS))
    ]
