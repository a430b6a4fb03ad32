"""The READMEs, followed word for word by somebody who has nothing: a hub, a profile, the commands, the programs."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from pkgutil import iter_modules

import pytest

from ndxp_sdk import examples, profiles
from tools.servers import free_port

REPOSITORY = Path(__file__).parents[3]
READMES = {
    "README.md": ("## Ten minutes with the SDK", "## The mocks", "## Five minutes"),
    "README.vi.md": ("## Mười phút với SDK", "## Trục tích hợp và nền tảng giả lập", "## Năm phút làm quen"),
}
SHELL = shutil.which("sh")
SECONDS = 60
follows = pytest.mark.skipif(SHELL is None, reason="the commands are for a shell of POSIX")


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, and its text for a hub on this port."""

    language: str
    text: str

    def at(self, port: int) -> str:
        return self.text.replace("8080", str(port))


def section(name: str, heading: str) -> str:
    lines = (REPOSITORY / name).read_text("utf-8").splitlines()
    rest = lines[lines.index(heading) + 1 :]
    return "\n".join(takewhile(lambda line: not line.startswith("## "), rest))


def blocks(name: str, part: int) -> list[Block]:
    found = re.findall(r"^```(\w*)\n(.*?)^```$", section(name, READMES[name][part]), re.DOTALL | re.MULTILINE)
    return [Block(language, text) for language, text in found]


def of(name: str, language: str, part: int = 0) -> list[Block]:
    return [block for block in blocks(name, part) if block.language == language]


def environment(**more: str) -> dict[str, str]:
    scripts = str(Path(sys.executable).parent)
    path = os.pathsep.join([scripts, os.environ.get("PATH", "")])
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "NDXP_", "LANG"))}
    return {**kept, "PATH": path, "LANG": "C.UTF-8", "PYTHONIOENCODING": "utf-8", **more}


@contextmanager
def hub(command: str, port: int) -> Iterator[list[str]]:
    """A hub that the README starts, on another port."""
    with running(f"{command} --port {port}") as introduction:
        yield introduction


@contextmanager
def running(command: str) -> Iterator[list[str]]:
    """What the README starts in a terminal of its own, and what it says of itself."""
    started = subprocess.Popen(
        [SHELL or "sh", "-c", f"exec {command}"],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment(),
    )
    assert started.stdout is not None
    with started, started.stdout as output:
        yield list(takewhile(lambda line: "Ctrl-C" not in line, output))
        started.terminate()


