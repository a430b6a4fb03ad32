"""A clean document that is made wrong in one way: the rule that forbids it speaks, and no other."""

from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from compliance.rules import all_rules
from tools.clean_platform import TEXT, clean_document, found_in

TABLE: Final = yaml.load(Path(__file__).with_name("edits.yaml").read_text(), yaml.CSafeLoader)
ANY: Final = "any"
PLANTED: Final = [
    pytest.param(rule, edit, kind == "compared", id=f"{rule} {number}", marks=[pytest.mark.long] if number else [])
    for kind in ("edits", "compared")
    for rule, edits in TABLE[kind].items()
    for number, edit in enumerate(edits)
]


def edited(edit: dict[str, Any]) -> Any:
    """Return the text or the document with the edit in it."""
    if "text" in edit:
        text = TEXT
        for old, new in edit["text"].items():
            assert old in text
            text = text.replace(old, new)
        return text
    document = clean_document()
    for written, value in edit.items():
        if written != "also":
            put(document, steps(written), value)
    return document


def steps(written: str) -> list[str]:
    name, slash, rest = written.partition("/")
    pointer = TABLE["places"].get(name, name) + slash + rest
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def put(node: Any, path: list[str], value: Any) -> None:
    *above, last = path
    for step in above:
        node = node[int(step)] if isinstance(node, list) else node[step]
    key = int(last) if isinstance(node, list) else last
    if value == "gone":
        del node[key]
    else:
        node[key] = value


@pytest.mark.parametrize(("rule", "edit", "is_compared"), PLANTED)
def test_who_finds_the_edit(rule: str, edit: dict[str, Any], is_compared: bool) -> None:
    found, also = found_in(edited(edit), is_compared=is_compared), edit.get("also", [])
    assert rule in found
    if also != [ANY]:
        assert found.keys() == {rule, *also}, found


def test_each_rule_on_documents_has_an_edit() -> None:
    planted = {rule for kind in ("edits", "compared") for rule in TABLE[kind]}
    assert planted == {rule.id for rule in all_rules() if rule.group == "openapi"}
