"""The contracts are valid, say nothing that cannot be true, keep the house's rules, and pass our own checker."""

import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
import yaml
from openapi_spec_validator import OpenAPIV31SpecValidator

from compliance import Outcome, Reading, check
from contracts.reading import (
    CONDITION,
    FOLDER,
    Contracts,
    contracts,
    examples,
    faults,
    nodes,
    operations,
    reachable,
    resolved,
    whole_properties,
)

OPERATION_ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
MEMBER = re.compile(r"[a-z][a-z0-9_]*|x5t#S256")
OWN = re.compile(r"/(catalog|exchange|audit)/v\d+/")
SHARED_HEADERS = {"X-Correlation-Id", "RateLimit", "RateLimit-Policy"}
FORBIDDEN = r"\u0000-\u001f\u007f-\u009f%:;/\\\u200b\ufeff"
PART = rf"(?:\.*[^.{FORBIDDEN}][^{FORBIDDEN}]*|\.{{3,}})"
SERVER_METASERVICES = {f"getSecurityServer{each}" for each in ("Metrics", "OperationalData", "HealthData")}
RESERVED = {"listClients", "listMethods", "allowedMethods", "getWsdl", "getOpenAPI"} | SERVER_METASERVICES
NAMES = [path.name for path in sorted(FOLDER.glob("*.yaml"))]


def unsatisfiable(documents: Contracts) -> list[str]:
    """Required names that no property defines."""
    return [
        f"{place}: {name}"
        for place, node in nodes(documents)
        if isinstance(node.get("required"), list)
        for name in node["required"]
        if name not in whole_properties(documents, place, node)
    ]


@pytest.mark.long
@pytest.mark.parametrize("name", NAMES)
def test_document_is_valid_openapi(name: str) -> None:
    validator = OpenAPIV31SpecValidator(contracts()[name], base_uri=(FOLDER / name).as_uri())
    assert contracts()[name]["openapi"] == "3.1.1"
    assert [error.message for error in validator.iter_errors()] == []


def test_every_reference_leads_somewhere() -> None:
    for place, node in nodes(contracts()):
        if isinstance(node.get("$ref"), str):
            assert resolved(contracts(), place, node)[1] is not None, place


def test_every_required_name_is_a_property() -> None:
    assert unsatisfiable(contracts()) == []


def test_a_required_name_without_a_property_is_seen() -> None:
    broken = yaml.safe_load("{components: {schemas: {A: {required: [b], properties: {c: {type: string}}}}}}")
    assert unsatisfiable({"broken.yaml": broken}) == ["broken.yaml#/components/schemas/A: b"]


def test_operation_ids_are_unique_and_dotted() -> None:
    found = [operation.id for operation in operations(contracts())]
    assert [each for each, times in Counter(found).items() if times > 1] == []
    assert [each for each in found if not OPERATION_ID.fullmatch(each)] == []
    assert len(found) > 60


def test_every_operation_says_what_it_does_and_who_may() -> None:
    for operation in operations(contracts()):
        assert operation.raw.get("summary"), operation.id
        security = operation.raw.get("security", contracts()[operation.contract].get("security"))
        assert security is not None, operation.id
        assert (security == []) == (operation.raw.get("x-sharing-form") == "open"), operation.id


def test_every_answer_of_our_own_carries_the_shared_headers() -> None:
    for operation in operations(contracts()):
        if not OWN.match(operation.path):
            continue
        for status, answer in operation.raw["responses"].items():
            headers = resolved(contracts(), f"{operation.contract}#", answer)[1].get("headers", {})
            assert headers.keys() >= SHARED_HEADERS, f"{operation.id} {status}"
            assert ("Retry-After" in headers) or status not in {"429", "503"}, f"{operation.id} {status}"


def test_bodies_of_requests_say_whether_other_members_may_be_there() -> None:
    for operation in operations(contracts()):
        body = operation.raw.get("requestBody")
        for place, node in reachable(contracts(), f"{operation.contract}#", body) if body else ():
            # because a CloudEvent may carry extension attributes, and shared schemas are open by their standards
            is_open_by_standard = "specversion" in node.get("properties", {}) or place.startswith("common.yaml")
            if "properties" in node and not is_open_by_standard and not CONDITION.search(place):
                assert "additionalProperties" in node, f"{operation.id}: {place}"


