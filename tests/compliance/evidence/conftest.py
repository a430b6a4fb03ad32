"""A kept dossier to verify and sign, and those who do so; all keys are made here and thrown away."""

import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from compliance import Dossier, NetworkSettings, Reading
from compliance.actions._keeping import keep_as
from compliance.actions._targets import target_dossiers
from compliance.model.dataclass import replace
from tools.schemas import breaches, published
from tools.signers import NOW, Signer, authority, person

Run = Callable[..., Any]

RECORD = """\
slug: household-business
owner: {code: G12, name_vi: Bộ Tài chính}
services:
- {id: ho, name_vi: Hộ kinh doanh, document: openapi.yaml}
"""
DOCUMENT = "openapi: 3.1.0\ninfo: {title: Hộ kinh doanh, version: 1.0.0}\npaths: {}\n"


def kept(folder: Path, name: str = "a.dossier", *, minutes: int = 0) -> Path:
    """Keep a dossier of a record with its document, collected some minutes later than others."""
    (folder / "record.yaml").write_text(RECORD, encoding="utf-8")
    (folder / "openapi.yaml").write_text(DOCUMENT, encoding="utf-8")
    (dossier,) = target_dossiers((str(folder / "record.yaml"),), Reading(root=folder), NetworkSettings())
    assert isinstance(dossier, Dossier)
    collected = NOW.replace(hour=0, minute=minutes, second=0)
    path = keep_as(replace(dossier, collected_at=collected), folder / name)
    assert path is not None
    return path


def members(path: Path) -> dict[str, bytes]:
    """Return what is in a dossier's file."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewrite(path: Path, content: dict[str, bytes]) -> None:
    """Write a dossier's file anew."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)


@dataclass(frozen=True)
class People:
    """An authority, an auditor for whom it vouches, and a stranger with an authority of his own."""

    root: Signer
    auditor: Signer
    stranger: Signer


@pytest.fixture(scope="session")
def people() -> People:
    """Make them once: keys take time."""
    root = authority("Example Root")
    below = authority("Example Office", root)
    return People(root, person("Auditor An", below), person("Stranger Binh", authority("Elsewhere Root")))


@pytest.fixture
def folder(tmp_path: Path, people: People) -> Path:
    """Fill the working folder: a dossier, a file for each key, the authorities."""
    kept(tmp_path)
    people.auditor.write(tmp_path, "auditor")
    people.stranger.write(tmp_path, "stranger")
    (tmp_path / "root.pem").write_bytes(people.root.pem())
    return tmp_path


@pytest.fixture
def sign(run: Run, folder: Path) -> Callable[..., Any]:
    """Sign the dossier, as the auditor unless told otherwise; it has to succeed."""

    def signed(name: str = "auditor", *further: str, dossier: str = "a.dossier") -> Any:
        ended = run("sign", dossier, "--key", f"{name}.key.pem", "--certificate", f"{name}.pem", *further)
        assert (ended.status, ended.out) == (0, ""), ended.err
        return ended

    return signed


@pytest.fixture
def verified(run: Run, folder: Path) -> Callable[..., Any]:
    """Verify the dossier and return status and JSON, which is held to the published schema."""

    def found(*further: str, status: int, dossier: str = "a.dossier") -> Any:
        ended = run("verify", dossier, "--format", "json", *further)
        assert ended.status == status, ended.err + ended.out
        whole = json.loads(ended.out)
        assert breaches(published("verification"), whole) == []
        return whole["dossiers"][0]

    return found
