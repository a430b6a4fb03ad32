"""compose.yaml and the units of systemd against the program: what they start is understood, and holds no secret."""

import re
import shlex
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml

from compliance.cli.parser import parse
from compliance.locale import words
from compliance.options.configuration import configured
from tools.dockerfile import stages
from tools.pipelines import REPOSITORY

COMPOSE = REPOSITORY / "compose.yaml"
UNITS = sorted((REPOSITORY / "packaging/systemd").glob("*.service"))


def compose() -> Any:
    return yaml.safe_load(COMPOSE.read_text("utf-8"))


def unit(path: Path) -> ConfigParser:
    read = ConfigParser(strict=False, interpolation=None)
    read.optionxform = str  # type: ignore[assignment,method-assign]  # because systemd tells capitals apart
    read.read(path, "utf-8")
    return read


def understood(arguments: list[str]) -> Any:
    """Return a command as the program reads it; one that it refuses ends the test."""
    return parse(arguments, words("en"), configured())


def test_every_command_of_compose_is_understood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    commands = {name: service["command"] for name, service in compose()["services"].items() if "command" in service}
    assert {name: command[0] for name, command in commands.items()} == {
        "tables": "history", "worker": "worker", "dashboard": "serve"
    }  # fmt: skip
    for command in commands.values():
        assert understood(list(map(str, command))).history.text == "file:/run/secrets/database_address"


def test_compose_starts_two_workers_with_the_extras_that_they_need() -> None:
    services = compose()["services"]
    assert services["worker"]["deploy"]["replicas"] == 2
    assert services["worker"]["depends_on"]["tables"]["condition"] == "service_completed_successfully"
    extras = set(services["worker"]["build"]["args"]["EXTRAS"].split(","))
    assert {"dashboard", "postgres", "worker"} <= extras
    assert any(each.text.startswith("EXTRAS=") for stage in stages(REPOSITORY / "Dockerfile") for each in stage)


def test_every_secret_of_compose_is_a_file_and_none_stands_in_it() -> None:
    tree = compose()
    used = {name for service in tree["services"].values() for name in service.get("secrets", ())}
    assert used == set(tree["secrets"])
    assert all(list(secret) == ["file"] for secret in tree["secrets"].values())
    environments = [service.get("environment", {}) for service in tree["services"].values()]
    given = {value for each in environments for name, value in each.items() if re.search("PASSWORD|SECRET|TOKEN", name)}
    assert given == {"/run/secrets/database_password"}
    named = {word for service in tree["services"].values() for word in map(str, service.get("command", ()))}
    files = {word.removeprefix("file:").removeprefix("/run/secrets/") for word in named if "/run/secrets/" in word}
    assert files <= used


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
def test_what_a_unit_starts_is_understood_and_its_secrets_are_credentials(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    service = unit(path)["Service"]
    program, *arguments = shlex.split(service["ExecStart"].replace("${CREDENTIALS_DIRECTORY}", "/run/credentials"))
    assert Path(program).name == "compliance"
    assert understood(arguments).history.text == "file:/run/credentials/database"
    loaded = set(re.findall(r"^LoadCredential=([^:]+):/etc/compliance/", path.read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"/run/credentials/(\S+)", " ".join(arguments)))
    assert named <= loaded
    assert {"NoNewPrivileges", "DynamicUser", "ProtectSystem"} <= set(service)


def test_there_is_a_unit_for_workers_and_one_for_the_dashboard() -> None:
    assert [path.name for path in UNITS] == ["compliance-dashboard.service", "compliance-worker@.service"]
    stop = unit(UNITS[1])["Service"]
    assert (stop["KillSignal"], stop["TimeoutStopSec"]) == ("SIGTERM", "90")
