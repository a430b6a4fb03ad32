"""Many things, in pages, narrowed by what classifies them. Without a filter the pages give the full set."""

from collections.abc import Iterator
from functools import partial

from ndxp_mocks.platform import paging
from ndxp_mocks.platform.entity import Entity
from ndxp_mocks.platform.openapi_components import chosen, filters, reference
from ndxp_mocks.platform.operation import Answer, Call, Operation, Rows, Success
from ndxp_mocks.platform.sample_data import entity_schema


def operations(entity: Entity, rows: Rows) -> Iterator[Operation]:
    """Yield one paged list."""
    page = f"{entity.name}Page"
    yield Operation(
        method="get",
        path=f"/{entity.path}",
        identifier=f"list{entity.name}",
        summary=f"Liệt kê {entity.title} theo từng trang",
        description=f"Trả về danh sách {entity.title} theo thứ tự cố định; có thể lọc, không lọc thì nhận toàn bộ.",
        entity=entity,
        success=Success(200, f"Một trang danh sách {entity.title}.", reference(page)),
        answer=partial(_list, entity.paging, rows),
        example=Call(query={"limit": 1}),
        parameters=paging.parameters(entity.paging) + filters(entity),
        schemas={
            entity.name: entity_schema(entity, rows),
            page: paging.page_schema(entity.paging, reference(entity.name), entity.title),
        },
        members={"x-function": "package"},
    )


def _list(custom: str, rows: Rows, call: Call) -> Answer:
    return Answer(200, paging.page(custom, chosen(rows, call.query), call.query))
