"""A notice to one owner, as e-mail: a subject, plain text, and HTML that loads nothing from anywhere."""

from functools import cache
from typing import TYPE_CHECKING, Final

from compliance.model.dataclass import dataclass
from compliance.report.context import ReportContext
from compliance.report.notice.content import Content
from compliance.report.sanitise import escape_controls, one_line

if TYPE_CHECKING:
    from jinja2 import Environment

_WIDTH: Final = 76
_LONGEST_SUBJECT: Final = 200


@dataclass(frozen=True, slots=True)
class MailText:
    """The three texts of an e-mail; the subject is one line."""

    subject: str
    text: str
    html: str


def mail_text(content: Content, context: ReportContext) -> MailText:
    """Return what an owner is told."""
    from compliance.report.notice.text import lines  # noqa: PLC0415 - because it brings the terminal

    subject = one_line(content.subject)[:_LONGEST_SUBJECT]
    text = "\n".join(lines(content, context, _WIDTH)) + "\n"
    return MailText(subject, text, _environment().get_template("mail.html").render(_=context.words, notice=content))


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - because most notices are text

    return Environment(
        loader=PackageLoader("compliance.report.notice"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=lambda value: escape_controls(value) if type(value) is str else value,
    )
