"""The files of specs keep to the schemas that they name for editors, and the schemas say what an editor needs."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from compliance.loading.facts.codelists import bearers, reasons
from compliance.loading.facts.specs import parse_spec, specs_root
from compliance.loading.facts.vocabulary import channels
from tools.schemas import breaches, published

LINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")
FILES = sorted(
    path
    for pattern in ("*.yaml", "codelists/*.yaml", "requirements/**/*.yaml", "platforms/**/*.yaml")
    for path in specs_root().glob(pattern)
)


@cache
def validator(schema: Path) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(json.loads(schema.read_text("utf-8")), validate_formats=True)


def schema(name: str) -> Path:
    return specs_root() / "schemas" / f"{name}.schema.json"


def test_every_file_names_its_schema_and_keeps_to_it() -> None:
    faults = []
    for path in FILES:
        text = path.read_text("utf-8")
        named = LINE.match(text)
        assert named, path
        tree = parse_spec(path.name, text.encode())
        faults.extend(f"{path}: {breach}" for breach in breaches(validator((path.parent / named[1]).resolve()), tree))
    assert faults == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"bearer": ["nobody"]}, "nobody"),
        ({"evidence": ["rumour"]}, "rumour"),
        ({"reason": "tired"}, "tired"),
        ({"check": {"feasible": "perhaps"}}, "perhaps"),
        ({"applies": {"form": "2026-07-01"}}, "form"),
        ({"applies": {"addressee": "everybody"}}, "everybody"),
        ({"obligation": "would"}, "would"),
    ],
)
def test_a_word_outside_its_list_is_no_requirement(change: dict[str, Any], message: str) -> None:
    tree = parse_spec("a.yaml", (specs_root() / "requirements" / "nd-224-2026.yaml").read_bytes())
    tree["requirements"][0] |= change
    assert message in " ".join(breaches(published("requirements"), tree))


@pytest.mark.parametrize(("via", "is_right"), [("ndxp", True), ("Fax", True), (None, True), (1, False)])
def test_a_channel_is_one_of_the_list_or_any_other_word(via: Any, is_right: bool) -> None:
    record = {"slug": "a", "owner": None, "connections": [{"via": via}]}
    assert published("platform").is_valid(record) is is_right


def test_schemas_offer_the_codes_with_their_names_in_both_languages() -> None:
    requirements, platform = schema("requirements").read_text("utf-8"), schema("platform").read_text("utf-8")
    for row in (*bearers().values(), *reasons().values()):
        assert json.dumps(f"{row.name.vi} / {row.name.en}", ensure_ascii=False) in requirements
    for channel in channels().entries:
        assert json.dumps(f"{channel.name.vi} / {channel.name.en}", ensure_ascii=False) in platform


def test_the_schema_of_records_has_no_field_of_the_judge() -> None:
    tree = json.loads(schema("platform").read_text("utf-8"))
    fields = {name for part in (tree, *tree["$defs"].values()) for name in part.get("properties", ())}
    assert fields
    assert not fields & {"place", "at", "channel", "stage", "carrier"}


def test_titles_of_schemas_are_words() -> None:
    for path in (specs_root() / "schemas").rglob("*.json"):
        titles = re.findall(r'"title": "([^" ]*)"', path.read_text("utf-8"))
        assert [title for title in titles if not title or re.search(r"[a-z][A-Z]|_", title)] == [], path
