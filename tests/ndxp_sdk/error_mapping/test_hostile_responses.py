"""Whatever comes as an answer becomes an error or nothing, never a traceback, and never shows a secret."""

import json
import pickle
import time

import pytest

from ndxp_sdk._error_mapping import failure_of_problem
from ndxp_sdk._http.response import Headers, Response
from ndxp_sdk._text import sanitise
from ndxp_sdk.dialects.adapter import Adapter
from ndxp_sdk.dialects.direct import Direct
from ndxp_sdk.dialects.gateway import Gateway
from ndxp_sdk.dialects.xroad import XRoad
from ndxp_sdk.envelopes import result_of
from ndxp_sdk.errors import NdxpError
from ndxp_sdk.exchange_response import ExchangeResponse
from ndxp_sdk.explanations import explain
from tools.properties import example, given, settings, st

CITIZEN = "079012345678"
# no part of a text in the sources, because Hypothesis tries those of the modules that happen to be loaded, and
# "0123456789abcdef" of ndxp_sdk.tls is no card number
CARD = "273918465"
TOKEN = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJlLW9mLWEtdG9rZW4"
PASSWORD = "hunter2-correct-horse"
ADDRESS = "https://10.20.30.40:8443/secret/path?token=abc"
PLANTED = (CITIZEN, CARD, TOKEN, PASSWORD, "/secret/path", "079 012 345 678")
SECRETIVE = [
    f"citizen {CITIZEN}, card {CARD}.",
    f"Authorization: Bearer {TOKEN}",
    f"token {TOKEN} has expired",
    f'password="{PASSWORD}" is wrong',
    f"could not reach {ADDRESS}",
    "so 079 012 345 678 khong ton tai",
]
TEXTS = st.one_of(st.text(max_size=80), st.sampled_from(SECRETIVE))
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)),
    max_leaves=6,
)
MEMBERS = (
    "type",
    "message",
    "detail",
    "code",
    "title",
    "status",
    "origin",
    "retryable",
    "retry_after",
    "errors",
    "upstream",
    "instance",
)
MEMBERS += (
    "transaction_id",
    "error_code",
    "fault",
    "error",
    "error_description",
    "MSG",
    "Count",
    "Status",
    "pointer",
    "message_id",
)
OBJECTS = st.dictionaries(st.sampled_from(MEMBERS), VALUES, max_size=8)
PAGES = TEXTS.map(lambda text: f"<html><title>{text}</title><h1>{text}</h1></html>")
FAULTS = TEXTS.map(
    lambda text: f"<e:Envelope xmlns:e='u'><faultcode>{text}</faultcode><faultstring>{text}</faultstring></e:Envelope>"
)
BODIES = st.one_of(
    st.binary(max_size=200),
    OBJECTS.map(lambda body: json.dumps(body).encode()),
    VALUES.map(lambda body: json.dumps({"fault": body, "errors": [body], "error_code": 1, "code": "x"}).encode()),
    PAGES.map(str.encode),
    FAULTS.map(lambda text: text.encode("utf-8", "replace")),
    TEXTS.map(lambda text: text.encode("utf-8", "replace")),
)
NAMES = (
    "Content-Type",
    "X-Road-Error",
    "X-Road-Id",
    "Retry-After",
    "Date",
    "RateLimit",
    "WWW-Authenticate",
    "X-Correlation-Id",
    "Server",
    "X-Road-Request-Id",
)
TYPES = ("application/json", "application/problem+json", "text/html", "text/xml", "text/plain", "")
HEADERS = st.lists(st.tuples(st.sampled_from(NAMES), st.one_of(st.sampled_from(TYPES), TEXTS)), max_size=5)
STATUSES = st.one_of(st.sampled_from([200, 204, 302, 400, 401, 404, 429, 500, 502, 503]), st.integers(100, 999))
DIALECTS = (XRoad(), Adapter(), Gateway(), Direct())


def answers(status: int, headers: list[tuple[str, str]], body: bytes) -> Response:
    return Response(
        status, Headers([(name.encode(), value.encode("latin-1", "replace")) for name, value in headers]), body
    )


def everything_shown(error: NdxpError) -> str:
    pages = f"{explain(error)} {explain(error, 'vi')}"
    return f"{error} {error!r} {error.facts!r} {pages} {pickle.dumps(error).decode('latin-1')}"


