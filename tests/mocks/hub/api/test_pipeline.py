"""What all operations of our own APIs share, from the address to the last header of the answer."""

import asyncio
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import httpx
import pytest

from mocks.hub.calling import NOW, SERVICE, SERVICE_PATH, STRANGER_DRAFT, URL, Client, ask, code_of, hub, token_of
from ndxp_mocks import hub_application, hub_world
from ndxp_mocks.hub.api.idempotency import Attempt
from ndxp_mocks.hub.api.response_validation import ContractBroken
from ndxp_mocks.hub.api.routing import is_own, match
from ndxp_mocks.hub.contract.operations import operations
from ndxp_mocks.hub.handlers import handlers
from ndxp_mocks.hub.seeding import secret_of

REQUESTS = "/catalog/v1/access-requests"


def test_every_operation_of_the_contracts_is_answered_and_no_other() -> None:
    assert {each.operation_id for each in operations() if is_own(each.path)} == set(handlers())


def test_every_path_of_the_contracts_leads_to_its_operation() -> None:
    for operation in operations():
        if is_own(operation.path):
            assert match(operation.method, operation.path.replace("{", "").replace("}", "")).operation is operation


def test_unknown_address_of_our_own_is_a_problem() -> None:
    answer = ask(hub(), "GET", "/catalog/v1/nothing")
    assert code_of(answer) == (404, "not-found")
    assert {"x-correlation-id", "ratelimit", "ratelimit-policy"} <= set(answer.headers)


def test_other_addresses_are_for_the_exchange_wire() -> None:
    answer = ask(hub(), "GET", "/nothing")
    assert (answer.status_code, "SOAP" in answer.text.upper() or "Fault" in answer.text) == (200, True)
    assert answer.headers["X-Simulated"] == "true"


def test_other_methods_are_refused_with_those_that_are_allowed() -> None:
    answer = ask(hub(), "DELETE", REQUESTS)
    assert code_of(answer) == (405, "method-not-allowed")
    assert answer.headers["Allow"] == "GET, HEAD, POST"


def test_head_tells_what_get_would() -> None:
    client = Client(hub())
    got, head = client.get(SERVICE_PATH), client.ask("HEAD", SERVICE_PATH)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Length"] == str(len(got.content))
    assert head.headers["ETag"] == got.headers["ETag"]


def test_correlation_id_comes_back_or_is_made() -> None:
    running = hub()
    sent = ask(running, "GET", "/catalog/v1/health", headers={"X-Correlation-Id": "case-1"})
    assert sent.headers["X-Correlation-Id"] == "case-1"
    for unfit in ("x" * 256, "a b", ""):
        made = ask(running, "GET", "/catalog/v1/health", headers={"X-Correlation-Id": unfit})
        assert UUID(made.headers["X-Correlation-Id"])


def test_every_answer_says_that_it_is_simulated() -> None:
    assert ask(hub(), "GET", "/catalog/v1/health").headers["X-Simulated"] == "true"
    assert ask(hub(), "GET", "/catalog/v1/nothing").headers["X-Simulated"] == "true"


def test_answers_without_a_token_say_how_to_get_in() -> None:
    answer = ask(hub(), "GET", "/catalog/v1/services")
    assert code_of(answer) == (401, "client-unauthenticated")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer ")


def test_scope_of_the_token_counts() -> None:
    running = hub()
    token = token_of(running, "example-portal", scope="catalog:read")
    headers = {"Authorization": f"Bearer {token}"}
    assert ask(running, "GET", "/catalog/v1/services", headers=headers).status_code == 200
    assert code_of(ask(running, "GET", "/audit/v1/transactions", headers=headers)) == (403, "access-denied")


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("limit=0", "#query/limit"),
        ("limit=501", "#query/limit"),
        ("limit=ten", "#query/limit"),
        ("limit=1&limit=2", "#query/limit"),
        ("q=", "#query/q"),
        ("cursor=nonsense", None),
        ("organization=VN:GOV:G12", "#query/organization"),
    ],
)
def test_parameter_that_breaks_the_contract_is_a_bad_request(query: str, pointer: str | None) -> None:
    answer = Client(hub()).get(f"/catalog/v1/services?{query}")
    assert code_of(answer) == (400, "request-invalid")
    if pointer:
        assert [each["pointer"] for each in answer.json()["errors"]] == [pointer]


