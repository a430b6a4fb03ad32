"""A type checker other than ours knows every type that the package offers."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.usefixtures("sockets_and_processes")
def test_every_public_type_is_known_and_documented(tmp_path: Path) -> None:
    checker = Path(sys.executable).with_name("basedpyright")
    if not checker.exists():
        pytest.skip("basedpyright is not installed; it comes with the extra dev")
    # Because a checker finds no package behind the hook of an editable installation.
    shutil.copytree(ROOT / "src" / "ndxp_sdk", tmp_path / "ndxp_sdk", ignore=shutil.ignore_patterns("__pycache__"))
    command = [str(checker), "--pythonpath", sys.executable, "--verifytypes", "ndxp_sdk", "--ignoreexternal"]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    ran = subprocess.run(
        [*command, "--outputjson"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    found = json.loads(ran.stdout)["typeCompleteness"]
    unknown = [symbol["name"] for symbol in found["symbols"] if symbol["isExported"] and not symbol["isTypeKnown"]]
    assert found["exportedSymbolCounts"]["withKnownType"] > 1000
    assert unknown == []
    assert found["completenessScore"] == 1
