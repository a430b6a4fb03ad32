"""A report, or one of its messages, in words."""

from compliance.actions.errors import UsageError
from compliance.actions.rule_list import RuleBook
from compliance.loading.facts.catalogue import catalogue
from compliance.loading.facts.codelists import reasons
from compliance.loading.facts.ladder import stages
from compliance.locale import Translator, words
from compliance.model.comparison import Comparison
from compliance.model.language import Language
from compliance.model.report import Report
from compliance.model.text import Message
from compliance.report import comparison
from compliance.report.context import ReportContext
from compliance.report.formats import named, names


def render(report: Report | Comparison, form: str = "text", *, language: Language = "en") -> str:
    """Write a report or a comparison in one of the formats that the command line has: text, json, html, sarif.

    A comparison is not written as html.

        Path("report.html").write_text(compliance.render(report, "html", language="vi"), encoding="utf-8")

    Raises:
        UsageError: there is no such format.
    """
    is_comparison = isinstance(report, Comparison)
    if form not in names() or (is_comparison and form not in comparison.names()):
        template = "there is no format {found}; known: {known}"
        raise UsageError(
            Message.of(template, found=form[:40], known=", ".join(comparison.names() if is_comparison else names()))
        )
    context = report_context(words(language))
    return (
        comparison.written(report, form, context)
        if isinstance(report, Comparison)
        else named(form).write(report, context)
    )


def translate(message: Message, language: Language) -> str:
    """Write one message of a report in a language.

    print(compliance.translate(finding.message, "vi"))
    """
    return words(language).message(message)


def report_context(translator: Translator) -> ReportContext:
    """Return what every format is given, for a reader of this language."""
    return ReportContext(translator, catalogue(), RuleBook(), reasons(), stages())
