"""The repository of a platform, as a pipeline finds it."""

from pathlib import Path

import pytest

from tools.pipelines import PROGRAMS

OPEN = """\
openapi: 3.1.0
info: {title: t, version: 1.0.0}
paths:
  /households:
    get: {}
components: {securitySchemes: {token: {type: http, scheme: bearer}}}
"""
CLOSED = OPEN.replace("    get: {}", "    get: {security: [{token: []}]}")


@pytest.fixture
def platform(tmp_path: Path) -> Path:
    """A folder with a document that anybody may call, in a folder with a blank, and settings that warnings fail."""
    folder = tmp_path / "platform"
    (folder / "api docs").mkdir(parents=True)
    (folder / "api docs/openapi.yaml").write_text(OPEN, "utf-8")
    (folder / "compliance.toml").write_text('select = ["openapi.operation_requires_security"]\n', "utf-8")
    return folder


@pytest.fixture
def installed(platform: Path) -> Path:
    """The same with the checker where the pipelines install it, as if they had."""
    (platform / ".compliance").mkdir()
    (platform / ".compliance/bin").symlink_to(PROGRAMS)
    return platform
