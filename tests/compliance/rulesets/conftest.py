"""Rulesets as users give them: a file beside a document, and what the check finds by it."""

from pathlib import Path
from textwrap import dedent

import pytest

from compliance import Judging, Verdict, check
from tools.rulesets import DOCUMENT, Lint


@pytest.fixture
def lint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lint:
    """Return the verdicts of a ruleset on a document; `files` lie beside them."""
    monkeypatch.chdir(tmp_path)

    def run(ruleset: str, document: str = DOCUMENT, name: str = "openapi.yaml", **files: str) -> list[Verdict]:
        for file, content in {"spectral.yaml": ruleset, name: document, **files}.items():
            path = tmp_path / file.replace("__", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(content), encoding="utf-8")
        report = check(name, judging=Judging(rulesets=(Path("spectral.yaml"),), select=("spectral.*",)))
        return [verdict for subject in report.subjects for verdict in subject.verdicts]

    return run
