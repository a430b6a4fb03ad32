"""One page of a list or a feed."""

from typing import Generic, TypeVar

from ndxp_sdk.models._model import Model

T = TypeVar("T")


class Page(Model, Generic[T]):
    """Some items, and where the next ones are."""

    items: tuple[T, ...]
    next_cursor: str | None
    """Where to continue; None on the last page of a list."""
