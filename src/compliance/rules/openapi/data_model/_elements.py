"""Which element of many a request means: what identifies one, and whether there are many."""

from typing import Final

from compliance.model.codelist import phrase
from compliance.model.facts import Facts
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.identity import is_identifier
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.schema import Schema

IDENTIFYING: Final = frozenset(
    {"citizen_id", "enterprise_code", "tax_code", "agency_code", "dossier_code", "social_insurance", "health_insurance"}
    | {"province_code", "commune_code", "unit_code", "household_vehicle_land", "passport"}
)


def is_key(name: str, facts: Facts) -> bool:
    """Return whether a name says that it identifies an element."""
    return is_identifier(name) or facts.field_names.concept(name) in IDENTIFYING


def demands_key(schema: Schema, facts: Facts) -> bool:
    """Return whether an object, one in it, or each of a list has to have an identifier; what is unsaid may be one."""
    items = schema.items
    if items is not None:
        return items.keyword("type") not in {None, "object"} or demands_key(items, facts)
    members = schema.members()
    demanded = {name: members[name] for name in schema.required() if name in members}
    if not members or any(is_key(name, facts) for name in demanded):
        return True
    marked = any(member.keyword("x-key") is True for member in demanded.values())
    return marked or any(is_key(inner, facts) for member in demanded.values() for inner in member.required())


def is_one_of_many(operation: Operation) -> bool:
    """Return whether the address is that of a collection: a plural, or one below which single elements have theirs."""
    path = operation.path.rstrip("/")
    parent, _, last = path.rpartition("/")
    collection = parent if operation.method == "post" else path  # because the last part of a POST says what it does
    is_plural = phrase(last).endswith("s") and not phrase(last).endswith("ss")
    return is_plural or collection in _collections(operation.files)


def _collections(files: DocumentFiles) -> frozenset[str]:
    """Return the addresses below which a variable stands."""
    return files.remember("collections", lambda: _read_collections(files))


def _read_collections(files: DocumentFiles) -> frozenset[str]:
    listed = files.root.get("paths")
    paths = files.follow(listed) if listed is not None else None
    starts = (path.rpartition("/{") for path in (map(str, paths.mapping) if paths is not None else ()))
    return frozenset(start for start, variable, rest in starts if variable and "/" not in rest and start)
