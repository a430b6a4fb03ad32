"""The text of the letter: what was observed, what is asked, by when, and where to answer."""

from collections.abc import Iterator, Sequence
from typing import Final

from compliance.locale import Translator
from compliance.model.due import DueKind
from compliance.model.report import Report
from compliance.model.stages import counted_platforms
from compliance.report import due_rows, labels, stages
from compliance.report.context import ReportContext
from compliance.report.due_rows import DueRow
from compliance.report.facts import facts
from compliance.report.formats.docx.paper import Paper
from compliance.report.notes import Weight
from compliance.report.owners import OwnerRow, told_apart
from compliance.report.run_changes import section
from compliance.report.tasks import Task, tasks

_ASKED: Final = frozenset({Weight.FAIL, Weight.WARN})
"""What the letter asks to be mended; the rest stands in the annex."""

_OF_PERSONS: Final = frozenset({DueKind.WAIVER, DueKind.CONFIRMATION})
"""Days that a person wrote: a letter names none."""

_WIDTHS: Final = (10, 33, 37, 37, 27, 19)


def write_body(paper: Paper, owner: OwnerRow, report: Report, context: ReportContext) -> None:
    words = context.words
    paper.text(_opening(owner, report, words), indent=True)
    paper.text("; ".join(f"{fact.name}: {fact.value}" for fact in facts(report, words)) + ".", indent=True, italic=True)
    paper.heading(words("1. What was observed"))
    if counted_platforms(owner.platforms):
        paper.text(stages.lead(owner.platforms, context), indent=True)
    if (changes := section(report, words)) is not None:
        said = "; ".join(line.text for line in changes.lines)
        paper.text(words("{title}: {text}", title=changes.title, text=said) + ".", indent=True)
    for sentence in _counts(owner, words):
        paper.text(sentence, indent=True)
    paper.heading(words("2. What you are asked to do"))
    _requests(paper, [task for task in tasks(owner.platforms, context) if task.weight in _ASKED], words)
    named = [item for item in report.due if item.kind not in _OF_PERSONS]
    _days(paper, due_rows.on_paper(due_rows.groups(named, owner.platforms, context)), words)
    paper.heading(words("3. Your answer"))
    for sentence in _answer(words):
        paper.text(sentence, indent=True)
    paper.text(words("Yours faithfully./."), indent=True).paragraph_format.keep_with_next = True


def _opening(owner: OwnerRow, report: Report, words: Translator) -> str:
    return words(
        "In supervising the connection and sharing of data of digital platforms, [[the supervising agency]] has looked "
        "by automatic means at platforms of your agency: {count}. The results as of {date} are these.",
        count=len(owner.platforms),
        date=labels.day(report.as_of, words),
    )


def _counts(owner: OwnerRow, words: Translator) -> Iterator[str]:
    found = owner.total.findings
    if found.places:
        yield words(
            "Findings: fail {fail}, warn {warn}, advice {advice}; platforms with a finding: {subjects}.",
            fail=found.fail,
            warn=found.warn,
            advice=found.advice,
            subjects=found.subjects,
        )
    else:
        yield words("In what could be observed no breach was found.")
    if found.to_confirm:
        yield words(
            "Findings that wait until a person has confirmed them: {count}. They are not counted as failing; Annex I "
            "shows them, so that you can compare them with what you know.",
            count=found.to_confirm,
        )
    if apart := told_apart(owner.platforms, words):
        yield f"{apart}."
    if found.waived:
        yield words("Findings that a waiver excepts: {count}.", count=found.waived)
    yield words("What could not be observed counts as no breach and is told apart in Annex II.")


def _requests(paper: Paper, asked: list[Task], words: Translator) -> None:
    if not asked:
        paper.text(words("No finding asks for a mend today."), indent=True)
        return
    heads = (
        words("No."),
        words("Platform"),
        words("What is wrong"),
        words("How to mend it"),
        words("Citation"),
        words("Asked for by"),
    )
    rows = [_request(number, task, words) for number, task in enumerate(asked, 1)]
    paper.table(heads, rows, _WIDTHS)
    paper.text(words("The days in the table are asked for in coordination; no text of law sets them."), indent=True)


def _request(number: int, task: Task, words: Translator) -> tuple[str, ...]:
    weight = labels.sentence_case(labels.weight(task.findings[0], words))
    places = words("{weight}; places: {count}", weight=weight, count=len(task.findings))
    return (
        str(number),
        labels.name(task.subject, words),
        f"{task.heading} ({places})",
        task.remedy,
        labels.sentence_case("; ".join(task.clauses)),
        words("[[day]]"),
    )


def _days(paper: Paper, rows: Sequence[DueRow], words: Translator) -> None:
    """Tell days that a text of law sets, and apart from them days that somebody named; the letter asks for neither."""
    by_law = [row for row in rows if row.is_law]
    others = [row for row in rows if not row.is_law]
    heads = words("Day"), words("What is due"), words("Where the day comes from"), words("Platforms")
    for group, said in (
        (by_law, words("Days that texts of law set, apart from those that are asked for:")),
        (others, words("Days that no text of law sets, as records or lists name them:")),
    ):
        if group:
            paper.text(said, indent=True)
            paper.table(heads, [_day(row) for row in group], (29, 63, 53, 18))


def _day(row: DueRow) -> tuple[str, ...]:
    what = f"{row.what.removesuffix('.')} ({row.doubt})" if row.doubt else row.what
    return row.day, what, row.origin, str(row.count)


def _answer(words: Translator) -> Iterator[str]:
    yield words(
        "Please send what was mended, or another view with documents, before [[day]] to [[address of the supervising "
        "agency]]."
    )
    yield words(
        "What was observed is a signal for supervision and replaces no decision of a competent authority. Where your "
        "agency has other evidence, we shall compare it and correct the results."
    )
