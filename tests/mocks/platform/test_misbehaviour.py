"""What a fault can do to requests and answers of a platform, asked in memory."""

import asyncio
from dataclasses import replace

import httpx

from ndxp_mocks import TOKEN, flawless
from ndxp_mocks.platform.app import application, demands_token
from ndxp_mocks.platform.archetypes import operations_of
from ndxp_mocks.platform.misbehaviour import Misbehaviour, ObservedAnswer, ObservedRequest
from ndxp_mocks.platform.openapi import document
from ndxp_mocks.platform.settings import Settings

PLATFORM = flawless()
GOOD = {"authorization": f"Bearer {TOKEN}"}


def asking(misbehaviour: Misbehaviour, path: str, **headers: str) -> httpx.Response:
    """What the platform answers to a GET."""

    async def ask() -> httpx.Response:
        operations = operations_of(PLATFORM.description, PLATFORM.seed)
        served = application(operations, document(PLATFORM), demands_token, Settings().headers, misbehaviour)
        transport = httpx.ASGITransport(served)
        async with httpx.AsyncClient(transport=transport, base_url="https://localhost/v1/") as client:
            return await client.get(path, headers=headers)

    return asyncio.run(ask())


def seen(found: list[ObservedRequest]) -> Misbehaviour:
    def amend(asked: ObservedRequest, answer: ObservedAnswer) -> ObservedAnswer:
        found.append(asked)
        return answer

    return Misbehaviour(amend_answer=amend)


def test_a_fault_sees_what_was_asked_and_what_the_document_says_of_it() -> None:
    found: list[ObservedRequest] = []
    asking(seen(found), "service-points?limit=2&province=01", **{"X-Correlation-Id": "a-1"})
    (asked,) = found
    assert (asked.method, asked.path, asked.template) == ("GET", "/v1/service-points", "/service-points")
    assert asked.query == (("limit", "2"), ("province", "01"))
    assert asked.header("x-correlation-id") == "a-1"
    assert asked.operation == document(PLATFORM)["paths"]["/service-points"]["get"]
    assert (asked.admission.flaw, asked.admission.is_given) == ("missing", False)


def test_a_fault_sees_who_is_admitted_and_how() -> None:
    found: list[ObservedRequest] = []
    for headers in (GOOD, {"authorization": "Basic eDp5"}):
        asking(seen(found), "service-points", **headers)
    asking(seen(found), "open/service-points")
    told = [(each.admission.scheme, each.admission.flaw, each.admission.is_given) for each in found]
    assert told == [("bearer", None, True), ("basic", "unreadable", False), (None, "missing", True)]


def test_of_an_unknown_address_nothing_is_documented() -> None:
    found: list[ObservedRequest] = []
    assert (asking(seen(found), "nowhere")).status_code == 404
    assert [(each.operation, each.template) for each in found] == [(None, None)]


def test_an_answer_goes_over_the_wire_as_a_fault_made_it() -> None:
    def amend(_asked: ObservedRequest, answer: ObservedAnswer) -> ObservedAnswer:
        rest = answer.without_headers("x-correlation-id", "ratelimit").with_headers({"Server": "other"}.items())
        return replace(rest, status=418, media_type="text/plain; charset=latin-1", body="Hà".encode("latin-1"))

    right = asking(Misbehaviour(), "open/service-points", **{"X-Correlation-Id": "a-1"})
    wrong = asking(Misbehaviour(amend_answer=amend), "open/service-points", **{"X-Correlation-Id": "a-1"})
    assert (wrong.status_code, wrong.content) == (418, b"H\xe0")
    assert (wrong.headers["content-type"], wrong.headers["content-length"]) == ("text/plain; charset=latin-1", "2")
    assert right.headers.keys() - wrong.headers.keys() == {"x-correlation-id", "ratelimit"}
    assert wrong.headers["server"] == "other"


def test_a_fault_changes_the_json_of_an_answer() -> None:
    def amend(_asked: ObservedRequest, answer: ObservedAnswer) -> ObservedAnswer:
        return answer.with_data({**answer.data, "total": None})

    answer = asking(Misbehaviour(amend_answer=amend), "open/service-points")
    assert answer.json()["total"] is None
    assert answer.json()["items"]


def test_a_fault_lets_a_stranger_in() -> None:
    assert (asking(Misbehaviour(), "service-points")).status_code == 401
    assert (asking(Misbehaviour(ObservedRequest.admitted), "service-points")).status_code == 200


def test_a_fault_lets_bad_input_pass() -> None:
    careless = Misbehaviour(lambda asked: replace(asked, is_held_to_the_document=False))
    for query in ("limit=many", "limit=0", "cursor=x"):
        assert (asking(Misbehaviour(), f"service-points?{query}", **GOOD)).status_code == 400
        assert (asking(careless, f"service-points?{query}", **GOOD)).status_code == 200


def test_a_fault_overlooks_a_part_of_the_query() -> None:
    deaf = Misbehaviour(lambda asked: replace(asked, query=()))
    whole = asking(Misbehaviour(), "open/service-points")
    assert (asking(Misbehaviour(), "open/service-points?limit=1")).json() != whole.json()
    assert (asking(deaf, "open/service-points?limit=1")).json() == whole.json()
