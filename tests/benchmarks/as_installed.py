"""The checker as its users have it: the wheel with what it needs and nothing else, in an environment of its own.

Each package that lies beside makes every start of a Python longer, and peers are measured as they are installed too.
Where it cannot be installed, as without an index of packages, the checkout is measured, and said to be.
"""

import atexit
import os
import shutil
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[1]))

from tools.fresh import build_wheel, empty_environment, pip

_TOP: Final = Path(__file__).parents[2]
_FOLDER: Final = "Scripts" if os.name == "nt" else "bin"


@cache
def program() -> str:
    """Return the path of `compliance`, installed for as long as this process runs; that of the checkout if it fails."""
    folder = Path(tempfile.mkdtemp(prefix="compliance-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    try:
        python = empty_environment(folder)
        pip(python, "install", "--quiet", f"{build_wheel(_TOP, folder)}[compliance]", folder=folder)
    except AssertionError as error:
        print(f"{error}\nthe wheel could not be installed, and the checkout is measured", file=sys.stderr)
        python = _TOP / ".venv" / _FOLDER / "python"
    return str(python.with_name("compliance"))
