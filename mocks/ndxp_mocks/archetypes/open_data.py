"""Open data: a paged list and its single things, for anyone, without any credential."""

from collections.abc import Iterator
from dataclasses import replace

from ndxp_mocks.archetypes import lookup, search
from ndxp_mocks.entity import Entity
from ndxp_mocks.operation import Operation, Rows


def operations(entity: Entity, rows: Rows) -> Iterator[Operation]:
    """The list and the look-up under /open, both without security."""
    for operation in (*search.operations(entity, rows), *lookup.operations(entity, rows)):
        yield replace(
            operation,
            path=f"/open{operation.path}",
            identifier=f"{operation.identifier}Openly",
            summary=f"Dữ liệu mở: {operation.summary[0].lower()}{operation.summary[1:]}",
            description=f"{operation.description} Dữ liệu mở, không cần xác thực, được dùng lại tự do.",
            members={**operation.members, "x-sharing-form": "open"},
            is_open=True,
        )
