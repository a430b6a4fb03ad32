"""Rows of one kind, as the contracts write them: JSON objects with an `id` and an `etag`."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]


def etag_of(row: Row) -> str:
    """Return a strong entity tag over everything else in the row."""
    content = {name: value for name, value in row.items() if name != "etag"}
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return f'"{hashlib.sha256(canonical.encode()).hexdigest()[:32]}"'


@dataclass(slots=True)
class Table:
    """Rows in the order in which they came; a row is replaced, never altered in place."""

    rows: dict[str, Row] = field(default_factory=dict)

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
