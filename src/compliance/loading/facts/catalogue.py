"""specs/requirements to the catalogue: one file an instrument, and one for those that are only referred to."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from compliance.loading.facts.lazily import Lazily
from compliance.loading.facts.specs import compiled, hash_specs, is_as_compiled, list_specs, read_spec
from compliance.model.digest import sha256
from compliance.model.grades import Covers, Grade, InstrumentStatus, Obligation
from compliance.model.packages import rule_packages
from compliance.model.requirement import (
    Catalogue,
    Instrument,
    InstrumentKind,
    Locator,
    Period,
    Requirement,
    Restriction,
    Standard,
)
from compliance.model.text import Text

if TYPE_CHECKING:  # because few installations have any
    from compliance.loading.facts.own_requirements import OwnFile

OUTLINES: Final = "outlines"


@cache
def catalogue() -> Catalogue:
    """Return all instruments and requirements, in the order of their files; each is made when it is asked for."""
    own_files = _own_files()
    own = {file.name: rows(file.tree) for file in own_files}
    outlines = {name: outline(name) for name in list_specs("requirements")}
    outlines |= {file.name: _outline(file.tree) for file in own_files}
    written = {id_: name for name, known in outlines.items() for id_ in known["instruments"]}
    # because a file with requirements has one instrument, that of all of them
    asked = {
        row[0]: (row[0], name, known["instruments"][0]) for name, known in outlines.items() for row in known["rows"]
    }
    listed = [row for known in outlines.values() for row in known["rows"]]

    def row(id_: str, name: str) -> Any:
        return own[name][id_] if name in own else _row(name, id_)

    instruments = Lazily({id_: (id_, name) for id_, name in written.items()}, lambda where: _instrument(row(*where)))
    return Catalogue(
        instruments=instruments,
        requirements=Lazily(asked, lambda where: _requirement(row(*where[:2]), instruments[where[2]])),
        reasons={id_: reason for id_, reason, _ in listed},
        merged={alias: id_ for id_, _, also in listed for alias in also},
        version=read_spec("catalogue.yaml")["catalogue"]["version"],
        sha256=_with_own(hash_specs("requirements"), [file.sha256 for file in own_files]),
    )


def _own_files() -> "tuple[OwnFile, ...]":
    """Return the requirements that packages of rules bring; nothing is loaded for them where there is no package."""
    if not rule_packages():
        return ()
    from compliance.loading.facts.own_requirements import own_requirements  # noqa: PLC0415 - because few have any

    return own_requirements().files


def _with_own(digest: str, own: list[str]) -> str:
    return sha256("\n".join((digest, *own)).encode()) if own else digest


def outline(name: str) -> dict[str, Any]:
    """Return the ids of the instruments in a file, and of each requirement id, reason for no rule and merged ids."""
    known: dict[str, Any] | None = _outlines().get(name) if is_as_compiled(name) else None
    if known is not None:
        return known
    return _outline(read_spec(name))


def _outline(tree: Mapping[str, Any]) -> dict[str, Any]:
    own = [tree["instrument"]] if "instrument" in tree else []
    return {
        "instruments": [row["id"] for row in (*tree.get("instruments", ()), *own)],
        "rows": [[row["id"], row.get("reason"), row.get("also", [])] for row in tree.get("requirements", ())],
    }


def row_entry(name: str, id_: str) -> str:
    """Return the name of the entry for one row, which stands alone because a document needs one in six."""
    return f"{name}#{id_}"


def rows(tree: Mapping[str, Any]) -> dict[str, Any]:
    """Return the instruments and requirements of a file by their ids, as written."""
    own = [tree["instrument"]] if "instrument" in tree else []
    return {row["id"]: row for row in (*own, *tree.get("instruments", ()), *tree.get("requirements", ()))}


def _row(name: str, id_: str) -> Any:
    known = compiled(row_entry(name, id_)) if is_as_compiled(name) else None
    return rows(read_spec(name))[id_] if known is None else known


@cache
def _outlines() -> Mapping[str, Any]:
    return compiled(OUTLINES) or {}


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
        only=_restriction(applies.get("only")),
    )


def _restriction(row: Mapping[str, Any] | None) -> Restriction | None:
    return Restriction(Text(**row["name"]), row["field"]) if row else None


def day(value: str | None) -> date | None:
    """Parse an ISO date; None if there is none."""
    return date.fromisoformat(value) if value else None


def text(value: Mapping[str, str] | None) -> Text | None:
    """Return a bilingual text; None if there is none."""
    return Text(**value) if value else None
