"""The command `ndxp-mocks hub`, in a process of its own and until it is stopped."""

import json
import re
import signal
import ssl
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from mocks.cli.test_cli import ended, running, said_until
from ndxp_mocks.cli.main import main


def test_hub_is_served_until_it_is_stopped(command: tuple[str, ...]) -> None:
    with running(*command, "hub", "--port", "0") as process:
        said = said_until(process, "Press Ctrl-C")
        assert "SIMULATED" in said
        for line in re.findall(r"^  curl (.*)$", said, re.MULTILINE):
            done = subprocess.run(["curl", "-sf", *unquoted(line)], capture_output=True, text=True, check=False)
            assert done.returncode == 0, (line, done)
            assert json.loads(done.stdout)
        assert ended(process, signal.SIGINT) == (0, "")


def test_each_system_is_held_to_its_certificate_with_tls(command: tuple[str, ...], tmp_path: Path) -> None:
    with running(*command, "hub", "--tls", "--port", "0", "--directory", str(tmp_path)) as process:
        said = said_until(process, "Press Ctrl-C")
        assert "connection type of the systems: https\n" in said
        for line in re.findall(r"^  curl (.*)$", said, re.MULTILINE):
            done = subprocess.run(["curl", "-sf", *unquoted(line)], capture_output=True, text=True, check=False)
            assert done.returncode == 0, (line, done)
        (call,) = re.findall(r"(https://\S+/r1/\S+)", said)
        context = ssl.create_default_context(cafile=str(tmp_path / "ca.pem"))
        context.load_cert_chain(tmp_path / "example-stranger.pem", tmp_path / "example-stranger.key")
        headers = {"X-Road-Client": "VN/GOV/EXAMPLE/portal"}
        refused = httpx.get(call, headers=headers, verify=context, trust_env=False)
        assert refused.headers["X-Road-Error"] == "server.clientproxy.ssl_authentication_failed"
        assert ended(process, signal.SIGINT) == (0, "")


def test_the_connection_type_can_be_chosen(command: tuple[str, ...], tmp_path: Path) -> None:
    options = ("--tls", "--connection-type", "http", "--port", "0", "--directory", str(tmp_path))
    with running(*command, "hub", *options) as process:
        said = said_until(process, "Press Ctrl-C")
        assert "connection type of the systems: http\n" in said
        (call,) = re.findall(r"(https://\S+/r1/\S+)", said)
        context = ssl.create_default_context(cafile=str(tmp_path / "ca.pem"))
        headers = {"X-Road-Client": "VN/GOV/EXAMPLE/portal"}
        assert httpx.get(call, headers=headers, verify=context, trust_env=False).status_code == 200
        assert ended(process, signal.SIGINT) == (0, "")


def unquoted(line: str) -> list[str]:
    return [bare or quoted for quoted, bare in re.findall(r"'([^']*)'|(\S+)", line)]


def test_hub_is_as_it_was_asked_for(command: tuple[str, ...], tmp_path: Path) -> None:
    options = ("--tls", "--port", "0", "--directory", str(tmp_path), "--profile", "xroad-7.7", "--clock-skew", "-86400")
    more = (
        "--platforms",
        "digital-customs,mot-journey-monitoring",
        "--fault",
        "provider-500",
        "own-gateway-maintenance*1",
    )
    with running(*command, "--lang", "vi", "hub", *options, *more) as process:
        said = said_until(process, "Nhấn Ctrl-C")
        for line in (
            "cách trao đổi: xroad-7.7",
            "cách kết nối của các hệ thống: https",
            "lỗi: own-gateway-maintenance*1, provider-500",
            "số dịch vụ: 2",
        ):
            assert line in said
        context = ssl.create_default_context(cafile=str(tmp_path / "ca.pem"))
        assert (
            f"{tmp_path / 'example-portal.pem'}\nkhóa của chứng thư số đó: {tmp_path / 'example-portal.key'}\n" in said
        )
        context.load_cert_chain(tmp_path / "example-portal.pem", tmp_path / "example-portal.key")
        (call,) = re.findall(r"(https://\S+/r1/\S+)", said)
        headers = {"X-Road-Client": "VN/GOV/EXAMPLE/portal"}
        refused = httpx.get(call, headers=headers, verify=context, trust_env=False)
        assert refused.json()["type"] == "Server.ClientProxy.MaintenanceMode"
        assert httpx.get(call, headers=headers, verify=context, trust_env=False).status_code == 500
        health = httpx.get(f"{call.partition('/r1/')[0]}/catalog/v1/health", verify=context, trust_env=False).json()
        assert datetime.fromisoformat(health["checked_at"]) < datetime.now(UTC) - timedelta(hours=23)
        assert ended(process, signal.SIGTERM) == (0, "")


@pytest.mark.usefixtures("sockets_and_processes")
@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--fault", "nix"], "unknown fault nix, known are: answer-drips, "),
        (["--platforms", "nix"], "no platform of a list is called nix"),
        (["--platforms", ""], "no platform of a list is called "),
        (["--clock-skew", "inf"], "'inf' is not a number of seconds up to "),
        (["--clock-skew", "soon"], "'soon' is not a number of seconds up to "),
        (["--port", "70000"], "'70000' is not a port from 0 to 65535"),
        (["--profile", "soap"], "invalid choice: 'soap'"),
        (["--connection-type", "mtls"], "invalid choice: 'mtls'"),
        (["--directory", "/dev/null/hub"], "cannot write to /dev/null/hub"),
    ],
)
def test_hub_that_cannot_be_had_is_bad_usage(
    words: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    port = [] if "--port" in words else ["--port", "0"]
    assert main(["hub", "--lang", "en", *port, *words]) == 64
    assert complaint in capsys.readouterr().err


def test_faults_of_the_hub_are_listed_with_their_layer(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["faults", "--hub", "--lang", "en"]) == 0
    assert re.search(r"^provider-500 +provider +\S", capsys.readouterr().out, re.MULTILINE)
    assert main(["faults", "--hub", "--format", "json"]) == 0
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["provider-500"]["layer"] == "provider"
    assert set(rows["provider-500"]["description"]) == {"en", "vi"}


@pytest.mark.parametrize(("language", "usage"), [("en", "usage: "), ("vi", "cách dùng: ")])
def test_help_of_the_hub_is_given(language: str, usage: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--lang", language, "hub", "--help"])
    said = capsys.readouterr().out
    assert said.startswith(f"{usage}ndxp-mocks hub")
    assert "--clock-skew" in said
