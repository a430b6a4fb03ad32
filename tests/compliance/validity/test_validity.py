"""Documents that break the specification in one way each, and odd ones that keep it.

`invalid.txt` holds edits of two documents, `base-2.yaml` and `base-3.yaml`, each with the rule that has to find it;
`valid.txt` documents in which no rule on validity may find anything. The same verdicts are asked of the schemas that
the OpenAPI Initiative publishes, which come with a validator that only the tests need.
"""

import json
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

import compliance
from compliance.model.source import SourceText

pytestmark = pytest.mark.long

HERE = Path(__file__).parent
OFFICIAL_DOCUMENTS = Path(__file__).parents[4] / "shared" / "corpus" / "oai"
RULES = {
    "M": "openapi.document_matches_its_specification",
    "R": "openapi.references_resolve",
    "P": "openapi.path_parameters_are_declared",
    "K": "openapi.path_keys_are_plain_paths",
    "S": "openapi.schemas_are_satisfiable",
    "E": "openapi.examples_match_their_schema",
    "A": "openapi.success_response_is_described",
}
ALL = (*RULES.values(), "openapi.document_parses", "openapi.scalars_read_alike")


@cache
def found(text: str) -> dict[str, list[str]]:
    """Return the messages of what the rules on validity find in a document, by rule."""
    report = compliance.check(SourceText("openapi.yaml", text.encode()), judging=compliance.Judging(select=ALL))
    verdicts = [verdict for subject in report.subjects for verdict in subject.verdicts]
    assert "error" not in {verdict.outcome for verdict in verdicts}
    messages: dict[str, list[str]] = {}
    for finding in report.findings:
        messages.setdefault(finding.rule, []).append(f"{finding.message} {finding.location.pointer}")
    return messages


def base(version: str) -> str:
    """Return a valid document of a version that uses most of what there is."""
    text = (HERE / f"base-{version[0]}.yaml").read_text("utf-8")
    return text if version in {"2.0", "3.0"} else text.replace("openapi: 3.0.3", f"openapi: {version}.0")


def lines(name: str) -> Iterator[list[str]]:
    for line in (HERE / name).read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split(" ", 2 if name == "invalid.txt" else 1)


@cache
def edited(version: str, edit: str) -> str:
    """Return the document of a version with one edit."""
    tree = _loaded(base(version))
    pointer, _, value = edit.removeprefix("- ").partition(": ")
    *steps, last = _steps(pointer, version)
    here: Any = tree
    for step in steps:
        here = here[int(step)] if isinstance(here, list) else here[step]
    if edit.startswith("- "):
        del here[int(last) if isinstance(here, list) else last]
    elif isinstance(here, list):
        here[int(last) : int(last) + 1] = [_loaded(value)]
    else:
        here[last] = _loaded(value)
    return yaml.dump(tree, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True)


def _loaded(text: str) -> Any:
    return yaml.load(text, yaml.CSafeLoader)


def _steps(pointer: str, version: str) -> list[str]:
    """Return the steps of a pointer; what stands before and behind `|` is its beginning in 3.x and in 2.0."""
    newer, is_split, older = pointer.partition("|")
    if is_split:
        head, _, rest = older.removeprefix("/").partition("/")
        start = f"/{head}" if version == "2.0" else newer
        pointer = f"{start}/{rest}" if rest else start
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


@pytest.mark.parametrize("version", ["2.0", "3.0", "3.1", "3.2"])
def test_the_documents_that_are_edited_are_valid(version: str) -> None:
    assert found(base(version)) == {}


@pytest.mark.parametrize(
    ("rule", "version", "edit"),
    [(rule, version, edit) for rule, versions, edit in lines("invalid.txt") for version in versions.split(",")],
)
def test_what_breaks_the_specification_is_found(rule: str, version: str, edit: str) -> None:
    assert found(edited(version, edit)).get(RULES[rule])


@pytest.mark.parametrize(("version", "members"), list(lines("valid.txt")))
def test_what_is_odd_and_valid_is_left_alone(version: str, members: str) -> None:
    key = "swagger: '2.0'" if version == "2.0" else f"openapi: '{version}'"
    assert found(f"{{{key}, info: {{title: a, version: 1.0.0}}, {members}}}\n") == {}


@cache
def official(version: str) -> Any:
    """Return the validator of the official schema of a version."""
    package = Path(
        str(getattr(find_spec("openapi_spec_validator"), "origin", ""))
    ).parent  # because to import it opens a socket
    path = package / "resources" / "schemas" / f"v{version}" / "schema.json"
    kind = jsonschema_rs.Draft202012Validator if version in {"3.1", "3.2"} else jsonschema_rs.Draft4Validator
    return kind(json.loads(path.read_text("utf-8")))


@pytest.mark.parametrize("version", ["2.0", "3.0", "3.1", "3.2"])
def test_whatever_the_official_schema_refuses_is_found(version: str) -> None:
    edits = [edit for _, versions, edit in lines("invalid.txt") if version in versions.split(",")]
    assert official(version).is_valid(_loaded(base(version)))
    documents = {edit: edited(version, edit) for edit in edits}
    refused = [edit for edit, text in documents.items() if not official(version).is_valid(_loaded(text))]
    assert len(refused) > 60
    assert [edit for edit in refused if not found(documents[edit])] == []


@pytest.mark.skipif(not OFFICIAL_DOCUMENTS.is_dir(), reason="no corpus of real documents beside the repository")
@pytest.mark.parametrize("path", sorted(OFFICIAL_DOCUMENTS.glob("*/*/*.yaml")) or ["none"], ids=str)
def test_the_documents_of_the_specification_get_its_verdicts(path: Path) -> None:
    assert (RULES["M"] in found(path.read_text("utf-8"))) == (path.parent.name == "fail")
