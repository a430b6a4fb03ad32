"""The fixtures for pytest, in a project of their own, and what is said where the hub is not installed."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import ndxp_sdk

pytestmark = pytest.mark.usefixtures("sockets_and_processes")

CONFTEST = 'pytest_plugins = ["ndxp_sdk.testing.pytest"]\n'
TESTS = """
import asyncio

import pytest

SERVICE = "VN/GOV/G12/register/households"


def test_threads(ndxp_hub, ndxp_client):
    ndxp_hub.provide(SERVICE, {"GET /": {"code": "H1"}})
    assert ndxp_client.exchange.call(SERVICE, path="/").json() == {"code": "H1"}


def test_each_test_has_its_own_hub(ndxp_hub):
    assert SERVICE not in map(str, ndxp_hub.services)


def test_tasks(ndxp_async_client):
    async def first():
        return await ndxp_async_client.catalog.services.list().first()

    assert asyncio.run(first()) is not None


@pytest.mark.ndxp_hub("gateway", faults=["provider-500"], token_lifetime=60)
def test_marked(ndxp_hub):
    assert "gateway" in repr(ndxp_hub)
    assert list(ndxp_hub.faults) == ["provider-500"]
"""


def python(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_fixtures_are_asked_for_by_the_name_of_the_plug_in(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(CONFTEST, "utf-8")
    (tmp_path / "test_it.py").write_text(TESTS, "utf-8")
    ran = python("-m", "pytest", "-q", "--strict-markers", "-W", "error", "-p", "no:cacheprovider", cwd=tmp_path)
    assert "4 passed" in ran.stdout, ran.stdout + ran.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("missing", ["*.dist-info", "starlette"])
def test_without_the_extra_it_is_said_what_to_install(tmp_path: Path, missing: str) -> None:
    installed = Path(sysconfig.get_path("purelib"))
    hidden = set(installed.glob(missing))
    for path in installed.iterdir():
        if path not in hidden:
            (tmp_path / path.name).symlink_to(path)
    code = "from ndxp_sdk.testing import InMemoryHub; InMemoryHub()"
    places = [str(tmp_path), str(Path(ndxp_sdk.__file__).parents[1]), str(Path(ndxp_sdk.__file__).parents[2] / "mocks")]
    ran = python("-S", "-c", code, cwd=tmp_path, PYTHONPATH=os.pathsep.join(places))
    assert "MissingExtra: the hub for tests needs an extra: pip install 'ndxp-sdk[testing]'" in ran.stderr
    assert ("starlette is missing" in ran.stderr) == (missing == "starlette")
