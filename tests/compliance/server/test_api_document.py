"""The document of the API: made from the code, valid, in both languages, and without a breach of our own rules."""

import json
from pathlib import Path

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from compliance import Judging, Outcome, check
from compliance.locale import words
from compliance.model.language import LANGUAGES
from compliance.server.access.identity import Action
from compliance.server.access.needs import declarations
from compliance.server.api.call import ROOT
from compliance.server.api.glossary import meanings
from compliance.server.api.routes import routes
from compliance.server.api.walking import modules
from tools.site import Site

HOST = "https://dashboard.example.gov.vn"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("profile", ["in-force", "good-practice"])
def test_our_own_checker_finds_nothing(kept: Site, tmp_path: Path, language: str, profile: str) -> None:
    answer = kept.behind_proxy("lan", "giam-sat").get(f"{ROOT}/openapi.json", headers={"Accept-Language": language})
    assert answer.headers["content-language"] == language
    (tmp_path / "openapi.json").write_bytes(answer.content)
    report = check(tmp_path / "openapi.json", judging=Judging(profile=profile))
    assert [str(each.message) for each in report.findings] == []
    outcomes = {verdict.rule: verdict.outcome for subject in report.subjects for verdict in subject.verdicts}
    assert set(outcomes.values()) == {Outcome.MET, Outcome.NOT_APPLICABLE}
    assert outcomes["openapi.properties_are_described"] is Outcome.MET
    assert outcomes["openapi.operation_requires_security"] is Outcome.MET


def test_it_is_valid_and_tells_every_resource(kept: Site) -> None:
    document = kept.behind_proxy("lan", "giam-sat").get(f"{ROOT}/openapi.json").json()
    assert [error.message for error in OpenAPIV31SpecValidator(document).iter_errors()] == []
    assert set(document["paths"]) == {module.PATH for module in modules()}
    told = {each["get"]["operationId"] for each in document["paths"].values()}
    assert told == {module.__name__.rpartition(".")[2] for module in modules()}
    assert document["servers"][0]["url"] == HOST + ROOT
    assert document["components"]["securitySchemes"]["session"]["name"] == "__Host-compliance"
    declared = {path: action for path, action, _ in declarations(routes())}
    assert set(declared) == {ROOT + path for path in [*document["paths"], "/openapi.json"]}
    assert set(declared.values()) <= set(Action)


def test_the_address_is_that_by_which_it_is_called(kept: Site) -> None:
    visitor = kept.on_loopback()
    document = visitor.get(f"{ROOT}/openapi.json").json()
    assert document["servers"][0]["url"] == f"http://127.0.0.1:8000{ROOT}"
    assert document["components"]["securitySchemes"]["session"]["name"] == "compliance"


def test_every_meaning_is_of_a_field_and_said_in_both_languages(kept: Site) -> None:
    visitor = kept.on_loopback()
    told = {
        language: json.dumps(
            visitor.get(f"{ROOT}/openapi.json", headers={"Accept-Language": language}).json(), ensure_ascii=False
        )
        for language in LANGUAGES
    }
    for name, meaning in meanings().items():
        for language in LANGUAGES:
            said = json.dumps(words(language).message(meaning), ensure_ascii=False)
            assert f'"description": {said}' in told[language], name
        assert words("vi").message(meaning) != str(meaning), name
