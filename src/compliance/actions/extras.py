"""What is installed only where it is asked for."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from compliance.actions.errors import UsageError
from compliance.model.text import Message

_LIBRARIES: Final = {
    "compliance": (
        *("cryptography", "h11", "jinja2", "jsonschema_rs", "markupsafe"),
        *("orjson", "rapidfuzz", "rich", "yaml"),
    ),
    "dashboard": (
        *("authlib", "itsdangerous", "multipart", "prometheus_client"),
        *("python_multipart", "starlette", "uvicorn"),
    ),
    "desk": ("pygls", "lsprotocol", "cattrs", "attrs", "attr", "watchfiles"),
    "evidence": ("joserfc", "rfc3161_client"),
    "history": ("sqlalchemy", "alembic"),
    "mocks": ("hypercorn", "joserfc", "jsonschema", "starlette", "trustme", "uvicorn"),
    "papers": ("docx", "lxml", "typst", "xlsxwriter"),
    "postgres": ("psycopg",),
    "spectral": ("jsonpath",),
    "token": ("pkcs11",),
    "validation": ("openapi_core",),
    "worker": ("alembic", "croniter", "dbos", "sqlalchemy"),
}
"""The libraries that each extra of this package brings; of one that several bring the first is told."""


@contextmanager
def needs_extra(extra: str | None = None) -> Iterator[None]:
    """Say which extra to install where a library of one cannot be imported, `extra` if it brings the library.

    Raises:
        UsageError: a library is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if (told := lacking(error, extra)) is None:
            raise
        raise told from error


def lacking(error: ModuleNotFoundError, extra: str | None = None) -> UsageError | None:
    """Return what to tell of a library that is not installed; None if no extra brings it."""
    name = (error.name or "").partition(".")[0]
    bringing = [each for each, libraries in _LIBRARIES.items() if name in libraries]
    if not bringing:
        return None
    template = "{name} is not installed; this needs the extra {extra}: pip install 'ndxp-sdk[{extra}]'"
    return UsageError(Message.of(template, name=name, extra=extra if extra in bringing else bringing[0]))
