"""pytest itself, run in a folder of a user."""

import os
import re
import subprocess
import sys
from pathlib import Path

_NEEDLESS = ("schemathesis", "hypothesispytest", "anyio", "respx", "platformdirs", "cacheprovider")
OTHERS = tuple(part for name in _NEEDLESS for part in ("-p", f"no:{name}"))
"""Options that leave out plugins of others, because to load them takes four times as long as pytest itself."""


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run pytest where warnings are errors and every marker has to be known."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANGUAGE", "PYTEST"))}
    command = [sys.executable, "-m", "pytest", *OTHERS, "--strict-markers", "-W", "error"]
    return subprocess.run(
        [*command, *arguments],
        cwd=folder,
        env={**kept, "LANG": "en_US.UTF-8", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def counts(said: str) -> dict[str, int]:
    """Return how many tests ended in which way, from the last line."""
    return {word: int(number) for number, word in re.findall(r"(\d+) (\w+)", said.rstrip().rpartition("\n")[2])}