@pytest.mark.parametrize("query", ["q=%FF", "q=%C3"])
def test_query_that_is_no_text_is_a_bad_request(query: str) -> None:
    assert code_of(Client(hub()).get(f"/catalog/v1/services?{query}")) == (400, "request-invalid")


def test_case_of_an_id_does_not_count() -> None:
    client = Client(hub())
    started = client.ask("POST", "/exchange/v1/interactions", json={"service": SERVICE}).json()
    agreement = client.body("/catalog/v1/agreements")["items"][0]
    for folder, row in (("exchange/v1/interactions", started), ("catalog/v1/agreements", agreement)):
        assert client.body(f"/{folder}/{row['id'].upper()}") == row


def test_unknown_parameters_are_not_looked_at() -> None:
    assert Client(hub()).get("/catalog/v1/services?colour=red").status_code == 200


@pytest.mark.parametrize("service_id", ["VN", "VN:GOV:G12:a:..", "VN:GOV:G12:a:b%2F", "VN:GOV:G12:a:%FF"])
def test_path_that_breaks_the_contract_is_a_bad_request(service_id: str) -> None:
    assert code_of(Client(hub()).get(f"/catalog/v1/services/{service_id}")) == (400, "request-invalid")


@pytest.mark.parametrize(
    ("content", "media", "expected"),
    [
        (b"{", "application/json", (400, "request-invalid")),
        (b"\xff", "application/json", (400, "request-invalid")),
        (b'{"a": NaN}', "application/json", (400, "request-invalid")),
        (b'{"justification": "\\ud800"}', "application/json", (400, "request-invalid")),
        (b"[" * 100_000, "application/json", (400, "request-invalid")),
        (b"", None, (400, "request-invalid")),
        (b"{}", None, (415, "unsupported-media-type")),
        (b"{}", "text/plain", (415, "unsupported-media-type")),
        (b"{}", "application/json; charset=utf-8", (422, "request-invalid")),
        (b"[]", "application/json", (422, "request-invalid")),
    ],
)
def test_body_that_breaks_the_contract_is_refused(content: bytes, media: str | None, expected: tuple[int, str]) -> None:
    headers = {} if media is None else {"Content-Type": media}
    assert code_of(Client(hub()).ask("POST", REQUESTS, headers=headers, content=content)) == expected


def test_what_is_wrong_with_a_body_is_told_without_its_values() -> None:
    draft = {"consumer_system_id": "secret value", "version": 1, "colour": "red"}
    answer = Client(hub()).ask("POST", REQUESTS, json=draft)
    assert {(each["pointer"], each["code"]) for each in answer.json()["errors"]} == {
        ("", "missing"),
        ("", "unknown-member"),
        ("/consumer_system_id", "wrong-form"),
        ("/version", "wrong-type"),
    }
    assert "secret value" not in answer.text


def test_body_beyond_the_limit_is_refused_after_it_was_taken() -> None:
    client = Client(hub(largest_message=1000))
    assert code_of(client.ask("POST", REQUESTS, json={"justification": "x" * 1000})) == (413, "payload-too-large")


