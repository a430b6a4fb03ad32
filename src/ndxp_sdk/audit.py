"""Record who asked, on what ground: one record of every logical call, kept by the consumer.

The record goes to a sink of yours, or to a file. It holds no body, no path values and no secret; the context that you
give goes in whole, because it is what auditors look for.
"""

import errno
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal, Protocol

from ndxp_sdk._concurrency.fork import ForkSafeLock
from ndxp_sdk._files.append import append_line, appendable, free_bytes, is_regular
from ndxp_sdk._validators import ANY_TEXT_OR_NONE, PATH, Expected, Table, an, check, one_of
from ndxp_sdk.errors import Facts, InvalidConfiguration, UsageError

_MODE: Final = 0o600  # because records name officers and dossiers
_ROOM: Final = 65_536
_LONGEST_CONTEXT: Final = 32_768
_SYNC: Final = one_of("always", "never")
_AS_IT_IS: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_ESCAPED: Final = json.JSONEncoder(separators=(",", ":"))


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

    `outcome` is `ok` or the name of the error; `sent` tells whether the request may have left: no, maybe, yes. Of one
    that the program stopped in the middle (`CancelledError`, `KeyboardInterrupt`) `attempts` is 0: none has ended.
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
        """Return one line of JSON, whatever splits the lines of the file."""
        members = {**_members(self), "context": _members(self.context)}
        text = _AS_IT_IS.encode(members)
        if text.isascii():
            return text
        try:
            text.encode()
        except UnicodeEncodeError:  # because a server may send half of a surrogate pair, which is kept as an escape
            return _ESCAPED.encode(members)
        return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")


class AuditSink(Protocol):
    """The sink of records. It is called from the thread or task that makes the call, and may raise anything."""

    def prepare(self) -> None:
        """Prepare the record before a call is sent; raises if it could not be kept."""

    def write(self, record: AuditRecord) -> None:
        """Keep the record; it is kept when this returns."""


class AuditFile:
    """A file of JSON lines, appended to. A new one is for its owner alone (0600).

    `sync` says what a record survives. `always`: the end of the machine, such as a power cut, because `write` waits
    until the disk has the record. That is the default, since a record is evidence; on a disk it takes from a tenth of a
    millisecond to some ten, and the event loop of an AsyncClient stands still meanwhile. `never`: the end of the
    program, however sudden, but the system may take half a minute to bring the record to the disk; it costs next to
    nothing.

    Safe over threads, forks and, but for Windows, processes that share the file on a local disk: a record is one write
    of a whole line, and a line that was torn by a full disk never takes the next record with it. The file may be moved
    away or removed at any time, as log rotation does: it is opened for each record, and made anew where it is missing.
    What is no file on a disk, such as a pipe, is written to and not synced.

    >>> AuditFile("audit.jsonl")
    AuditFile('audit.jsonl')
    """

    def __init__(self, path: str | Path, *, sync: Literal["always", "never"] = "always") -> None:
        for name, expected, given in (("path", PATH, path), ("sync", _SYNC, sync)):
            if not expected.fits(given):
                raise InvalidConfiguration(expected.told(f"AuditFile.{name}", given))
        self._given = path
        self._path = Path(path).absolute()  # because a service may change its folder after it has begun
        self._sync = sync
        self._lock = ForkSafeLock()

    def prepare(self) -> None:
        """Check that the file can be appended to, and that there is room for a record."""
        with appendable(self._path, _MODE) as descriptor:
            if is_regular(descriptor) and free_bytes(descriptor) < _ROOM:
                raise OSError(errno.ENOSPC, "there is no room for a record", str(self._path))

    def write(self, record: AuditRecord) -> None:
        """Append one line."""
        line = f"{record.as_json()}\n".encode()
        with appendable(self._path, _MODE) as descriptor:
            with self._lock:
                append_line(descriptor, line)
            if self._sync == "always" and is_regular(descriptor):
                os.fsync(descriptor)

    def __repr__(self) -> str:
        chosen = "" if self._sync == "always" else f", sync={self._sync!r}"
        return f"AuditFile({str(self._given)!r}{chosen})"


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


def check_context(context: AuditContext) -> None:
    """Raise UsageError for a context that cannot be written, before a call is made in its name."""
    size = 0
    for name, value in _members(context).items():
        try:
            size += len(value.encode()) if value else 0
        except (UnicodeEncodeError, AttributeError):
            text = f"AuditContext.{name} cannot be written as UTF-8: a text is expected that was decoded rightly"
            raise UsageError(text, Facts(origin="caller", code="audit")) from None
    if size > _LONGEST_CONTEXT:
        text = f"AuditContext has {size} bytes, at most {_LONGEST_CONTEXT} are expected"
        raise UsageError(text, Facts(origin="caller", code="audit"))


def _members(part: AuditRecord | AuditContext) -> dict[str, Any]:
    # because asdict of the standard library copies every value, which takes longer than the disk
    return {name: getattr(part, name) for name in part.__dataclass_fields__}


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
