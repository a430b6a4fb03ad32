"""The Dockerfile against the tree: what an image would be made of, without Docker."""

import re
import tomllib
from pathlib import Path

from tools.dockerfile import context_sources, instructions, stages
from tools.pipelines import REPOSITORY

FILE = REPOSITORY / "Dockerfile"


def test_all_that_is_copied_is_in_the_tree_and_nothing_else_is_sent() -> None:
    sources = context_sources(FILE)
    assert sources
    assert all((REPOSITORY / source).exists() for source in sources)
    first, *rest = (REPOSITORY / ".dockerignore").read_text("utf-8").split()
    assert first == "*"
    assert {line.removeprefix("!") for line in rest if line.startswith("!")} == set(sources)


def test_what_the_package_is_built_from_is_copied() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    needed = {*wheel["packages"], *wheel["force-include"], project["project"]["readme"], "pyproject.toml"}
    needed |= set(project["project"]["license-files"])
    sources = [Path(source) for source in context_sources(FILE)]
    assert all(any(Path(each).is_relative_to(source) for source in sources) for each in needed)


def test_the_base_is_pinned_by_a_tag_and_may_be_another() -> None:
    begin, *built = stages(FILE)
    [base] = [each for each in begin if each.name == "ARG"]
    assert re.fullmatch(r"BASE=python:3\.\d+-slim-\w+", base.text)
    assert {stage[0].words[0] for stage in built} == {"${BASE}"}


def test_the_image_runs_the_command_as_nobody_in_particular() -> None:
    last = {each.name: each for each in stages(FILE)[-1]}
    assert int(last["USER"].text.partition(":")[0]) > 0
    [program] = last["ENTRYPOINT"].words
    scripts = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    assert Path(program).name in scripts
    [copied] = [each for each in stages(FILE)[-1] if each.name == "COPY"]
    assert Path(program).is_relative_to(copied.words[-1])
    assert any(f"venv --without-pip {copied.words[0]} " in each.text for each in instructions(FILE))


def test_what_is_named_for_the_build_reaches_no_later_stage() -> None:
    *_, build, last = stages(FILE)
    assert {"PIP_INDEX_URL", "CA"} <= {each.text.partition("=")[0] for each in build if each.name == "ARG"}
    assert not [each for each in last if each.name in {"ARG", "ENV", "RUN"}]
