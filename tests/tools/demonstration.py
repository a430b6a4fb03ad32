"""The demo as a user runs it, in a process of its own.

Beside what many tests have left in the memory of a worker it takes several times as long.
"""

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Final

AS_OF: Final = date(2026, 11, 21)
"""The day of the law by which a demo of the tests judges."""


def demonstrate(out: Path, *arguments: str) -> str:
    """Run `compliance demo` into a folder, by the law of `AS_OF`, and return what it printed."""
    program = [sys.executable, "-m", "compliance.cli", "demo", "--out", str(out), *arguments, "--as-of", str(AS_OF)]
    ended = subprocess.run(program, capture_output=True, text=True, encoding="utf-8", check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout
