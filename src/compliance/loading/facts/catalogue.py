"""specs/requirements to the catalogue: one file an instrument, and one for those that are only referred to."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from compliance.loading.facts.lazily import Lazily
from compliance.loading.facts.specs import hash_specs, read_spec, read_specs
from compliance.model.grades import Covers, Grade, InstrumentStatus, Obligation
from compliance.model.requirement import Catalogue, Instrument, InstrumentKind, Locator, Period, Requirement, Standard
from compliance.model.text import Text


@cache
def catalogue() -> Catalogue:
    """Return all instruments and requirements, in the order of their files."""
    written: dict[str, Any] = {}
    rows: dict[str, tuple[str, Any]] = {}
    for tree in read_specs("requirements"):
        written |= {row["id"]: row for row in tree.get("instruments", ())}
        if "instrument" in tree:
            name = tree["instrument"]["id"]
            written[name] = tree["instrument"]
            rows |= {row["id"]: (name, row) for row in tree["requirements"]}
    instruments = Lazily(written, _instrument)
    return Catalogue(
        instruments=instruments,
        requirements=Lazily(rows, lambda row: _requirement(row[1], instruments[row[0]])),
        reasons={name: row.get("reason") for name, (_, row) in rows.items()},
        merged={alias: name for name, (_, row) in rows.items() for alias in row.get("also", ())},
        version=read_spec("catalogue.yaml")["catalogue"]["version"],
        sha256=hash_specs("requirements"),
    )


@cache
def instrument_kinds() -> dict[str, InstrumentKind]:
    """Return the kinds of instrument by code."""
    return {
        row["code"]: InstrumentKind(
            code=row["code"],
            name=Text(**row["name"]),
            citation=Text(**row["citation"]),
            title_first=row["title_first"],
            binds_directly=row["binds_directly"],
        )
        for row in read_spec("codelists/instrument-kinds.yaml")["entries"]
    }


def _instrument(row: Mapping[str, Any]) -> Instrument:
    return Instrument(
        id=row["id"],
        number=row["number"],
        title=Text(**row["title"]),
        kind=instrument_kinds()[row["kind"]],
        issuer=row["issuer"],
        issued=day(row["issued"]),
        in_force=Period(day(row["in_force"]["from"]), day(row["in_force"].get("to"))),
        status=InstrumentStatus(row["status"]),
        superseded_by=tuple(row.get("superseded_by", ())),
        supersedes=tuple(row.get("supersedes", ())),
        notes=text(row.get("notes")),
    )


def _requirement(row: Mapping[str, Any], instrument: Instrument) -> Requirement:
    applies, check, standard = row["applies"], row["check"], row.get("standard")
    return Requirement(
        id=row["id"],
        also=tuple(row.get("also", ())),
        instrument=instrument,
        locator=Locator(**row.get("locator", {})),
        duty=Text(**row["duty"]),
        obligation=Obligation(row["obligation"]),
        bearer=tuple(row["bearer"]),
        evidence=tuple(row["evidence"]),
        applies=Period(day(applies["from"]), day(applies.get("until"))),
        addressee=applies.get("addressee"),
        note=text(applies.get("note")),
        verified=Grade(row["verified"]) if row["verified"] else None,
        feasible=check["feasible"],
        how=text(check.get("how")),
        evidence_item=text(check.get("evidence_item")),
        reason=row.get("reason"),
        counterpart=tuple(row.get("counterpart", ())),
        standard=Standard(**standard) if standard else None,
        covers=Covers(row.get("covers", Covers.PART)),
    )


def day(value: str | None) -> date | None:
    """Parse an ISO date; None if there is none."""
    return date.fromisoformat(value) if value else None


def text(value: Mapping[str, str] | None) -> Text | None:
    """Return a bilingual text; None if there is none."""
    return Text(**value) if value else None
