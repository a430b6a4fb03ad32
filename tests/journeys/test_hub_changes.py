"""Two audits of a platform at a mock hub that changed in between, compared."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from compliance import compare_audits
from compliance.cli.main import main
from ndxp_mocks import ServedHub, flawless

from .test_hub import CLIENT, GRANTED, connected, options, withdraw_consent

Change = Callable[[ServedHub], object]
Seen = list[tuple[str, str, str]]


def service_of(hub: ServedHub) -> dict[str, Any]:
    (service,) = hub.world.catalog.services
    return service


def compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], change: Change, *further: str, has_log: bool = False
) -> tuple[int, dict[str, Any]]:
    """The exit status and the comparison of an audit before the change with one after it."""
    with connected(flawless(), tmp_path) as (hub, record):
        withdraw_consent(record)
        given = [str(record), *options(hub, tmp_path)]
        if has_log:  # without a client nothing is called, so that the last exchange in the log is that of others
            for name in ("--hub-client", "--hub-stranger", "--hub-granted", "--hub-withdrawn"):
                at = given.index(name)
                del given[at : at + 2]
        for name in ("before", "after"):
            main(["audit", *given, "--fail-on", "never", "--quiet", "--keep", str(tmp_path / name)])
            if name == "before":
                change(hub)
    capsys.readouterr()
    folders = [str(tmp_path / name) for name in ("before", "after")]
    status = main(["diff", *folders, "--format", "json", *further])
    return status, json.loads(capsys.readouterr().out)


def changes(found: dict[str, Any]) -> Seen:
    return [(each["matter"], each["effect"], each["client"] or "") for each in found["changes"]]


def test_a_hub_that_did_not_change_gives_no_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, found = compared(tmp_path, capsys, lambda _: None)
    assert (status, found["changes"]) == (0, [])
    assert found["simulated"] is True


def test_a_service_that_is_withdrawn_is_gone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, found = compared(tmp_path, capsys, lambda hub: hub.world.faults.add("unlisted-at-hub"))
    assert changes(found) == [("listing", "lost", "")]
    assert "no longer" in found["changes"][0]["message"]
    unseen = {matter for each in found["not_seen"] for matter in each["matters"]}
    assert unseen >= {"access", "agreement", "exchange"}
    assert status & 1


def test_a_service_that_is_suspended_is_told_by_its_state(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, found = compared(
        tmp_path, capsys, lambda hub: hub.world.catalog.services.change(service_of(hub)["id"], state="suspended")
    )
    assert ("listing", "lost", "") in changes(found)


def test_a_new_version_is_a_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def release(hub: ServedHub) -> None:
        service, (version,) = service_of(hub), hub.world.catalog.versions
        hub.world.catalog.versions.put({**version, "id": f"{service['id']}@9.1.0", "version": "9.1.0"})
        hub.world.catalog.services.change(service["id"], latest_version="9.1.0")

    status, found = compared(tmp_path, capsys, release, "--fail-on", "breaking")
    assert ("version", "changed", "") in changes(found)
    assert "9.1.0" in next(each["message"] for each in found["changes"] if each["matter"] == "version")
    assert status in {0, 1}


def test_an_agreement_that_is_withdrawn_takes_access_with_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def withdraw(hub: ServedHub) -> None:
        for agreement in hub.world.catalog.agreements:
            if agreement["consumer_system_id"] == CLIENT:
                hub.world.catalog.agreements.change(agreement["id"], suspended_by=["producer"], state="suspended")

    status, found = compared(tmp_path, capsys, withdraw)
    assert {("agreement", "lost", CLIENT), ("access", "lost", CLIENT)} <= set(changes(found))
    assert GRANTED not in {client for _, _, client in changes(found)}
    assert status & 1


def test_an_exchange_that_stops_is_told_with_its_last_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stop = lambda hub: hub.world.faults.add("idle-connection")  # noqa: E731
    _, found = compared(tmp_path, capsys, stop, has_log=True)
    assert ("exchange", "lost", "") in changes(found)


def test_the_text_in_both_languages_names_what_is_gone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    compared(tmp_path, capsys, lambda hub: hub.world.faults.add("unlisted-at-hub"))
    folders = [str(tmp_path / name) for name in ("before", "after")]
    main(["diff", *folders])
    english = capsys.readouterr().out
    main(["diff", *folders, "--lang", "vi"])
    vietnamese = capsys.readouterr().out
    assert "gone · entry in the catalogue · the catalogue has the service" in english
    assert "không còn · mục trong danh mục ·" in vietnamese
    assert main(["diff", *folders, "--format", "sarif"]) == 64
    whole = compare_audits(*folders)
    assert [platform.id for platform in whole.platforms] == [change.platform for change in whole.changes]
