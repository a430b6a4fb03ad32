"""What the package offers: names, two equal surfaces, and what costs nothing until it is used."""

import ast
import asyncio
import inspect
import json
import pickle
import re
import subprocess
import sys
import threading
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

import pytest

import ndxp_sdk
from ndxp_sdk import AsyncClient, Call, Client, RawResult, Timeout
from ndxp_sdk._concurrency.lazy import lazy_property
from ndxp_sdk._version import VERSION
from ndxp_sdk.errors import ContractViolation, NdxpError, NotFound, UsageError
from tools.servers import Connection, hang_up, serving, status
from tools.unasync import PACKAGE, synchronous

Connect = Callable[..., Any]
CALL = "VN/GOV/G12/dkkd/enterprises"
OWN = "VN/GOV/G22/mot-cua"


def test_every_public_name_is_listed_typed_and_there() -> None:
    tree = ast.parse((PACKAGE / "__init__.py").read_text("utf-8"))
    typed = {alias.asname for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
    homes = [name for names in ndxp_sdk._HOMES.values() for name in names.split()]
    assert ndxp_sdk.__all__ == sorted(ndxp_sdk.__all__)
    assert set(ndxp_sdk.__all__) == set(homes) | {"__version__"} == (typed - {None}) | {"__version__"}
    assert len(homes) == len(set(homes))
    for name in ndxp_sdk.__all__:
        assert getattr(ndxp_sdk, name) is not None
        assert name in dir(ndxp_sdk)
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        ndxp_sdk.Nothing  # noqa: B018
    assert ndxp_sdk.__version__ == VERSION == version("ndxp-sdk")


def test_every_public_class_has_a_docstring() -> None:
    public = [getattr(ndxp_sdk, name) for name in ndxp_sdk.__all__ if name != "__version__"]
    assert [kind.__name__ for kind in public if not kind.__doc__] == []


def imported(code: str) -> set[str]:
    """The modules that a fresh interpreter has after `code`."""
    command = [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


@pytest.mark.usefixtures("sockets_and_processes")
def test_importing_the_package_imports_next_to_nothing() -> None:
    new = imported("import ndxp_sdk") - imported("")
    assert {name for name in new if not name.startswith("ndxp_sdk")} == set()
    assert "ndxp_sdk._client.config" not in new


@pytest.mark.usefixtures("sockets_and_processes")
def test_a_client_brings_neither_httpx_nor_pydantic_until_they_are_needed() -> None:
    assert {"httpx", "pydantic", "cryptography"} & imported(
        "from ndxp_sdk import Client; Client('https://hub.example')"
    ) == set()


def public(kind: type) -> dict[str, Any]:
    return {name: found for name, found in vars(kind).items() if not name.startswith("_") or name == "__init__"}


def classes(client: type) -> list[type]:
    """A client's class and those of its resources."""
    found, todo = [], [client]
    while todo:
        kind = todo.pop()
        if kind in found:
            continue
        found.append(kind)
        owner = kind(None) if found[1:] else kind("https://hub.example")
        todo += [type(getattr(owner, name)) for name, part in vars(kind).items() if isinstance(part, lazy_property)]
    return sorted(found, key=lambda kind: kind.__name__.removeprefix("Async"))


def words(annotation: object) -> str:
    plain = re.sub(r"collections\.abc\.Awaitable\[(~?\w+)\]", r"\1", re.sub(r"\s+", "", str(annotation)))
    return synchronous(plain)


def test_both_clients_have_the_same_surface() -> None:
    pairs = list(zip(classes(AsyncClient), classes(Client), strict=True))
    assert len(pairs) == 30
    for asynchronous, other in pairs:
        assert asynchronous.__name__ == f"Async{other.__name__}"
        ours, theirs = public(asynchronous), public(other)
        assert [synchronous(name) for name in ours] == list(theirs), asynchronous
        for name, method in ours.items():
            twin = theirs[synchronous(name)]
            if not callable(method):
                continue
            one, two = inspect.signature(method), inspect.signature(twin)
            assert list(one.parameters) == list(two.parameters), name
            for left, right in zip(one.parameters.values(), two.parameters.values(), strict=True):
                assert (left.kind, left.default) == (right.kind, right.default), (name, left)
                assert words(left.annotation) == words(right.annotation), (name, left)
            assert words(one.return_annotation) == words(two.return_annotation), name
            assert synchronous(str(method.__doc__)) == str(twin.__doc__)


def test_only_one_package_knows_the_http_library() -> None:
    knowing = [
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if re.search(r"^\s*(import|from) http(x|core)\b", path.read_text("utf-8"), re.MULTILINE)
    ]
    assert [path for path in knowing if not path.startswith(("_transport/", "testing/"))] == []


def test_raw_gives_what_http_said(connect: Connect) -> None:
    with serving(hang_up, status(200, b"[1]", X_Note="n")) as server:
        client = connect(server.url)
        raw = client.raw(client._part.request if hasattr(client, "_part") else client.request, "GET", "/x")
        assert isinstance(raw, RawResult)
        assert (raw.status, raw.headers.get("x-note"), raw.attempts, raw.result.content) == (200, "n", 2, b"[1]")
        assert raw.elapsed > 0


def test_raw_wants_a_method_that_sends() -> None:
    with Client("http://127.0.0.1:1") as client, pytest.raises(UsageError, match="sent nothing"):
        client.raw(lambda: 1)


def test_options_change_some_calls_and_share_the_connections(connect: Connect) -> None:
    with serving() as server:
        client = connect(server.url)
        other = client.with_options(timeout=Timeout(total=1))
        client.request("GET", "/x")
        if isinstance(other, Client):
            other.request("GET", "/x")
            assert server.connections == 1
        assert (other.config.timeout.total, client.config.timeout.total) == (1, 90.0)


def test_a_closed_client_says_so(connect: Connect) -> None:
    with serving() as server:
        client = connect(server.url)
        client.request("GET", "/x")
        getattr(client, "aclose", client.close)()
        with pytest.raises(UsageError, match="closed"):
            client.request("GET", "/x")


@pytest.mark.usefixtures("sockets_and_processes")
def test_a_client_of_tasks_belongs_to_one_loop() -> None:
    with serving() as server:
        client = AsyncClient(server.url)
        assert asyncio.run(client.request("GET", "/x")).status == 200
        with pytest.raises(UsageError, match="event loop"):
            asyncio.run(client.request("GET", "/x"))


@pytest.mark.usefixtures("sockets_and_processes")
def test_a_client_of_threads_is_shared_by_all_of_them() -> None:
    with serving() as server, Client(server.url) as client:
        seen: list[int] = []

        def ask() -> None:
            seen.extend(client.request("GET", "/x").status for _ in range(25))

        threads = [threading.Thread(target=ask) for _ in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert seen == [200] * 400
        assert server.connections <= 16


def test_a_resource_is_kept_and_two_threads_that_come_first_get_the_same() -> None:
    both_build = threading.Barrier(2)

    class Owner:
        @lazy_property
        def resource(self) -> object:
            both_build.wait(10)
            return object()

    owner, found = Owner(), list[object]()
    threads = [threading.Thread(target=lambda: found.append(owner.resource)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [owner.resource] * 2


def test_an_answer_outside_the_contract_names_pointer_and_rule_but_no_value(connect: Connect) -> None:
    from pydantic import BaseModel

    class Thing(BaseModel):
        id: str
        sizes: list[int]

    call = Call("things.get", "GET", "/things/{id}", lambda a: Thing.model_validate_json(a.content), {"id": "1"})
    with serving(status(200, b'{"id": 12345678901, "sizes": [1, "planted"]}'), status(200, b"<html>")) as server:
        client = connect(server.url)
        with pytest.raises(ContractViolation) as caught:
            client.execute(call)
        assert "/id (string_type), /sizes/1 (int_parsing)" in caught.value.message
        assert "planted" not in repr(caught.value) + str(caught.value.__context__)
        assert (caught.value.facts.operation, caught.value.sent) == ("things.get", "yes")
        with pytest.raises(NdxpError):
            client.execute(call)


def test_errors_carry_the_ids_of_the_call_and_pickle(connect: Connect) -> None:
    body = b'{"type":"t","title":"t","status":404,"code":"not-found","origin":"platform","retryable":false}'

    def missing(connection: Connection) -> None:
        connection.answer(404, body)

    with serving(missing) as server:
        with pytest.raises(NotFound) as caught:
            connect(server.url).request("GET", "/citizens/{id}", values={"id": "040180001234"})
        error = pickle.loads(pickle.dumps(caught.value))
        assert error.ids.correlation_id == server.requests[0].field("X-Correlation-Id")
        assert "040180001234" not in repr(error) + str(error)


def test_metaservices_are_read_as_servers_write_them(connect: Connect) -> None:
    system = {"xroad_instance": "VN", "member_class": "GOV", "member_code": "G12", "subsystem_code": "dkkd"}
    service = {**system, "object_type": "SERVICE", "service_code": "enterprises", "service_type": "OPENAPI"}
    row = {"id": {**system, "object_type": "SUBSYSTEM"}, "name": "Bộ Tài chính"}
    clients = json.dumps({"member": [row]}).encode()
    methods = json.dumps({"service": [{**service, "endpoint_list": [{"method": "GET", "path": "/v1/*"}]}]}).encode()

    def answer(connection: Connection) -> None:
        known = {"/listClients": clients, f"/r1/{CALL.rpartition('/')[0]}/listMethods": methods}
        body = known.get(connection.target.partition("?")[0], b"openapi: 3.1.0")
        connection.answer(200, body, X_Road_Id=str(connection.field("x-road-id")))

    with serving(answer) as server:
        exchange = connect(server.url, client=OWN).exchange
        assert [str(row.identifier) for row in exchange.list_clients("VN")] == ["VN/GOV/G12/dkkd"]
        assert [str(row.identifier) for row in exchange.list_methods("VN/GOV/G12/dkkd")] == [CALL]
        assert exchange.openapi(CALL).text == "openapi: 3.1.0"
        first, _, third = server.requests
        assert (first.target, first.field("X-Road-Client")) == ("/listClients?xRoadInstance=VN", None)
        assert third.target == "/r1/VN/GOV/G12/dkkd/getOpenAPI?serviceCode=enterprises"


@pytest.mark.usefixtures("sockets_and_processes")
def test_the_synchronous_client_is_current() -> None:
    """Neither is a file stale or missing, nor is there one too many."""
    command = [sys.executable, str(PACKAGE.parents[1] / "tests/tools/unasync.py"), "--check"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, ""), "run `make generate`"
