"""specs/platforms/lists to the lists that rules use, each read when somebody asks for it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from compliance.loading.facts.catalogue import day
from compliance.loading.facts.lazily import Lazily
from compliance.loading.facts.specs import read_spec, specs_root
from compliance.model.platform_list import Deadlines, ListEntry, PlatformList, PlatformLists
from compliance.model.text import Text


@cache
def platform_lists() -> PlatformLists:
    """Return the official lists of platforms; the name of a file is the id of its list."""
    names = sorted(path.stem for path in (specs_root() / "platforms" / "lists").glob("*.yaml"))
    return PlatformLists(Lazily({name: name for name in names}, _list), _successors)


@cache
def _successors() -> Mapping[str, Sequence[str]]:
    from compliance.loading.facts.platforms import lineages  # noqa: PLC0415 - because a document stands on no list

    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in lineages():
        found[row.earlier].append(row.later)
    return dict(found)


def _list(name: str) -> PlatformList:
    tree = read_spec(f"platforms/lists/{name}.yaml")
    head = tree["list"]
    entries = {
        member["slug"]: ListEntry(
            member.get("group"), member.get("order"), "confidence" in member, member.get("deadline")
        )
        for member in tree["members"]
    }
    return PlatformList(
        head["id"], head["number"], day(head["issued"]), head.get("size"), entries, _deadlines(head.get("deadlines"))
    )


def _deadlines(row: Mapping[str, Any] | None) -> Deadlines | None:
    return Deadlines(date.fromisoformat(row["announced"]), Text(**row["source"])) if row else None
