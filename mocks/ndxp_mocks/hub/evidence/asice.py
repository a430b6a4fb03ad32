"""Signed containers (ASiC-E) made from the message log. The signature in them is SIMULATED."""

import hashlib
import io
import zipfile
from datetime import UTC, datetime
from typing import Final, Literal

from ndxp_mocks.hub.injection.point import Point
from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.state.world import World

Leg = Literal["request", "response"]
EVIDENCE: Final[Point[bool]] = Point("evidence", "after-send")  # whether a message was kept
MEDIA_TYPE: Final = "application/vnd.etsi.asic-e+zip"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def message_name(transaction_id: str, leg: str) -> str:
    """Name a message in `World.contents`, leg `request` or `response`; its body is at the same name with `/body`."""
    return f"messages/{transaction_id}/{leg}"


def timestamped_at(world: World, record: Row) -> str | None:
    """Return the time of the timestamp of this record; None while the next batch is still to come."""
    moment = datetime.fromisoformat(record["recorded_at"]).timestamp() + world.settings.timestamping_interval
    if world.clock.now() < moment:
        return None
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def has_message(world: World, record: Row, leg: Leg) -> bool:
    """Return whether this message was kept: a refused call has no response."""
    return message_name(str(record["transaction_id"]), leg) in world.contents


def container(world: World, record: Row, leg: Leg) -> bytes:
    """Return the container of one message; the same message gives the same bytes.

    Raises KeyError if it was not kept.
    """
    name = message_name(str(record["transaction_id"]), leg)
    files = {"message.txt": world.contents[name]}
    if f"{name}/body" in world.contents:
        files["attachment1"] = world.contents[f"{name}/body"]
    return _zipped({"mimetype": MEDIA_TYPE.encode("ascii"), **files, **_signed(files, record)})


def _signed(files: dict[str, bytes], record: Row) -> dict[str, bytes]:
    digests = "".join(f"{hashlib.sha512(content).hexdigest()}  {name}\n" for name, content in files.items())
    entries = "".join(f'<manifest:file-entry manifest:full-path="{name}"/>' for name in files)
    manifest = f'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{entries}'
    signature = f"<simulated-signature message-id={_quoted(record['message_id'])}>{digests}</simulated-signature>"
    return {
        "META-INF/manifest.xml": f"{manifest}</manifest:manifest>".encode(),
        "META-INF/signatures.xml": signature.encode(),
    }


def _quoted(text: object) -> str:
    escaped = str(text).replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return f'"{escaped}"'


def _zipped(files: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content)
    return written.getvalue()
