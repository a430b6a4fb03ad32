"""Real documents of others: each gives a report or a clear error, the same bytes twice."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"
Run = Callable[..., Any]
pytestmark = pytest.mark.long
HOLES = {
    "digitalocean-3.0.yaml": "discriminators name files that were left behind when it was bundled",
    "slack-2.0.json": "lists of types and of items, which version 2.0 does not know",
}


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no corpus of real documents beside the repository ({CORPUS.name})")
@pytest.mark.parametrize("name", sorted(path.name for path in CORPUS.glob("*-*.*")) or ["none"])
def test_a_real_document_gives_the_same_report_twice(run: Run, name: str) -> None:
    arguments = ("check", CORPUS / name, "--format", "json", "--as-of", "2026-11-21")
    first, second = run(*arguments), run(*arguments)
    assert first == second
    assert first.status == (2 if name in HOLES else 0), first.err
    subject = json.loads(first.out)["subjects"][0]
    assert not [verdict for verdict in subject["verdicts"] if verdict["outcome"] == "error"]
    for verdict in subject["verdicts"]:
        assert all(violation["location"]["line"] for violation in verdict["violations"])


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no corpus of real documents beside the repository ({CORPUS.name})")
@pytest.mark.parametrize("name", ["stripe-3.0.json", "github-3.0.json"])
def test_one_change_in_a_large_document_is_the_one_that_is_found(run: Run, name: str, tmp_path: Path) -> None:
    older, newer = CORPUS / name, tmp_path / "newer.json"
    tree = json.loads(older.read_text("utf-8"))
    schema, member = {"stripe-3.0.json": ("customer", "email"), "github-3.0.json": ("issue", "title")}[name]
    del tree["components"]["schemas"][schema]["properties"][member]
    newer.write_text(json.dumps(tree), "utf-8")
    result = run("diff", older, newer, "--format", "json")
    (change,) = json.loads(result.out)["changes"]
    assert (result.status, change["kind"], change["name"].rpartition(".")[2]) == (
        1,
        "response_property_removed",
        member,
    )
    assert change["older"]["pointer"] == f"/components/schemas/{schema}/properties/{member}"
    assert run("diff", older, older).status == 0


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no corpus of real documents beside the repository ({CORPUS.name})")
@pytest.mark.parametrize(
    "path", sorted((CORPUS / "oai").glob("*/pass/*")) or ["none"], ids=lambda path: str(path)[-40:]
)
def test_a_valid_document_of_the_specification_is_judged_whole(run: Run, path: Path) -> None:
    result = run("check", path, "--format", "json")
    (subject,) = json.loads(result.out)["subjects"]
    left = [verdict["rule"] for verdict in subject["verdicts"] if verdict["could_not_be_judged"]]
    elsewhere = ["openapi.oauth_flows_are_safe"] if path.name == "security-scheme-object-examples.yaml" else []
    assert (left, result.status) == (elsewhere, 2 if elsewhere else 0)
