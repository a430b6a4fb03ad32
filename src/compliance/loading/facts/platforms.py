"""specs/platforms: the platforms of the national lists, each with its memberships."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Any

from compliance.loading.facts.catalogue import day, text
from compliance.loading.facts.specs import read_specs, specs_root
from compliance.model.dataclass import dataclass
from compliance.model.record import Membership
from compliance.model.text import Text


@dataclass(frozen=True, slots=True)
class Lineage:
    """How a platform of an earlier list relates to one of a later list, and how sure that is."""

    earlier: str
    later: str
    relation: str
    confidence: str
    basis: Text | None


@cache
def lists() -> dict[str, Mapping[str, Any]]:
    """Return the official lists by id, with their members as written."""
    return {tree["list"]["id"]: tree for tree in read_specs("platforms/lists")}


@cache
def lineages() -> tuple[Lineage, ...]:
    """Return what became of the platforms of each list in the next one."""
    return tuple(
        Lineage(row["from"], row["to"], row["relation"], row["confidence"], text(row.get("basis")))
        for tree in read_specs("platforms/lineage")
        for row in tree["rows"]
    )


def list_named(given: str) -> Mapping[str, Any] | None:
    """Return the list of that id, number or year; of several in a year the last whose members are known.

    None if there is none.
    """
    named = [tree for name, tree in lists().items() if given in {name, tree["list"]["number"]}]
    of_year = [tree for tree in lists().values() if (tree["list"]["issued"] or "").startswith(f"{given}-")]
    of_year.sort(key=lambda tree: (bool(tree["members"]), tree["list"]["issued"]))
    return next(iter(named), of_year[-1] if of_year else None)


def slugs() -> tuple[str, ...]:
    """Return all platforms of the registry by name of file."""
    return tuple(sorted(path.stem for path in (specs_root() / "platforms").glob("*.yaml")))


@cache
def memberships() -> defaultdict[str, list[Membership]]:
    """Return the places on official lists that each slug has."""
    found: defaultdict[str, list[Membership]] = defaultdict(list)
    for name, tree in lists().items():
        head = tree["list"]
        for member in tree["members"]:
            row = Membership(
                list=name,
                number=head["number"],
                group=member.get("group"),
                issued=day(head["issued"]),
                order=member.get("order"),
                named_as=member.get("named_as"),
            )
            found[member["slug"]].append(row)
    return found
