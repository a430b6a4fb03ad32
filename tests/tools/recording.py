"""A program that keeps records in several threads until it is killed: `python recording.py FILE SYNC THREADS`.

It says the number of a record when the record is kept.
"""

import itertools
import os
import sys
import threading
from typing import Any

from ndxp_sdk import AuditContext, AuditFile, AuditRecord


def record(operation: str, **changes: Any) -> AuditRecord:
    """The record of a call."""
    known: dict[str, Any] = {
        "at": "2026-11-28T08:00:00.000+00:00",
        "operation": operation,
        "method": "GET",
        "template": "/",
        "outcome": "ok",
        "sent": "yes",
        "status": 200,
        "code": None,
        "attempts": 1,
        "elapsed": 0.1,
        "message_id": None,
        "correlation_id": None,
        "request_id": None,
    }
    return AuditRecord(**{**known, **changes})


def main(file: str, sync: Any, threads: str) -> None:
    sink, numbers = AuditFile(file, sync=sync), itertools.count()
    context = AuditContext(purpose="đăng ký " * 500)  # because a long line takes the kernel longer

    def work() -> None:
        for number in numbers:
            sink.write(record(f"{os.getpid()}-{number}", context=context))
            os.write(1, f"{os.getpid()}-{number}\n".encode())

    workers = [threading.Thread(target=work) for _ in range(int(threads))]
    for worker in workers:
        worker.start()


if __name__ == "__main__":
    main(*sys.argv[1:])
