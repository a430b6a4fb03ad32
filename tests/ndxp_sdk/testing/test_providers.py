"""Own services behind the hub: canned answers, handlers, and those who are called back."""

import json
from typing import Any

import pytest

from ndxp_sdk.errors import UsageError
from ndxp_sdk.testing import InMemoryHub, ProviderAnswer, ProviderRequest

ENTERPRISES = "VN/GOV/G12/national-enterprise-management/enterprises"
HOUSEHOLDS = "VN/GOV/G12/register/households"
ADDRESS = "https://portal.example/events"


def test_answers_are_found_by_method_and_path() -> None:
    answers = {
        "GET /v1/households/{code}": {"code": "H1"},
        "GET /v1/households/H2": {"never": "because the first that fits is taken"},
        "POST /v1/households": ProviderAnswer(201, b"<made/>", (("Content-Type", "text/xml"), ("X-One", "1"))),
        "DELETE /v1/households/{code}": lambda _: None,
    }
    with InMemoryHub() as hub:
        hub.provide(HOUSEHOLDS, answers)
        call = hub.client().exchange.call
        assert call(HOUSEHOLDS, path="/v1/households/H2?verbose=1").json() == {"code": "H1"}
        made = call(HOUSEHOLDS, "POST", "/v1/households")
        assert (made.status, made.text, made.headers.get("X-One")) == (201, "<made/>", "1")
        assert call(HOUSEHOLDS, "DELETE", "/v1/households/H1").status == 204
        missing = call(HOUSEHOLDS, path="/v1/households")
        assert (missing.status, missing.media_type) == (404, "application/problem+json")
        assert "GET /v1/households/{code}" in missing.json()["title"]


def test_a_handler_sees_the_request_as_the_provider_gets_it() -> None:
    def echo(request: ProviderRequest) -> object:
        return {"method": request.method, "path": request.path, "query": request.query, "body": request.json()}

    async def later(request: ProviderRequest) -> ProviderAnswer:
        return ProviderAnswer.json({"issue": request.headers.get("x-road-issue")}, 202)

    with InMemoryHub() as hub:
        provided = hub.provide(HOUSEHOLDS, echo)
        client = hub.client()
        answer = client.exchange.call(HOUSEHOLDS, "PUT", "/a%2Fb", query={"q": "đ"}, json={"n": 1}, issue="H-1")
        assert answer.json() == {"method": "PUT", "path": "/a%2Fb", "query": [["q", "đ"]], "body": {"n": 1}}
        provided.answers = later
        assert client.exchange.call(HOUSEHOLDS, issue="H-1").json() == {"issue": "H-1"}
        assert [request.method for request in provided.requests] == ["PUT", "GET"]
        assert repr(provided.requests[0]) == "ProviderRequest(PUT, 7 bytes)"


def test_a_handler_may_call_the_hub_itself() -> None:
    with InMemoryHub() as hub:
        own = hub.client("VN/GOV/G12/register")
        hub.provide(HOUSEHOLDS, lambda _: {"title": own.catalog.services.get(ENTERPRISES).title.vi})
        assert hub.client().exchange.call(HOUSEHOLDS).json()["title"]


def test_a_provided_service_stands_in_the_catalogue_with_its_document() -> None:
    document = {"openapi": "3.1.1", "info": {"title": "Hộ", "version": "2.1.0"}, "paths": {}}
    with InMemoryHub() as hub:
        hub.provide(HOUSEHOLDS, {"GET /v1/households/{code}": {}})
        hub.provide("VN/GOV/G12/register/others", {"GET /": {}}, specification=document, version="2.1.0")
        client = hub.client()
        assert [row.service_code for row in client.exchange.allowed_methods("VN/GOV/G12/register")] == [
            "households",
            "others",
        ]
        (endpoint,) = client.catalog.versions.endpoints(HOUSEHOLDS, "1.0.0")
        assert (endpoint.method, endpoint.path) == ("GET", "/v1/households/*")
        kept = client.catalog.specifications.get("VN/GOV/G12/register/others", "2.1.0")
        assert json.loads(kept.content) == document
        assert client.catalog.services.access(HOUSEHOLDS, "VN/GOV/EXAMPLE/portal").allowed


def test_a_simulated_platform_can_be_given_other_answers() -> None:
    with InMemoryHub() as hub:
        provided = hub.provide(ENTERPRISES, {"GET /enterprises/{code}": {"name": "Công ty TNHH Mẫu"}})
        answer = hub.client().exchange.call(ENTERPRISES, path="/enterprises/0000000000")
        assert answer.json() == {"name": "Công ty TNHH Mẫu"}
        assert provided.requests[0].path == "/enterprises/0000000000"
        assert len(hub.services) == 4


def test_events_are_pushed_to_whoever_receives_them() -> None:
    welcome = ProviderAnswer(200, headers=(("WebHook-Allowed-Origin", "*"),))
    with InMemoryHub() as hub:
        received = hub.receive(ADDRESS, lambda _: welcome)
        client = hub.client()
        subscription = client.exchange.subscriptions.create(filter={}, delivery={"mode": "push", "address": ADDRESS})
        assert subscription.state == "active"
        event: dict[str, Any] = {"specversion": "1.0", "id": "1", "source": "/s", "type": "vn.example.changed"}
        provider = hub.client("example-provider")
        provider.request(
            "POST",
            "/exchange/v1/events",
            content=json.dumps({**event, "source": "/VN/GOV/G12/national-enterprise-management"}).encode(),
            media_type="application/cloudevents+json",
            scopes=frozenset({"exchange"}),
        )
        assert [request.method for request in received.requests] == ["OPTIONS", "POST"]
        assert received.requests[1].json()["type"] == "vn.example.changed"
        assert received.requests[1].headers.get("Signature")


def test_asynchronous_requests_are_handed_to_the_provider() -> None:
    with InMemoryHub() as hub:
        hub.provide(HOUSEHOLDS, {"POST /v1/extracts": {}})
        taken = hub.receive(
            "https://register.example/requests",
            lambda _: ProviderAnswer(202),
            system="VN/GOV/G12/register",
            requests_of=HOUSEHOLDS,
        )
        client = hub.client()
        started = client.exchange.interactions.create(service=HOUSEHOLDS, method="POST", path="/v1/extracts", data={})
        assert taken.requests[0].json()["data"]["interaction_id"] == started.id


def test_answers_by_anything_but_method_and_path_are_refused() -> None:
    with InMemoryHub() as hub, pytest.raises(UsageError, match="METHOD /path"):
        hub.provide(HOUSEHOLDS, {"/v1/households": {}})
