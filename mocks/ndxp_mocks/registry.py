"""What specs/platforms says: who owns a platform, what it is called, and which list names it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ndxp_mocks import notation

LIST: Final = "list-2025-55"


@dataclass(frozen=True, slots=True)
class Owner:
    """The agency in charge (cơ quan chủ quản)."""

    code: str
    name_vi: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Membership:
    """A place on an official list."""

    list: str
    number: str
    issued: str


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


def specs_root() -> Path:
    """The data beside the installed package, or that of the repository."""
    installed = Path(__file__).parents[1] / "ndxp_specs"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "specs"


def sample() -> dict[str, Any]:
    """The sample record: an example of each field that a rule reads, made up and without fault."""
    return dict(_with_days(_read(specs_root() / "examples" / "record.yaml")))


def _with_days(tree: Any) -> Any:
    """The tree with the name `on` as written: YAML 1.1, which is read here, takes it for a yes."""
    if isinstance(tree, list):
        return [_with_days(item) for item in tree]
    if isinstance(tree, dict):
        return {"on" if name is True else name: _with_days(value) for name, value in tree.items()}
    return tree


def members() -> tuple[Entry, ...]:
    """The platforms of the list of 2025, in the order of the announcement."""
    platforms = specs_root() / "platforms"
    listed = _read(platforms / "lists" / f"{LIST}.yaml")
    membership = Membership(LIST, listed["list"]["number"], str(listed["list"]["issued"]))
    in_order = sorted(listed["members"], key=lambda member: int(member["order"]))
    return tuple(_entry(_read(platforms / f"{member['slug']}.yaml"), membership) for member in in_order)


def _entry(record: Mapping[str, Any], membership: Membership) -> Entry:
    owner = Owner(*(record["owner"][name] for name in ("code", "name_vi", "name_en")))
    names = {name: record[name] for name in ("slug", "name_vi", "name_en")}
    return Entry(**names, owner=owner, kind=record.get("kind"), field=record.get("field"), memberships=(membership,))


def _read(path: Path) -> Any:
    return notation.read(path.read_bytes())
