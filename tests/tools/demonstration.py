"""Demos as users run them, in processes of their own, and what they left for tests that only read that.

Beside what many tests have left in the memory of a worker it takes several times as long.
"""

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from tools.once import once
from tools.pages.running import demonstrate as demonstrate_as_on_the_first_page

AS_OF: Final = date(2026, 11, 21)
"""The day of the law by which a demo of the tests judges."""
USUAL: Final = 2026
"""The seed of a demo for which none is asked."""


def demonstrate(out: Path, *arguments: str) -> str:
    """Run `compliance demo` into a folder, by the law of `AS_OF`, and return what it printed."""
    program = [sys.executable, "-m", "compliance.cli", "demo", "--out", str(out), *arguments, "--as-of", str(AS_OF)]
    ended = subprocess.run(program, capture_output=True, text=True, encoding="utf-8", check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def demonstrated(factory: pytest.TempPathFactory, seed: int) -> Path:
    """Return the folder of a demo that nobody changes, made once in a run of tests.

    Its report is there in Vietnamese as `report.html`, `report.json` and `report.txt`.
    """
    return once(factory, f"demo-{seed}", lambda folder: _demonstrate_in_all_forms(folder, seed))


def of_the_first_page(factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which the command of the first page was given, once in a run of tests."""
    return once(factory, "page-demo", demonstrate_as_on_the_first_page)


def evidence(factory: pytest.TempPathFactory, seed: int) -> Path:
    """Return the folder of a demo with this seed of which only `dossiers` are read, of whichever one there is.

    Because a demo takes most of a minute, and its evidence is of no language and of no day of the law.
    """
    return of_the_first_page(factory) / "build/demo" if seed == USUAL else demonstrated(factory, seed)


def _demonstrate_in_all_forms(folder: Path, seed: int) -> None:
    outputs = [f"--output={form}={folder / f'report.{end}'}" for form, end in (("json", "json"), ("text", "txt"))]
    assert demonstrate(folder, "--seed", str(seed), "--quiet", "--lang", "vi", *outputs) == ""
