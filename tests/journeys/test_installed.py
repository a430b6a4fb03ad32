"""What users get: wheels in fresh environments. Run by .ci/run."""

from pathlib import Path

import pytest

from tools.fresh import build_wheel, call, environment, pip
from tools.once import once

REPOSITORY = Path(__file__).parents[2]
pytestmark = pytest.mark.system


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = once(tmp_path_factory, "wheel", lambda folder: build_wheel(REPOSITORY, folder))
    return next(folder.glob("*.whl"))


def test_the_plain_package_brings_the_sdk_and_little_else(wheel: Path, tmp_path: Path) -> None:
    python = environment(tmp_path, str(wheel))
    listed = pip(python, "list", "--format", "freeze", folder=tmp_path)
    names = {line.split("==")[0].split(" @")[0].lower() for line in listed.splitlines() if line}
    assert {"httpx", "pydantic", "ndxp-sdk"} <= names
    assert not names & {"pyyaml", "jinja2", "rich", "uvicorn", "starlette", "cryptography", "trustme", "orjson"}
    assert not names & {"joserfc", "jsonschema", "respx", "openapi-core", "pytest", "opentelemetry-api"}
    assert call(python, "-c", "import ndxp_sdk; print(ndxp_sdk.__version__)", folder=tmp_path).strip() == "0.1.0"
    refused = call(
        python,
        "-m",
        "ndxp_sdk.cli",
        "services",
        "list",
        "--base-url",
        "http://127.0.0.1:9",
        folder=tmp_path,
        check=False,
    )
    assert "Traceback" not in refused
    assert "ConnectFailed" in refused


def test_a_first_call_needs_the_two_extras_of_the_readme_and_nothing_else(wheel: Path, tmp_path: Path) -> None:
    python = environment(tmp_path, f"{wheel}[cli,mocks]")
    program = """
from ndxp_mocks import serve_hub
from ndxp_sdk import Client
with serve_hub() as hub, Client(hub.url, client="VN/GOV/EXAMPLE/portal") as ndxp:
    print(len(ndxp.exchange.list_clients()) > 4)
"""
    assert call(python, "-c", program, folder=tmp_path).strip() == "True"


def test_an_installed_checker_runs_the_main_job_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    python = environment(tmp_path, f"{wheel}[compliance,mocks]")
    out = call(python, "-m", "compliance.cli", "demo", "--lang", "en", folder=tmp_path)
    assert "Of 76 platforms:" in out  # 3 more are intermediaries
    assert (tmp_path / "compliance-demo" / "report.html").is_file()
    registry = len(list((REPOSITORY / "specs" / "platforms").glob("*.yaml")))
    listed = call(python, "-m", "compliance.cli", "platforms", folder=tmp_path).splitlines()
    assert len(listed) == 2 + registry  # with the headings, and with how many there are
