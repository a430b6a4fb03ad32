"""What may leave: ten thousand plans, and some of them over real sockets, to a server that records what it is sent.

No unsafe request leaves in safe mode, no trial without consent, no credential without TLS or to another server.
"""

import itertools
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from compliance.model.observation import Trial, Wrong
from compliance.model.openapi.document import Document
from compliance.model.openapi.files import DocumentFiles
from compliance.model.record import NONE, Record, Service
from compliance.model.record_form.consent import Consent
from compliance.model.record_form.platform import Provenance
from compliance.probes.collect import collect_all
from compliance.probes.consent import allowance
from compliance.probes.credential_reference import Variant, read_reference
from compliance.probes.input_trials import input_trials
from compliance.probes.net.credential import Credential
from compliance.probes.net.http_client import SAFE_METHODS, Request
from compliance.probes.net.tls_context import all_versions
from compliance.probes.net.url import Server, Url
from compliance.probes.planned_trial import Carried
from compliance.probes.settings import Mode, NetworkSettings
from compliance.probes.target import Endpoint, Target
from compliance.probes.trial_plan import TrialPlan, plan_of, reads_of
from compliance.probes.trials import request_of

PLANS = 10_000
TODAY = date(2026, 11, 21)
NOW = datetime.fromisoformat("2026-11-21T08:30:00+00:00")
SCHEMES = {
    "bearer": {"type": "http", "scheme": "bearer"},
    "key": {"type": "apiKey", "in": "query", "name": "key"},
    "oauth": {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "/t", "scopes": {"a": "", "b": ""}}}},
}
SECURITY: tuple[Any, ...] = (None, [], [{}], [{"bearer": []}], [{"key": []}], [{"oauth": ["a"]}], [{"bearer": []}, {}])
PARAMETERS: tuple[Any, ...] = (
    {"name": "limit", "in": "query", "schema": {"type": "integer", "maximum": 100, "minimum": 1}},
    {"name": "state", "in": "query", "required": True, "schema": {"type": "string", "enum": ["open", "closed"]}},
    {"name": "name", "in": "query", "schema": {"type": "string", "maxLength": 20}},
    {"name": "X-Purpose", "in": "header", "required": True, "schema": {"type": "string"}},
)
BODY = {"content": {"application/json": {"schema": {"type": "object"}}}}
CONSENTS: tuple[Any, ...] = (
    None,
    NONE,
    Consent("office", date(2026, 1, 1), date(2026, 12, 31)),
    Consent("", date(2026, 1, 1), date(2026, 12, 31)),
    Consent("office", date(2026, 1, 1), TODAY - timedelta(days=1)),
    Consent("office", TODAY + timedelta(days=1), date(2026, 12, 31)),
    Consent("office", None, None),
    Consent("office", TODAY, TODAY),
)


def documents(chance: random.Random) -> Iterator[Document]:
    """Documents of reads and writes with every kind of parameter, body and demand."""
    for number in range(120):
        paths: dict[str, Any] = {}
        for path in chance.sample(["/a", "/b/{id}", "/search", "/c"], chance.randint(1, 4)):
            chosen = chance.sample(PARAMETERS, chance.randint(0, 3))
            if "{" in path:
                chosen = [*chosen, {"name": "id", "in": "path", "required": True, "example": "A-01"}]
            methods = chance.sample(["get", "post", "put", "delete", "patch"], chance.randint(1, 3))
            for method in methods:
                operation: dict[str, Any] = {"parameters": chosen}
                if (security := chance.choice(SECURITY)) is not None:
                    operation["security"] = security
                if method != "get":
                    operation["requestBody"] = BODY
                paths.setdefault(path, {})[method] = operation
        tree = {"openapi": "3.1.0", "components": {"securitySchemes": SCHEMES}, "paths": paths}
        yield Document.of(DocumentFiles(f"{number}.yaml", {f"{number}.yaml": tree}))


def planned(endpoint: Endpoint, record: Record, mode: Mode, given: frozenset[Variant]) -> TrialPlan:
    def has(_operation: object, variant: Variant) -> bool:
        return variant in given

    def inputs(at: Endpoint, reads: Any) -> Any:
        return input_trials(at, reads, has=has, instances=None)

    allowed = allowance(record, mode, TODAY)
    return plan_of(endpoint, record, allowed, has, reads_of(endpoint, record, 50), inputs)


def requests(plan: TrialPlan, server: Server) -> Iterator[tuple[Carried, Request]]:
    credential = Credential("bearer", server, all_versions(), (("Authorization", "Bearer s3cret"),))
    for each in plan.trials:
        carried = None if each.carried is Carried.NOTHING else credential
        yield each.carried, request_of(each, carried, plan.permit)


