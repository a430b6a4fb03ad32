"""What a fault can do to requests and answers of a platform, asked in memory."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import httpx
import pytest

from ndxp_mocks import TOKEN, flawless
from ndxp_mocks.application import application, demands_token
from ndxp_mocks.archetypes import operations_of
from ndxp_mocks.asked import Answered, Asked, Misbehaviour
from ndxp_mocks.document import document
from ndxp_mocks.settings import Settings

PLATFORM = flawless()
GOOD = {"authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def asking(anyio_backend: str) -> Callable[..., Any]:
    async def ask(misbehaviour: Misbehaviour, path: str, **rest: Any) -> httpx.Response:
        operations = operations_of(PLATFORM.description, PLATFORM.seed)
        served = application(operations, document(PLATFORM), demands_token, Settings().headers, misbehaviour)
        transport = httpx.ASGITransport(served)
        async with httpx.AsyncClient(transport=transport, base_url="https://localhost/v1/") as client:
            return await client.request(rest.pop("method", "GET"), path, **rest)

    return ask


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def seen(found: list[Asked]) -> Misbehaviour:
    def amend(asked: Asked, answer: Answered) -> Answered:
        found.append(asked)
        return answer

    return Misbehaviour(amend_answer=amend)


@pytest.mark.anyio
async def test_a_fault_sees_what_was_asked_and_what_the_document_says_of_it(asking: Any) -> None:
    found: list[Asked] = []
    await asking(seen(found), "service-points?limit=2&province=01", headers={"X-Correlation-Id": "a-1"})
    (asked,) = found
    assert (asked.method, asked.path, asked.template) == ("GET", "/v1/service-points", "/service-points")
    assert asked.query == (("limit", "2"), ("province", "01"))
    assert asked.header("x-correlation-id") == "a-1"
    assert asked.operation == document(PLATFORM)["paths"]["/service-points"]["get"]
    assert (asked.admission.flaw, asked.admission.is_given) == ("missing", False)


@pytest.mark.anyio
async def test_a_fault_sees_who_is_admitted_and_how(asking: Any) -> None:
    found: list[Asked] = []
    for headers in (GOOD, {"authorization": "Basic eDp5"}):
        await asking(seen(found), "service-points", headers=headers)
    await asking(seen(found), "open/service-points")
    told = [(each.admission.scheme, each.admission.flaw, each.admission.is_given) for each in found]
    assert told == [("bearer", None, True), ("basic", "unreadable", False), (None, "missing", True)]


@pytest.mark.anyio
async def test_of_an_unknown_address_nothing_is_documented(asking: Any) -> None:
    found: list[Asked] = []
    assert (await asking(seen(found), "nowhere")).status_code == 404
    assert [(each.operation, each.template) for each in found] == [(None, None)]


@pytest.mark.anyio
async def test_an_answer_goes_over_the_wire_as_a_fault_made_it(asking: Any) -> None:
    def amend(_asked: Asked, answer: Answered) -> Answered:
        rest = answer.without_headers("x-correlation-id", "ratelimit").with_headers({"Server": "other"}.items())
        return replace(rest, status=418, media_type="text/plain; charset=latin-1", body="Hà".encode("latin-1"))

    right = await asking(Misbehaviour(), "open/service-points", headers={"X-Correlation-Id": "a-1"})
    wrong = await asking(Misbehaviour(amend_answer=amend), "open/service-points", headers={"X-Correlation-Id": "a-1"})
    assert (wrong.status_code, wrong.content) == (418, b"H\xe0")
    assert (wrong.headers["content-type"], wrong.headers["content-length"]) == ("text/plain; charset=latin-1", "2")
    assert right.headers.keys() - wrong.headers.keys() == {"x-correlation-id", "ratelimit"}
    assert wrong.headers["server"] == "other"


@pytest.mark.anyio
async def test_a_fault_changes_the_json_of_an_answer(asking: Any) -> None:
    def amend(_asked: Asked, answer: Answered) -> Answered:
        return answer.with_data({**answer.data, "total": None})

    answer = await asking(Misbehaviour(amend_answer=amend), "open/service-points")
    assert answer.json()["total"] is None
    assert answer.json()["items"]


@pytest.mark.anyio
async def test_a_fault_lets_a_stranger_in(asking: Any) -> None:
    assert (await asking(Misbehaviour(), "service-points")).status_code == 401
    assert (await asking(Misbehaviour(Asked.admitted), "service-points")).status_code == 200


@pytest.mark.anyio
async def test_a_fault_lets_bad_input_pass(asking: Any) -> None:
    careless = Misbehaviour(lambda asked: replace(asked, is_held_to_the_document=False))
    for query in ("limit=many", "limit=0", "cursor=x"):
        assert (await asking(Misbehaviour(), f"service-points?{query}", headers=GOOD)).status_code == 400
        assert (await asking(careless, f"service-points?{query}", headers=GOOD)).status_code == 200


@pytest.mark.anyio
async def test_a_fault_overlooks_a_part_of_the_query(asking: Any) -> None:
    deaf = Misbehaviour(lambda asked: replace(asked, query=()))
    whole = await asking(Misbehaviour(), "open/service-points")
    assert (await asking(Misbehaviour(), "open/service-points?limit=1")).json() != whole.json()
    assert (await asking(deaf, "open/service-points?limit=1")).json() == whole.json()
