"""P17: what a record costs, by what it is to survive, on the disk of the working folder."""

import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Literal

from benchmarks.sdk import Row, ratios, seconds
from benchmarks.sdk_calls import ONE, PATH, credential, loopback
from ndxp_sdk import Audit, AuditFile, AuditRecord, Client

RECORD = AuditRecord(
    at="2026-11-28T08:00:00.000+00:00",
    operation="exchange.call",
    method="GET",
    template="/r1/VN/GOV/G12/dkkd/enterprises/v1/{code}",
    outcome="ok",
    sent="yes",
    status=200,
    code=None,
    attempts=1,
    elapsed=0.012,
    message_id="01a222e6-2b03-7284-9d69-f5f62668619f",
    correlation_id=None,
    request_id="r-1",
)
Sync = Literal["always", "never"]


class ByHand:
    """What a developer writes: JSON, open, one write, close; with an fsync for what is to survive a power cut."""

    def __init__(self, file: Path, sync: Sync) -> None:
        self._file, self._sync = file, sync

    def __call__(self) -> None:
        descriptor = os.open(self._file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.write(descriptor, f"{json.dumps(asdict(RECORD))}\n".encode())
        if self._sync == "always":
            os.fsync(descriptor)
        os.close(descriptor)


def record(folder: Path, sync: Sync, times: int, gate: str) -> Row:
    """One record in a file against the same written by hand."""
    sink, hand = AuditFile(folder / f"{sync}.jsonl", sync=sync), ByHand(folder / f"{sync}.txt", sync)
    found = ratios({"by hand": hand, "ours": lambda: sink.write(RECORD)}, times=times, rounds=9)
    costs = seconds(lambda: sink.write(RECORD), times) * 1e6
    return Row("P17", f"a record, sync={sync} / by hand", found["ours"], gate, peers=f"{costs:,.0f} µs each")


def call(url: str, folder: Path, sync: Sync, gate: str) -> Row:
    """A call over loopback with records against one without."""
    audit = Audit(AuditFile(folder / f"call-{sync}.jsonl", sync=sync))
    with Client(url, credential=credential()) as bare, Client(url, credential=credential(), audit=audit) as audited:

        def get(client: Client) -> object:
            return client.request("GET", PATH)

        found = ratios({"bare": lambda: get(bare), "audited": lambda: get(audited)}, times=50, rounds=9)
    return Row("P17", f"a call with records, sync={sync} / the same without", found["audited"], gate)


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name, loopback(ONE) as url:
        folder = Path(name)
        yield record(folder, "never", 500, "≤1.0")
        yield record(folder, "always", 50, "≤1.5")
        yield call(url, folder, "never", "≤2")
        yield call(url, folder, "always", "≤50")
