"""Media types of bodies."""

from typing import Final

YAML: Final = "application/yaml"


def is_json(media_type: str) -> bool:
    """Return whether bytes of this media type, without parameters, are JSON."""
    return media_type == "application/json" or media_type.endswith("+json")
