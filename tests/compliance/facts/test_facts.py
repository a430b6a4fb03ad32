"""The published facts: catalogue, registry, code lists, each held to its schema and to the others."""

import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import compliance
from compliance.loading.facts.catalogue import catalogue
from compliance.loading.facts.codelists import addressees, agencies, bearers, field_names, reasons
from compliance.loading.facts.platforms import lineages, lists, registered, slugs
from compliance.loading.facts.specs import read_specs, specs_root
from compliance.loading.syntax.parse import parse
from compliance.locale import words
from compliance.model.grades import Grade
from compliance.model.record import Owner
from compliance.model.version import VERSION
from compliance.report.manual import requirement_text

Run = Callable[..., Any]


def faults(trees: Mapping[str, Any], name: str) -> list[str]:
    """Whatever in these trees is not as the published schema has it."""
    schema = json.loads((specs_root() / "schemas" / f"{name}.schema.json").read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    return [
        f"{uri}{error.json_path[1:]}: {error.message}"
        for uri, tree in trees.items()
        for error in validator.iter_errors(tree)
    ]


def test_every_instrument_and_every_requirement_of_the_files_is_in_the_catalogue_and_in_the_table() -> None:
    known = catalogue()
    files = list(read_specs("requirements"))
    written = [row["id"] for tree in files for row in tree["requirements"]]
    assert list(known.instruments) == [tree["instrument"]["id"] for tree in files]
    assert [row.id for row in known] == written
    table = (specs_root() / "requirements" / "COVERAGE.md").read_text("utf-8")
    assert re.findall(r"^\| ([A-Z][\w.-]+) \|", table.partition("| Requirement |")[2], re.MULTILINE) == written


def test_good_practice_follows_a_standard_and_nothing_else_does() -> None:
    assert [row.id for row in catalogue() if bool(row.standard) is not row.id.startswith("GP.")] == []


def test_requirement_files_keep_to_their_schema() -> None:
    assert faults({tree["instrument"]["id"]: tree for tree in read_specs("requirements")}, "requirements") == []


def test_ids_are_unique_also_among_those_that_were_merged() -> None:
    names = [name for row in catalogue() for name in (row.id, *row.also)]
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_references_between_facts_resolve() -> None:
    known = catalogue()
    for instrument in known.instruments.values():
        assert {*instrument.superseded_by, *instrument.supersedes} <= set(known.instruments), instrument.id
    for row in known:
        assert all(known.find(other) for other in row.counterpart), row.id
        assert set(row.bearer) <= set(bearers()), row.id
        assert row.addressee is None or row.addressee in addressees(), row.id
        assert row.reason is None or row.reason in reasons(), row.id


def test_what_was_not_read_is_not_graded_as_read() -> None:
    assert [row.id for row in catalogue() if row.reason == "text-not-read" and row.verified is Grade.TEXT] == []


def test_lists_name_each_platform_and_as_many_as_was_announced() -> None:
    for name, tree in lists().items():
        head, members = tree["list"], tree["members"]
        assert len({member["slug"] for member in members}) == len(members) == (head["named"] or 0), name
        assert head["named"] is None or head["named"] + head["unnamed"] == head["size"], name
    assert {member["slug"] for tree in lists().values() for member in tree["members"]} == set(slugs())


def test_owners_of_lists_add_up_as_announced(owners: Mapping[str, str]) -> None:
    for name, tree in lists().items():
        announced = tree["list"]["owners"] or ()
        assert not announced or sum(owner["count"] for owner in announced) == tree["list"]["size"], name
        if all(owner["code"] for owner in announced):  # because one that was merged since has none
            found = Counter(owners[member["slug"]] for member in tree["members"])
            assert not announced or found == {owner["code"]: owner["named"] for owner in announced}, name


@pytest.fixture(scope="module")
def owners() -> Mapping[str, str]:
    """The code of the agency that owns each platform."""
    records = [registered(slug)[0] for slug in slugs()]
    return {record.slug: record.owner.code or "" for record in records if isinstance(record.owner, Owner)}


def test_records_keep_to_the_published_schema() -> None:
    files = sorted((specs_root() / "platforms").glob("*.yaml"))
    assert faults({path.name: parse(path.name, path.read_bytes()).tree for path in files}, "platform") == []


def test_records_are_named_like_their_files_and_name_agencies_of_the_list() -> None:
    for slug in slugs():
        record = registered(slug)[0]
        assert record.slug == slug
        assert not record.is_declared, slug
        assert isinstance(record.owner, Owner), slug
        agency = agencies().coded(record.owner.code or "")
        assert agency is not None, slug
        assert (agency.name_vi, agency.existed.end) == (record.owner.name_vi, None), slug


def test_lineages_name_platforms_of_both_lists_and_their_confidence() -> None:
    for line in lineages():
        assert {line.earlier, line.later} <= set(slugs())
        assert line.confidence in {"high", "medium", "low"}
    assert any(line.relation == "not-the-same" for line in lineages())


def test_all_facts_are_nfc() -> None:
    for path in specs_root().rglob("*.*"):
        text = path.read_text("utf-8")
        assert unicodedata.is_normalized("NFC", text), path
        assert "\r" not in text


@pytest.mark.parametrize(
    ("name", "concept"),
    [
        ("citizen_id", "citizen_id"),
        ("citizenId", "citizen_id"),
        ("SoCCCD", "citizen_id"),
        ("số_định_danh_cá_nhân", "citizen_id"),
        ("SĐT", "phone"),
        ("phoneNumber", "phone"),
        ("Họ và tên", "full_name"),
        ("maTinh", "province_code"),
        ("phone_model", None),
        ("ten", None),
        ("ma", None),
        ("", None),
    ],
)
def test_names_of_fields_are_recognised_as_whole_phrases(name: str, concept: str | None) -> None:
    assert field_names().concept(name) == concept


def test_requirements_are_listed_and_filtered(run: Run) -> None:
    everything = json.loads(run("requirements", "--format", "json", "--as-of", "2026-11-21").out)
    assert {row["id"] for row in everything} == set(catalogue().requirements)
    repealed = json.loads(run("requirements", "--status", "repealed", "--format", "json").out)
    assert {row["weight"] for row in repealed} == {"advice"}
    one = json.loads(
        run("requirements", "--instrument", "nd-224-2026", "--as-of", "2026-06-30", "--format", "json").out
    )
    assert {row["weight"] for row in one} <= {"warn", "advice", None}
    assert "L20-2023.D42.K1.D" in run("requirements", "--instrument", "luat-20-2023").out


def test_platforms_are_listed_and_filtered(run: Run, owners: Mapping[str, str]) -> None:
    mine = json.loads(run("platforms", "--list", "list-2025-55", "--owner", "Bộ Công an", "--format", "json").out)
    listed = [member["slug"] for member in lists()["list-2025-55"]["members"]]
    assert sorted(row["slug"] for row in mine) == sorted(slug for slug in listed if owners[slug] == "G01")
    assert mine
    split = json.loads(run("platforms", "--field", "digital-identity", "--format", "json").out)
    assert any(row["lineage"] for row in split)
    assert f"{len(slugs())} platforms" in run("platforms").out


@pytest.mark.parametrize("language", ["en", "vi"])
def test_rules_and_requirements_of_each_kind_are_explained_at_the_command_line(run: Run, language: str) -> None:
    for name in ("openapi.document_parses", "record/record_names_its_owner", *one_of_each_shape()):
        result = run("explain", name, "--lang", language)
        assert (result.status, result.err) == (0, ""), name
        assert len(result.out) > 300, name


def one_of_each_shape() -> list[str]:
    """Requirements that differ in what their pages have: a rule, a note, a reason, names of before, a weight."""
    pages = {row.id: compliance.explain(row.id) for row in catalogue()}
    shapes = {
        (
            *(bool(part) for part in (page.rules, row.also, row.note, row.counterpart, row.addressee, row.standard)),
            row.verified,
            row.instrument.status,
        ): name
        for name, page in pages.items()
        if isinstance(page, compliance.RequirementPage)
        for row in [page.requirement]
    }
    return list(shapes.values())


@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_requirement_has_a_page(language: str) -> None:
    for name in catalogue().requirements:
        page = compliance.explain(name)
        assert isinstance(page, compliance.RequirementPage)
        text = requirement_text(page, words(language))
        assert text.startswith(f"# {name}\n"), name
        assert len(text) > 200, name


def test_the_version_is_that_of_the_distribution() -> None:
    assert version("ndxp-sdk") == VERSION


@pytest.mark.usefixtures("sockets_and_processes")
def test_a_changed_file_is_read_and_not_what_was_compiled_of_it(tmp_path: Path) -> None:
    shutil.copytree(specs_root(), tmp_path / "specs")
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "compliance").symlink_to(Path(compliance.__file__).parent)
    file = tmp_path / "specs" / "catalogue.yaml"
    file.write_text(file.read_text("utf-8").replace(catalogue().version, "2031.1.1"), "utf-8")
    code = "from compliance.loading.facts.catalogue import catalogue; print(catalogue().version)"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "src")}
    result = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "2031.1.1"
