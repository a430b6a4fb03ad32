"""The forms of values, and those of one version of OpenAPI made from its tables."""

from collections.abc import Callable, Collection, Mapping
from functools import cache
from typing import Any, Final, TypeAlias

from compliance.model.openapi.form.scalars import SCALARS, Scalar, one_of
from compliance.model.pattern import late

_BORDER: Final = late(r"(?<=[a-z])(?=[A-Z])")
_FIELD: Final = late(r"([^\s:!@]+)(!?)(?:@(\d+)(?:-(\d+))?)?:(\S+)")
STATUS: Final = late(r"[1-5](?:[0-9]{2}|XX)")
STATUS_2: Final = late(r"[0-9]{3}")
COMPONENT_NAME: Final = late(r"[a-zA-Z0-9._-]+")
HEADER_NAME: Final = late(r"[a-zA-Z0-9!#$%&'*+.^_`|~-]+")

_FREE: Final = ("Paths", "Responses", "Callback", "SecurityRequirement", "Scopes")
NAMING: Final = frozenset({"$id", "$anchor", "$dynamicAnchor"})
_OF_SCHEMAS: Final = NAMING | {"$ref", "$dynamicRef", "discriminator", "readOnly"}
"""A schema with none of these is no more than the form of its fields says, unless it is an array; most are so."""


class ListForm:
    """A list of values of one form."""

    __slots__ = ("is_distinct", "is_filled", "member")

    def __init__(self, member: "Form", *, is_filled: bool = False, is_distinct: bool = False) -> None:
        self.member = member
        self.is_filled = is_filled
        self.is_distinct = is_distinct


class MapForm:
    """An object whose names are free; its values have one form. `is_single` says that it has exactly one member."""

    __slots__ = ("is_single", "member", "name")

    def __init__(self, member: "Form", *, is_single: bool) -> None:
        self.member = member
        self.is_single = is_single
        self.name = f"map of {getattr(member, 'name', 'values')}"


class Reference:
    """An object, or a reference to one in its place."""

    __slots__ = ("meant", "name")

    def __init__(self, meant: "ObjectForm") -> None:
        self.meant = meant
        self.name = meant.name


class ObjectForm:
    """One object of the specification. `fields` are filled in when all forms are made, since they name one another.

    `patterned` gives the form of a field by its name, None if such a name is not allowed. An `is_open` object may have
    any further field; one that `is_extensible` those that begin with `x-`. `variant` chooses the form that really
    counts by the value; `listed` is what may stand here as a list.
    """

    __slots__ = (
        "fields", "is_extensible", "is_open", "listed", "name", "patterned", "required", "takes_boolean", "variant"
    )  # fmt: skip

    def __init__(self, name: str) -> None:
        self.name = name
        self.fields: dict[str, Form] = {}
        self.required: tuple[str, ...] = ()
        self.patterned: Callable[[str], Form | None] | None = None
        self.variant: Callable[[dict[str, Any]], ObjectForm | None] | None = None
        self.listed: ListForm | None = None
        self.is_open = False
        self.is_extensible = True
        self.takes_boolean = False

    @property
    def title(self) -> str:
        """The name as the specification has it."""
        return title_of(self.name)

    def like(self, other: "ObjectForm") -> None:
        """Take the fields of another form, of which this is a variety."""
        self.fields, self.required = other.fields, other.required
        self.is_open, self.is_extensible = other.is_open, other.is_extensible


def title_of(name: str) -> str:
    """Return the name of an object as the specification has it; of a map it says what it is a map of."""
    if name.startswith("map of "):
        return name
    bare = name.partition(" ")[0]
    if bare.endswith("Flow"):
        return "OAuth Flow Object"
    return f"{bare if bare == 'OpenAPI' else _BORDER.sub(' ', bare)} Object"


Form: TypeAlias = Scalar | ListForm | MapForm | Reference | ObjectForm


@cache
def forms_of(version: str) -> Mapping[str, ObjectForm]:
    """Return the objects of a version such as `3.1`, by name."""
    tables = _tables(version)
    made = {name: ObjectForm(name) for name in (*tables, *_FREE)}
    made |= {f"Schema{mark}": ObjectForm("Schema") for mark in "?*@"}
    for name, table in tables.items():
        _fill(made[name], table, made, int(version.replace(".", "")))
    _finish(made, version)
    return made


def _tables(version: str) -> Mapping[str, str]:
    if version == "2.0":
        from compliance.model.openapi.form.tables_2 import FILE_2, OBJECTS_2, SCHEMA_2  # noqa: PLC0415 - one is needed

        return {**OBJECTS_2, "Schema": SCHEMA_2, "Schema file": FILE_2}
    from compliance.model.openapi.form.tables import OBJECTS, SCHEMA_3_0, SCHEMA_3_1  # noqa: PLC0415 - the same

    return {**OBJECTS, "Schema": SCHEMA_3_0 if version == "3.0" else SCHEMA_3_1}


