"""Media types as headers state them."""

from typing import Final

from compliance.model.pattern import late

# RFC 9110, section 8.3.1: media-type = type "/" subtype parameters
_MEDIA_TYPE: Final = late(r"[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+")


def media_type(content_type: str | None) -> str | None:
    """Return type and subtype in lower case; None if there are none."""
    found = (content_type or "").partition(";")[0].strip().lower()
    return found if _MEDIA_TYPE.fullmatch(found) else None
