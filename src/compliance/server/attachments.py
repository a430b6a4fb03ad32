"""Files to save, which no browser opens as a page of this address."""

import re
from collections.abc import Mapping
from typing import Final

from starlette.responses import Response

_UNSAFE: Final = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST: Final = 120


KINDS: Final[Mapping[str, str]] = {
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "dossier": "application/zip",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "yaml": "application/yaml",
}
"""The media type of each file by how its name ends."""


def attachment(content: bytes | str, stem: str, form: str) -> Response:
    """Return a file to save, of one of the `KINDS`; its name is of signs that every file system takes."""
    plain = _UNSAFE.sub("-", f"{stem}.{form}")[-_LONGEST:].lstrip(".-") or "file"
    headers = {"Content-Disposition": f'attachment; filename="{plain}"'}
    return Response(content, media_type=KINDS[form], headers=headers)