def test_quota_of_a_client_is_its_own() -> None:
    running = hub(rate_limit=3)
    portal, stranger = Client(running, "example-portal"), Client(running, "example-stranger")
    answers = [portal.get(SERVICE_PATH) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert [answer.headers["RateLimit"] for answer in answers[:3]] == [f'"default";r={left};t=1' for left in (2, 1, 0)]
    assert answers[0].headers["RateLimit-Policy"] == '"default";q=3;w=1'
    assert code_of(answers[3]) == (429, "quota-exceeded")
    assert (answers[3].headers["Retry-After"], answers[3].json()["retry_after"]) == ("1", 1)
    assert answers[3].json()["retryable"] is True
    assert stranger.get(SERVICE_PATH).status_code == 200
    running.world.clock.advance(1)
    assert portal.get(SERVICE_PATH).status_code == 200


def test_copy_that_is_current_is_not_sent_again() -> None:
    client = Client(hub())
    first = client.get(SERVICE_PATH)
    for tag in (first.headers["ETag"], f"W/{first.headers['ETag']}", "*", f'"x", {first.headers["ETag"]}'):
        again = client.get(SERVICE_PATH, headers={"If-None-Match": tag})
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert client.get(SERVICE_PATH, headers={"If-None-Match": '"x"'}).status_code == 200
    assert code_of(client.get(SERVICE_PATH, headers={"If-None-Match": "x"})) == (400, "request-invalid")


def test_change_is_for_the_state_that_was_seen() -> None:
    client = Client(hub(), "example-provider")
    path = f"{SERVICE_PATH}/versions/1.0.0:suspend"
    assert code_of(client.ask("POST", path)) == (428, "precondition-required")
    assert code_of(client.ask("POST", path, headers={"If-Match": '"x"'})) == (412, "precondition-failed")
    assert code_of(client.ask("POST", path, headers={"If-Match": "x"})) == (400, "request-invalid")
    assert code_of(client.ask("POST", path.replace("1.0.0", "9"), headers={"If-Match": "*"})) == (404, "not-found")
    assert client.ask("POST", path, headers={"If-Match": "*"}).status_code == 200


def test_only_one_of_two_changes_of_the_same_state_is_made() -> None:
    running = hub()
    client = Client(running, "example-provider")
    headers = {"If-Match": client.get(SERVICE_PATH).headers["ETag"], "Content-Type": "application/merge-patch+json"}

    def patched(number: int) -> int:
        return client.ask("PATCH", SERVICE_PATH, headers=headers, json={"title": {"vi": str(number)}}).status_code

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(patched, range(8))) == [200, *[412] * 7]


def test_creation_that_is_sent_again_gives_the_first_answer() -> None:
    client = Client(hub(), "example-stranger")
    keyed = {"Idempotency-Key": '"first"'}
    one = client.ask("POST", REQUESTS, headers=keyed, json=STRANGER_DRAFT)
    two = client.ask("POST", REQUESTS, headers={"Idempotency-Key": "first"}, json=STRANGER_DRAFT)
    assert (one.status_code, two.status_code, two.json()) == (201, 201, one.json())
    assert len(client.body(REQUESTS)["items"]) == 1
    other = client.ask("POST", REQUESTS, headers=keyed, json={**STRANGER_DRAFT, "justification": "Khác"})
    assert code_of(other) == (422, "idempotency-mismatch")
    assert client.ask("POST", REQUESTS, json=STRANGER_DRAFT).json()["id"] != one.json()["id"]


def test_idempotency_key_is_forgotten_after_a_day_and_by_a_refusal() -> None:
    running = hub()
    client = Client(running, "example-stranger")
    keyed = {"Idempotency-Key": "k"}
    wrong = client.ask("POST", REQUESTS, headers=keyed, json={**STRANGER_DRAFT, "version": "9"})
    assert wrong.status_code == 422
    first = client.ask("POST", REQUESTS, headers=keyed, json=STRANGER_DRAFT)
    assert first.status_code == 201
    running.world.clock.advance(86_401)
    later = Client(running, "example-stranger").ask("POST", REQUESTS, headers=keyed, json=STRANGER_DRAFT)
    assert later.json()["id"] != first.json()["id"]


def test_creation_in_progress_is_a_conflict() -> None:
    running = hub()
    client = Client(running, "example-stranger")
    first = client.ask("POST", REQUESTS, headers={"Idempotency-Key": "k"}, json=STRANGER_DRAFT)
    (slot, kept), *_ = running.world.api.repeated.items()
    running.world.api.repeated[slot] = Attempt(kept.asked, NOW)
    again = client.ask("POST", REQUESTS, headers={"Idempotency-Key": "k"}, json=STRANGER_DRAFT)
    assert (first.status_code, code_of(again)) == (201, (409, "idempotency-in-progress"))
    assert again.json()["retryable"] is True


