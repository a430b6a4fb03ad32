"""The answer that is a signed message."""

import base64

from ndxp_sdk._http.response import Response
from ndxp_sdk.models.snapshot import Snapshot, SnapshotPayload


def snapshot(answer: Response) -> Snapshot | None:
    """Read the snapshot, not verified yet. None if the caller's copy is current. ValueError for something else."""
    if answer.status == 304:
        return None
    jws = answer.content.decode("ascii").strip()
    _, payload, _ = jws.split(".")
    decoded = base64.b64decode(payload + "=" * (-len(payload) % 4), altchars=b"-_", validate=True)
    return Snapshot(jws, SnapshotPayload.model_validate_json(decoded), answer.headers.get("ETag"))
