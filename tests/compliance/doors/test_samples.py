"""A new user has files at once, and the pages of the formats show the same ones."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

Run = Callable[..., Any]


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_samples_are_judged_as_they_are(run: Run, language: str) -> None:
    written = run("sample", "--lang", language)
    assert written.status == 0
    assert [line for line in written.out.splitlines() if line.startswith("compliance-sample/")] == [
        f"compliance-sample/{name}"
        for name in ("compliance.toml", "confirmations.yaml", "openapi.yaml", "record.yaml", "waivers.yaml")
    ]
    document = run("check", "compliance-sample/openapi.yaml", "--format", "json")
    found = {each["rule"] for each in json.loads(document.out)["subjects"][0]["verdicts"] if each["violations"]}
    assert (document.status, len(found)) == (0, 3)
    record = run("check", "compliance-sample/record.yaml", "--format", "json")
    assert (record.status, len(json.loads(record.out)["subjects"][0]["sources"])) == (0, 2)


def test_the_samples_of_settings_waivers_and_confirmations_are_used(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run("sample", "here")
    monkeypatch.chdir(tmp_path / "here")
    result = run("check", "openapi.yaml", "--confirmations", "confirmations.yaml", "--format", "json")
    assert result.status == 1
    assert "compliance: settings of compliance.toml" in result.err
    verdicts = {each["rule"]: each for each in json.loads(result.out)["subjects"][0]["verdicts"]}
    assert verdicts["openapi.operation_requires_security"]["outcome"] == "waived"
    assert "openapi.version_is_semantic" not in verdicts


@pytest.mark.parametrize("folder", ["compliance-sample/", ""])
def test_the_sample_of_waivers_waives_from_above_too(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, folder: str
) -> None:
    run("sample")
    if not folder:
        monkeypatch.chdir(tmp_path / "compliance-sample")
    result = run("check", f"{folder}openapi.yaml", "--waivers", f"{folder}waivers.yaml", "--format", "json")
    assert [each["outcome"] for each in json.loads(result.out)["subjects"][0]["verdicts"]].count("waived") == 1


def test_samples_hold_on_the_day_that_is_asked_for(run: Run, tmp_path: Path) -> None:
    run("sample", "--as-of", "2027-01-01")
    assert "\n  on: 2027-01-01\n" in (tmp_path / "compliance-sample/confirmations.yaml").read_text("utf-8")
    assert "expires: 2027-06-30\n" in run("explain", "waivers", "--as-of", "2027-01-01").out
    check = ("check", "compliance-sample/openapi.yaml", "--waivers", "compliance-sample/waivers.yaml")
    assert [run(*check, "--as-of", day).status for day in ("2027-01-01", "2027-06-30")] == [0, 0]


def test_samples_write_over_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "compliance-sample").mkdir()
    (tmp_path / "compliance-sample/record.yaml").write_text("mine")
    result = run("sample")
    assert (result.status, "is there already" in result.err) == (64, True)
    assert [path.name for path in (tmp_path / "compliance-sample").iterdir()] == ["record.yaml"]


@pytest.mark.parametrize(("name", "field"), [("record", "slug"), ("waivers", "legal_basis"), ("confirmations", "seen")])
@pytest.mark.parametrize("language", ["en", "vi"])
def test_each_form_has_a_page_with_an_example_and_its_schema(run: Run, name: str, field: str, language: str) -> None:
    page = run("explain", name, "--lang", language).out
    example = "\n".join(line[4:] for line in page.splitlines() if line.startswith("    "))
    read = yaml.safe_load(example)
    assert field in (read[0] if isinstance(read, list) else read)
    schema = page.rsplit(": ", 1)[1].strip()
    assert json.loads(Path(schema).read_bytes())["$schema"]
    assert f"`{field}`" in page
    assert run("explain", name.removesuffix("s"), "--lang", language).out == page


def test_the_page_of_the_configuration_shows_settings_that_work(run: Run, tmp_path: Path) -> None:
    page = run("explain", "configuration").out
    example = "\n".join(line[4:] for line in page.splitlines() if line.startswith("    "))
    (tmp_path / "compliance.toml").write_text(example.replace('waivers = "waivers.yaml"', ""), "utf-8")
    (tmp_path / "openapi.yaml").write_text("openapi: 3.1.0\ninfo: {title: t}\npaths: {/a: {get: {}}}\n")
    assert run("check", "openapi.yaml").status == 1
