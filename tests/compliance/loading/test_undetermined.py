"""A value that is not determined yet is not observed and says so, is told where malformed, and stands in the schema."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from compliance.loading.facts.specs import parse_spec, specs_root
from tools.schemas import breaches, published

Run = Callable[..., Any]
Write = Callable[[str, str | bytes], Path]
HEAD = "slug: a\nowner: {code: G12}\n"
LATER = "{undetermined: {contact: Phòng Ví dụ, due: 2099-12-31}}"
FEE = "record.sharing_is_free_of_charge"
RULE = "record.undetermined_values_have_a_date"


@pytest.fixture
def checked(run: Run, write: Write) -> Callable[[str], dict[str, Any]]:
    """Check a record and give its part of the report."""

    def check(text: str) -> dict[str, Any]:
        result = run("check", write("record.yaml", HEAD + text), "--format", "json")
        assert "Traceback" not in result.err
        subject: dict[str, Any] = json.loads(result.out)["subjects"][0]
        return subject

    return check


def verdict(subject: dict[str, Any], rule: str) -> dict[str, Any]:
    return next(each for each in subject["verdicts"] if each["rule"] == rule)


def told(subject: dict[str, Any]) -> dict[int, str]:
    return {gap["line"]: gap["reason"] for gap in subject["gaps"] if gap["line"]}


@pytest.mark.parametrize(
    ("text", "rule", "path"),
    [
        (f"security_contact: {LATER}\n", "record.security_contact_is_named", "security_contact"),
        (f"services: [{{id: x, fee: {LATER}}}]\n", FEE, "services.0.fee"),
        (
            f"services: [{{id: x, fee: {{agency: {LATER}}}}}]\n",
            "record.sharing_is_free_of_charge",
            "services.0.fee.agency",
        ),
        (f"services: {LATER}\n", FEE, "services"),
        (f"connections: {LATER}\n", "record.connection_names_its_channel", "connections"),
        (f"security_level: {LATER}\n", "record.security_level_is_approved", "security_level"),
    ],
)
def test_what_is_not_determined_is_not_observed_and_says_so(
    checked: Callable[[str], dict[str, Any]], text: str, rule: str, path: str
) -> None:
    subject = checked(text)
    found = verdict(subject, rule)
    assert found["outcome"] == "not_observed"
    assert found["reason"] == f"{path} is not determined yet; it is due on 31 December 2099"
    assert verdict(subject, RULE)["outcome"] == "met"
    assert told(subject) == {}


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("name_vi: {undetermined: {due: soon}}", "name_vi.undetermined.due is no date; write it as 2026-12-31"),
        ("name_vi: {undetermined: yes}", "name_vi.undetermined has the wrong form; expected: {key: value}"),
        ("name_vi: {undetermined: {}, value: X}", "name_vi is not determined, and has value beside it"),
        ("name_vi: {undetermined: {who: X}}", "the field name_vi.undetermined.who is not known"),
        ("environment: {undetermined: {}}", "environment is not one of production, staging"),
        ("services: [{undetermined: {}}]", "the field services.0.undetermined is not known"),
    ],
)
def test_a_malformed_marker_is_told_with_its_line(
    checked: Callable[[str], dict[str, Any]], field: str, said: str
) -> None:
    assert any(reason.startswith(said) for reason in told(checked(f"{field}\n")).values())


def test_a_marker_in_a_list_of_records_keeps_its_line(run: Run, write: Write) -> None:
    text = "- {slug: a, owner: none}\n- slug: b\n  owner: none\n  field: {undetermined: {due: 2026-01-01}}\n"
    subjects = json.loads(run("check", write("record.yaml", text), "--format", "json").out)["subjects"]
    assert [[each["location"]["line"] for each in verdict(one, RULE)["violations"]] for one in subjects] == [[], [4, 4]]


@pytest.mark.parametrize(
    ("record", "is_right"),
    [
        ({"name_vi": {"undetermined": {"contact": {"unit": "X"}, "due": "2026-12-31"}}}, True),
        ({"services": {"undetermined": {}}}, True),
        ({"services": [{"id": "x", "fee": {"agency": {"undetermined": {}}}}]}, True),
        ({"name_vi": {"undetermined": {"who": "X"}}}, False),
        ({"name_vi": {"undetermined": {}, "value": "X"}}, False),
        ({"environment": {"undetermined": {}}}, False),
        ({"services": [{"undetermined": {}}]}, False),
    ],
)
def test_the_schema_says_the_same_as_the_reader(record: dict[str, Any], is_right: bool) -> None:
    assert published("platform").is_valid({"slug": "a", "owner": None} | record) is is_right


def test_the_sample_keeps_to_the_schema() -> None:
    sample = parse_spec("record.yaml", (specs_root() / "examples/record.yaml").read_bytes())
    assert breaches(published("platform"), sample) == []
