"""A clean document from which one node is taken: the rules that mandate it speak, and no other."""

import json
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from tools.clean_platform import EARLIER, RECORD, TEXT, clean_document, found_in

UNBROKEN: Final = {"met", "not_applicable", "not_observed"}
LEFT_OPEN: Final = {
    "record.list_membership_is_current",
    "openapi.enum_belongs_to_its_code_list",
    "record.data_use_regulation_link_answers",
    "record.technical_document_links_answer",
    "record.record_matches_the_live_platform",
}
"""For these the lists would have to be here: that of platforms, and that of sexes."""
Steps = tuple[str | int, ...]
ROWS: Final = yaml.load(Path(__file__).with_name("deletions.yaml").read_text("utf-8"), yaml.CSafeLoader)
FOUND: Final = {written: frozenset(row["found"]) for row in ROWS for written in row["without"]}


def nodes(node: Any, above: Steps = ()) -> Iterator[Steps]:
    members = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in members:
        yield (*above, key)
        yield from nodes(value, (*above, key))


def pointer(steps: Steps) -> str:
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)


def without(steps: Steps) -> Any:
    document = clean_document()
    node = document
    for step in steps[:-1]:
        node = node[step]
    del node[steps[-1]]
    return document


def matching(steps: Steps) -> str | None:
    """Return the row for a node: that which writes it out, or one with stars."""
    written = pointer(steps)
    return written if written in FOUND else next((row for row in STARRED if is_like(written, row)), None)


def is_like(written: str, row: str) -> bool:
    steps, pattern = written.split("/"), row.split("/")
    return len(steps) == len(pattern) and all(map(fnmatchcase, steps, pattern))


STARRED: Final = [row for row in FOUND if "*" in row]


def test_nothing_is_found_on_the_clean_platform(run: Callable[..., Any], write: Callable[..., Path]) -> None:
    assert found_in(TEXT, is_compared=True) == {}
    write("openapi.yaml", TEXT)
    write("openapi-1.3.yaml", EARLIER)
    report = json.loads(run("check", write("record.yaml", RECORD), "--format", "json", "--as-of", "2026-11-28").out)
    (platform,) = report["subjects"]
    assert [verdict for verdict in platform["verdicts"] if verdict["outcome"] not in UNBROKEN] == []
    left_open = {verdict["rule"] for verdict in platform["verdicts"] if verdict["outcome"] == "not_observed"}
    assert {rule for rule in left_open if rule.startswith(("openapi.", "record."))} == LEFT_OPEN


def test_each_row_is_about_a_node() -> None:
    assert FOUND.keys() == {row for steps in nodes(clean_document()) if (row := matching(steps))}


@pytest.mark.long
def test_who_speaks_where_any_node_is_missing() -> None:
    wrong = {
        pointer(steps): sorted(found)
        for steps in nodes(clean_document())
        if (found := found_in(without(steps)).keys()) != FOUND.get(matching(steps) or "", frozenset())
    }
    assert wrong == {}