def test_answers_are_open() -> None:
    for operation in operations(contracts()):
        for answer in operation.raw["responses"].values():
            for place, node in reachable(contracts(), f"{operation.contract}#", answer):
                assert node.get("additionalProperties") is not False, f"{operation.id}: {place}"


def test_every_example_is_one() -> None:
    found = list(examples(contracts()))
    assert len(found) > 30
    assert [fault for each in found for fault in faults(contracts(), each)] == []


def test_an_example_of_something_else_is_seen() -> None:
    broken = yaml.safe_load("{components: {schemas: {A: {type: string, examples: [1]}}}}")
    (example,) = examples({"broken.yaml": broken})
    assert faults({"broken.yaml": broken}, example) == ["broken.yaml#/components/schemas/A: 1 is not of type 'string'"]


def test_identifiers_follow_the_rule_for_parts() -> None:
    schemas = contracts()["common.yaml"]["components"]["schemas"]
    forms = {"MemberId": "/2", "SystemId": "/3", "ServerId": "/3", "ServiceId": "/4", "ClientId": "/2,3"}
    forms |= {"MemberColon": ":2", "SystemColon": ":3", "ServiceColon": ":4"}
    for name, form in forms.items():
        assert schemas[name]["pattern"] == f"^{PART}(?:{form[0]}{PART}){{{form[1:]}}}$", name
    code = contracts()["catalogue.yaml"]["components"]["schemas"]["NewServiceCode"]
    assert code["pattern"] == f"^{PART}$"
    assert set(code["not"]["enum"]) == RESERVED


@pytest.mark.parametrize("text", ["VN/GOV/000.00.00.G22", "VN/GOV/ORG_1", "VN/GOV/a?b", "VN/GOV/.a", "VN/GOV/Bộ"])
def test_identifier_is_accepted(text: str) -> None:
    assert re.search(contracts()["common.yaml"]["components"]["schemas"]["MemberId"]["pattern"], text)


@pytest.mark.parametrize(
    "text", ["VN/GOV", "VN/GOV/..", "VN/./a", "VN//a", "VN/GOV/a%2Fb", "VN/GOV/a\tb", "VN/GOV/a\ufeff"]
)
def test_identifier_is_refused(text: str) -> None:
    assert not re.search(contracts()["common.yaml"]["components"]["schemas"]["MemberId"]["pattern"], text)


@pytest.mark.parametrize("name", NAMES)
def test_document_says_in_both_languages_what_it_is(name: str) -> None:
    text = (FOLDER / name).read_text("utf-8")
    description = contracts()[name]["info"]["description"]
    assert unicodedata.is_normalized("NFC", text)
    assert "đề xuất" in description
    assert "proposal" in description


# What the contracts do not say, because the wire that they describe does otherwise.
AS_THE_WIRE_IS = {
    ("exchange", "openapi.security_failures_are_documented"): "X-Road refuses by 500, with the fault in a header",
    ("exchange", "openapi.no_data_and_no_permission_differ"): "the same; /asic finds only messages of the caller",
    ("exchange", "openapi.errors_share_one_form"): "X-Road and the adapters have forms of their own",
    ("exchange", "openapi.schemas_are_typed"): "providers answer, and events carry, any JSON",
    ("identity", "openapi.success_response_is_described"): "the answer to a revocation has no body (RFC 7009, 2.2)",
    ("audit", "openapi.list_is_paged"): "rows are bounded by the days that are asked for",
    ("catalogue", "openapi.list_is_paged"): "the same; an OpenAPI document is read as a whole",
    (
        "audit",
        "openapi.personal_data_request_states_its_purpose",
    ): "the log has the purpose of each call",
}


@pytest.mark.long
def test_our_own_checker_finds_nothing_but_what_the_wire_wants() -> None:
    report = check(FOLDER, reading=Reading(root=FOLDER))
    assert len(report.subjects) == 2 * len(NAMES) - 1  # because each but common.yaml is there bundled, too
    assert {(Path(each.subject).stem, each.rule) for each in report.findings} <= AS_THE_WIRE_IS.keys()
    outcomes = {verdict.outcome for subject in report.subjects for verdict in subject.verdicts}
    assert outcomes <= {Outcome.MET, Outcome.NOT_APPLICABLE, Outcome.BREACHED}
