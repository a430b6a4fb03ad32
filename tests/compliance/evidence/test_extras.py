"""What is said where the libraries of the extra are not installed: integrity is still verified, nothing is guessed."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tools.signers import NOW, stamper
from tools.stamp_authority import serving

from .conftest import People, members, rewrite

pytestmark = pytest.mark.usefixtures("sockets_and_processes")


@pytest.fixture
def without(folder: Path) -> Callable[..., Any]:
    """Run `compliance` where a library cannot be imported."""

    def ended(library: str, *arguments: str) -> Any:
        code = f"import sys; sys.modules[{library!r}] = None; from compliance.cli.main import main; sys.exit(main())"
        program = [sys.executable, "-c", code, *arguments, "--lang", "en"]
        wide = {**os.environ, "COLUMNS": "500"}
        return subprocess.run(program, cwd=folder, env=wide, capture_output=True, text=True, check=False)

    return ended


def test_integrity_is_verified_and_the_signature_is_not_judged(without: Any, sign: Any, folder: Path) -> None:
    sign()
    found = without("joserfc", "verify", "a.dossier")
    assert found.returncode == 2, found.stderr
    assert "Intact: every file has the hash" in found.stdout
    assert "joserfc is not installed; what it looks at needs the extra evidence" in found.stdout
    rewrite(folder / "a.dossier", {**members(folder / "a.dossier"), "more": b"x"})
    assert without("joserfc", "verify", "a.dossier").returncode == 3
    unsigned = without("joserfc", "sign", "a.dossier", "--key", "auditor.key.pem")
    assert unsigned.returncode == 64
    assert "joserfc is not installed; this needs the extra evidence" in unsigned.stderr


def test_signature_is_judged_and_its_stamp_is_not(without: Any, sign: Any, people: People) -> None:
    with serving(stamper("Example Time", people.root), NOW) as address:
        sign("auditor", "--timestamp", address, "--allow-private")
    found = without("rfc3161_client", "verify", "a.dossier", "--ca", "root.pem")
    assert found.returncode == 2, found.stderr
    assert "whom you asked to trust" in found.stdout
    assert "time stamp: not looked at" in found.stdout
    unsigned = without(
        "rfc3161_client", "sign", "a.dossier", "--key", "auditor.key.pem", "--timestamp", "http://127.0.0.1:9/"
    )
    assert unsigned.returncode == 64
    assert "rfc3161_client is not installed" in unsigned.stderr


def test_a_key_on_a_token_needs_a_library_of_its_own(without: Any, folder: Path) -> None:
    unsigned = without("pkcs11", "sign", "a.dossier", "--key", "pkcs11:token=Auditor?module-path=/none.so")
    assert unsigned.returncode == 64
    assert "pkcs11 is not installed; this needs the extra token: pip install 'ndxp-sdk[token]'" in unsigned.stderr
