"""`compliance verify`: a dossier altered in each of its parts, and the part that is named for it."""

import json
import zipfile
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

import compliance
from compliance.actions.errors import NothingToJudge

from .conftest import kept, members, rewrite

Run = Callable[..., Any]
Verified = Callable[..., Any]

FILE = sha256(b"x").hexdigest()


def flaws(found: Any) -> list[tuple[str, str]]:
    return [(flaw["part"], flaw["name"]) for flaw in found["flaws"]]


def evidence(path: Path) -> list[str]:
    return [name for name in members(path) if name.startswith("files/")]


def test_dossier_as_it_was_kept_is_intact_and_said_to_be_unsigned(run: Run, folder: Path) -> None:
    ended = run("verify", "a.dossier")
    assert (ended.status, ended.err) == (0, "")
    digest = sha256(members(folder / "a.dossier")["dossier.json"]).hexdigest()
    assert digest in ended.out
    assert "Intact: every file has the hash that the manifest names" in ended.out
    assert "Nobody has signed it" in ended.out
    assert "household-business, collected" in ended.out
    assert "files of evidence: 2" in ended.out
    assert "valid" not in ended.out


@pytest.mark.parametrize("number", [0, 1])
def test_each_file_of_evidence_is_named_when_it_is_altered(verified: Verified, folder: Path, number: int) -> None:
    path = folder / "a.dossier"
    name = evidence(path)[number]
    content = members(path)
    rewrite(path, {**content, name: content[name] + b"#"})
    assert flaws(found := verified(status=1)) == [("file", name)]
    assert found["intact"] is False
    assert "its hash does not match" in found["flaws"][0]["message"]


@pytest.mark.parametrize("number", [0, 1])
def test_each_file_of_evidence_is_named_when_it_is_missing(verified: Verified, folder: Path, number: int) -> None:
    path = folder / "a.dossier"
    name = evidence(path)[number]
    rewrite(path, {other: data for other, data in members(path).items() if other != name})
    assert flaws(found := verified(status=1)) == [("file", name)]
    assert ("record.yaml" in found["flaws"][0]["message"]) != ("openapi.yaml" in found["flaws"][0]["message"])


@pytest.mark.parametrize("name", ["files/" + FILE, "notes.txt", "signatures/../a.json", "signatures/a.txt", "files/"])
def test_what_the_manifest_does_not_name_is_told(verified: Verified, folder: Path, name: str) -> None:
    rewrite(folder / "a.dossier", {**members(folder / "a.dossier"), name: b"x" if not name.endswith("/") else b""})
    assert flaws(verified(status=1)) == [("member", name)]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_name_that_stands_twice_is_told(verified: Verified, folder: Path) -> None:
    with zipfile.ZipFile(folder / "a.dossier", "a") as archive:
        archive.writestr("dossier.json", archive.read("dossier.json"))
    assert flaws(verified(status=1)) == [("member", "dossier.json")]


def test_bytes_around_the_members_are_told(verified: Verified, folder: Path) -> None:
    path = folder / "a.dossier"
    before = path.read_bytes()
    path.write_bytes(b"#!/bin/sh\n" + before)
    assert flaws(verified(status=1)) == [("archive", "")]
    path.write_bytes(before)
    with zipfile.ZipFile(path, "a") as archive:
        archive.comment = b"read me"
    assert flaws(verified(status=1)) == [("archive", "")]


@pytest.mark.parametrize("content", [None, b"{", b"[]", b'{"schema": "compliance-dossier/9"}', b"\xff"])
def test_manifest_that_is_missing_or_not_understood_is_named(
    verified: Verified, folder: Path, content: bytes | None
) -> None:
    held = {name: data for name, data in members(folder / "a.dossier").items() if name != "dossier.json"}
    rewrite(folder / "a.dossier", held if content is None else {**held, "dossier.json": content})
    found = flaws(verified(status=1))
    assert found
    assert set(found) == {("manifest", "dossier.json")}


def test_every_turned_bit_of_packed_evidence_is_told_with_its_part(verified: Verified, folder: Path) -> None:
    path = folder / "a.dossier"
    before = path.read_bytes()
    with zipfile.ZipFile(BytesIO(before)) as archive:
        packed = [(info.filename, info.header_offset + 30 + len(info.filename) + 5) for info in archive.infolist()]
    for name, place in packed:
        altered = bytearray(before)
        altered[place] ^= 0x10
        path.write_bytes(altered)
        part = "manifest" if name == "dossier.json" else "file"
        assert flaws(verified(status=1)) == [(part, name)]


