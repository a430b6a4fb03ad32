"""P7 and P8 with the largest model of the catalogue: pages of services whose identifiers nobody has met before, and
pages of known ones. By hand means httpx and `model_validate_json`, once with our models and once with plain ones.
"""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from enum import StrEnum
from functools import partial
from itertools import islice
from typing import Any

import httpx
from pydantic import BaseModel

from benchmarks.sdk import Row, ratios, told
from benchmarks.sdk_calls import TOKEN, credential, loopback
from ndxp_sdk import Client
from ndxp_sdk.models import Page, Service

LIST = "/catalog/v1/services"
# Because their services are more than the SDK keeps in mind.
NEW_PAGES = 50
SHARED = {
    "mode": "deliver",
    "interaction": "sync",
    "personal_data": False,
    "state": "published",
    "latest_version": "1.4.0",
    "created_at": "2026-03-01T02:00:00Z",
    "updated_at": "2026-11-22T01:30:00Z",
    "etag": '"3f1c9a"',
}


class Mode(StrEnum):
    DELIVER = "deliver"
    RECEIVE = "receive"


class PlainText(BaseModel):
    vi: str
    en: str | None = None


class PlainService(BaseModel):
    """What a developer writes by hand: identifiers are texts, nothing that is new is kept."""

    id: str
    system_id: str
    organization_id: str
    service_code: str
    title: PlainText
    description: PlainText | None
    mode: Mode
    interaction: str
    personal_data: bool
    state: str
    latest_version: str | None
    created_at: datetime
    updated_at: datetime
    etag: str


class PlainPage(BaseModel):
    items: list[PlainService]
    next_cursor: str | None


def service(at: int, stem: str) -> dict[str, Any]:
    """One item; forty organizations, two systems in each, all services named anew by `stem`."""
    organization = f"VN/GOV/G{at % 40:02}"
    code = f"tra-cuu-{stem}-{at}"
    return {
        "id": f"{organization}/he-thong-{at % 2}/{code}",
        "system_id": f"{organization}/he-thong-{at % 2}",
        "organization_id": organization,
        "service_code": code,
        "title": {"vi": f"Tra cứu thông tin doanh nghiệp {at}", "en": f"Enterprise search {at}"},
        "description": {"vi": "Trả lời tình trạng của doanh nghiệp theo mã số"} if at % 2 else None,
        **SHARED,
    }


def page(stem: str) -> bytes:
    """A hundred services, a little more than 50 kB."""
    items = [service(at, stem) for at in range(100)]
    return json.dumps({"items": items, "next_cursor": "CURSOR"}, ensure_ascii=False).encode()


def validation() -> Iterator[Row]:
    ours, plain = Page[Service].model_validate_json, PlainPage.model_validate_json
    for kind, amount in (("known", 1), ("new", NEW_PAGES)):
        raw = [page(str(number)) for number in range(amount)]
        contenders: dict[str, Callable[[], object]] = {
            "json.loads": partial(each, json.loads, raw),
            "ours": partial(each, ours, raw),
            "plain models": partial(each, plain, raw),
        }
        found = ratios(contenders, times=50 // amount)
        text = f"validate a page of 100 {kind} services / json.loads"
        yield Row("P7", text, found["ours"], "≤2.2", peers=told(found, "ours"))


def each(read: Callable[[bytes], object], pages: list[bytes]) -> None:
    for raw in pages:
        read(raw)


def walk_by_hand(client: httpx.Client, url: str, read: Callable[[bytes], Any]) -> int:
    """Items of 20 pages, one after the other."""
    count, cursor = 0, ""
    for _ in range(20):
        answer = client.get(f"{url}{LIST}?cursor={cursor}", headers={"Authorization": f"Bearer {TOKEN}"})
        found = read(answer.content)
        count, cursor = count + len(found.items), found.next_cursor or ""
    return count


def walk(client: Client) -> int:
    return sum(len(found.items) for found in islice(client.catalog.services.list().iter_pages(), 20))


def pages() -> Row:
    """Every page that the server gives has services of its own."""
    same, plain = Page[Service].model_validate_json, PlainPage.model_validate_json
    with loopback(page("CURSOR")) as url, httpx.Client() as raw, Client(url, credential=credential()) as ours:
        assert walk(ours) == walk_by_hand(raw, url, same) == 2000
        contenders: dict[str, Callable[[], object]] = {
            "by hand": lambda: walk_by_hand(raw, url, same),
            "ours": lambda: walk(ours),
            "plain models": lambda: walk_by_hand(raw, url, plain),
        }
        found = {name: 1 / ratio for name, ratio in ratios(contenders, times=2, rounds=11).items()}
    return Row("P8", "pages of new services per second / by hand", found["ours"], "≥0.90", peers=told(found, "ours"))


def rows() -> Iterator[Row]:
    yield from validation()
    yield pages()