def _fill(form: ObjectForm, table: str, made: Mapping[str, ObjectForm], version: int) -> None:
    required: list[str] = []
    for name, mark, since, until, held in _FIELD.findall(table):
        if int(since or 0) <= version <= int(until or 99):
            form.fields[name] = _form(held, made)
            required.extend([name] if mark else [])
    form.required = tuple(required)


def _form(held: str, made: Mapping[str, ObjectForm]) -> Form:
    if held[0] == "[":
        body, _, mark = held[1:].rpartition("]")
        return ListForm(_form(body, made), is_filled=mark == "+", is_distinct=mark == "!")
    if held[0] == "{":
        body, _, mark = held[1:].rpartition("}")
        return MapForm(_form(body, made), is_single=mark == "1")
    if held[0] == "&":
        return Reference(made[held[1:]])
    return made.get(held) or SCALARS.get(held) or one_of(held)


def _finish(made: Mapping[str, ObjectForm], version: str) -> None:
    """Say what the tables cannot: names that follow a pattern, forms that depend on the value."""
    is_modern = version in {"3.1", "3.2"}
    schema = made["Schema"]
    schema.is_open = schema.takes_boolean = is_modern
    for mark in "?*@":
        made[f"Schema{mark}"].like(schema)
        made[f"Schema{mark}"].takes_boolean = is_modern or mark == "?"
    status = STATUS_2 if version == "2.0" else STATUS
    response, item, names = Reference(made["Response"]), made["PathItem"], ListForm(SCALARS["text"])
    made["Paths"].patterned = lambda name: item if name.startswith("/") else None
    made["Responses"].patterned = lambda name: response if name == "default" or status.fullmatch(name) else None
    made["Callback"].patterned = lambda _name: item
    made["SecurityRequirement"].patterned = lambda _name: names
    made["SecurityRequirement"].is_extensible = False
    made["Scopes"].patterned = lambda _name: SCALARS["text"]
    _choose(made, "SecurityScheme", "type")
    if version == "2.0":
        _choose(made, "Parameter", "in")
        _choose(made, "SecurityScheme oauth2", "flow")
        made["Schema*"].listed = ListForm(schema, is_filled=True)
        made["Response"].fields["schema"] = made["Schema@"]
        made["Schema@"].variant = lambda raw: made["Schema file"] if raw.get("type") == "file" else None
    elif version == "3.0":
        made["Discriminator"].is_open = True


def _choose(made: Mapping[str, ObjectForm], name: str, key: str) -> None:
    """Let the value of a field choose the form; where it chooses none, only what all have in common is looked at."""
    prefix, chooser = name.partition(" ")[0], made[name].fields[key]
    words = chooser.words.split("|") if isinstance(chooser, Scalar) else []
    varieties = {word: made[f"{prefix} {word}"] for word in words}
    made[name].variant = lambda raw: varieties.get(str(raw.get(key)))
    made[name].is_open = True


class Shape:
    """What all objects of one form with the same keys have in common: which keys have a scalar, or are at fault.

    With `is_reference` a reference stands where none is allowed. `is_telling` says that more has to be looked at than
    the form, `may_lack_items` that so it is if the type is array.
    """

    __slots__ = ("is_reference", "is_telling", "may_lack_items", "missing", "nested", "scalars", "unknown")

    def __init__(self, form: ObjectForm, name: str, keys: tuple[str, ...], telling: Collection[str]) -> None:
        self.scalars: list[tuple[str, Scalar]] = []
        self.nested: list[tuple[str, Form]] = []
        self.unknown: list[str] = []
        self.missing = [key for key in form.required if key not in keys]
        is_schema = name == "Schema"
        has_reference = "$ref" in keys and form.patterned is None and "$ref" not in form.fields
        self.is_reference = has_reference and not is_schema
        self.is_telling = not _OF_SCHEMAS.isdisjoint(keys) if is_schema else not {form.name, name}.isdisjoint(telling)
        self.may_lack_items = is_schema and "type" in keys and "items" not in keys
        for key in keys:
            self._add(key, form)

    def _add(self, key: str, form: ObjectForm) -> None:
        field = form.fields.get(key)
        if isinstance(field, Scalar):
            self.scalars.append((key, field))
        elif field is not None:
            self.nested.append((key, field))
        elif form.is_extensible and key.startswith("x-"):
            return
        elif form.patterned is not None and (field := form.patterned(key)) is not None:
            self.nested.append((key, field))
        elif not form.is_open:
            self.unknown.append(key)
