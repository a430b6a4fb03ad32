"""The lists that a fleet can play: every member has its own document and record, named as the list prints it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from mocks.platform.documented import operations
from mocks.platform.looking import any_caller
from ndxp_mocks import Served, known_faults, serve_all
from ndxp_mocks.cli.main import main
from ndxp_mocks.errors import UnknownList
from ndxp_mocks.platform.openapi import document
from ndxp_mocks.records import write
from ndxp_mocks.serving.fleet import fleet
from ndxp_mocks.specs import list_named, specs_root

# because that of 2026 is the usual fleet, of which test_fleet says the same
EARLIER: Final = ("list-2024-103", "list-2025-55")
PLAYED: Final = (*EARLIER, "list-2026-1132")


@pytest.fixture(scope="module", params=EARLIER)
def played(request: pytest.FixtureRequest, sockets_and_processes: None) -> Iterator[tuple[str, tuple[Served, ...]]]:
    flawless = [replace(platform, faults=frozenset()) for platform in fleet(7, request.param)]
    with serve_all(flawless) as served:
        yield request.param, served


def written(name: str) -> Any:
    return yaml.load((specs_root() / "platforms" / f"{name}.yaml").read_bytes(), yaml.CSafeLoader)


def printed(name: str) -> list[Mapping[str, Any]]:
    return sorted(
        written(f"lists/{name}")["members"], key=lambda member: (member.get("group") or "", int(member["order"]))
    )


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("2024", "list-2024-103"),
        ("2765/BTTTT-CĐSQG", "list-2024-103"),
        ("2025", "list-2025-55"),
        ("list-2025-55", "list-2025-55"),
        ("2026", "list-2026-1132"),
    ],
)
def test_a_list_is_asked_for_by_year_number_or_id(given: str, found: str) -> None:
    assert list_named(given).id == found
    assert [platform.entry.slug for platform in fleet(7, given)] == [member["slug"] for member in printed(found)]


# because of that of 2025 no member is known, and 2019 had none
@pytest.mark.parametrize("given", ["2019", "list-2025-2618", "", "20"])
def test_a_list_that_cannot_be_played_is_told_with_those_that_can(
    given: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(UnknownList, match=r"2024 \(list-2024-103\)"):
        fleet(7, given)
    known = "2026 (list-2026-1132), 2025 (list-2025-55), 2024 (list-2024-103)"
    assert main(["--lang", "en", "fleet", "--list", given]) == 64
    assert f"there is no list {given} that can be played; known: {known}" in capsys.readouterr().err
    assert main(["--lang", "vi", "fleet", "--list", given]) == 64
    assert f"không có danh mục {given} để mô phỏng; đã biết: {known}" in capsys.readouterr().err


@pytest.mark.parametrize("name", PLAYED)
def test_a_fleet_of_any_list_has_flawless_platforms_and_faults_that_show(name: str) -> None:
    platforms = fleet(7, name)
    flawless = [each for each in platforms if not each.faults]
    assert 0.3 < len(flawless) / len(platforms) < 0.6
    for each in platforms:
        assert all(known_faults()[fault].shows_on(each.description) for fault in each.faults)


def test_the_usual_fleet_is_that_of_the_list_in_force() -> None:
    assert fleet(7) == fleet(7, "2026")


def test_every_member_serves_its_own_document(played: tuple[str, tuple[Served, ...]]) -> None:
    name, platforms = played
    assert [served.platform.entry.slug for served in platforms] == [member["slug"] for member in printed(name)]
    for served in platforms:
        with any_caller(served) as client:
            published = client.get("openapi.json").json()
            assert published == document(served.platform)
            assert published["info"]["title"].startswith(written(served.platform.entry.slug)["name_vi"])
            for each in operations(published):
                if each.method == "get":
                    answer = client.get(each.url)
                    assert answer.status_code == 200, each.url
                    assert each.flaws(200, answer.headers["content-type"], answer.json()) == []


def test_every_record_has_names_owners_and_places_as_the_list_prints_them(
    played: tuple[str, tuple[Served, ...]], tmp_path: Path
) -> None:
    name, platforms = played
    issued = date.fromisoformat(str(written(f"lists/{name}")["list"]["issued"]))
    for served, member in zip(platforms, printed(name), strict=True):
        entry, record = written(member["slug"]), yaml.load(write(served, tmp_path).read_bytes(), yaml.CSafeLoader)
        assert (record["name_vi"], record["field"]) == (entry["name_vi"], entry["field"])
        place = next(each for each in record["list_memberships"] if each["list"] == name)
        assert place["order"] == member["order"]
        assert place.get("named_as") == member.get("named_as")
        assert record["owner"]["name_vi"] == entry["owner"]["name_vi"]
        assert owner_on(record, issued) == owner_on(entry, issued)


def test_what_describes_a_dialect_stands_beside_the_document(
    played: tuple[str, tuple[Served, ...]], tmp_path: Path
) -> None:
    name, platforms = played
    for served in platforms:
        write(served, tmp_path)
    beside = {each.name for each in (tmp_path / "documents").iterdir() if each.suffix != ".yaml"}
    wanted = {
        "list-2024-103": {"mps-national-population-db.wsdl"},
        "list-2025-55": {"national-document-exchange-axis.xsd"},
    }
    assert beside == wanted[name]
    for each in beside:
        assert "MÔ PHỎNG" in (tmp_path / "documents" / each).read_text("utf-8")


def owner_on(record: Mapping[str, Any], day: date) -> str:
    """Who is in charge on that day by what a record, or the registry, says."""
    former = [each for each in record.get("owner_history", ()) if "until" in each]
    then = [each for each in former if date.fromisoformat(str(each["until"])) > day]
    return str((then[0] if then else record["owner"])["name_vi"])


def test_the_platforms_of_the_ministry_of_transport_are_its_own_on_the_list_of_2024() -> None:
    then = {owner_on(written(member["slug"]), date(2024, 7, 15)) for member in printed("list-2024-103")}
    assert {"Bộ Giao thông vận tải", "Bộ Kế hoạch và Đầu tư"} <= then
