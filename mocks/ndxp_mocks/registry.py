"""What specs/platforms says: who owns a platform, what it is called, and which lists name it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from ndxp_mocks import notation

LIST: Final = "list-2026-1132"
EARLIER_LISTS: Final = ("list-2025-55",)


@dataclass(frozen=True, slots=True)
class Owner:
    """The agency in charge (cơ quan chủ quản). `code` is null for bodies that the list of codes does not have."""

    code: str | None
    name_vi: str
    name_en: str

    @property
    def member_code(self) -> str:
        """Its code as a member of the hub; that of bodies without one is made up."""
        return self.code or "EXAMPLE-PARTY"


@dataclass(frozen=True, slots=True)
class Membership:
    """A place on an official list. `named_as` is the name that the list prints, null if it is that of the platform."""

    list: str
    number: str
    issued: date
    order: int
    group: str | None = None
    named_as: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One platform of the registry, as far as a simulated record repeats it. `field` is null where nobody has said."""

    slug: str
    name_vi: str
    name_en: str
    owner: Owner
    kind: str | None = None
    field: str | None = None
    memberships: tuple[Membership, ...] = ()
    classes: tuple[str, ...] = ()


def specs_root() -> Path:
    """The data beside the installed package, or that of the repository."""
    installed = Path(__file__).parents[1] / "ndxp_specs"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "specs"


@cache
def members() -> tuple[Entry, ...]:
    """The platforms of the list in force, in its order, each with its places on this list and on earlier ones."""
    current = dict(_places(LIST))
    earlier = [dict(_places(name)) for name in EARLIER_LISTS]
    return tuple(
        _entry(slug, (membership, *(places[slug] for places in earlier if slug in places)))
        for slug, membership in current.items()
    )


def _places(name: str) -> Iterator[tuple[str, Membership]]:
    """The places of one list, group by group, by slug."""
    listed = _read(specs_root() / "platforms" / "lists" / f"{name}.yaml")
    number, issued = listed["list"]["number"], date.fromisoformat(str(listed["list"]["issued"]))
    for member in sorted(listed["members"], key=lambda each: (each.get("group") or "", int(each["order"]))):
        rest = (member.get("group"), member.get("named_as"))
        yield member["slug"], Membership(name, number, issued, int(member["order"]), *rest)


def _entry(slug: str, memberships: tuple[Membership, ...]) -> Entry:
    record: Mapping[str, Any] = _read(specs_root() / "platforms" / f"{slug}.yaml")
    owner = Owner(*(record["owner"].get(name) for name in ("code", "name_vi", "name_en")))
    names = {name: record[name] for name in ("slug", "name_vi", "name_en")}
    kind, field, classes = record.get("kind"), record.get("field"), tuple(record.get("classes", ()))
    return Entry(**names, owner=owner, kind=kind, field=field, memberships=memberships, classes=classes)


def _read(path: Path) -> Any:
    return notation.read(path.read_bytes())
