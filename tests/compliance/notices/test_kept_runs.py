"""Notices of kept runs: what changed on the platforms of each owner since an earlier one."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import compliance
from compliance import InHistory, Judging

Run = Callable[..., Any]

OPERATION = "  /{}: {{get: {{responses: {{'200': {{description: OK}}}}}}}}\n"
HEAD = "openapi: 3.1.0\ninfo: {title: Nền tảng thử, version: 1.0.0}\npaths:\n"
SCHEMES = "components: {securitySchemes: {token: {type: http, scheme: bearer}}}\n"


def audit(folder: Path, *paths: str) -> None:
    """Audit two platforms of two owners, of which the first publishes these operations, and keep the run."""
    for name, owner, published in (("an-toan", "G12", paths), ("dat-dai", "G01", ("a",))):
        agency = {"G12": "Bộ Tài chính", "G01": "Bộ Công an"}[owner]
        (folder / f"{name}.record.yaml").write_text(
            f"slug: {name}\nname_vi: Nền tảng {name}\nowner: {{code: {owner}, name_vi: {agency}}}\n"
            f"services:\n- {{id: api, name_vi: Dịch vụ, document: {name}.yaml}}\n",
            "utf-8",
        )
        (folder / f"{name}.yaml").write_text(HEAD + "".join(map(OPERATION.format, published)) + SCHEMES, "utf-8")
    compliance.audit(
        "an-toan.record.yaml",
        "dat-dai.record.yaml",
        judging=Judging(as_of=date(2026, 11, 28), select=("openapi.operation_*",)),
        history=InHistory(place=folder / "history.sqlite"),
    )


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    audit(tmp_path, "a")
    audit(tmp_path, "a", "b")
    (tmp_path / "addresses.yaml").write_text(
        "- {owner: G12, to: [tai-chinh@example.gov.vn]}\n- {owner: G01, to: [cong-an@example.gov.vn], language: en}\n",
        "utf-8",
    )
    return tmp_path


def test_an_owner_is_told_what_changed_on_its_own_platforms(run: Run, folder: Path) -> None:
    asked = ("--history", "history.sqlite", "--since", "1", "--addresses", "addresses.yaml", "--preview", "p")
    assert run("notify", *asked, "--quiet").status == 0
    (finance,) = (path for path in (folder / "p").glob("*G12.txt"))
    (police,) = (path for path in (folder / "p").glob("*G01.txt"))
    assert "Điểm vi phạm: mới " in finance.read_text("utf-8")
    assert "Since the run 1 of " in police.read_text("utf-8")
    assert "no change" in police.read_text("utf-8")
    (page,) = (path.read_text("utf-8") for path in (folder / "p").glob("*G12.html"))
    assert "Điểm vi phạm: mới " in page
    events = [json.loads(path.read_text("utf-8")) for path in (folder / "p").glob("*.json")]
    changes = {event["subject"]: event["data"]["changes"] for event in events}
    assert {each["platform"] for each in changes["G12"]["findings"]} == {"an-toan"}
    assert {each["change"] for each in changes["G12"]["findings"]} == {"new"}
    assert (changes["G01"]["findings"], changes["G01"]["since"]["run"]) == ([], 1)


def test_a_kept_run_is_told_as_it_was_judged(run: Run, folder: Path) -> None:
    told = run("notify", "--history", "history.sqlite", "--addresses", "addresses.yaml")
    assert told.status == 0
    assert "Tính đến ngày 28/11/2026" in told.out
    assert "Điểm vi phạm: mới" not in told.out
    refused = run("notify", "--history", "history.sqlite", "--as-of", "2027-07-01")
    assert refused.status == 64
    assert "--as-of is for dossiers; a kept run is told as it was judged" in refused.err
    both = run("notify", "dossiers", "--since", "1")
    assert both.status == 64
    assert "--since is for kept runs, and dossiers were named" in both.err
