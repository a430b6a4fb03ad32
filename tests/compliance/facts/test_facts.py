"""The published facts: catalogue, registry, code lists, each held to its schema and to the others."""

import json
import os
import shutil
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import yaml

import compliance
from compliance.loading.facts.catalogue import catalogue
from compliance.loading.facts.codelists import addressees, agencies, bearers, reasons
from compliance.loading.facts.field_names import field_names
from compliance.loading.facts.platforms import lineages, lists, slugs
from compliance.loading.facts.specs import specs_root
from compliance.loading.facts.words import common_lists, core_entities, message_words
from compliance.loading.records import registered
from compliance.locale import words
from compliance.model.codelist import Agency, phrase
from compliance.model.grades import Grade
from compliance.model.record import Owner, Record
from compliance.model.version import VERSION
from compliance.report.manual import requirement_text

Run = Callable[..., Any]


def test_good_practice_by_standards_names_its_standard_and_nothing_else_does() -> None:
    assert {row.id for row in catalogue() if row.standard} == {
        row.id for row in catalogue() if row.instrument.id == "gp-standards"
    }


def test_lists_of_words_name_concepts_and_plain_phrases() -> None:
    named = {concept for one in common_lists() for concept in {*one.concepts, *one.forms}}
    named |= {concept for keys in core_entities().values() for concept in keys}
    assert named <= field_names().concepts.keys()
    phrases = {*core_entities(), *(each for words in message_words().values() for each in words)}
    assert {each for each in phrases if phrase(each) != each} == set()


def test_ids_are_unique_also_among_those_that_were_merged() -> None:
    names = [name for row in catalogue() for name in (row.id, *row.also)]
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_a_requirement_binds_from_the_day_and_until_the_day_that_its_row_says() -> None:
    written = {}
    for file in sorted((specs_root() / "requirements").glob("*.yaml")):
        for row in (yaml.safe_load(file.read_text("utf-8")) or {}).get("requirements", ()):
            written[row["id"]] = tuple(row["applies"].get(name) for name in ("from", "until"))
    found = {row.id: (row.applies.start, row.applies.end) for row in catalogue()}
    assert {id_: tuple(day and day.isoformat() for day in days) for id_, days in found.items()} == written
    assert sum(until is not None for _, until in written.values()) >= 10


def test_references_between_facts_resolve() -> None:
    known = catalogue()
    for instrument in known.instruments.values():
        assert {*instrument.superseded_by, *instrument.supersedes} <= set(known.instruments), instrument.id
    for row in known:
        assert all(known.find(other) for other in row.counterpart), row.id
        assert set(row.bearer) <= set(bearers()), row.id
        assert row.addressee is None or row.addressee in addressees(), row.id
        assert row.reason is None or row.reason in reasons(), row.id


def test_what_was_only_quoted_or_headed_is_not_graded_as_read() -> None:
    known = catalogue()
    for name in ("L20-2023.D43", "ND224-2026.D27.K3.E", "ND224-2026.D27.K3.G"):
        assert known.requirements[name].verified is Grade.SECONDARY


def test_every_platform_stands_on_a_list_and_lists_have_the_members_they_say() -> None:
    assert {member["slug"] for tree in lists().values() for member in tree["members"]} == set(slugs())
    for name, tree in lists().items():
        assert tree["list"].get("named") in {None, len(tree["members"])}, name


def test_owners_of_a_list_that_is_known_whole_add_up_as_announced() -> None:
    whole = {name: tree["list"] for name, tree in lists().items() if tree["list"].get("size") == len(tree["members"])}
    assert {"list-2025-55", "list-2026-1132"} <= set(whole)
    for name, head in whole.items():
        counted = Counter(member.get("owner") or owner_key(member["slug"]) for member in lists()[name]["members"])
        assert counted == {row["key"]: row["count"] for row in head["owners"]}, name
        assert all(row["code"] == agency(row["key"]).code for row in head["owners"])


def owner_key(slug: str) -> str:
    """The key of the agency that owns a platform."""
    return listed_agency(registered(slug)[0]).key


def agency(key: str) -> Agency:
    found = agencies().keyed(key)
    assert found is not None, key
    return found


def listed_agency(record: Record) -> Agency:
    """The agency in force that a record names, by its code or, where it has none, by its name."""
    assert isinstance(record.owner, Owner), record.slug
    found = agencies().coded(record.owner.code or "") or agencies().named(record.owner.name_vi or "")
    assert found is not None, record.slug
    return found


