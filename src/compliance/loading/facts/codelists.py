"""specs/codelists to the closed lists that rules and reports use."""

from dataclasses import replace
from datetime import date
from functools import cache

from compliance.loading.facts.catalogue import catalogue, day, text
from compliance.loading.facts.specs import read_spec
from compliance.model.codelist import Addressee, Agencies, Agency, Bearer, FieldNames, Reason
from compliance.model.facts import Facts
from compliance.model.requirement import Period
from compliance.model.text import Text


@cache
def agencies() -> Agencies:
    """The level-1 agencies, in force and closed."""
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
                note=text(row["note"]),
            )
            for row in read_spec("codelists/agencies.yaml")["entries"]
        )
    )


@cache
def reasons() -> dict[str, Reason]:
    """Why a requirement has no rule, by code."""
    rows = read_spec("codelists/reasons.yaml")["entries"]
    return {row["code"]: Reason(row["code"], Text(**row["name"]), Text(**row["instead"])) for row in rows}


@cache
def addressees() -> dict[str, Addressee]:
    """The classes of platform that clauses bind, by code."""
    return {
        row["code"]: Addressee(row["code"], Text(**row["name"]), day(row["begins_from"]), day(row["everybody_from"]))
        for row in read_spec("codelists/addressees.yaml")["entries"]
    }


@cache
def bearers() -> dict[str, Bearer]:
    """Who owes duties, by code."""
    rows = read_spec("codelists/bearers.yaml")["entries"]
    return {row["code"]: Bearer(row["code"], Text(**row["name"]), row["is_audited"]) for row in rows}


@cache
def field_names() -> FieldNames:
    """The names under which concepts appear in interfaces."""
    tree = read_spec("codelists/field-names.yaml")
    phrases = {phrase: row["concept"] for row in tree["concepts"] for phrase in row["phrases"]}
    return FieldNames(phrases, frozenset(tree["false_friends"]))


def facts(as_of: date) -> Facts:
    """Everything that is published, for an audit of that day, which remembers the names of that audit only."""
    return Facts(as_of, catalogue(), addressees(), bearers(), agencies(), replace(field_names()))
