"""Files to save, which no browser opens as a page of this address."""

import re
from typing import Final

from starlette.responses import Response

_UNSAFE: Final = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST: Final = 120


def attachment(content: bytes | str, name: str, kind: str) -> Response:
    """Return a file to save; its name is of signs that every file system takes."""
    plain = _UNSAFE.sub("-", name)[-_LONGEST:].lstrip(".-") or "file"
    return Response(content, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{plain}"'})
