"""The columns of the draft forms for architecture objects and connections, as fields of a record.

`a|b` is a column for which either field will do, `a.b` one that lies in another.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from compliance.model.location import Place
from compliance.model.record import Record

OF_PLATFORMS: Final = (
    "name_vi",
    "kind",
    "scope",
    "sharing_level",
    "owner",
    "operator",
    "operation_contact",
    "life_cycle",
    "provenance.source",
)
OF_CONNECTIONS: Final = (
    "relation",
    "other_party",
    "data|services",
    "via|via_text",
    "state|status",
    "frequency",
    "evidence",
    "contact",
)


def empty_columns(record: Record, holder: Any, at: Place, columns: Iterable[str]) -> Iterator[str]:
    """Yield the columns that are left empty; one that is marked as not determined yet is not."""
    for column in columns:
        fields = column.split("|")
        is_marked = any(record.undetermined_at(at.child(*field.split("."))) for field in fields)
        if not is_marked and not any(_says_something(_value(holder, field)) for field in fields):
            yield fields[0]


def _value(holder: Any, field: str) -> Any:
    value = holder
    for step in field.split("."):
        value = getattr(value, step, None)
    return value


def _says_something(value: Any) -> bool:
    """Return whether a column is filled; `none` fills it, because that is what the owner says."""
    return value is not None and value not in ("", [], ()) and not (isinstance(value, str) and not value.strip())
