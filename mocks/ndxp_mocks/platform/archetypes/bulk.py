"""A large package, made by a job: 202 with the address of its status, then the package."""

from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from ndxp_mocks.platform.entity import Entity
from ndxp_mocks.platform.openapi_components import reference
from ndxp_mocks.platform.operation import Answer, Call, JsonObject, Operation, Rows, Success
from ndxp_mocks.platform.problems import not_found
from ndxp_mocks.platform.sample_data import COUNT, entity_schema

_READY: Final = "job-000001"
_CREATED: Final = "2026-01-15T08:00:00+07:00"
_STATES: Final = {"running": "đang chuẩn bị", "ready": "đã sẵn sàng", "failed": "không làm được"}
_JOB_PARAMETER: Final[JsonObject] = {
    "name": "job_id",
    "in": "path",
    "required": True,
    "description": "Mã công việc nhận được khi yêu cầu kết xuất.",
    "schema": {"type": "string", "pattern": "^job-[0-9]{6}$"},
    "example": _READY,
}


def operations(entity: Entity, rows: Rows) -> Iterator[Operation]:
    """Ask for a package, watch the job, fetch the package. One finished job exists from the start."""
    jobs = {_READY: _job(entity, _READY)}
    yield _start(entity, jobs)
    yield _status(entity, jobs)
    yield _package(entity, rows, jobs)


def _start(entity: Entity, jobs: dict[str, Any]) -> Operation:
    location = {
        "description": "Địa chỉ trạng thái của công việc.",
        "schema": {"type": "string", "format": "uri-reference"},
    }
    return Operation(
        method="post",
        path=f"/exports/{entity.path}",
        identifier=f"start{entity.name}Export",
        summary=f"Yêu cầu kết xuất toàn bộ {entity.title}",
        description=f"Nhận yêu cầu và chuẩn bị gói dữ liệu {entity.title} ở nền; trạng thái xem ở địa chỉ Location.",
        entity=entity,
        success=Success(202, "Đã nhận yêu cầu.", reference("Job"), {"Location": location}),
        answer=partial(_started, entity, jobs),
        schemas={"Job": _job_schema()},
        members={"x-function": "job"},
    )


def _status(entity: Entity, jobs: dict[str, Any]) -> Operation:
    return Operation(
        method="get",
        path=f"/exports/{entity.path}/{{job_id}}",
        identifier=f"read{entity.name}Export",
        summary=f"Trạng thái công việc kết xuất {entity.title}",
        description="Cho biết công việc kết xuất đang chuẩn bị, đã sẵn sàng hay không làm được.",
        entity=entity,
        success=Success(200, "Trạng thái của công việc.", reference("Job")),
        answer=partial(_watched, jobs),
        example=Call(path={"job_id": _READY}),
        parameters=(_JOB_PARAMETER,),
        schemas={"Job": _job_schema()},
        members={"x-function": "job"},
    )


def _package(entity: Entity, rows: Rows, jobs: dict[str, Any]) -> Operation:
    package = f"{entity.name}Package"
    return Operation(
        method="get",
        path=f"/exports/{entity.path}/{{job_id}}/package",
        identifier=f"read{entity.name}Package",
        summary=f"Tải gói dữ liệu {entity.title} đã kết xuất",
        description=f"Trả về toàn bộ {entity.title} của một công việc kết xuất đã sẵn sàng.",
        entity=entity,
        success=Success(200, f"Gói dữ liệu {entity.title}.", reference(package)),
        answer=partial(_fetched, rows, jobs),
        example=Call(path={"job_id": _READY}),
        parameters=(_JOB_PARAMETER,),
        schemas={entity.name: entity_schema(entity, rows), package: _package_schema(entity)},
        members={"x-function": "package"},
    )


def _started(entity: Entity, jobs: dict[str, Any], _call: Call) -> Answer:
    job = _job(entity, f"job-{len(jobs) + 1:06d}")
    jobs[job["job_id"]] = job
    return Answer(202, {**job, "state": "running"}, (("Location", f"/v1/exports/{entity.path}/{job['job_id']}"),))


def _watched(jobs: dict[str, Any], call: Call) -> Answer:
    job = jobs.get(call.path["job_id"])
    return not_found() if job is None else Answer(200, job)


def _fetched(rows: Rows, jobs: dict[str, Any], call: Call) -> Answer:
    job = jobs.get(call.path["job_id"])
    return not_found() if job is None else Answer(200, {"made_at": job["created_at"], "items": list(rows)})


def _job(entity: Entity, job_id: str) -> dict[str, Any]:
    package = f"/v1/exports/{entity.path}/{job_id}/package"
    return {"job_id": job_id, "state": "ready", "created_at": _CREATED, "package": package}


def _job_schema() -> JsonObject:
    meanings = "; ".join(f"{state} = {meaning}" for state, meaning in _STATES.items())
    return {
        "type": "object",
        "description": "Một công việc kết xuất dữ liệu.",
        "required": ["job_id", "state", "created_at", "package"],
        "properties": {
            "job_id": {"type": "string", "pattern": "^job-[0-9]{6}$", "description": "Mã công việc."},
            "state": {"type": "string", "enum": list(_STATES), "description": f"Trạng thái ({meanings})."},
            "created_at": {"type": "string", "format": "date-time", "description": "Thời điểm nhận yêu cầu."},
            "package": {"type": "string", "format": "uri-reference", "description": "Địa chỉ tải gói khi đã sẵn sàng."},
        },
    }


def _package_schema(entity: Entity) -> JsonObject:
    items = {
        "type": "array",
        "maxItems": COUNT,
        "description": f"Toàn bộ {entity.title}.",
        "items": reference(entity.name),
    }
    return {
        "type": "object",
        "description": f"Gói dữ liệu đầy đủ về {entity.title}.",
        "required": ["made_at", "items"],
        "properties": {
            "made_at": {"type": "string", "format": "date-time", "description": "Thời điểm chốt dữ liệu."},
            "items": items,
        },
    }
