"""The pipelines with all that they install: action, job of GitLab, hook of pre-commit, image. Run by .ci/run."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.dockerfile import context_sources
from tools.fresh import build_wheel, call, install
from tools.pipelines import REPOSITORY, run_action, run_gitlab

pytestmark = pytest.mark.system

OPEN = "openapi: 3.1.0\ninfo: {title: t, version: 1.0.0}\npaths: {/households: {get: {}}}\n"
IDENTITY = ("-c", "user.name=t", "-c", "user.email=t@example.gov.vn")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What an image is built from, and nothing else of the repository, with the hooks."""
    folder = tmp_path_factory.mktemp("source")
    for name in (*context_sources(REPOSITORY / "Dockerfile"), ".pre-commit-hooks.yaml"):
        origin = REPOSITORY / name
        if origin.is_dir():
            shutil.copytree(origin, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(origin, folder / name)
    return folder


@pytest.fixture(scope="module")
def wheel(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(source, tmp_path_factory.mktemp("wheel"))


@pytest.fixture
def platform(tmp_path: Path) -> Path:
    folder = tmp_path / "platform"
    folder.mkdir()
    (folder / "openapi.yaml").write_text(OPEN, "utf-8")
    return folder


def test_the_action_installs_and_judges(wheel: Path, platform: Path, tmp_path: Path) -> None:
    inputs = {"package": f"{wheel}[compliance]", "python": sys.executable, "fail-on": "warn"}
    ran = run_action(inputs, platform, tmp_path / "runner")
    assert ran.status == 1, ran.said
    assert "::warning file=openapi.yaml,line=" in ran.said
    assert (platform / ran.outputs["sarif"]).is_file()


def test_the_job_of_gitlab_installs_and_judges_and_pytest_finds_the_plugin(wheel: Path, platform: Path) -> None:
    ran = run_gitlab(
        REPOSITORY / "pipelines/gitlab.yml",
        platform,
        {"COMPLIANCE_PACKAGE": f"{wheel}[compliance]", "COMPLIANCE_OPTIONS": "--fail-on warn"},
    )
    assert ran.status == 1, ran.said
    assert (platform / "compliance.xml").is_file()
    python = platform / ".compliance/bin/python"
    install(python, "pytest", folder=platform)
    judged = call(python, "-m", "pytest", "-W", "error", "--compliance", "openapi.yaml", folder=platform)
    assert "openapi.yaml::openapi.operation_requires_security" in judged


def test_pre_commit_installs_the_hook(source: Path, platform: Path, tmp_path: Path) -> None:
    for folder in (source, platform):
        call("git", "-c", "init.defaultBranch=main", "init", "-q", folder=folder)
        call("git", "add", "-A", folder=folder)
    call("git", *IDENTITY, "commit", "-q", "-m", "hooks", folder=source)
    ran = subprocess.run(
        [sys.executable, "-m", "pre_commit", "try-repo", str(source), "compliance", "--all-files", "--verbose"],
        cwd=platform,
        env={**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "home"), "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "openapi.yaml:3:" in ran.stdout


@pytest.mark.skipif(
    shutil.which("docker") is None
    or subprocess.run(["docker", "info"], capture_output=True, check=False).returncode != 0,
    reason="no Docker that runs",
)
def test_the_image_is_built_and_judges(source: Path, platform: Path) -> None:
    built = call("docker", "build", "--quiet", "--file", REPOSITORY / "Dockerfile", source, folder=platform)
    image = built.strip().splitlines()[-1]
    mount = f"{platform}:/work:ro"
    said = call("docker", "run", "--rm", "--network", "none", "--volume", mount, image, "check", ".", folder=platform)
    assert "openapi.yaml:3:" in said
