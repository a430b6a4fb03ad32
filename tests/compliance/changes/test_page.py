"""The page on comparisons names each kind of change once, in both languages, and no other."""

import re
from collections import Counter
from pathlib import Path

import pytest

from compliance.model.changes.discovery import kind_names

DOCS = Path(__file__).parents[3] / "docs"


def kinds_in_the_table(page: str) -> Counter[str]:
    """The names in the first column of the table."""
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    return Counter(name for row in rows for name in re.findall(r"`([a-z_0-9]+)`", row.split("|")[1]))


@pytest.mark.parametrize("page", ["diff.md", "diff.vi.md"])
def test_the_table_names_each_kind_once(page: str) -> None:
    assert kinds_in_the_table((DOCS / page).read_text("utf-8")) == Counter(kind_names())
