"""Every operation of the contracts is a method of both clients, and every method an operation."""

import asyncio
import base64
import inspect
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager, AbstractContextManager, ExitStack
from typing import Any

import httpx
import pytest

from contracts.instances import full
from contracts.reading import Example, Operation, contracts, faults
from contracts.sdk_surface import (
    BESIDE,
    CONVENIENCES,
    OWN_ARGUMENTS,
    SYSTEM,
    arguments,
    body,
    chosen,
    parameters,
    result_of,
    success,
    target,
)
from ndxp_sdk import AsyncClient, AsyncPager, Client, ClientSecret, Pager, Secret

OPERATIONS = chosen()
Requests = list[httpx.Request]


def snapshot() -> bytes:
    """A signed message that holds a snapshot; nobody looks at the signature."""
    schema = contracts()["catalogue.yaml"]["components"]["schemas"]["SnapshotPayload"]
    payload = json.dumps(full(contracts(), "catalogue.yaml#", schema)).encode()
    return b".".join([b"e30", base64.urlsafe_b64encode(payload).rstrip(b"="), b"c2ln"])


def marks(request: httpx.Request) -> dict[str, str]:
    """What a security server sets on the answer of a provider."""
    service, known = request.url.path.split("/")[2:7], request.headers
    if not request.url.path.startswith("/r1/"):
        return {}
    own = {name: known[name] for name in ("X-Road-Id", "X-Road-Client")}
    return {**own, "X-Road-Service": "/".join(service), "X-Road-Request-Id": "00000000-0000-4000-8000-000000000000"}


