"""A table of pairs of documents: what breaks is found by its name, and what is compatible breaks nobody."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tools.comparing import compared, heavy

PAIRS: dict[str, list[dict[str, Any]]] = yaml.load(
    Path(__file__).with_name("pairs.yaml").read_text("utf-8"), yaml.CSafeLoader
)


def documents(row: dict[str, Any]) -> tuple[str, str]:
    """Both documents of a row."""
    if "all" in row:
        return row["all"][0], row["all"][1]
    place = next(name for name in ("paths", "called", "asked", "sent", "answered", "top") if name in row)
    stated = row.get("in", "3.1.0")
    versions = stated if isinstance(stated, list) else [stated, stated]
    pairs = zip(row[place], versions, strict=True)
    older, newer = (document(place, text, version, row.get("with", "")) for text, version in pairs)
    return older, newer


def document(place: str, text: str, version: str, further: str) -> str:
    content = f"content: {{application/json: {{schema: {text}}}}}"
    paths = {
        "paths": text,
        "called": f"/ho: {{get: {{{text}}}}}",
        "asked": f"/ho: {{get: {{parameters: [{text}]}}}}",
        "sent": f"/ho: {{post: {{requestBody: {{{content}}}}}}}",
        "answered": f"/ho: {{get: {{responses: {{'200': {{{content}}}}}}}}}",
        "top": "/ho: {get: {}}",
    }
    top = text if place == "top" else ""
    return f"openapi: {version}\npaths: {{{paths[place]}}}\n{further}\n{top}\n"


def named(rows: list[dict[str, Any]]) -> list[Any]:
    return [pytest.param(row, id=str(number)) for number, row in enumerate(rows)]


def test_the_table_is_large_and_half_of_it_is_compatible() -> None:
    counts = [len(PAIRS[name]) for name in ("breaking", "compatible")]
    assert sum(counts) >= 200
    assert min(counts) >= 95


@pytest.mark.parametrize("row", named(PAIRS["breaking"]))
def test_what_breaks_is_found_by_its_name(row: dict[str, Any]) -> None:
    found = compared(*documents(row))
    assert {change.kind for change in heavy(found)} == set(row["are"]), [str(each.message) for each in found.found]
    assert found.uncompared == ()


@pytest.mark.parametrize("row", named(PAIRS["compatible"]))
def test_what_is_compatible_breaks_nobody(row: dict[str, Any]) -> None:
    found = compared(*documents(row))
    assert [(change.kind, str(change.message)) for change in heavy(found)] == []
    assert found.uncompared == ()
