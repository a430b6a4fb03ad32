"""specs/codelists to the closed lists that rules and reports use."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from compliance.loading.facts.calendar import calendar
from compliance.loading.facts.catalogue import catalogue, day, text
from compliance.loading.facts.ladder import stages
from compliance.loading.facts.lazily import Lazily
from compliance.loading.facts.specs import read_spec, specs_root
from compliance.loading.instances import JsonSchemaInstances
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
from compliance.model.facts import Facts
from compliance.model.field_names import Concept, FieldNames
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
    return {row["code"]: Reason(row["code"], Text(**row["name"]), Text(**row["instead"])) for row in rows}


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
        )
        for row in read_spec("codelists/addressees.yaml")["entries"]
    }


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
def field_names() -> FieldNames:
    """Return the names under which concepts appear in interfaces."""
    tree = read_spec("codelists/field-names.yaml")
    concepts = {row["concept"]: _concept(row, tree) for row in tree["concepts"]}
    return FieldNames(concepts, tuple(tree["persons"]), tuple(tree["qualifiers"]), frozenset(tree["heads"]))


def _concept(row: Mapping[str, Any], tree: Mapping[str, Any]) -> Concept:
    numbered = _surrounded(row.get("numbered", ()), tree["number_words"])
    coded = _surrounded(row.get("coded", ()), tree["code_words"])
    return Concept(
        code=row["concept"],
        is_personal=row["is_personal"],
        phrases=tuple(dict.fromkeys((*row["phrases"], *numbered, *coded))),
        of_persons=tuple(row.get("of_persons", ())),
        ended_by=frozenset(row.get("ended_by", ())),
        false_friends=tuple(row.get("false_friends", ())),
    )


def _surrounded(names: Iterable[str], words: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield the names with each of the words before or behind them."""
    for name in names:
        yield from (f"{word} {name}" for word in words["before"])
        yield from (f"{name} {word}" for word in words["after"])


@cache
def operation_words() -> Mapping[str, str]:
    """Return the functions that operations seem to have, by phrases of their addresses and ids."""
    rows = read_spec("codelists/operation-words.yaml")["entries"]
    return {phrase: row["code"] for row in rows for phrase in row["phrases"]}


@cache
def phrases_of(name: str) -> Mapping[str, frozenset[str]]:
    """Return the phrases of a list by what they tell."""
    return {row["code"]: frozenset(row["phrases"]) for row in read_spec(f"codelists/{name}.yaml")["entries"]}


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


def facts(as_of: date) -> Facts:
    """Return everything that is published, for an audit of that day; only the names of that audit are remembered."""
    return Facts(
        as_of=as_of,
        catalogue=catalogue(),
        addressees=addressees(),
        bearers=bearers(),
        owner_kinds=owner_kinds(),
        agencies=agencies(),
        field_names=replace(field_names()),
        operation_words=operation_words(),
        field_words=phrases_of("field-words"),
        legacy_text=phrases_of("legacy-text"),
        extensions=extensions(),
        platform_regime=addressees()[read_spec("catalogue.yaml")["catalogue"]["platform_regime"]],
        lists=code_lists(),
        calendar=calendar(),
        ladder=stages(),
        instances=JsonSchemaInstances(),
    )
