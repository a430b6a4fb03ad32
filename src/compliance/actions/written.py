"""A report in one of its formats, and what keeps it from being written so."""

from compliance.actions.errors import UsageError
from compliance.actions.extras import needs_extra
from compliance.model.report import Report
from compliance.report.context import ReportContext
from compliance.report.formats import NotThisReport, is_binary, is_paper, named


def written(report: Report, form: str, context: ReportContext) -> str | bytes:
    """Write a report in a format that is known; the formats of office programs give bytes.

    Raises:
        UsageError: the library of the format is not installed, or the format cannot hold this report.
    """
    try:
        with needs_extra():
            return named(form).write(report, context)
    except NotThisReport as error:
        raise UsageError(error.message, error.remedy) from error


def gives_bytes(form: str) -> bool:
    """Return whether a format gives bytes that no terminal shows; raises `UsageError` if its library is missing."""
    with needs_extra():
        return is_binary(form)


def goes_to_owners(form: str) -> bool:
    """Return whether an owner may get a format of its platforms alone; raises `UsageError` as above."""
    with needs_extra():
        return is_paper(form)


def extension(form: str) -> str:
    """Return how the name of a file of a format ends, without the dot; raises `UsageError` as above."""
    with needs_extra():
        return named(form).EXTENSION