def pages(client: Client, path: str) -> Iterator[list[Any]]:
    """Every page, by the links."""
    following: str | None = path
    while following:
        answer = client.get(following)
        assert answer.status_code == 200, answer.text
        yield answer.json()["items"]
        link = answer.links.get("next", {}).get("url")
        assert (link is None) == (answer.json()["next_cursor"] is None)
        following = None if link is None else str(httpx.URL(URL + path).join(link))


@pytest.mark.parametrize("limit", [1, 3, 4, 50])
def test_pages_together_are_the_whole_list(limit: int) -> None:
    client = Client(hub())
    whole = client.body("/catalog/v1/systems", limit=500)["items"]
    assert [each for page in pages(client, f"/catalog/v1/systems?limit={limit}&q=s") for each in page] == [
        each for each in whole if each in client.body("/catalog/v1/systems", q="s")["items"]
    ]
    assert all(len(page) <= limit for page in pages(client, f"/catalog/v1/systems?limit={limit}"))


def test_answer_that_breaks_the_contract_is_a_defect_of_the_hub() -> None:
    running = hub()
    running.world.catalog.organizations.put(
        {"id": "VN/GOV/X", "member_class": "GOV", "name": {"vi": "x"}, "status": "active"}
    )
    with pytest.raises(ContractBroken, match=r"catalog\.organizations\.list answers 200 with /items/1 missing"):
        Client(running).get("/catalog/v1/organizations?q=x")
    lenient = hub(strict=False)
    lenient.world.catalog.organizations.put(
        {"id": "VN/GOV/X", "member_class": "GOV", "name": {"vi": "x"}, "status": "active"}
    )
    assert Client(lenient).get("/catalog/v1/organizations").status_code == 200


def test_defect_is_told_to_the_caller_too() -> None:
    running = hub()
    headers = {"Authorization": f"Bearer {token_of(running, 'example-portal')}"}
    running.world.catalog.organizations.put({"id": "VN/GOV/X", "member_class": "GOV", "name": {}})

    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(running, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=URL) as client:
            return await client.get("/catalog/v1/organizations", headers=headers)

    answer = asyncio.run(asked())
    assert code_of(answer) == (500, "internal-error")
    assert "ContractBroken: catalog.organizations.list" in answer.json()["detail"]


def test_failure_of_a_lenient_hub_is_a_problem() -> None:
    running = hub(strict=False)
    client = Client(running)
    running.world.catalog.organizations.put({"id": "broken"})
    assert code_of(client.get("/catalog/v1/organizations?q=x")) == (500, "internal-error")


def test_token_address_speaks_oauth() -> None:
    running = hub(rate_limit=1)
    form = {"content": b"a=b", "headers": {"Content-Type": "text/plain"}}
    wrong = ask(running, "POST", "/oauth2/token", **form)
    assert (wrong.status_code, wrong.json()["error"]) == (400, "invalid_request")
    often = ask(running, "POST", "/oauth2/token", **form)
    assert (often.status_code, often.json()["error"]) == (429, "temporarily_unavailable")
    assert often.headers["Cache-Control"] == "no-store"


def test_hub_in_memory_belongs_to_no_event_loop() -> None:
    running = hub_application(hub_world())

    def journey(number: int) -> list[int]:
        async def asked() -> list[int]:
            async with httpx.AsyncClient(transport=httpx.ASGITransport(running), base_url=URL) as client:
                credentials = ("example-portal", secret_of("example-portal"))
                form = {"grant_type": "client_credentials"}
                token = (await client.post("/oauth2/token", data=form, auth=credentials)).json()["access_token"]
                headers = {"Authorization": f"Bearer {token}", "X-Correlation-Id": str(number)}
                answers = await asyncio.gather(*(client.get(SERVICE_PATH, headers=headers) for _ in range(5)))
                call = {"X-Road-Client": "VN/GOV/EXAMPLE/portal"}
                answers.append(await client.get(f"/r1/{SERVICE}/enterprises", headers=call))
                return [answer.status_code for answer in answers]

        return asyncio.run(asked())

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(journey, range(8))) == [[200] * 6] * 8


def test_same_seed_gives_the_same_hub() -> None:
    worlds = (hub().world, hub().world)
    first, second = ([json.dumps(row, sort_keys=True) for row in world.catalog.agreements] for world in worlds)
    assert first == second
