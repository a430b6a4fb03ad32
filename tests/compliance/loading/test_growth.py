"""Work grows with what a document holds, not with a product of it: counted in steps of the interpreter, not in time."""

from typing import Any

import pytest

import compliance
from tools.counting import calls_made
from tools.pathological import KINDS

pytestmark = pytest.mark.long

SMALL, LARGE = 30, 120
MOST = 1.6 * LARGE / SMALL


def steps(kind: str, size: int, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return how many functions are called for a check of such a document."""
    text = KINDS[kind](size)
    path = tmp_path / ("openapi.json" if text.startswith("{") else "openapi.yaml")
    path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    compliance.check(path.name)
    return calls_made(lambda: compliance.check(path.name))


@pytest.mark.parametrize("kind", list(KINDS))
def test_four_times_the_document_takes_four_times_the_steps(
    kind: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    small, large = (steps(kind, size, tmp_path, monkeypatch) for size in (SMALL, LARGE))
    if kind == "paths_to_one_item_with_operations":
        assert large <= small * MOST**2
    else:
        assert large <= small * MOST
