"""Every fault code of X-Road, in both spellings, is known; the facts are those of the code list."""

from pathlib import Path

import pytest
import yaml

from ndxp_sdk._error_mapping.xroad_codes import PREFIXES, code_of, families, normalised
from ndxp_sdk.dialects.xroad import XRoad
from ndxp_sdk.errors import Answered, NdxpError, UnexpectedAnswer
from tools.properties import given, st

CODELIST = yaml.load(
    (Path(__file__).parents[3] / "specs/codelists/xroad-fault-codes.yaml").read_text("utf-8"), yaml.CSafeLoader
)
ENTRIES = CODELIST["entries"]
SPELLED = [(row, code) for row in ENTRIES for code in (row["code_7_8"], row["code_7_7"]) if code]


def test_the_older_spelling_is_read_as_the_newer_one() -> None:
    both = {row["code_7_7"]: row["code_7_8"] for row in ENTRIES if row["code_7_8"] and row["code_7_7"]}
    assert {older: normalised(older) for older in both} == both


def test_every_code_has_the_family_of_the_code_list() -> None:
    for row, code in SPELLED:
        assert code_of(code).family == row["family"], code
        for prefix in CODELIST["prefixes"]:
            for written in (prefix["prefix_7_8"], prefix["prefix_7_7"]):
                told, expected = f"{written}.{code}", (row["family"], prefix["origin"], normalised(code))
                found = code_of(told)
                assert (found.family, found.origin, found.text) == expected, told


def test_no_code_is_known_that_the_list_does_not_have() -> None:
    listed = {normalised(code).partition(".")[0] for _, code in SPELLED}
    assert set(families()) == listed
    assert set(PREFIXES) == {prefix["prefix_7_8"] for prefix in CODELIST["prefixes"]}


@pytest.mark.parametrize("prefix", ["", "Server.ClientProxy.", "server.serverproxy.", "Client."])
def test_every_code_becomes_a_narrow_error_with_an_origin(answer, call, prefix) -> None:
    dialect = XRoad()
    plan = dialect.plan(call())
    for _, code in SPELLED:
        told = f"{prefix}{code}"
        found = dialect.failure(plan, answer(500, X_Road_Error=told))
        assert type(found) not in {NdxpError, Answered, UnexpectedAnswer, type(None)}, told
        assert (found.code, found.facts.family_code) == (told, normalised(code))
        assert (found.origin == "unknown") is (prefix == ""), told


@given(st.text(max_size=600))
def test_a_normalised_code_stays_as_it_is(text) -> None:
    assert normalised(normalised(text)) == normalised(text)


@given(st.lists(st.from_regex(r"[a-z]+(_[a-z]+){0,3}", fullmatch=True), min_size=1, max_size=4))
def test_a_code_of_today_is_not_rewritten_except_for_known_renames(segments) -> None:
    code = ".".join(segments)
    assert normalised(code) == code or any(
        segment in code for segment in ("server_proxy", "client_proxy", "op_monitor")
    )


@pytest.mark.parametrize(
    ("text", "origin", "segments"),
    [
        ("Server.ServerProxy.ServiceFailed.UnknownMember", "provider-gateway", ("service_failed", "unknown_member")),
        ("server.clientproxy.server.serverproxy.access_denied", "provider-gateway", ("access_denied",)),
        ("Server.ClientProxy.Signer.TokenNotActive", "consumer-gateway", ("token_not_active",)),
        ("Server.ServerProxy.Signer.TokenNotActive", "provider-gateway", ("token_not_active",)),
        ("Server.ServerProxy.OpMonitor.InvalidRequest", "provider-gateway", ("invalid_request",)),
        ("Server.ClientProxy.HSMNonOperational", "consumer-gateway", ("hsm_non_operational",)),
        ("Client", "caller", ()),
        ("", "unknown", ()),
        ("...", "unknown", ()),
    ],
)
def test_a_code_is_taken_apart(text, origin, segments) -> None:
    assert (code_of(text).origin, code_of(text).segments) == (origin, segments)


@pytest.mark.parametrize(
    ("code", "family"),
    [
        ("ocsp_new_thing", "trust"),
        ("asic_new", "asic"),
        ("invalid_new", "caller-message"),
        ("global_conf_new", "own-gateway"),
    ],
)
def test_a_code_of_another_release_is_placed_by_how_it_begins(code, family) -> None:
    assert code_of(f"server.clientproxy.{code}").family == family
