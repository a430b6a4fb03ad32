"""JUnit XML, as Jenkins and GitLab read it: a suite for each platform or document, a test for each rule.

What the gate counts is a failure, what could not be judged an error. What the gate does not count is `skipped` with its
text: a passed test shows no text in GitLab and stands folded in Jenkins, so that a warning would vanish, and a failed
one would fail the build. Rules that do not apply are no tests; the properties count them.
"""

from collections.abc import Iterator, Sequence
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from compliance.locale import Translator
from compliance.model.grades import Outcome
from compliance.model.pattern import late
from compliance.model.report import Report
from compliance.report import pipeline
from compliance.report.context import ReportContext
from compliance.report.notes import Check, Note, NotedSubject, Notes
from compliance.report.noting import notes_of
from compliance.report.sanitise import escape_controls, one_line

EXTENSION: Final = "xml"

_RESULTS: Final = ("failure", "error", "skipped")
_REFUSED: Final = late(r"[\ufffe\uffff]")
_UNSEEN: Final = 100


def write(report: Report, context: ReportContext) -> str:
    return write_notes(notes_of(report, context), context.words)


def write_notes(notes: Notes, words: Translator) -> str:
    root = Element("testsuites", name=_text(words.message(notes.title)))
    checks: dict[str, list[Check]] = {subject.id: [] for subject in notes.subjects}
    for check in notes.checks:
        if check.outcome is not Outcome.NOT_APPLICABLE:
            checks[check.subject].append(check)
    suites = [_suite(subject, checks[subject.id], notes, words) for subject in notes.subjects]
    root.append(_whole(notes, words))
    root.extend(suites)
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in suites)))
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _whole(notes: Notes, words: Translator) -> Element:
    """Return a suite without tests, which says what is true of the whole."""
    suite = Element("testsuite", name="compliance", tests="0", failures="0", errors="0", skipped="0", time="0")
    counted = notes.counts
    figures = {name: getattr(counted, name) for name in counted.__slots__}
    _add_properties(suite, {"as_of": notes.as_of.isoformat(), "simulated": _truth(notes.is_simulated), **figures})
    sentences = (
        *pipeline.simulated(notes, words),
        words.message(notes.title),
        *pipeline.result(notes, words),
        *(pipeline.not_observed(reason, words) for reason in pipeline.unseen(notes, words, _UNSEEN)),
    )
    SubElement(suite, "system-out").text = _text("\n".join(sentences))
    return suite


def _suite(subject: NotedSubject, checks: Sequence[Check], notes: Notes, words: Translator) -> Element:
    name = words.text(subject.name)
    title = name if name == subject.id else words("{name} [{id}]", name=name, id=subject.id)
    suite = Element("testsuite", name=_line(pipeline.marked(title, notes, words)))
    _add_properties(suite, {"subject": subject.id, "simulated": _truth(notes.is_simulated)})
    cases = [_case(check, notes, words) for check in checks]
    suite.extend(cases)
    failures, errors, skipped = (sum(case.find(result) is not None for case in cases) for result in _RESULTS)
    counted = {"tests": len(cases), "failures": failures, "errors": errors, "skipped": skipped, "time": 0}
    for attribute, count in counted.items():
        suite.set(attribute, str(count))
    return suite


def _case(check: Check, notes: Notes, words: Translator) -> Element:
    # because Jenkins takes what stands before the last dot of a class for its package
    case = Element("testcase", classname=f"compliance.{_line(check.subject).replace('.', '_')}", name=check.rule)
    case.set("time", "0")
    found = pipeline.gravest_first(check.notes)
    failing = [note for note in found if notes.fails(note)]
    others = [note for note in found if not notes.fails(note)]
    if failing:
        _add_notes(case, "failure", failing, notes, words)
    if check.is_unjudged or check.outcome is Outcome.ERROR:
        _add(case, "error", _kind_of_error(check), _reason(check, words), _reason(check, words))
    if not others and check.outcome is Outcome.NOT_OBSERVED and not check.is_unjudged:
        _add(case, "skipped", "not_observed", _not_observed(check, words), _not_observed(check, words))
    elif others and len(case) == 0:
        _add_notes(case, "skipped", others, notes, words)
    elif others:  # because Jenkins takes a test that is also skipped for no failure
        SubElement(case, "system-out").text = _text("\n".join(_lines(others, words)))
    return case


def _add_notes(case: Element, result: str, found: Sequence[Note], notes: Notes, words: Translator) -> None:
    first = found[0]
    weight, heading = pipeline.weight(first, words), pipeline.heading(first, words)
    message = words("{title}: {text}", title=weight, text=heading)
    text = "\n".join(
        (*filter(None, (pipeline.remedy(first, words), pipeline.norm(first, words))), *_lines(found, words))
    )
    kind = "waived" if first.waiver else first.weight.value
    _add(case, result, kind, pipeline.marked(message, notes, words), text)


def _lines(found: Sequence[Note], words: Translator) -> Iterator[str]:
    """Yield `path:line:column weight message` for each note, as linters write it, and what people wrote below it."""
    for note in found:
        yield f"{pipeline.address(note)} {pipeline.weight(note, words)} {pipeline.said(note, words)}"
        yield from (f"  {one_line(words.message(line))}" for line in (*note.remarks, *note.evidence))


def _kind_of_error(check: Check) -> str:
    return "crash" if check.outcome is Outcome.ERROR else "not_judged"


def _reason(check: Check, words: Translator) -> str:
    said = words.message(check.reason) if check.reason else words("the rule crashed")
    return words("could not be judged: {reason}", reason=said)


def _not_observed(check: Check, words: Translator) -> str:
    return pipeline.not_observed(words.message(check.reason) if check.reason else "", words)


def _add(case: Element, result: str, kind: str, message: str, text: str) -> None:
    SubElement(case, result, type=kind, message=_line(message)).text = _text(text)


def _add_properties(suite: Element, values: dict[str, object]) -> None:
    properties = SubElement(suite, "properties")
    for name, value in values.items():
        SubElement(properties, "property", name=name, value=_line(str(value)))


def _truth(value: bool) -> str:
    return "true" if value else "false"


def _line(text: str) -> str:
    return _text(pipeline.shortened(one_line(text)))


def _text(text: str) -> str:
    """Return a text that XML 1.0 can hold: no control character, no half character, none of its two non-characters."""
    return _REFUSED.sub(lambda match: f"\\u{ord(match[0]):04x}", escape_controls(text))