@pytest.mark.parametrize("content", [b"no zip", b""])
def test_what_is_no_archive_is_a_flaw_of_the_archive(verified: Verified, folder: Path, content: bytes) -> None:
    (folder / "a.dossier").write_bytes(content)
    assert flaws(verified(status=1)) == [("archive", "")]


def test_archive_that_says_it_is_huge_is_not_unpacked(verified: Verified, folder: Path) -> None:
    path = folder / "a.dossier"
    content = bytearray(path.read_bytes())
    entry = content.rindex(b"dossier.json") - 46
    content[entry + 24 : entry + 28] = (0x7FFFFFFF).to_bytes(4, "little")
    path.write_bytes(content)
    found = verified(status=1)
    assert flaws(found) == [("archive", "")]
    assert "unpacks to more than" in found["flaws"][0]["message"]


def test_encrypted_member_is_told_and_no_crash(verified: Verified, folder: Path) -> None:
    path = folder / "a.dossier"
    content = bytearray(path.read_bytes())
    name = evidence(path)[0]
    entry = content.rindex(name.encode()) - 46
    content[entry + 8] |= 1
    path.write_bytes(content)
    assert flaws(verified(status=1)) == [("file", name)]


def test_file_that_is_not_there_is_not_judged(run: Run, folder: Path) -> None:
    ended = run("verify", "missing.dossier", "a.dossier")
    assert ended.status == 2
    assert "Not read: there is no such file: missing.dossier" in ended.out
    assert "Dossiers: 2; intact: 1; with a flaw: 0; not read: 1" in ended.out
    assert ended.err == "compliance: not looked at: 1\n"


def test_several_dossiers_and_folders_are_verified_and_the_worst_counts(run: Run, folder: Path) -> None:
    kept(folder, "b.dossier", minutes=1)
    path = folder / "b.dossier"
    rewrite(path, {**members(path), "more": b"x"})
    ended = run("verify", folder, "missing.dossier")
    assert ended.status == 3
    assert "Dossiers: 3; intact: 1; with a flaw: 1; not read: 1" in ended.out


def test_quiet_says_on_standard_error_alone_what_is_wrong(run: Run, folder: Path) -> None:
    assert run("verify", "a.dossier", "--quiet") == type(run("verify", "a.dossier", "--quiet"))(0, "", "")
    rewrite(folder / "a.dossier", {**members(folder / "a.dossier"), "more": b"x"})
    ended = run("verify", "a.dossier", "--quiet")
    assert (ended.status, ended.out) == (1, "")
    assert "a.dossier/more: something that does not belong to it" in ended.err


def test_report_is_vietnamese_where_that_is_asked_for(run: Run, folder: Path) -> None:
    rewrite(folder / "a.dossier", {**members(folder / "a.dossier"), "more": b"x"})
    ended = run("verify", "a.dossier", "--lang", "vi", "--output", "json=v.json")
    assert ended.status == 1
    assert "Không còn nguyên như khi lưu" in ended.out
    assert "Intact" not in ended.out
    said = json.loads((folder / "v.json").read_text("utf-8"))
    assert said["language"] == "vi"
    assert "bản kê" in said["dossiers"][0]["flaws"][0]["message"]


def test_slips_are_told(run: Run, folder: Path) -> None:
    assert run("verify").status == 64
    assert "a verification is not written as html" in run("verify", "a.dossier", "--output", "html=a.html").err
    (folder / "empty").mkdir()
    assert "no dossier was found in: empty" in run("verify", "empty").err
    for option in ("--ca", "--trusted-key"):
        ended = run("verify", "a.dossier", option, "missing.pem")
        assert (ended.status, ended.out) == (2, "")
        assert "there is no such file: missing.pem" in ended.err
        (folder / "no.pem").write_text("no\n")
        assert "no.pem: there " in run("verify", "a.dossier", option, "no.pem").err


def test_authorities_of_settings_vouch_for_servers_only(verified: Verified, folder: Path) -> None:
    (folder / "compliance.toml").write_text('ca = "missing.pem"\n')
    assert verified(status=0)["intact"] is True


def test_library_gives_the_same_and_renders_it(folder: Path) -> None:
    verification = compliance.verify(folder / "a.dossier")
    assert verification.dossiers[0].is_intact
    assert not verification.has_flaws
    assert "Nguyên vẹn" in compliance.render(verification, language="vi")
    assert json.loads(compliance.render(verification, "json"))["schema"] == "compliance-verification/1"
    with pytest.raises(compliance.UsageError, match="known: json, text"):
        compliance.render(verification, "html")
    with pytest.raises(NothingToJudge):
        compliance.verify()
    with pytest.raises(ValueError, match="time zone"):
        compliance.verify(folder / "a.dossier", at=datetime(2026, 11, 29))  # noqa: DTZ001 - that is the point