def shell(commands: str, folder: Path, **more: str) -> str:
    ran = subprocess.run(
        [SHELL or "sh", "-ec", commands],
        cwd=folder,
        env=environment(**more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout
    return ran.stdout


@pytest.fixture(params=READMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def port(sockets_and_processes: None) -> Iterator[int]:
    """A running hub, as the first block starts it in both languages."""
    install, start = (line.partition("#")[0].strip() for line in of("README.md", "sh")[0].text.splitlines())
    assert install == "pip install '.[cli,mocks]'"
    assert start == "ndxp-mocks hub"
    free = free_port()
    with hub(start, free):
        yield free


@pytest.fixture
def folder(port: int, name: str, tmp_path: Path) -> Path:
    """A folder with the profile that the reader writes."""
    (tmp_path / "ndxp.toml").write_text(of(name, "toml")[0].at(port), "utf-8")
    return tmp_path


@follows
def test_the_commands_lead_from_nothing_to_an_answer(name: str, folder: Path, port: int) -> None:
    output = shell(of(name, "sh")[1].at(port), folder)
    shown = next(block for block in blocks(name, 0) if block.language == "")
    for line in shown.at(port).splitlines():
        assert line.removesuffix("…") in output


@pytest.mark.usefixtures("sockets_and_processes")
@follows
def test_the_first_command_has_its_file(name: str, tmp_path: Path) -> None:
    document, record = (block.text for block in of(name, "yaml", 2))
    (tmp_path / "openapi.yaml").write_text(document, "utf-8")
    (tmp_path / "record.yaml").write_text(record, "utf-8")
    first, second = (block.text for block in of(name, "sh", 2))
    shown = next(block.text for block in blocks(name, 2) if block.language == "")
    output = shell(first, tmp_path)
    assert shown.partition("[")[0] in output
    checked = [line for line in second.splitlines() if line.startswith("compliance check ")]
    assert "openapi.operation_requires_security" in shell("\n".join(checked), tmp_path)


def written_in(name: str) -> list[str]:
    """The commands that stand in the text."""
    found = re.findall(r"`((?:python -m ndxp_sdk[.]|ndxp )[a-z][^`]*)`", section(name, READMES[name][0]))
    return [line for line in found if "hub" not in line]


def test_both_languages_name_the_same_commands() -> None:
    assert sorted(written_in("README.md")) == sorted(written_in("README.vi.md"))


@follows
@pytest.mark.parametrize("name", ["README.md"], indirect=True)
def test_the_examples_in_the_text_and_the_other_commands_run(name: str, folder: Path, port: int) -> None:
    export = re.search(r"^export .*$", of(name, "sh")[1].text, re.MULTILINE)
    commands = written_in(name)
    assert len(commands) >= 4
    assert export is not None
    for command in commands:
        assert shell(f"{export[0]}\n{command}", folder, NDXP_EXAMPLES_URL=f"http://localhost:{port}")


@follows
@pytest.mark.parametrize("name", ["README.md"], indirect=True)
def test_the_programs_run(name: str, folder: Path) -> None:
    export = re.search(r"^export .*$", of(name, "sh")[1].text, re.MULTILINE)
    assert export is not None
    for number, block in enumerate(of(name, "python")):
        (folder / f"test_{number}.py").write_text(block.text, "utf-8")
        how = "-m pytest -q -p no:cacheprovider" if "def test_" in block.text else ""
        assert shell(f"{export[0]}\npython -W error {how} test_{number}.py", folder)


def test_both_languages_show_the_same_programs() -> None:
    def code(name: str, part: int) -> list[str]:
        return [re.sub(r" *#.*", "", block.text) for block in of(name, "python", part)]

    for part in (0, 1):
        assert code("README.md", part) == code("README.vi.md", part)
    without_comments = [
        [re.sub(r" *#.*|language = .*\n", "", block.text) for block in of(name, "toml")] for name in READMES
    ]
    assert without_comments[0] == without_comments[1]


def test_the_profile_of_a_real_gateway_can_be_read(name: str, tmp_path: Path) -> None:
    file = tmp_path / "ndxp.toml"
    file.write_text(of(name, "toml")[1].text, "utf-8")
    profile = profiles.load(file=file)
    assert profile.name == "production"
    assert profile.given["tls"].ca == tmp_path / "internal-ca.pem"


def test_the_table_names_every_example(name: str) -> None:
    table = re.findall(r"^\|(?!-).*\| (`.*`) \|$", section(name, READMES[name][0]).partition("###")[0], re.MULTILINE)
    listed = re.findall(r"`(\w+)`", " ".join(table))
    assert sorted(listed) == [
        module.name for module in iter_modules(examples.__path__) if not module.name.startswith("_")
    ]


@pytest.mark.usefixtures("sockets_and_processes")
@follows
def test_the_platforms_are_started_as_the_page_says(tmp_path: Path) -> None:
    commands = [line.partition("#")[0].strip() for line in of("README.md", "sh", 1)[0].text.splitlines()]
    platform, fleet, faults = commands
    for command in (platform, f"{fleet.partition(' --')[0]} --directory {tmp_path}/fleet"):
        with running(command) as introduction:
            assert any("SIMULATED" in line for line in introduction)
    assert "old-tls" in shell(faults, tmp_path)
    (program,) = (block.text for block in of("README.md", "python", 1))
    (tmp_path / "program.py").write_text(program, "utf-8")
    assert "https://" in shell("python -W error program.py", tmp_path)


@follows
def test_the_hub_is_started_and_looked_through_as_the_page_says(port: int, tmp_path: Path) -> None:
    start, faults = of("README.md", "sh", 1)[1].text.splitlines()
    with hub(start, free_port()) as introduction:
        assert "profile: gateway\n" in introduction
        assert "services: 55\n" in introduction
    assert "webhook-twice" in shell(faults, tmp_path)
    assert "No breach found" in shell(of("README.md", "sh", 1)[2].at(port), tmp_path)


def test_both_languages_start_the_same_hub() -> None:
    def commands(name: str, part: int) -> list[str]:
        return [re.sub(r" *#.*", "", block.text) for block in of(name, "sh", part)]

    for part in (0, 1):
        assert commands("README.md", part) == commands("README.vi.md", part)
