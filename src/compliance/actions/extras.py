"""What is installed only where it is asked for."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from compliance.actions.errors import UsageError
from compliance.model.text import Message

_LIBRARIES: Final = {
    "dashboard": (
        "authlib",
        "itsdangerous",
        "multipart",
        "prometheus_client",
        "python_multipart",
        "starlette",
        "uvicorn",
    ),
    "desk": ("pygls", "lsprotocol", "cattrs", "attrs", "attr", "watchfiles"),
    "evidence": ("joserfc", "rfc3161_client"),
    "history": ("sqlalchemy", "alembic"),
    "papers": ("docx", "lxml", "typst", "xlsxwriter"),
    "postgres": ("psycopg",),
    "token": ("pkcs11",),
    "worker": ("croniter", "dbos"),
}
_EXTRAS: Final = {library: extra for extra, libraries in _LIBRARIES.items() for library in libraries}
"""The extra of this package that brings each library."""


@contextmanager
def needs_extra() -> Iterator[None]:
    """Say which extra to install where a library of one cannot be imported; raises `UsageError` then."""
    try:
        yield
    except ModuleNotFoundError as error:
        name = (error.name or "").partition(".")[0]
        if name not in _EXTRAS:
            raise
        template = "{name} is not installed; this needs the extra {extra}: pip install 'ndxp-sdk[{extra}]'"
        raise UsageError(Message.of(template, name=name, extra=_EXTRAS[name])) from error
