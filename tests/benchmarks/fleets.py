"""Fleets of records to look at and judge: one like the registry and the platforms of provinces, and the worst case.

The registry has 141 platforms of 20 owners, of whom one has 38: 1,202 pairs of its records have one owner, and 2,983 of
the 500 here. Where all are of one owner and none gives its name, every two have to be told apart: 124,750 pairs of 500.
"""

import json
from collections.abc import Callable, Iterator
from itertools import count, islice
from typing import Any, Final

from compliance.loading.facts.platforms import slugs
from compliance.loading.records import registered

Fleet = Callable[[int], list[dict[str, Any]]]
OF_PROVINCES: Final = (
    "Cổng dịch vụ công",
    "Hệ thống thông tin giải quyết thủ tục hành chính",
    "Cổng dữ liệu mở",
    "Nền tảng tích hợp, chia sẻ dữ liệu",
    "Hệ thống quản lý văn bản và điều hành",
    "Cơ sở dữ liệu đất đai",
    "Hệ thống thông tin báo cáo",
    "Cơ sở dữ liệu cán bộ, công chức, viên chức",
    "Trung tâm giám sát, điều hành đô thị thông minh",
    "Hệ thống phản ánh kiến nghị",
    "Nền tảng hồ sơ sức khỏe điện tử",
)


def as_registered(size: int) -> list[dict[str, Any]]:
    """Return records with the names and owners of the registry, then of made-up provinces, eleven platforms each."""
    return list(islice(_named(), size))


def of_one_owner(size: int) -> list[dict[str, Any]]:
    """Return records without names, all of one owner."""
    return [{"slug": f"example-{number}", "owner": {"code": "G12"}} for number in range(size)]


def written(record: dict[str, Any], host: str, port: int) -> str:
    """Return the text of a record with a service at an address, described by `openapi.json` beside it."""
    service = {"id": "example", "base_url": f"http://{host}:{port}/v1", "document": "openapi.json"}
    return "\n".join(
        f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in {**record, "services": [service]}.items()
    )


def _named() -> Iterator[dict[str, Any]]:
    for slug in slugs():
        record, _ = registered(slug)
        owner = record.named_owner
        yield {"slug": slug, "name_vi": record.name_vi, "owner": {"code": owner.code, "name_vi": owner.name_vi}}
    for province in count(1):
        owner_of = {"code": f"H{province:02}", "name_vi": f"Ủy ban nhân dân tỉnh Ví Dụ {province}"}
        for number, name in enumerate(OF_PROVINCES):
            slug = f"province-{province}-{number}"
            yield {"slug": slug, "name_vi": f"{name} tỉnh Ví Dụ {province}", "owner": owner_of}
