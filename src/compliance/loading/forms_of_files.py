"""What a parsed file is, seen from its top."""

from typing import Any


def is_openapi(tree: Any) -> bool:
    """Return whether a tree calls itself an OpenAPI document."""
    return isinstance(tree, dict) and ("openapi" in tree or "swagger" in tree)


def is_record(tree: Any) -> bool:
    """Return whether a tree looks like a record: it has a slug and an owner."""
    return isinstance(tree, dict) and "slug" in tree and "owner" in tree
