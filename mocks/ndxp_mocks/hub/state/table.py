"""Rows of one kind, as the contracts write them: JSON objects with an `id` and an `etag`."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

Row = dict[str, Any]


def etag_of(row: Row) -> str:
    """Return a strong entity tag over everything else in the row."""
    content = {name: value for name, value in row.items() if name != "etag"}
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return f'"{hashlib.sha256(canonical.encode()).hexdigest()[:32]}"'


def drop_oldest(kept: dict[Any, Any], most: int) -> None:
    """Drop the oldest tenth where there are more than so many; one by one each would take longer to be found."""
    if len(kept) > most:
        for key in tuple(islice(kept, max(most // 10, 1))):
            kept.pop(key, None)


@dataclass(slots=True)
class Table:
    """Rows in the order in which they came; a row is replaced, never altered in place.

    Where there are more than `most` of them, the oldest are dropped: a hub may run for weeks.
    """

    rows: dict[str, Row] = field(default_factory=dict)
    most: int | None = None

    def __iter__(self) -> Iterator[Row]:
        return iter(tuple(self.rows.values()))

    def __len__(self) -> int:
        return len(self.rows)

    def __contains__(self, key: object) -> bool:
        return key in self.rows

    def find(self, key: str) -> Row | None:
        """Return the row of this id, None if there is none."""
        return self.rows.get(key)

    def put(self, row: Row) -> Row:
        """Keep the row under its `id`, with its new entity tag, and give it back."""
        kept = {**row, "etag": etag_of(row)}
        self.rows[str(row["id"])] = kept
        if self.most is not None:
            drop_oldest(self.rows, self.most)
        return kept

    def change(self, key: str, **members: Any) -> Row:
        """Return the row with these members replaced; KeyError where there is none."""
        return self.put({**self.rows[key], **members})

    def remove(self, key: str) -> None:
        """Forget the row, if it is there."""
        self.rows.pop(key, None)

    def where(self, holds: Callable[[Row], bool]) -> Iterator[Row]:
        """Yield the rows for which this holds, in order."""
        return (row for row in self if holds(row))
