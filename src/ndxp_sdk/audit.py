"""Who asked, on what ground: one record of every logical call, kept by the consumer.

The record goes to a sink of yours, or to a file. It holds no body, no path values and no secret; the context that you
give goes in whole, because it is what auditors look for.
"""

import errno
import json
import os
from dataclasses import asdict, dataclass, field
from io import FileIO
from pathlib import Path
from threading import Lock
from typing import Final, Literal, Protocol

from ndxp_sdk._given import ANY_TEXT_OR_NONE, PATH, Expected, Table, an, check, one_of
from ndxp_sdk.errors import InvalidConfiguration

_MODE: Final = 0o640  # because records name officers and dossiers


@dataclass(frozen=True, slots=True)
class AuditContext:
    """In whose name a call is made. `officer` is who acts, `case_ref` the dossier; neither is shown when printed.

    >>> AuditContext(system="VN/GOV/G22/mot-cua", officer="VN040180001234", purpose="registration", case_ref="H1-2026")
    AuditContext(system='VN/GOV/G22/mot-cua')
    """

    system: str | None = None
    unit: str | None = None
    officer: str | None = None
    purpose: str | None = None
    legal_basis: str | None = None
    case_ref: str | None = None

    def __post_init__(self) -> None:
        check(self, _CONTEXT)

    def __repr__(self) -> str:
        return f"AuditContext(system={self.system!r})"


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """One logical call, however often it was tried. `at` is RFC 3339, `elapsed` in seconds.

    `outcome` is `ok` or the name of the error; `sent` tells whether the request may have left: no, maybe, yes.
    """

    at: str
    operation: str
    method: str
    template: str
    outcome: str
    sent: Literal["no", "maybe", "yes"]
    status: int | None
    code: str | None
    attempts: int
    elapsed: float
    message_id: str | None
    correlation_id: str | None
    request_id: str | None
    context: AuditContext = field(default_factory=AuditContext)

    def __repr__(self) -> str:
        return f"AuditRecord({self.operation} {self.outcome})"

    def as_json(self) -> str:
        """One line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))


class AuditSink(Protocol):
    """Where records go. It is called from the thread or task that makes the call, and may raise anything."""

    def prepare(self) -> None:
        """Called before a call is sent; raises if the record of it could not be kept."""

    def write(self, record: AuditRecord) -> None:
        """Keep the record; it is kept when this returns."""


class AuditFile:
    """A file of JSON lines, appended to; a new one is for its owner and group alone. Safe over threads and processes.

    >>> AuditFile("audit.jsonl")
    AuditFile('audit.jsonl')
    """

    def __init__(self, path: str | Path) -> None:
        if not PATH.fits(path):
            raise InvalidConfiguration(PATH.told("AuditFile.path", path))
        self._path = Path(path)
        self._lock = Lock()

    def prepare(self) -> None:
        """Check that the file can be appended to."""
        with self._opened():
            pass

    def write(self, record: AuditRecord) -> None:
        """Append one line."""
        line = f"{record.as_json()}\n".encode()
        with self._lock, self._opened() as stream:
            # because a full disk takes the beginning of a line without an error
            if stream.write(line) != len(line):
                raise OSError(errno.ENOSPC, "the record was written in part only")

    def _opened(self) -> FileIO:
        return FileIO(self._path, "ab", opener=lambda path, flags: os.open(path, flags, _MODE))

    def __repr__(self) -> str:
        return f"AuditFile({str(self._path)!r})"


@dataclass(frozen=True, slots=True)
class Audit:
    """The audit of a client. With `block` nothing is sent, and no result given, that is not on record; `warn` logs.

    >>> Audit(AuditFile("audit.jsonl"), AuditContext(system="VN/GOV/G22/mot-cua")).on_failure
    'block'
    """

    sink: AuditSink
    context: AuditContext = field(default_factory=AuditContext)
    on_failure: Literal["block", "warn"] = "block"

    def __post_init__(self) -> None:
        check(self, _AUDIT)


def _is_sink(value: object) -> bool:
    return not isinstance(value, type) and all(callable(getattr(value, name, None)) for name in ("prepare", "write"))


_CONTEXT: Final[Table] = dict.fromkeys(
    ("system", "unit", "officer", "purpose", "legal_basis", "case_ref"), ANY_TEXT_OR_NONE
)
_AUDIT: Final[Table] = {
    "sink": Expected(
        "something with the methods prepare and write is expected, such as AuditFile('audit.jsonl')", _is_sink
    ),
    "context": an("audit", "AuditContext", "AuditContext(system='VN/GOV/G22/mot-cua')"),
    "on_failure": one_of("block", "warn"),
}