def is_valid(record: Record) -> bool:
    """Whether the owner consents today, said in another way than the checker says it."""
    given = record.consent_to_trials
    return record.provenance.declared and given in {CONSENTS[2], CONSENTS[7]}


def test_of_ten_thousand_plans_none_sends_what_nobody_allowed() -> None:
    chance = random.Random("plans")
    known = list(documents(chance))
    sent = unsafe = tried = 0
    for number in range(PLANS):
        document = chance.choice(known)
        environment = chance.choice(["production", "staging"])
        form = chance.choice([None, "open", "default"])
        service = Service("s", sharing_form=form, hub_id=chance.choice([None, "VN/GOV/G01/s/x"]))
        provenance = Provenance(declared=chance.random() < 0.8)
        record = Record(
            "p",
            None,
            services=(service,),
            environment=environment,
            consent_to_trials=chance.choice(CONSENTS),
            provenance=provenance,
        )
        scheme = chance.choice(["https", "https", "http"])
        server = Server(f"api-{number % 7}.example", chance.choice([443, 8443]))
        endpoint = Endpoint(service, Url(scheme, server, "/v1"), None, document)
        mode = chance.choice(list(Mode))
        given = frozenset(variant for variant in Variant if chance.random() < 0.5)
        plan = planned(endpoint, record, mode, given)
        tried += bool(plan.trials)
        assert not plan.trials or mode is Mode.STAGING or is_valid(record)
        for carried, request in requests(plan, server):
            sent += 1
            assert request.url.is_secure
            assert request.url.server == server
            assert not (request.method == "TRACE" and carried is not Carried.NOTHING)
            if request.method not in {*SAFE_METHODS, "TRACE"} or request.content is not None:
                unsafe += 1
                assert mode is Mode.STAGING
                assert environment == "staging"
    # because a proof over plans in which nothing happens proves nothing
    assert sent > 10_000
    assert unsafe > 1_000
    assert tried > 2_000


@pytest.mark.parametrize("environment", ["production", "staging", None])
@pytest.mark.parametrize("is_declared", [True, False])
@pytest.mark.parametrize("consent", CONSENTS, ids=str)
def test_the_owners_consent_of_today_admits_trials_and_nothing_else_does(
    consent: Any, environment: str | None, *, is_declared: bool
) -> None:
    said = {"environment": environment, "consent_to_trials": consent, "provenance": Provenance(declared=is_declared)}
    record, server = Record("p", None, **said), Server("api.example", 443)
    safe, staging = (allowance(record, mode, TODAY).permit(server) for mode in (Mode.SAFE, Mode.STAGING))
    assert (safe.methods if safe else None) == ({"TRACE"} if is_valid(record) else None)
    assert staging is not None
    unsafe = {"POST", "PUT", "PATCH", "DELETE"} if environment == "staging" else set()
    assert staging.methods == {"TRACE"} | unsafe
    assert (staging.server, safe.server if safe else server) == (server, server)


def test_a_permit_of_one_server_lets_nothing_out_to_another() -> None:
    server = Server("api.example", 443)
    permit = allowance(Record("p", None, environment="staging"), Mode.STAGING, TODAY).permit(server)
    for other in (Server("api.example", 8443), Server("other.example", 443)):
        for method in ("POST", "DELETE", "TRACE"):
            assert Request(method, Url("https", server), permit=permit)
            with pytest.raises(ValueError, match=f"{method} is not sent"):
                Request(method, Url("https", other), permit=permit)


def test_what_carries_a_credential_cannot_even_be_made_for_another_server_or_without_tls() -> None:
    server = Server("api.example", 443)
    credential = Credential("bearer", server, all_versions(), (("Authorization", "Bearer s3cret"),))
    Request("GET", Url("https", server), credential=credential)
    for url in (
        Url("http", server),
        Url("https", Server("api.example", 8443)),
        Url("https", Server("other.example", 443)),
        Url("https", Server("169.254.169.254", 443)),
    ):
        with pytest.raises(ValueError, match="a credential is sent over https to its own server") as raised:
            Request("GET", url, credential=credential)
        assert "s3cret" not in str(raised.value)


def test_what_is_not_permitted_cannot_even_be_made() -> None:
    server = Server("api.example", 443)
    production = Record("p", None, environment="production", consent_to_trials=CONSENTS[2])
    for method, mode, record in itertools.product(
        ("POST", "PUT", "PATCH", "DELETE"), Mode, (production, replace(production, environment="staging"))
    ):
        permit = allowance(record, mode, TODAY).permit(server)
        is_allowed = mode is Mode.STAGING and record.environment == "staging"
        if is_allowed:
            assert Request(method, Url("https", server), permit=permit).method == method
            continue
        with pytest.raises(ValueError, match=f"{method} is not sent"):
            Request(method, Url("https", server), permit=permit)


