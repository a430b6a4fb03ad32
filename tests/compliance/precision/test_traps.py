"""Documents that are written in unusual but lawful ways, or that look like others: all rules judge them together."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from tools.clean_platform import TEXT, clean_document, found_in

Run = Callable[..., Any]
PROBLEM: Final = {"$ref": "#/components/responses/Problem"}


def found_by(run: Run, tmp_path: Path, *documents: Any) -> list[tuple[str, str, str]]:
    """Return rule, file and place of what all rules find in documents that are given together."""
    names = []
    for number, document in enumerate(documents):
        names.append(f"openapi-{number}.json")
        (tmp_path / names[-1]).write_text(json.dumps(document))
    out = run("check", *names, "--format", "json", "--as-of", "2026-11-28").out
    return [
        (verdict["rule"].removeprefix("openapi."), each["location"]["uri"], each["location"]["pointer"])
        for subject in json.loads(out)["subjects"]
        for verdict in subject["verdicts"]
        for each in verdict["violations"]
    ]


def rules(found: list[tuple[str, str, str]]) -> set[str]:
    return {rule for rule, _, _ in found}


def test_a_finding_in_a_shared_target_stands_there_whoever_leads_to_it(run: Run, tmp_path: Path) -> None:
    shared = {"components": {"schemas": {"Xa": {"type": "object", "properties": {"ma_xa": {"type": "integer"}}}}}}
    (tmp_path / "chung.json").write_text(json.dumps(shared))
    found = found_by(run, tmp_path, *[leading_to("chung.json#/components/schemas/Xa")] * 3)
    told = [(file, place) for rule, file, place in found if rule == "identifiers_are_text"]
    assert told == [("chung.json", "/components/schemas/Xa/properties/ma_xa")] * 3
    assert "references_resolve" not in rules(found)
    assert "document_matches_its_specification" not in rules(found)


def test_a_platform_with_three_documents_hears_once_of_what_they_share(run: Run, tmp_path: Path) -> None:
    shared = {"components": {"schemas": {"Xa": {"type": "object", "properties": {"ma_xa": {"type": "integer"}}}}}}
    (tmp_path / "chung.json").write_text(json.dumps(shared))
    services = [{"id": name, "document": f"{name}.json"} for name in "abc"]
    (tmp_path / "record.json").write_text(json.dumps({"slug": "a", "owner": {"code": "G12"}, "services": services}))
    for name in "abc":
        (tmp_path / f"{name}.json").write_text(json.dumps(leading_to("chung.json#/components/schemas/Xa")))
    out = run("check", "record.json", "--format", "json", "--as-of", "2026-11-28").out
    (subject,) = json.loads(out)["subjects"]
    told = [v for verdict in subject["verdicts"] for v in verdict["violations"] if v["location"]["uri"] == "chung.json"]
    assert sorted(each["message"].split()[0] for each in told) == ["Xa", "ma_xa", "ma_xa"]


def leading_to(reference: str) -> Any:
    document = clean_document()
    document["paths"]["/statistics"]["get"]["responses"]["200"]["content"]["application/json"]["schema"] = {
        "$ref": reference
    }
    return document


@pytest.mark.parametrize("name", ["responses", "paths", "$ref", "security", "parameters", "default", "x-a", "type"])
def test_a_property_may_be_called_like_a_keyword(name: str) -> None:
    document = clean_document()
    schema = document["components"]["schemas"]["Notice"]
    schema["properties"][name] = {"type": "string", "description": "Một trường có tên như từ khóa"}
    schema["required"].append(name)
    assert found_in(document) == {}


@pytest.mark.parametrize("name", ["responses", "paths", "$ref", "ma_tinh"])
def test_a_schema_and_a_member_of_an_example_may_be_called_so_too(name: str) -> None:
    document = clean_document()
    job = document["components"]["schemas"]["Job"]
    job["example"] = {"job_id": "7f3c1f0e-3c1d-4a52-9d5e-2f1f0b6a1c11", name: "#/nowhere"}
    assert found_in(document) == {}


@pytest.mark.parametrize("status", ["429", "503"])
def test_a_bare_answer_that_tells_to_wait_lacks_only_what_it_lacks(status: str) -> None:
    document = clean_document()
    document["paths"]["/households"]["get"]["responses"][status] = {"description": "Chờ"}
    assert found_in(document).keys() == {"openapi.retry_time_is_documented"}


def test_default_and_a_range_stand_for_the_statuses_in_them() -> None:
    document = clean_document()
    for item in document["paths"].values():
        for method, operation in item.items():
            if method != "parameters" and "x-function" not in operation:
                stated = operation["responses"]
                kept = {status: answer for status, answer in stated.items() if status[:1] == "2"}
                operation["responses"] = {**kept, "4XX": PROBLEM, "5XX": PROBLEM}
    assert found_in(document) == {}
    for item in document["paths"].values():
        for method, operation in item.items():
            if method != "parameters" and "x-function" not in operation:
                operation["responses"] = {
                    **{status: answer for status, answer in operation["responses"].items() if status[:1] == "2"},
                    "default": PROBLEM,
                }
    assert found_in(document) == {}


def test_default_alone_is_no_answer_of_success() -> None:
    document = clean_document()
    document["paths"]["/statistics"]["get"]["responses"] = {"default": PROBLEM}
    assert found_in(document).keys() == {
        "openapi.success_response_is_described",
        "openapi.errors_are_documented",
    }


@pytest.mark.parametrize("method", ["trace", "options", "head"])
def test_a_method_without_data_demands_neither_list_nor_form(method: str) -> None:
    document = clean_document()
    document["paths"]["/households"][method] = {
        "summary": "Kiểm tra danh sách",
        "responses": {"200": {"description": "Được"}, "401": PROBLEM, "403": PROBLEM},
    }
    assert found_in(document) == {}
    document["paths"]["/households"][method] = {"summary": "Kiểm tra danh sách", "responses": {"default": PROBLEM}}
    assert found_in(document) == {}


def test_webhooks_only() -> None:
    document = clean_document()
    kept = {key: document[key] for key in ("openapi", "info", "servers", "webhooks", "components")}
    assert found_in(kept) == {}


def test_components_only(run: Run, tmp_path: Path) -> None:
    document = clean_document()
    kept = {key: document[key] for key in ("openapi", "info", "components")}
    assert found_by(run, tmp_path, kept) == []


def test_what_begins_with_x_is_nobodys_business() -> None:
    document = clean_document()
    extended(document)
    assert found_in(document) == {}


def extended(node: Any) -> None:
    """Put members that begin with x- into each object that may be extended."""
    if isinstance(node, list):
        for each in node:
            extended(each)
    if isinstance(node, dict):
        for key, value in node.items():
            if key not in {"examples", "value", "example", "scopes", "security", "enum", "required", "x-code-list"}:
                extended(value)
        if not node.keys() & {"$ref", "hub"} and not is_map(node):
            node["x-ghi-chu"] = {
                "paths": {"/a": {"get": {"$ref": "#/nowhere"}}},
                "type": 1,
                "ma_xa": {"type": "integer"},
            }


def is_map(node: dict[str, Any]) -> bool:
    """Return whether the members of an object are named by the author, as paths and schemas are."""
    known = {"openapi", "title", "url", "name", "description", "summary", "type", "schema", "get", "post", "schemas"}
    return not node.keys() & known or all(isinstance(value, dict) for value in node.values())


def test_the_text_of_the_clean_document_is_judged_like_its_data() -> None:
    assert found_in(TEXT) == found_in(clean_document()) == {}


@pytest.mark.parametrize("version", ["3.0.4", "3.1.0", "3.2.0"])
def test_the_clean_document_is_clean_in_each_version(version: str) -> None:
    document = clean_document()
    document["openapi"] = version
    if version.startswith("3.0"):
        del document["webhooks"]
        nullable = {"type": "string", "nullable": True, "description": "Con trỏ của trang sau"}
        document["components"]["schemas"]["HouseholdPage"]["properties"]["next_cursor"] = nullable
    assert found_in(document) == {}
    del document["info"]["version"]
    assert "openapi.version_is_semantic" in found_in(document)
