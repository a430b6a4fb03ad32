"""The mock hub is the contracts: it answers every operation and nothing else, and as the operation says."""

from functools import cache

import httpx
import pytest

from contracts.asking import Asked, requests
from contracts.furnishing import furnished
from contracts.judging import errors, flaws
from contracts.reading import METHODS, contracts, operations
from mocks.hub.calling import ask, token_of
from ndxp_mocks.hub.adapter.forward import PREFIXES
from ndxp_mocks.hub.api.routing import is_own
from ndxp_mocks.hub.contract.operations import operations as operations_of_the_hub
from ndxp_mocks.hub.handlers import handlers
from ndxp_mocks.hub.state.settings import PROFILES
from ndxp_mocks.hub.xroad import asic_endpoint, list_clients, metaservices, request_names

pytestmark = pytest.mark.long

BY_ID = {each.id: each for each in operations(contracts())}
OWN = [name for name, each in BY_ID.items() if is_own(each.path)]
GUARDED = [name for name in OWN if any("oauth2" in way for way in BY_ID[name].raw["security"])]
WIRE = [name for name in BY_ID if name not in OWN]
ADAPTERS = [name for name in WIRE if BY_ID[name].path.startswith(PREFIXES)]
SERVERS = ("xroad-7.7", "xroad-7.8")
SERVED = [(name, profile) for name in WIRE for profile in SERVERS] + [(name, "ndxp-adapter") for name in ADAPTERS]
AT_ITS_ROOT = {"exchange.call.get"}  # where no platform has anything
LANGUAGES = ("application/json", "application/xml", "*/*")
SHARED = {"x-correlation-id", "ratelimit", "ratelimit-policy", "x-simulated"}


@cache
def granted(name: str) -> tuple[Asked, httpx.Response]:
    """A request of this operation that the hub grants, and its answer; each refusal on the way is documented too."""
    refused: set[str] = set()
    for asked in requests(BY_ID[name], furnished()):
        answer = asked.sent(furnished().copy())
        assert flaws(BY_ID[name], answer) == [], answer.text
        if answer.is_success:
            return asked, answer
        refused.add(f"{answer.status_code} {answer.json().get('detail')}")
    raise AssertionError(f"nobody is granted {name}: {sorted(refused)}")


def test_every_operation_has_a_handler_or_is_on_the_wire_and_nothing_else_is_answered() -> None:
    assert set(handlers()) == set(OWN)
    assert {each.operation_id for each in operations_of_the_hub()} == set(BY_ID)
    served = (request_names.ROOT, *PREFIXES, asic_endpoint.ASIC, asic_endpoint.VERIFICATION_CONF, list_clients.PATH)
    assert {next(start for start in served if BY_ID[name].path.startswith(start)) for name in WIRE} == set(served)
    last = {BY_ID[name].path.rpartition("/")[2] for name in WIRE if BY_ID[name].path.startswith(request_names.ROOT)}
    assert {each for each in last if not each.startswith("{")} == set(metaservices._by_code())


@pytest.mark.parametrize("name", OWN)
def test_operation_is_granted_to_somebody_and_the_same_in_all_profiles(name: str) -> None:
    asked, answer = granted(name)
    for profile in PROFILES:
        again = asked.sent(furnished().copy(profile=profile))
        assert again.status_code == answer.status_code
        assert flaws(BY_ID[name], again) == [], again.text


@pytest.mark.parametrize("name", GUARDED)
def test_operation_is_refused_as_documented_to_who_shows_no_token_or_one_for_something_else(name: str) -> None:
    asked, _ = granted(name)
    scopes = {scope for way in BY_ID[name].raw["security"] for scope in way["oauth2"]}
    other = "audit:read" if "audit:read" not in scopes else "keys:write"
    token = token_of(furnished().copy(), "example-portal", scope=other)
    for headers, status in (
        ({}, 401),
        ({"Authorization": "Bearer x"}, 401),
        ({"Authorization": f"Bearer {token}"}, 403),
    ):
        kept = {key: value for key, value in asked.headers.items() if key != "Authorization"}
        answer = Asked(asked.method, asked.path, asked.query, {**kept, **headers}, asked.content).sent(
            furnished().copy()
        )
        assert flaws(BY_ID[name], answer) == []
        assert answer.status_code == status or (status == 403 and not scopes)


@pytest.mark.parametrize("path", sorted({BY_ID[name].path for name in OWN}))
def test_methods_that_are_not_documented_are_refused(path: str) -> None:
    documented = {each.method for each in BY_ID.values() if each.path == path}
    for method in METHODS - documented - {"head"}:
        answer = ask(furnished().copy(), method.upper(), path.replace("{", "").replace("}", ""))
        assert answer.status_code == 405
        assert {each.lower() for each in answer.headers["Allow"].split(", ")} - {"head"} == documented
        assert set(answer.headers) >= SHARED
        assert list(errors("common.yaml#/components/schemas/Problem", answer.json())) == []


@pytest.mark.parametrize(("name", "profile"), SERVED)
def test_wire_passes_the_call_on_and_answers_as_documented(name: str, profile: str) -> None:
    asked = next(requests(BY_ID[name], furnished()))
    answer = asked.sent(furnished().copy(profile=profile))
    assert flaws(BY_ID[name], answer) == [], answer.text
    assert "X-Road-Error" not in answer.headers
    assert answer.is_success or asked.method != "GET" or name in AT_ITS_ROOT


@pytest.mark.parametrize(("name", "profile"), SERVED)
def test_wire_refuses_as_documented(name: str, profile: str) -> None:
    asked = next(requests(BY_ID[name], furnished()))
    for accept in LANGUAGES:
        nameless = Asked(
            asked.method, asked.path.replace("enterprises", "nothing"), {}, {"Accept": accept}, asked.content
        )
        answer = nameless.sent(furnished().copy(profile=profile))
        assert flaws(BY_ID[name], answer) == [], answer.text
        assert answer.is_success == (BY_ID[name].raw["security"] == [])


def test_answer_that_is_not_documented_is_seen() -> None:
    answer = granted("catalog.services.get")[1]
    operation, body = BY_ID["catalog.services.get"], answer.json()
    poorer = {key: value for key, value in answer.headers.items() if key not in ("etag", "content-type")}
    for status, headers, content, expected in (
        (418, dict(answer.headers), body, "the status 418 is not documented"),
        (200, poorer, body, "the header ETag is missing"),
        (200, {**answer.headers, "etag": "x"}, body, "ETag $: 'x' does not match"),
        (200, {**answer.headers, "content-type": "text/plain"}, body, "the media type text/plain is not documented"),
        (200, dict(answer.headers), {**body, "mode": 1}, "$.mode: 1 is not of type 'string'"),
    ):
        told = httpx.Response(status, headers=headers, json=content, request=answer.request)
        assert flaws(operation, told)[0].startswith(expected), flaws(operation, told)