DOCUMENT = {
    "openapi": "3.1.0",
    "components": {"securitySchemes": SCHEMES},
    "paths": {
        "/a": {
            "get": {"security": [{"bearer": []}], "parameters": [PARAMETERS[0]]},
            "post": {"security": [{"bearer": []}], "requestBody": BODY},
        },
        "/search": {"post": {"security": [{"bearer": []}], "requestBody": BODY}},
    },
}


def recorded(servers: Any, tls: Any) -> tuple[Any, list[str]]:
    """A server that answers all that comes with 401 and keeps what came."""
    heads: list[str] = []

    async def handler(reader: Any, writer: Any) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        heads.append(head)
        sizes = [int(line.split(":")[1]) for line in head.splitlines() if line.startswith("Content-Length")]
        await reader.readexactly(sum(sizes))
        writer.write(b"HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer\r\nContent-Length: 0\r\n\r\n")
        await writer.drain()

    return servers.listen(handler, tls), heads


@pytest.mark.parametrize(
    ("mode", "environment", "consent", "methods"),
    [
        (Mode.SAFE, "staging", None, {"GET", "OPTIONS"}),
        (Mode.SAFE, "production", CONSENTS[4], {"GET", "OPTIONS"}),
        (Mode.SAFE, "staging", CONSENTS[2], {"GET", "OPTIONS", "TRACE"}),
        (Mode.STAGING, "production", None, {"GET", "OPTIONS", "TRACE"}),
        (Mode.STAGING, "staging", None, {"GET", "OPTIONS", "TRACE", "POST"}),
    ],
)
def test_a_server_is_sent_what_was_allowed_and_nothing_else(
    *, servers: Any, tls: Any, ca: Any, tmp_path: Path, mode: Mode, environment: str, consent: Any, methods: set[str]
) -> None:
    (tmp_path / "ca.pem").write_bytes(ca.cert_pem.bytes())
    secret = tmp_path / "token"
    secret.touch(mode=0o600)
    secret.write_text("s3cret-079123456789")
    listener, heads = recorded(servers, tls())
    plain, in_the_clear = recorded(servers, None)
    service = Service(
        "api", base_url=f"https://127.0.0.1:{listener.port}/v1", plain_http_url=f"http://127.0.0.1:{plain.port}/v1"
    )
    record: Any = Record("p", None, services=[service], environment=environment, consent_to_trials=consent)
    document = Document.of(DocumentFiles("api.yaml", {"api.yaml": DOCUMENT}))
    settings = NetworkSettings(
        timeout=60,
        rate=1000,
        allow_private=True,
        ca_file=tmp_path / "ca.pem",
        mode=mode,
        credentials=(read_reference(f"bearer=file:{secret}"),),
    )
    seen = collect_all([Target(record, {"api": document})], settings, lambda _: None, clock=lambda: NOW)["p"]
    assert {head.partition(" ")[0] for head in heads} == methods
    assert any("Bearer s3cret" in head for head in heads)
    assert "s3cret" not in "".join(in_the_clear)
    assert not any("s3cret" in head for head in heads if head.startswith("TRACE"))
    assert "s3cret" not in repr(seen)
    tried = {each.wrong for each in seen.observations if isinstance(each, Trial)}
    assert bool(tried) is ("TRACE" in methods)
    assert (Wrong.BROKEN_BODY in tried) is ("POST" in methods)


@pytest.mark.parametrize("address", ["127.0.0.1", "169.254.169.254", "10.0.0.1", "::1", "fe80::1", "::ffff:10.0.0.1"])
def test_a_credential_is_not_sent_to_private_places_whatever_a_name_turns_into(
    servers: Any, tls: Any, tmp_path: Path, address: str
) -> None:
    secret = tmp_path / "token"
    secret.touch(mode=0o600)
    secret.write_text("s3cret")
    listener, heads = recorded(servers, tls())
    asked: list[str] = []

    async def changing(server: Server) -> list[str]:
        asked.append(server.host)
        return [address]

    service = Service("api", base_url=f"https://api.example:{listener.port}/v1")
    record: Any = Record("p", None, services=[service], consent_to_trials=CONSENTS[2])
    document = Document.of(DocumentFiles("api.yaml", {"api.yaml": DOCUMENT}))
    settings = NetworkSettings(timeout=60, rate=1000, credentials=(read_reference(f"bearer=file:{secret}"),))
    target = Target(record, {"api": document})
    seen = collect_all([target], settings, lambda _: None, clock=lambda: NOW, resolver=changing)["p"]
    assert heads == []
    assert not [each for each in seen.observations if isinstance(each, Trial)]
    # because an answer that changes later is not asked for: each name is looked up once
    assert asked == ["api.example"]