def test_a_platform_tells_its_place_on_each_list_that_names_it() -> None:
    places = {place.list: place for place in registered("state-budget-disclosure")[0].list_memberships or ()}
    assert set(places) == {"list-2025-55", "list-2026-1132"}
    assert (places["list-2026-1132"].group, places["list-2026-1132"].order) == ("B", 24)
    assert places["list-2026-1132"].named_as == "Nền tảng Cổng công khai ngân sách nhà nước"
    assert places["list-2025-55"].named_as is None


def test_the_groups_of_a_list_are_numbered_through() -> None:
    whole = {name: tree for name, tree in lists().items() if tree["list"].get("size") == len(tree["members"])}
    for tree in whole.values():
        groups = Counter(member.get("group") for member in tree["members"])
        for group, size in groups.items():
            orders = sorted(member["order"] for member in tree["members"] if member.get("group") == group)
            assert orders == list(range(1, size + 1))


def test_intermediaries_are_marked() -> None:
    records = [registered(slug)[0] for slug in slugs()]
    marked = {record.intermediary: record.slug for record in records if record.intermediary}
    assert set(marked) == {"ndxp", "ndop", "document-axis"}
    assert marked["ndxp"] == "ndxp"


def test_records_are_named_like_their_files_and_name_agencies_of_the_list() -> None:
    for slug in slugs():
        record = registered(slug)[0]
        assert record.slug == slug
        assert not record.is_declared, slug
        found = listed_agency(record)
        assert (found.code, found.existed.end) == (record.named_owner.code, None), slug
        assert found.name_vi == record.named_owner.name_vi, slug


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
    assert len(everything) == len(catalogue().requirements)
    repealed = json.loads(run("requirements", "--status", "repealed", "--format", "json").out)
    assert {row["weight"] for row in repealed} == {"advice"}
    one = json.loads(
        run("requirements", "--instrument", "nd-224-2026", "--as-of", "2026-06-30", "--format", "json").out
    )
    assert {row["weight"] for row in one} <= {"warn", "advice", None}
    assert "L20-2023.D42.K1.D" in run("requirements", "--instrument", "luat-20-2023").out


def test_platforms_are_listed_and_filtered(run: Run) -> None:
    mine = json.loads(run("platforms", "--list", "list-2025-55", "--owner", "Bộ Công an", "--format", "json").out)
    assert mine
    assert all(row["owner"]["code"] == "G01" for row in mine)
    split = json.loads(run("platforms", "--field", "digital-identity", "--format", "json").out)
    assert any(row["lineage"] for row in split)
    assert len(run("platforms").out.splitlines()) == 1 + len(slugs())


@pytest.mark.long
@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("2024", "list-2024-103"),
        ("2025", "list-2025-55"),
        ("2026", "list-2026-1132"),
        ("1132/QĐ-TTg", "list-2026-1132"),
        ("list-2025-2618", "list-2025-2618"),
    ],
)
def test_one_list_is_shown_in_its_own_order(run: Run, given: str, found: str) -> None:
    members = lists()[found]["members"]
    wanted = [member["slug"] for member in sorted(members, key=lambda row: (row.get("group", ""), row.get("order", 0)))]
    rows = json.loads(run("platforms", "--list", given, "--format", "json").out)
    assert [row["slug"] for row in rows] == wanted
    heading, count = run("platforms", "--list", given).err.splitlines()
    assert lists()[found]["list"]["number"] in heading
    assert f"{len(members)} platforms" in count


def test_a_list_that_there_is_not_is_named_with_those_there_are(run: Run) -> None:
    result = run("platforms", "--list", "2019")
    assert result.status == 64
    assert "list-2026-1132" in result.err


@pytest.mark.long
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


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "en",
            "by `classes: [core-data]`, or by a service whose `classification` is `core` or `important`",
        ),
        ("vi", "Hồ sơ thể hiện bằng `classes: [core-data]`, hoặc bằng dịch vụ có `classification` là"),
    ],
)
def test_a_page_says_what_in_a_record_shows_whom_the_clause_binds(run: Run, language: str, sentence: str) -> None:
    assert sentence in run("explain", "ND165-2025.D17.K10", "--lang", language).out


@pytest.mark.long
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
