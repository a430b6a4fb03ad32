"""What the fields of a form hold."""

from starlette.datastructures import FormData


def text_of(fields: FormData, name: str) -> str:
    """Return the text of a field; empty if it was not sent, or a file was."""
    value = fields.get(name)
    return value.replace("\r\n", "\n") if isinstance(value, str) else ""
