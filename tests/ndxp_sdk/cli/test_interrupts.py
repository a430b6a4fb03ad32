"""Ctrl-C in the first moments, while libraries are still being imported."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
# Interrupts itself when a module is looked for, or makes what an interrupted import of a C library makes: ImportError.
PROGRAM = """
import os, signal, sys

class Impatient:
    def find_spec(self, name, path=None, target=None):
        if name == sys.argv[1]:
            sys.meta_path.remove(self)
            try:
                os.kill(os.getpid(), signal.SIGINT)
                [None for _ in range(1000)]
            except KeyboardInterrupt:
                raise {error} from None

sys.meta_path.insert(0, Impatient())
from {module} import main
sys.argv[1:] = {arguments}
sys.exit(main())
"""
COMMANDS = {
    "ndxp_sdk.cli": (
        ["services", "list", "--base-url", "http://127.0.0.1:9"],
        ["ndxp_sdk.cli.output", "ndxp_sdk._sync.client"],
    ),
    "ndxp_mocks.cli.entry": (["hub", "--port", "0"], ["ndxp_mocks.cli.main", "yaml"]),
}
ROWS = [(module, arguments, name) for module, (arguments, names) in COMMANDS.items() for name in names]


@pytest.mark.usefixtures("sockets_and_processes")
@pytest.mark.parametrize("error", ["KeyboardInterrupt", "ImportError('no _socket')"])
@pytest.mark.parametrize(("module", "arguments", "name"), ROWS, ids=[row[2] for row in ROWS])
def test_an_import_that_is_interrupted_is_no_traceback(tmp_path, module, arguments, name, error) -> None:
    program = PROGRAM.format(module=module, arguments=arguments, error=error).replace("sys.argv[1]:", f"{name!r}:")
    process = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    assert (process.returncode, "Traceback" in process.stderr, "internal error" in process.stderr) == (
        130,
        False,
        False,
    )
    assert process.stdout == ""
