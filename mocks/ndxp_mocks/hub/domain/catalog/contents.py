"""Uploaded bytes: annexes, and what is told of them and of specifications."""

import hashlib
from typing import Any


def document_name(document_id: str) -> str:
    """Under which the world keeps an annex."""
    return f"document/{document_id}"


def describe_content(content: bytes, media_type: str) -> dict[str, Any]:
    """Describe uploaded bytes; their entity tag is their SHA-256."""
    digest = hashlib.sha256(content).hexdigest()
    return {"media_type": media_type, "sha256": digest, "size": len(content), "etag": f'"{digest}"'}
