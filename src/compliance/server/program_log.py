"""What the program has to say while it serves, as JSON on standard error: no traceback, because one may show values."""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Final

from compliance.report.sanitise import encodable

_LOGGERS: Final = ("compliance.server", "uvicorn")


class _Lines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        entry = {"at": at, "event": "program", "level": record.levelname.lower(), "message": record.getMessage()}
        if record.exc_info and record.exc_info[0] is not None:
            entry["error"] = record.exc_info[0].__name__
        return encodable(json.dumps(entry, ensure_ascii=False))


def log_to_standard_error() -> None:
    """Let warnings and errors of the server be written; what was written before by others is left alone."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Lines())
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        logger.handlers[:] = [handler]
        logger.setLevel(logging.WARNING)
        logger.propagate = False
