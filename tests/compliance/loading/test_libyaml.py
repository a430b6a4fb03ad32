"""Half of PyYAML is imported for its parser; whoever imports it for themselves finds it whole."""

import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from shutil import copytree
from typing import Final

import pytest

pytestmark = pytest.mark.usefixtures("sockets_and_processes")

OURS: Final = "from compliance.loading.syntax.parse import parse\nread = lambda text: parse('a.yaml', text.encode())"
FAULT: Final = "[defect.message.template for defect in read('a: [1').source.defects]"
CHARACTER: Final = "[defect.message.template for defect in read('a: \\x07').source.defects]"
WHOLE: Final = """
import yaml
assert yaml.safe_load('a: [1, 2001-01-01]')['a'][0] == 1
assert yaml.load('a: 1', yaml.CSafeLoader) == {'a': 1} and yaml.__with_libyaml__
assert yaml.dump({'a': [1]}) and yaml.__version__ and {'scan', 'YAMLError'} <= set(dir(yaml))
for text, kind in {
    'a: [1': yaml.parser.ParserError,
    'a: \\x07': yaml.reader.ReaderError,
    'a: *b': yaml.composer.ComposerError,
    'a: "': yaml.scanner.ScannerError,
    '!!x a': yaml.constructor.ConstructorError,
}.items():
    for loader in (yaml.SafeLoader, yaml.CSafeLoader):
        try:
            yaml.load(text, loader)
        except kind as error:
            assert isinstance(error, yaml.YAMLError) and isinstance(error, yaml.error.YAMLError)
        else:
            raise AssertionError(text)
import yaml.loader, yaml.events, yaml._yaml, yaml.cyaml
assert yaml.events.ScalarEvent is yaml.ScalarEvent and yaml._yaml.CParser in yaml.CSafeLoader.__mro__
assert [type(event) for event in yaml.parse('a', yaml.CSafeLoader)][2] is yaml.ScalarEvent
"""


def outcome(*lines: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", "\n".join(lines)], check=False, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


def test_reading_a_document_imports_no_reader_in_python() -> None:
    found = outcome(
        OURS, "import sys", "print(read('a: [1, x]').tree, 'yaml.reader' in sys.modules, 'yaml' in sys.modules)"
    )
    assert found == "{'a': [1, 'x']} False True"


def test_faults_are_told_as_by_the_whole_package() -> None:
    assert outcome(OURS, f"print({FAULT}, {CHARACTER})") == outcome("import yaml", OURS, f"print({FAULT}, {CHARACTER})")


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param((OURS, "read('a: 1')", WHOLE), id="after"),
        pytest.param(("import yaml", OURS, "read('a: 1')", WHOLE), id="before"),
        pytest.param((OURS, FAULT, CHARACTER, WHOLE), id="after faults"),
        pytest.param((OURS, "import yaml.reader, yaml.scanner", "read('a: 1')", WHOLE, FAULT), id="by parts"),
        pytest.param((OURS, "from yaml import safe_load", "assert safe_load('a: 1') == {'a': 1}", WHOLE), id="by name"),
        pytest.param((OURS, "from yaml import *", "assert safe_load('a: 1') == {'a': 1}", WHOLE), id="by star"),
        pytest.param((OURS, "import importlib, yaml", "importlib.reload(yaml)", "read('a: 1')", WHOLE), id="reloaded"),
    ],
)
def test_a_program_that_imports_it_finds_it_whole(lines: tuple[str, ...]) -> None:
    outcome(*lines)


def test_threads_that_import_it_at_once_find_it_whole() -> None:
    outcome(
        "import sys, threading",
        "sys.setswitchinterval(1e-6)",
        OURS,
        "import yaml",
        "found = []",
        "names = ['safe_load', 'dump', 'CSafeLoader', 'FullLoader', '__version__', 'SafeDumper'] * 3",
        "threads = [threading.Thread(target=lambda n=n: found.append(getattr(yaml, n))) for n in names]",
        "[thread.start() for thread in threads]",
        "[thread.join() for thread in threads]",
        "assert len(found) == len(names)",
    )


def test_what_it_does_not_have_is_an_error_of_an_attribute() -> None:
    found = outcome(
        OURS, "import yaml", "print(hasattr(yaml, 'nothing'), hasattr(yaml, 'nothing'), yaml.safe_load('1'))"
    )
    assert found == "False False 1"


def copied(folder: Path) -> Path:
    """Copy the package to where a program finds it first."""
    found = find_spec("yaml")
    assert found is not None and found.origin is not None
    return Path(copytree(Path(found.origin).parent, folder / "yaml"))


def without_libyaml(package: Path) -> None:
    for built in package.glob("_yaml*"):
        built.unlink()


def of_another_layout(package: Path) -> None:
    (package / "nodes.py").rename(package / "knots.py")
    for file in package.glob("*.py"):
        file.write_text(file.read_text("utf-8").replace("from .nodes", "from .knots"), "utf-8")
    begin = package / "__init__.py"
    begin.write_text(f"from . import knots as nodes\n{begin.read_text('utf-8')}", "utf-8")


@pytest.mark.parametrize(("change", "has_libyaml"), [(without_libyaml, False), (of_another_layout, True)])
def test_another_build_is_imported_as_usual(change: Callable[[Path], None], has_libyaml: bool, tmp_path: Path) -> None:
    change(copied(tmp_path))
    lines = ("import sys", f"sys.path.insert(0, {str(tmp_path)!r})", OURS)
    read = "print(read('a: [1, x]').tree, read('a: [1').is_readable, read('a: \\x07').is_readable)"
    assert outcome(*lines, read) == "{'a': [1, 'x']} False False"
    found = outcome(*lines, "import yaml", "print(yaml.__file__, yaml.__with_libyaml__)")
    assert found == f"{tmp_path}/yaml/__init__.py {has_libyaml}"
