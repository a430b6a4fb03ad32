"""The command line as a user runs it, in a folder of its own, against a real hub on sockets."""

import io
import socket
import textwrap
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ndxp_mocks import ServedHub, serve_hub
from ndxp_sdk.cli import main

SECRET = "simulated-secret-example-portal"  # what the hub knows of this client
PORTAL = "VN/GOV/EXAMPLE/portal"
SERVICE = "VN/GOV/G12/national-enterprise-management/enterprises"
CUSTOMS = "VN/GOV/G12/digital-customs"


@dataclass(frozen=True)
class Result:
    """What a command gave."""

    status: int
    raw: bytes
    err: str

    @property
    def out(self) -> str:
        return self.raw.decode("utf-8")

    @property
    def told(self) -> str:
        """Everything that a reader sees."""
        return self.err + self.out


Run = Callable[..., Result]
Write = Callable[..., Path]


@pytest.fixture(scope="session")
def hub(sockets_and_processes: None) -> Iterator[ServedHub]:
    """A hub without faults."""
    with serve_hub() as served:
        yield served


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `ndxp` with arguments, in English unless asked otherwise."""
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "NO_COLOR", "NDXP_PROFILE", "NDXP_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.setenv("TEST_SECRET", SECRET)

    def command(*arguments: Any) -> Result:
        out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
        with redirect_stdout(out), redirect_stderr(err):
            status = main([str(argument) for argument in arguments])
        return Result(status, _written(out), _written(err).decode("utf-8"))

    return command


@pytest.fixture
def dead_port(sockets_and_processes: None) -> Iterator[int]:
    """A port at which nothing listens, and nothing else can begin to."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


@pytest.fixture
def write(tmp_path: Path, hub: ServedHub) -> Write:
    """Write ndxp.toml: a profile that works at the hub unless settings are given that replace some of it."""

    def file(
        *, base_url: str | None = None, credential: str | None = None, tls: str | None = None, more: str = ""
    ) -> Path:
        known = 'kind = "client-secret"\nclient_id = "example-portal"\nsecret = "env:TEST_SECRET"'
        trust = f'ca = "{hub.ca_file}"'
        path = tmp_path / "ndxp.toml"
        tables = [
            f'[profiles.test]\nbase_url = "{base_url or hub.tls_url}"\nclient = "{PORTAL}"\n{textwrap.dedent(more)}',
            f"[profiles.test.credential]\n{known if credential is None else credential}" if credential != "" else "",
            f"[profiles.test.tls]\n{trust if tls is None else tls}",
        ]
        path.write_text("\n".join(tables), "utf-8")
        return path

    return file


def _written(stream: io.TextIOWrapper) -> bytes:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue()
