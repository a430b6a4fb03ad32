"""specs/codelists to the closed lists that rules and reports use."""

from collections.abc import Mapping
from functools import cache

from compliance.loading.facts.catalogue import day, text
from compliance.loading.facts.lazily import Lazily
from compliance.loading.facts.specs import read_spec, specs_root
from compliance.model.codelist import (
    Addressee,
    Agencies,
    Agency,
    Bearer,
    Extension,
    Mark,
    OwnerKind,
    Reason,
)
from compliance.model.requirement import Period
from compliance.model.text import Text


@cache
def agencies() -> Agencies:
    """Return the level-1 agencies, in force and closed."""
    return Agencies(
        tuple(
            Agency(
                key=row["key"],
                code=row["code"],
                inferred_code=row["inferred_code"],
                name_vi=row["name_vi"],
                name_en=row["name_en"],
                abbreviation=row["abbreviation"],
                existed=Period(day(row["from"]), day(row["to"])),
                successor=row["successor"],
                verified=row["verified"],
                kind=row.get("kind", "state-agency"),
                note=text(row["note"]),
            )
            for row in read_spec("codelists/agencies.yaml")["entries"]
        )
    )


@cache
def reasons() -> dict[str, Reason]:
    """Return the reasons why a requirement has no rule, by code."""
    rows = read_spec("codelists/reasons.yaml")["entries"]
    return {
        row["code"]: Reason(row["code"], Text(**row["name"]), Text(**row["instead"]), row.get("waits", False))
        for row in rows
    }


@cache
def addressees() -> dict[str, Addressee]:
    """Return the classes of platform that clauses bind, by code."""
    return {
        row["code"]: Addressee(
            code=row["code"],
            name=Text(**row["name"]),
            known_by=text(row.get("known_by")),
            begins_from=day(row.get("begins_from")),
            everybody_from=day(row.get("everybody_from")),
            designed_from=day(row.get("designed_from")),
            needs_state_budget=row.get("needs_state_budget", False),
            classifications=tuple(row.get("classifications", ())),
            is_on_state_network=row.get("is_on_state_network", False),
        )
        for row in read_spec("codelists/addressees.yaml")["entries"]
    }


@cache
def platform_regime() -> Addressee:
    """Return the class of platform that the regime for digital platforms binds."""
    return addressees()[read_spec("catalogue.yaml")["catalogue"]["platform_regime"]]


@cache
def bearers() -> dict[str, Bearer]:
    """Return those who owe duties, by code."""
    rows = read_spec("codelists/bearers.yaml")["entries"]
    return {
        row["code"]: Bearer(row["code"], Text(**row["name"]), row["is_audited"], tuple(row.get("owner_kinds", ())))
        for row in rows
    }


@cache
def owner_kinds() -> dict[str, OwnerKind]:
    """Return the kinds of owner, by code."""
    return {
        row["code"]: OwnerKind(row["code"], Text(**row["name"]), row.get("is_reached_through_its_agency", False))
        for row in read_spec("codelists/owner-kinds.yaml")["entries"]
    }


@cache
def extensions() -> dict[str, Extension]:
    """Return the fields that our documents may have beside those of OpenAPI, by name."""
    return {
        row["code"]: Extension(
            code=row["code"],
            name=Text(**row["name"]),
            at=tuple(row["at"]),
            form=row["form"],
            values=tuple(
                Mark(mark["code"], Text(**mark["name"]), mark.get("personal")) for mark in row.get("values", ())
            ),
        )
        for row in read_spec("codelists/extensions.yaml")["entries"]
    }


@cache
def code_lists() -> Mapping[str, Mapping[str, Text]]:
    """Return the names of codes by list: `lists["channels"]["ndxp"]`; empty for a list without codes or names."""
    names = sorted(path.stem for path in (specs_root() / "codelists").glob("*.yaml"))
    return Lazily({name: name for name in names}, _codes)


def _codes(name: str) -> Mapping[str, Text]:
    rows = read_spec(f"codelists/{name}.yaml").get("entries", ())
    return {row["code"]: Text(**row["name"]) for row in rows if "code" in row and "name" in row}
