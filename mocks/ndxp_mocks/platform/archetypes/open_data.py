"""Open data: a paged list, its single things and what changed, for anyone, without any credential."""

from collections.abc import Iterator
from dataclasses import replace

from ndxp_mocks.platform.archetypes import changes, lookup, search
from ndxp_mocks.platform.entity import Entity
from ndxp_mocks.platform.operation import Operation, Rows


def operations(entity: Entity, rows: Rows) -> Iterator[Operation]:
    """Yield the list, the look-up and the changes under /open, all without security."""
    for operation in _protected(entity, rows):
        yield replace(
            operation,
            path=f"/open{operation.path}",
            identifier=f"{operation.identifier}Openly",
            summary=f"Dữ liệu mở: {operation.summary[0].lower()}{operation.summary[1:]}",
            description=f"{operation.description} Dữ liệu mở, không cần xác thực, được dùng lại tự do.",
            members={**operation.members, "x-sharing-form": "open"},
            is_open=True,
        )


def _protected(entity: Entity, rows: Rows) -> Iterator[Operation]:
    """Yield the same operations as they are for callers with credentials."""
    for shared in (search, lookup, changes):
        yield from shared.operations(entity, rows)
