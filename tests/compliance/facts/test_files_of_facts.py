"""How the files of facts are written: short, and named after what is in them."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copy, copytree

import pytest

from compliance.loading.facts import specs
from compliance.loading.facts.catalogue import catalogue, row_entry, rows
from compliance.loading.facts.forms import RequirementFile
from compliance.loading.facts.platforms import lineages, lists
from compliance.loading.facts.specs import parse_spec, read_spec, specs_root
from compliance.loading.records import read_record
from compliance.loading.syntax.parse import parse
from compliance.loading.validation import type_adapter
from compliance.model.record_form import WrittenRecord
from tools.generate.brevity import brief

NETWORKS = "codelists/networks.yaml"
DECREE = "requirements/nd-224-2026.yaml"
LONG = b"""# because people write comments
instrument:
  id: nd-1-2030
  number: null
  title: {vi: Luat, en: Law}
  kind: decree
  issuer: null
  issued: null
  in_force:
    from: null
    to: null
  status: uncertain
  superseded_by: []
  supersedes:
  - nd-1-2029
  notes: null
requirements:
- also: []
  id: ND1-2030.D1
  locator:
    article: null
    clause: null
    point: null
  duty: {vi: a, en: a}
  obligation: must
  bearer: [provider]
  evidence: [live]
  applies: {from: null, until: null}

  verified: text
  check:
    feasible: none
    how: null
  counterpart: []  # none was found
"""
SHORT = b"""# because people write comments
instrument:
  id: nd-1-2030
  number: null
  title: {vi: Luat, en: Law}
  kind: decree
  issuer: null
  issued: null
  in_force:
    from: null
  status: uncertain
  supersedes:
  - nd-1-2029
requirements:
- id: ND1-2030.D1
  duty: {vi: a, en: a}
  obligation: must
  bearer: [provider]
  evidence: [live]
  applies: {from: null, until: null}

  verified: text
  check:
    feasible: none
  counterpart: []  # none was found
"""
RECORD = b"""slug: a
owner: {code: G12}
simulated: false
services: null
owner_history:
- code: null
  name_vi: B
- code: null
connections:
- via: ndxp
  since: null
facts:
  kind: null
"""


def test_what_repeats_a_default_is_left_out_and_nothing_else() -> None:
    assert brief(LONG, RequirementFile) == SHORT
    assert brief(SHORT, RequirementFile) == SHORT


def test_what_is_left_out_means_the_same() -> None:
    read = type_adapter(RequirementFile).validate_python
    assert read(parse_spec("a.yaml", SHORT)) == read(parse_spec("a.yaml", LONG))
    short = brief(RECORD, WrittenRecord)
    assert b"since" not in short
    assert read_record(parse("a.yaml", short)) == read_record(parse("a.yaml", RECORD))


def test_a_file_is_named_by_its_instrument_and_ids_cite_it() -> None:
    known = catalogue()
    for path in (specs_root() / "requirements").glob("*.yaml"):
        head = read_spec(f"requirements/{path.name}").get("instrument")
        assert head is None or head["id"] == path.stem
    for row in known:
        act = row.id.partition(".")[0]
        if re.fullmatch(r"[A-Z]+\d+-\d{4}", act):
            assert act == cited(row.instrument.id), row.id
    assert cited("nd-224-2026") == "ND224-2026"
    assert cited("luat-20-2023") == "L20-2023"


def cited(instrument: str) -> str:
    """How the ids of its requirements cite an instrument: `nd-331-2026` is ND331-2026, a `luat` is an L."""
    kind, _, number = instrument.partition("-")
    return f"{'L' if kind == 'luat' else kind.upper()}{number}"


def test_instruments_that_are_only_referred_to_are_referred_to_once_and_ask_nothing() -> None:
    rows = [row["id"] for row in read_spec("requirements/instruments-referred-to.yaml")["instruments"]]
    assert len(rows) == len(set(rows))
    assert not set(rows) & {requirement.instrument.id for requirement in catalogue()}
    assert not set(rows) & {path.stem for path in (specs_root() / "requirements").glob("*.yaml")}


def test_a_file_of_lineages_is_named_by_the_years_of_its_lists() -> None:
    for path in (specs_root() / "platforms" / "lineage").glob("*.yaml"):
        head = read_spec(f"platforms/lineage/{path.name}")["mapping"]
        assert {head["from"], head["to"]} <= set(lists())
        years = (re.search(r"\d{4}", head[end]) for end in ("from", "to"))
        assert path.stem == "-".join(year[0] for year in years if year)
    assert lineages()


KEPT = (
    specs.read_spec,
    specs.is_as_compiled,
    specs._hash,
    specs._compiled,
    specs._entries,
    specs._hashes,
    specs._settled,
    catalogue,
)


def as_at_a_start() -> None:
    for kept in KEPT:
        getattr(kept, "cache_clear", lambda: None)()


@pytest.fixture
def own_specs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of facts with one list and what was compiled of it."""
    (tmp_path / "codelists").mkdir()
    for name in ("compiled.json", NETWORKS):
        copy(specs_root() / name, tmp_path / name)
    hashes = specs._hashes()
    monkeypatch.setattr(specs, "specs_root", lambda: tmp_path)
    monkeypatch.setattr(specs, "_hashes", lambda: {NETWORKS: hashes[NETWORKS]})
    as_at_a_start()
    yield tmp_path
    monkeypatch.undo()
    as_at_a_start()


def test_a_file_that_was_edited_since_it_was_compiled_is_read_also_where_it_was_settled(own_specs: Path) -> None:
    specs.settle()
    as_at_a_start()
    assert specs.is_as_compiled(NETWORKS)
    listed = own_specs / NETWORKS
    settled = listed.stat().st_mtime_ns
    listed.write_bytes(listed.read_bytes().replace(b"Internet", b"Intranet"))
    os.utime(listed, ns=(settled + 1, settled + 1))
    as_at_a_start()
    assert not specs.is_as_compiled(NETWORKS)
    assert "Intranet" in str(specs.read_spec(NETWORKS))


def test_a_file_that_is_not_as_it_was_compiled_is_never_settled(own_specs: Path) -> None:
    (own_specs / NETWORKS).write_bytes(b"entries: []\n")
    as_at_a_start()
    specs.settle()
    as_at_a_start()
    assert not specs.is_as_compiled(NETWORKS)
    assert specs.read_spec(NETWORKS) == {"entries": []}


def test_each_row_of_a_file_is_compiled_as_it_is_written() -> None:
    for name in specs.list_specs("requirements"):
        written = rows(parse_spec(name, (specs_root() / name).read_bytes()))
        assert written
        assert {id_: specs.compiled(row_entry(name, id_)) for id_ in written} == written


def obligations() -> set[str]:
    """Return what the requirements of one decree are, as a start finds them."""
    as_at_a_start()
    rows_of_all = catalogue().requirements.values()
    return {row.obligation for row in rows_of_all if row.instrument.id == Path(DECREE).stem}


def test_the_rows_of_a_file_that_was_edited_are_those_it_has_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "must" in obligations()
    copytree(specs_root(), tmp_path / "specs")
    edited = tmp_path / "specs" / DECREE
    edited.write_text(edited.read_text("utf-8").replace("obligation: must", "obligation: should"), "utf-8")
    monkeypatch.setattr(specs, "specs_root", lambda: tmp_path / "specs")
    found = obligations()
    monkeypatch.undo()
    as_at_a_start()
    assert "should" in found
    assert "must" not in found
