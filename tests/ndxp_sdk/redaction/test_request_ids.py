"""The ids of a success: masked when they are read, and nothing that masks them stays in the response."""

import copy
import dataclasses
import gc
import pickle
import weakref
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from ndxp_sdk import ApiKey, Audit, AuditContext, AuditRecord, Client, ClientSecret, ExchangeResponse, Secret

from .echoes import BASE, ME, SERVICE

HARMLESS = "0197a3de-5d4c-4b1f-8f0e-3a1b5c7d9e2f"
PLANTED = "6f1c9a54-8f0e-4b1f-9d4c-3a1b5c7d9e20"
SENT = ApiKey(Secret(PLANTED), providers=("VN/GOV/G12/dkkd",))
HELD = ClientSecret("me", Secret(PLANTED))


def answering(request_id: str) -> httpx.MockTransport:
    """An issuer, and a security server that says `request_id`."""

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/oauth2/token":
            return httpx.Response(200, json={"access_token": "opaque", "token_type": "Bearer", "expires_in": 600})
        ids = {"X-Road-Id": request.headers["X-Road-Id"], "X-Road-Request-Id": request_id}
        return httpx.Response(200, json={}, headers=ids)

    return httpx.MockTransport(answer)


def called(request_id: str, credential: Any = HELD) -> ExchangeResponse:
    with Client(BASE, client=ME, credential=credential, transport=answering(request_id)) as client:
        return client.exchange.call(SERVICE, "GET", "/x")


@pytest.mark.parametrize("credential", [SENT, HELD], ids=["sent", "held"])
@pytest.mark.parametrize("form", ["{}", "id {}"], ids=["an id", "a text"])
def test_a_secret_in_an_id_is_masked(credential: Any, form: str) -> None:
    assert PLANTED[:8] not in str(called(form.format(PLANTED), credential).ids)


@pytest.mark.parametrize("credential", [SENT, HELD], ids=["sent", "held"])
def test_another_id_is_shown(credential: Any) -> None:
    assert called(HARMLESS, credential).ids.request_id == HARMLESS


@pytest.mark.parametrize(
    "copied",
    [
        lambda response: pickle.loads(pickle.dumps(response)),
        copy.copy,
        copy.deepcopy,
        lambda response: dataclasses.replace(response, status=200),
    ],
    ids=["pickled", "copied", "copied whole", "replaced"],
)
def test_a_copy_is_equal_and_holds_no_secret(copied: Callable[[ExchangeResponse], ExchangeResponse]) -> None:
    response = called(PLANTED)
    other = copied(response)
    assert (other, hash(other)) == (response, hash(response))
    assert PLANTED not in f"{other} {other.ids}"
    assert PLANTED.encode() not in pickle.dumps(dataclasses.replace(response, headers=type(response.headers)()))


@pytest.mark.parametrize("is_read", [True, False], ids=["read", "not read"])
def test_a_response_keeps_neither_the_connections_nor_the_client(*, is_read: bool) -> None:
    client = Client(BASE, client=ME, credential=HELD, transport=answering(HARMLESS))
    response = client.exchange.call(SERVICE, "GET", "/x")
    assert not is_read or response.ids.request_id == HARMLESS
    left, tokens = weakref.ref(client), weakref.ref(client.config.state.tokens or client)
    client.close()
    del client
    gc.collect()
    assert left() is None
    assert (tokens() is None) == is_read


class Kept:
    """Keeps records of an audit in memory."""

    def __init__(self) -> None:
        self.records: list[AuditRecord] = []

    def prepare(self) -> None:
        """Nothing to do."""

    def write(self, record: AuditRecord) -> None:
        self.records.append(record)


@pytest.mark.parametrize("credential", [SENT, HELD], ids=["sent", "held"])
@pytest.mark.parametrize(("said", "shown"), [(HARMLESS, HARMLESS), ("id 7\x7f", "id 7"), (PLANTED, None)])
def test_an_audit_record_has_the_id_and_no_secret(credential: Any, said: str, shown: str | None) -> None:
    kept = Kept()
    audit = Audit(kept, context=AuditContext(officer="VN040180001234"))
    with Client(BASE, client=ME, credential=credential, transport=answering(said), audit=audit) as client:
        client.exchange.call(SERVICE, "GET", "/x")
    found = str(kept.records[-1].request_id)
    assert PLANTED[:8] not in found
    assert shown is None or found.startswith(shown)
    assert found.isprintable()


def test_other_names_are_unknown() -> None:
    assert not hasattr(called(HARMLESS), "id")
