"""The flawless platform of any document is found flawless, but for what the document itself is to blame for."""

import json
from pathlib import Path
from typing import Final

import pytest

from compliance import Outcome
from ndxp_mocks import known_faults, serve_document
from tools.audited_documents import audited, found
from tools.documented_platforms import KINDS, document

CORPUS: Final = Path(__file__).parents[3] / "shared/corpus"
OPEN: Final = (
    "a caller without credentials was answered 200 with data, and nothing says that it is open; mark it if it is, else "
    "demand credentials"
)
# Real documents, and what is found that they are to blame for: what neither says who may call nor that all may.
REAL: Final = {
    "petstore-2.0.json": {("endpoint.anonymous_caller_is_refused", "/pets", OPEN)},
    "petstore-3.0.json": {("endpoint.anonymous_caller_is_refused", "/pets", OPEN)},
    "tictactoe-3.1.yaml": set(),
    "spotify-3.0.yaml": set(),
    "digitalocean-3.0.yaml": set(),
}
# What every one of the made-up documents gives occasion for.
ALWAYS: Final = {
    *("anonymous_caller_is_refused", "unreadable_token_is_refused", "spoofed_client_header_is_refused"),
    *("refusal_is_a_challenge", "other_methods_are_refused", "cross_origin_access_is_limited"),
    *("bad_input_is_not_accepted", "bad_input_is_a_client_error", "anonymous_caller_sees_no_personal_data"),
    *("body_matches_its_schema", "documented_operation_exists", "media_type_is_documented", "status_is_documented"),
    *("served_document_is_the_published_one", "errors_have_the_published_form", "answers_reveal_no_internals"),
    *("agency_codes_are_well_formed", "codes_belong_to_their_lists", "key_fields_are_well_formed"),
    *("text_is_nfc", "text_is_utf8", "json_has_no_byte_order_mark", "times_carry_their_zone"),
    *("open_data_is_machine_readable", "open_data_needs_no_credentials", "conditional_request_saves_the_body"),
    "personal_answers_are_not_cached",
    *("correlation_id_is_echoed", "rate_limit_is_announced", "clock_is_right", "hsts_is_sent", "http_2_is_offered"),
    *("certificate_chain_is_complete", "old_tls_is_refused", "plain_http_serves_no_data"),
}
IN_PAGES: Final = {"changes_since_narrows", "pages_come_to_an_end", "pages_neither_repeat_nor_skip"}
WITHOUT_POSITION: Final = {"size", "after"}
OF_TOKENS: Final = {
    *("expired_token_is_refused", "foreign_audience_is_refused", "forged_token_is_refused"),
    "another_clients_record_is_refused",
}
WITH_TOKENS: Final = {"bearer", "oauth2", "openid", "oauth2-of-old", "two-at-once"}
WITH_SCOPES: Final = {"oauth2", "openid", "oauth2-of-old"}


@pytest.mark.parametrize("name", KINDS)
def test_platforms_of_documents_of_every_shape_break_no_rule(name: str, tmp_path: Path) -> None:
    file = tmp_path / "openapi.json"
    file.write_text(json.dumps(document(name), ensure_ascii=False), encoding="utf-8")
    with serve_document(file) as served:
        report = audited(served, file)
    assert found(report, served.base_url) == set()
    met = {each.rule.rpartition(".")[2] for each in report.subjects[0].verdicts if each.outcome is Outcome.MET}
    assert ALWAYS - met == set()
    assert met >= IN_PAGES or KINDS[name].paging in WITHOUT_POSITION
    assert met >= OF_TOKENS or name not in WITH_TOKENS
    assert "missing_scope_is_refused" in met or name not in WITH_SCOPES


@pytest.mark.parametrize(
    "fault",
    ["any-audience-allowed", "expired-token-allowed", "forged-token-allowed", "foreign-record-served", "scope-ignored"],
)
def test_a_platform_of_a_document_that_takes_wrong_tokens_is_found(fault: str, tmp_path: Path) -> None:
    file = tmp_path / "openapi.json"
    file.write_text(json.dumps(document("oauth2")), encoding="utf-8")
    with serve_document(file, faults=(fault,)) as served:
        report = audited(served, file)
    assert {each.rule for each in report.findings} == {known_faults()[fault].rule}


def test_no_scope_is_demanded_of_a_token_where_another_way_in_demands_none(tmp_path: Path) -> None:
    told = document("oauth2")
    told["components"]["securitySchemes"]["token"] = {"type": "http", "scheme": "bearer"}
    told["security"] = [{"token": []}, *told["security"]]
    file = tmp_path / "openapi.json"
    file.write_text(json.dumps(told), encoding="utf-8")
    with serve_document(file) as served:
        report = audited(served, file)
    assert found(report, served.base_url) == set()
    outcomes = {each.rule: each.outcome for each in report.subjects[0].verdicts}
    assert outcomes["endpoint.missing_scope_is_refused"] is Outcome.NOT_APPLICABLE
    assert outcomes["endpoint.expired_token_is_refused"] is Outcome.MET


@pytest.mark.parametrize("name", REAL)
def test_platforms_of_real_documents_break_no_rule_of_themselves(name: str, tmp_path: Path) -> None:
    if not CORPUS.is_dir():
        pytest.skip("no corpus of real documents beside the repository")
    file = tmp_path / name
    file.write_bytes((CORPUS / name).read_bytes())
    with serve_document(file) as served:
        report = audited(served, file)
    assert found(report, served.base_url) == REAL[name]
