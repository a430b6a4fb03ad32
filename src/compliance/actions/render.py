"""A report, or one of its messages, in words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias, overload

from compliance.actions.errors import UsageError
from compliance.actions.rule_list import RuleBook
from compliance.actions.written import written
from compliance.loading.facts.catalogue import catalogue
from compliance.loading.facts.codelists import reasons
from compliance.loading.facts.ladder import stages
from compliance.locale import Translator, words
from compliance.model.language import Language
from compliance.model.report import Report
from compliance.model.text import Message
from compliance.report.context import ReportContext
from compliance.report.formats import names

if TYPE_CHECKING:
    from compliance.model.comparison import Comparison
    from compliance.model.traffic.traffic import Traffic
    from compliance.model.verification import Verification

    Rendered: TypeAlias = Report | Comparison | Verification | Traffic


@overload
def render(  # type: ignore[overload-overlap]  # because the first that fits counts, and these are the exception
    report: Report, form: Literal["docx", "pdf", "xlsx"], *, language: Language = "en"
) -> bytes: ...


@overload
def render(report: "Rendered", form: str = "text", *, language: Language = "en") -> str: ...


def render(report: "Rendered", form: str = "text", *, language: Language = "en") -> str | bytes:
    """Write a report, a comparison, a verification or traffic in a format of the command line: text, json, html, sarif.

    The formats of office programs, xlsx, pdf and docx, are bytes, need the extra `papers`, and hold reports only. A
    comparison is not written as html, a verification and traffic as text and json only.

        Path("report.html").write_text(compliance.render(report, "html", language="vi"), encoding="utf-8")
        Path("report.pdf").write_bytes(compliance.render(report, "pdf", language="vi"))

    Raises:
        UsageError: there is no such format, its library is not installed, or it cannot hold this report.
    """
    context = report_context(words(language))
    if isinstance(report, Report):
        return written(report, _known(form, names()), context)
    from compliance.model.comparison import Comparison  # noqa: PLC0415 - because a check compares and verifies nothing
    from compliance.model.verification import Verification  # noqa: PLC0415 - as above
    from compliance.report import comparison, traffic, verification  # noqa: PLC0415 - as above

    if isinstance(report, Comparison):
        return comparison.written(report, _known(form, comparison.names()), context)
    if not isinstance(report, Verification):
        return traffic.written(report, _known(form, traffic.names()), context)
    return verification.written(report, _known(form, verification.names()), context)


def _known(form: str, known: Sequence[str]) -> str:
    """Return the name of a format if it is one of these; raises `UsageError`."""
    if form not in known:
        template = "there is no format {found}; known: {known}"
        raise UsageError(Message.of(template, found=form[:40], known=", ".join(known)))
    return form


def translate(message: Message, language: Language) -> str:
    """Write one message of a report in a language.

    print(compliance.translate(finding.message, "vi"))
    """
    return words(language).message(message)


def report_context(translator: Translator) -> ReportContext:
    """Return what every format is given, for a reader of this language."""
    return ReportContext(translator, catalogue(), RuleBook(), reasons(), stages())
