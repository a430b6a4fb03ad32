"""What the fields of a form hold."""

from datetime import date

from starlette.datastructures import FormData

from compliance.actions.errors import UsageError
from compliance.model.text import Message


def text_of(fields: FormData, name: str) -> str:
    """Return the text of a field; empty if it was not sent, or a file was."""
    value = fields.get(name)
    return value.replace("\r\n", "\n") if isinstance(value, str) else ""


def last_day_of(text: str) -> date:
    """Return the day that a person gave as the last one; raises `UsageError` if it is none of the calendar."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        template = "the last day is no day of the calendar: {found}; it is written as 2027-06-30"
        raise UsageError(Message.of(template, found=text[:40] or "-")) from None
