"""Base64 with the URL-safe alphabet and no padding (RFC 4648 §5, RFC 7515 §2)."""

import base64


def base64url(value: bytes) -> str:
    """Encode without padding."""
    return base64.urlsafe_b64encode(value).decode().rstrip("=")