def answered(operation: Operation, requests: Requests) -> Callable[[httpx.Request], httpx.Response]:
    """A hub that answers every request as the contract says, and remembers it."""
    answer = success(operation)
    headers = {"Content-Type": answer.media_type} if answer.media_type else {}
    if answer.media_type == "application/json":
        whole = full(contracts(), answer.place, answer.schema)
        following = {"next_cursor": "following"} if "next_cursor" in whole else {}
        content = json.dumps({**whole, **following}).encode()
    else:
        content = snapshot() if answer.media_type == "application/jose" else b"{}" if answer.media_type else b""

    def answer_with(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return httpx.Response(answer.status, content=content, headers={**headers, **marks(request)})

    return answer_with


def bound(client: Any, name: str) -> Any:
    """The method of a dotted name."""
    for part in name.split("."):
        client = getattr(client, part)
    return client


def settings(operation: Operation) -> Any:
    """Who calls; the issuer of tokens is asked with a credential, the others would only need a token for it."""
    proof = {"credential": ClientSecret("a", Secret("b"))} if operation.path.startswith("/oauth2/") else {}
    return {"client": SYSTEM} | (proof if operation.id in OWN_ARGUMENTS and "keys" not in operation.id else {})


def threads(operation: Operation, requests: Requests) -> Any:
    transport = httpx.MockTransport(answered(operation, requests))
    with ExitStack() as stack:
        client = stack.enter_context(Client("https://hub.example", transport=transport, **settings(operation)))
        found = bound(client, operation.id)(**arguments(operation))
        found = stack.enter_context(found) if isinstance(found, AbstractContextManager) else found
        return found.first() if isinstance(found, Pager) else found


def tasks(operation: Operation, requests: Requests) -> Any:
    async def call() -> Any:
        transport = httpx.MockTransport(answered(operation, requests))
        async with AsyncClient("https://hub.example", transport=transport, **settings(operation)) as client:
            found = bound(client, operation.id)(**arguments(operation))
            if isinstance(found, AbstractAsyncContextManager):
                async with found as opened:
                    return opened
            return await (found.first() if isinstance(found, AsyncPager) else found)

    return asyncio.run(call())


@pytest.mark.parametrize("kind", [threads, tasks])
def test_an_operation_is_a_method(kind: Callable[[Operation, Requests], Any]) -> None:
    for operation in OPERATIONS:
        assert_method(operation, kind)


def assert_method(operation: Operation, kind: Callable[[Operation, Requests], Any]) -> None:
    requests: Requests = []
    result = kind(operation, requests)
    (request,) = requests
    assert request.method == operation.method.upper(), operation.id
    assert type(result).__name__.removeprefix("Async") == result_of(operation), operation.id
    if operation.id in OWN_ARGUMENTS:
        return
    said = list(parameters(operation))
    assert request.url.path == target(operation), operation.id
    asked = sorted(each.name for each in said if each.place == "query")
    assert sorted(request.url.params.keys()) == asked, operation.id
    assert {each.name.lower() for each in said if each.place == "header"} <= request.headers.keys(), operation.id
    assert_body(operation, request)


def assert_body(operation: Operation, request: httpx.Request) -> None:
    found = body(operation)
    sent = request.headers.get("Content-Type")
    if found is None:
        assert (sent, request.content) == (None, b"")
        return
    media_type, place, schema = found
    assert media_type in {sent, "*/*"}
    if media_type.endswith("json") and "properties" in schema:
        example = Example(operation.id, json.loads(request.content), place)
        assert faults(contracts(), example) == [], operation.id
        assert json.loads(request.content).keys() == schema["properties"].keys()


def methods(part: Any, name: str = "") -> Iterator[tuple[str, Callable[..., Any]]]:
    """The public methods of the resources below, with their dotted names."""
    for each in sorted({*vars(type(part)), *getattr(type(part), "__annotations__", {})}):
        if each.startswith("_"):
            continue
        found, dotted = getattr(part, each), f"{name}{each}"
        if inspect.ismethod(found):
            yield dotted, found
        else:
            yield from methods(found, f"{dotted}.")


@pytest.mark.parametrize("kind", [Client, AsyncClient])
def test_a_method_is_an_operation(kind: Any) -> None:
    client, roots = kind("https://hub.example"), {operation.id.partition(".")[0] for operation in OPERATIONS}
    found = {name for root in roots for name, _ in methods(getattr(client, root), f"{root}.")}
    assert found - CONVENIENCES.keys() == {operation.id for operation in OPERATIONS}
    assert found >= CONVENIENCES.keys()


def test_a_method_takes_what_the_contract_has_and_tells_where_it_goes() -> None:
    client = Client("https://hub.example")
    for operation in OPERATIONS:
        method = bound(client, operation.id)
        taken = inspect.signature(method).parameters.values()
        takes_fields = any(each.kind is inspect.Parameter.VAR_KEYWORD for each in taken)
        own = {each.name for each in taken if each.kind is not inspect.Parameter.VAR_KEYWORD}
        wanted = {each.argument for each in parameters(operation)} if takes_fields else arguments(operation).keys()
        assert own - BESIDE == wanted or operation.id in OWN_ARGUMENTS, operation.id
        assert f"`{operation.method.upper()} {operation.path}`" in (inspect.getdoc(method) or ""), operation.id


class Recorder:
    """A client that keeps what it is to send."""

    def __init__(self) -> None:
        self.calls: list[Any] = []

    def execute(self, call: Any) -> Any:
        self.calls.append(call)
        raise LookupError


def test_a_call_asks_for_the_scopes_of_the_contract() -> None:
    client = Client("https://hub.example")
    for operation in OPERATIONS:
        if operation.id in OWN_ARGUMENTS:  # it is no call of our own APIs
            continue
        recorder = Recorder()
        resource = type(bound(client, operation.id).__self__)(recorder)
        with pytest.raises(LookupError):
            getattr(resource, operation.id.rpartition(".")[2])(**arguments(operation)).first()
        (call,) = recorder.calls
        wanted = [scope for each in operation.raw["security"] for scope in each.get("oauth2", ())]
        assert (call.operation, call.template, call.scopes) == (operation.id, operation.path, frozenset(wanted))
