"""Facts of specs/platforms: the owner of a platform, its names, and the lists that name it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from ndxp_mocks import yaml_codec
from ndxp_mocks.errors import UnknownList

LIST: Final = "list-2026-1132"


@dataclass(frozen=True, slots=True)
class Owner:
    """The agency in charge (cơ quan chủ quản). `code` is None for bodies that the list of codes does not have."""

    code: str | None
    name_vi: str
    name_en: str

    @property
    def member_code(self) -> str:
        """Its code as a member of the hub; that of bodies without one is made up."""
        return self.code or "EXAMPLE-PARTY"


@dataclass(frozen=True, slots=True)
class FormerOwner:
    """The agency that was in charge until a day, None if nobody has said which; lists of that time print it."""

    name_vi: str
    name_en: str
    code: str | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """A place on an official list. `named_as` is the name that the list prints, None if it is that of the platform."""

    list: str
    number: str
    issued: date
    order: int
    group: str | None = None
    named_as: str | None = None


@dataclass(frozen=True, slots=True)
class OfficialList:
    """A list that was issued. `size` is the number of its entries as announced, `places` are those known, by slug."""

    id: str
    number: str
    issued: date
    size: int | None
    places: Mapping[str, Membership]


@dataclass(frozen=True, slots=True)
class Entry:
    """One platform of the registry, as far as a simulated record repeats it. `field` is None if nobody has said.

    `intermediary` is the channel that the platform itself is, None for all but those that others connect through.
    """

    slug: str
    name_vi: str
    name_en: str
    owner: Owner
    kind: str | None = None
    field: str | None = None
    memberships: tuple[Membership, ...] = ()
    classes: tuple[str, ...] = ()
    former_owners: tuple[FormerOwner, ...] = ()
    intermediary: str | None = None


def specs_root() -> Path:
    """Return the data beside the installed package, or that of the repository."""
    installed = Path(__file__).parents[1] / "ndxp_specs"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "specs"


@cache
def lists() -> Mapping[str, OfficialList]:
    """Return the official lists of which members are known, by id, the last issued first."""
    files = (specs_root() / "platforms" / "lists").glob("*.yaml")
    found = [each for each in map(_list, files) if each.places]
    return {each.id: each for each in sorted(found, key=lambda each: each.issued, reverse=True)}


def list_named(given: str) -> OfficialList:
    """Return the list of that id, number or year, of several in a year the last; UnknownList where there is none."""
    for each in lists().values():
        if given in {each.id, each.number, str(each.issued.year)}:
            return each
    raise UnknownList(given, [f"{each.issued.year} ({each.id})" for each in lists().values()])


@cache
def members(name: str = LIST) -> tuple[Entry, ...]:
    """Return the platforms of a list, in its order, each with its places on all lists, the last issued first."""
    return tuple(entry_of(slug) for slug in lists()[name].places)


@cache
def entry_of(slug: str) -> Entry:
    """Return the platform of that name, FileNotFoundError where the registry has none."""
    record: Mapping[str, Any] = _read(specs_root() / "platforms" / f"{slug}.yaml")
    owner = Owner(*(record["owner"].get(name) for name in ("code", "name_vi", "name_en")))
    names = {name: record[name] for name in ("slug", "name_vi", "name_en")}
    kind, field, classes = record.get("kind"), record.get("field"), tuple(record.get("classes", ()))
    memberships = tuple(each.places[slug] for each in lists().values() if slug in each.places)
    told: dict[str, Any] = {"kind": kind, "field": field, "memberships": memberships, "classes": classes}
    told["intermediary"] = record.get("intermediary")
    return Entry(**names, owner=owner, former_owners=tuple(map(_former_owner, record.get("owner_history", ()))), **told)


def _former_owner(written: Mapping[str, Any]) -> FormerOwner:
    until = written.get("until")
    names = (written["name_vi"], written["name_en"], written.get("code"))
    return FormerOwner(*names, date.fromisoformat(str(until)) if until else None)


@cache
def owner_codes() -> Mapping[str, str | None]:
    """Return the code of the agency in charge of each platform of a list, by slug; None for bodies without one."""
    return {slug: entry_of(slug).owner.code for each in lists().values() for slug in each.places}


def _list(path: Path) -> OfficialList:
    """Return the list of a file, with its places group by group."""
    written = _read(path)
    head = written["list"]
    name, number, issued = head["id"], head["number"], date.fromisoformat(str(head["issued"]))
    in_order = sorted(written["members"], key=lambda each: (each.get("group") or "", int(each["order"])))
    places = {
        each["slug"]: Membership(name, number, issued, int(each["order"]), each.get("group"), each.get("named_as"))
        for each in in_order
    }
    return OfficialList(name, number, issued, head.get("size"), places)


def _read(path: Path) -> Any:
    return yaml_codec.read(path.read_bytes())
