"""The values of HTTP: URL, request, response, and what stands in them. No I/O."""

from typing import TypeAlias

Pairs: TypeAlias = tuple[tuple[str, str], ...]  # names and values in their order, such as header fields