def failures(call, told: Response) -> list[NdxpError]:
    plans = [(dialect, dialect.plan(call(message_id="m-1"))) for dialect in DIALECTS]
    found = [dialect.failure(plan, told) for dialect, plan in plans]
    found.append(failure_of_problem(told, "catalog.services.list"))
    response = ExchangeResponse.of(plans[0][1], told)
    shown = f"{response!r} {response.result()!r}"
    assert not [secret for secret in PLANTED if secret in shown]
    try:
        response.raise_for_status()
    except NdxpError as error:
        found.append(error)
    return [error for error in found if error is not None]


@pytest.mark.long
@settings(max_examples=3 * settings.default.max_examples)
@given(STATUSES, HEADERS, BODIES)
@example(500, [("X-Road-Error", "0123456789abcdef")], b'{"code": "x", "title": "t", "detail": "0123456789abcdef"}')
def test_any_answer_is_read_and_nothing_planted_is_shown(call, status, headers, body) -> None:
    for error in failures(call, answers(status, headers, body)):
        shown = everything_shown(error)
        assert not [secret for secret in PLANTED if secret in shown]
        assert len(str(error)) < 2_000
        assert error.status == status
        assert error.retry_after is None or 0 <= error.retry_after <= 86_400
        assert all(character.isprintable() for character in str(error))


DEEP = [b"[" * 100_000, b'{"a":' * 100_000, b"<a>" * 50_000, b"<a>" * 25_000 + b"</a>" * 25_000, b"<html" * 25_000]
DEEP += [b"<error>" + b"<type>" * 8_000 + b"</type>" * 8_000 + b"</error>", b"<title>" * 15_000, b"a://" * 30_000]
ENTITIES = b'<!DOCTYPE error [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
BOMB = b'<?xml version="1.0"?>' + ENTITIES + b"<error><type>&b;</type></error>"
OUTSIDE = b'<!DOCTYPE error [<!ENTITY x SYSTEM "file:///etc/passwd">]><error><type>&x;</type></error>'
HUGE = [
    b'{"type": "' + b"a" * 3_000_000 + b'"}',
    b"<error><type>" + b"a" * 3_000_000 + b"</type></error>",
    b"<!-- x -->" * 100_000,
]
ODD = [
    b"\xff\xfe" + "<error/>".encode("utf-16-le"),
    b"\xef\xbb\xbf{}",
    b"\x00" * 100,
    b'{"status": 1e999, "code": "x"}',
    b'{"code": ' + b"9" * 5_000 + b"}",
]


@pytest.mark.long
@pytest.mark.parametrize("body", [*DEEP, BOMB, OUTSIDE, *HUGE, *ODD], ids=lambda body: f"{body[:12]!r}-{len(body)}")
@pytest.mark.parametrize("media_type", TYPES)
def test_bodies_made_to_hurt_cost_little(call, media_type, body) -> None:
    started = time.process_time()
    for error in failures(
        call, answers(500, [("Content-Type", media_type), ("X-Road-Error", "Server.ServerProxy.IOError")], body)
    ):
        assert "root:" not in str(error)
    assert time.process_time() - started < 60  # because what grows with the square of the size takes minutes


def test_entities_are_never_resolved(call) -> None:
    found = XRoad().failure(XRoad().plan(call()), answers(500, [("X-Road-Error", "Server.ServerProxy.IOError")], BOMB))
    assert found.code == "Server.ServerProxy.IOError"
    assert found.facts.detail is None


@given(st.binary(max_size=300), st.sampled_from([None, "civil-status", "categories", "adapter"]))
def test_any_body_has_a_result(body, profile) -> None:
    found = result_of(Response(200, Headers(), body), profile)
    assert found.raw == body
    assert found.ok in {True, False, None}


@given(st.text(max_size=400))
def test_legible_text_is_one_short_printable_line(text) -> None:
    line = sanitise(text)
    assert len(line) <= 200 * 6
    assert line.isprintable()
    assert "\n" not in line


@pytest.mark.parametrize("text", SECRETIVE)
@pytest.mark.parametrize("before", ["", " " * 500, "x" * 150, "\u200b", "ộ" * 190])
def test_legible_text_masks_secrets_wherever_they_stand(before, text) -> None:
    line = sanitise(f"{before} {text}")
    assert not [secret for secret in PLANTED if secret in line]


def test_what_operators_need_stays_legible() -> None:
    text = "SERVICE:VN/GOV/000.00.00.G22/vpcpdvcprovider of 0106001236 at 2026-11-22 08:30:15"
    assert sanitise(text) == text
    assert sanitise("2ea02d93-e0b8-4e2b-8c6e-fac20f53a3e3") == "2ea02d93-e0b8-4e2b-8c6e-fac20f53a3e3"
