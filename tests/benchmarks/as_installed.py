"""The checker as its users have it: the wheel with what it needs and nothing else, in an environment of its own.

Each package that lies beside makes every start of a Python longer, and peers are measured as they are installed too.
Where it cannot be installed, as without an index of packages, the checkout is measured, and said to be.
"""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

_TOP: Final = Path(__file__).parents[2]
_FOLDER: Final = "Scripts" if os.name == "nt" else "bin"
_PIP: Final = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")


@cache
def program() -> str:
    """Return the path of `compliance`, installed for as long as this process runs; that of the checkout if it fails."""
    folder = Path(tempfile.mkdtemp(prefix="compliance-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    steps = (
        (*_PIP, "wheel", "--no-deps", "--wheel-dir", str(folder), str(_TOP)),
        (sys.executable, "-m", "venv", "--without-pip", str(folder / "venv")),
    )
    if all(map(_succeeds, steps)) and _succeeds(_installing(folder)):
        return str(folder / "venv" / _FOLDER / "compliance")
    print("the wheel could not be installed, and the checkout is measured", file=sys.stderr)
    return str(_TOP / ".venv" / _FOLDER / "compliance")


def _installing(folder: Path) -> Sequence[str]:
    wheel = next(folder.glob("*.whl"))
    python = folder / "venv" / _FOLDER / "python"
    return (*_PIP, "--python", str(python), "install", f"{wheel}[compliance]")


def _succeeds(command: Sequence[str]) -> bool:
    return subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode == 0
