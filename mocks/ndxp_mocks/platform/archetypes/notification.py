"""Notice of changes at an address that the subscriber gives.

The simulated platform keeps subscriptions in memory and calls nobody: a mock must not send requests to given addresses.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from ndxp_mocks.platform import notices, paging
from ndxp_mocks.platform.entity import Entity
from ndxp_mocks.platform.openapi_components import reference
from ndxp_mocks.platform.operation import Answer, Call, JsonObject, Operation, Rows, Success
from ndxp_mocks.platform.problems import not_found

_FIRST: Final = "sub-000001"
_CALLBACK: Final = "https://he-thong-nhan.example.gov.vn/thong-bao"
_PARAMETER: Final[JsonObject] = {
    "name": "subscription_id",
    "in": "path",
    "required": True,
    "description": "Mã đăng ký nhận thông báo.",
    "schema": {"type": "string", "pattern": "^sub-[0-9]{6}$"},
    "example": _FIRST,
}
_ADDRESS: Final[JsonObject] = {
    "type": "string",
    "format": "uri",
    "maxLength": 2000,
    "description": "Địa chỉ https nhận thông báo.",
    "examples": [_CALLBACK],
}


def operations(entity: Entity, rows: Rows) -> Iterator[Operation]:
    """Subscribe, list, and read one subscription. One exists from the start."""
    subscriptions = {_FIRST: _subscription(_FIRST, _CALLBACK)}
    yield _subscribe(entity, rows, subscriptions)
    yield _list(entity, subscriptions)
    yield _read(entity, subscriptions)


def _subscribe(entity: Entity, rows: Rows, subscriptions: dict[str, Any]) -> Operation:
    return Operation(
        method="post",
        path=f"/subscriptions/{entity.path}",
        identifier=f"subscribe{entity.name}",
        summary=f"Đăng ký nhận thông báo khi {entity.title} thay đổi",
        description=(
            f"Đăng ký một địa chỉ nhận thông báo mỗi khi {entity.title} thay đổi; thông báo chỉ mang định danh, "
            "bên nhận tự tra cứu chi tiết. Nền tảng mô phỏng không gửi thông báo thật."
        ),
        entity=entity,
        success=Success(201, "Đã đăng ký.", reference("Subscription")),
        answer=partial(_subscribed, subscriptions),
        example=Call(body={"callback": _CALLBACK}),
        body=_request_schema(entity),
        schemas={"Subscription": _schema(), notices.name(entity): notices.schema(entity, rows)},
        members={
            "x-function": "subscribe",
            "callbacks": {"changed": {"{$request.body#/callback}": notices.receiving_operation(entity)}},
        },
    )


def _list(entity: Entity, subscriptions: dict[str, Any]) -> Operation:
    return Operation(
        method="get",
        path=f"/subscriptions/{entity.path}",
        identifier=f"list{entity.name}Subscriptions",
        summary=f"Các đăng ký nhận thông báo về {entity.title}",
        description=f"Liệt kê theo từng trang các đăng ký của bên gọi về {entity.title}.",
        entity=entity,
        success=Success(200, "Một trang các đăng ký.", reference("SubscriptionPage")),
        answer=partial(_listed, subscriptions),
        example=Call(query={"limit": 1}),
        parameters=paging.parameters("cursor"),
        schemas={
            "Subscription": _schema(),
            "SubscriptionPage": paging.page_schema("cursor", reference("Subscription"), "đăng ký"),
        },
    )


def _read(entity: Entity, subscriptions: dict[str, Any]) -> Operation:
    return Operation(
        method="get",
        path=f"/subscriptions/{entity.path}/{{subscription_id}}",
        identifier=f"read{entity.name}Subscription",
        summary=f"Một đăng ký nhận thông báo về {entity.title}",
        description="Cho biết địa chỉ nhận và trạng thái của một đăng ký.",
        entity=entity,
        success=Success(200, "Đăng ký.", reference("Subscription")),
        answer=partial(_found, subscriptions),
        example=Call(path={"subscription_id": _FIRST}),
        parameters=(_PARAMETER,),
        schemas={"Subscription": _schema()},
    )


def _subscribed(subscriptions: dict[str, Any], call: Call) -> Answer:
    created = _subscription(f"sub-{len(subscriptions) + 1:06d}", call.body["callback"])
    subscriptions[created["subscription_id"]] = created
    return Answer(201, created)


def _listed(subscriptions: dict[str, Any], call: Call) -> Answer:
    return Answer(200, paging.page("cursor", tuple(subscriptions.values()), call.query))


def _found(subscriptions: dict[str, Any], call: Call) -> Answer:
    found = subscriptions.get(call.path["subscription_id"])
    return not_found() if found is None else Answer(200, found)


def _subscription(subscription_id: str, callback: str) -> dict[str, Any]:
    return {"subscription_id": subscription_id, "callback": callback, "state": "active"}


def _schema() -> JsonObject:
    identifier = {"type": "string", "pattern": "^sub-[0-9]{6}$", "description": "Mã đăng ký."}
    state = {
        "type": "string",
        "enum": ["active", "paused"],
        "description": "Trạng thái (active = đang gửi; paused = tạm dừng).",
    }
    return {
        "type": "object",
        "description": "Một đăng ký nhận thông báo.",
        "required": ["subscription_id", "callback", "state"],
        "properties": {"subscription_id": identifier, "callback": _ADDRESS, "state": state},
    }


def _request_schema(entity: Entity) -> JsonObject:
    return {
        "type": "object",
        "additionalProperties": False,
        "description": f"Nơi nhận thông báo về {entity.title}.",
        "required": ["callback"],
        "properties": {"callback": _ADDRESS},
    }
