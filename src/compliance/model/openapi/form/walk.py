"""A document held against the forms of its version, in one pass and without recursion.

It also notes what a later look at references needs: each of them with the form that is meant, and which object was met
as what.
"""

from collections import defaultdict, deque
from typing import Any, Final

from compliance.model.openapi.form.faults import Fault, Trace
from compliance.model.openapi.form.forms import NAMING, Form, ListForm, MapForm, ObjectForm, Reference, Shape
from compliance.model.openapi.form.scalars import ANYTHING, LIST, OBJECT, TEXT, Scalar, found
from compliance.model.openapi.form.written import OF_VERSION_2, OF_VERSION_3, Written
from compliance.model.openapi.keywords import KNOWN_DIALECTS
from compliance.model.openapi.node import Node
from compliance.model.text import Message, shown

_NO_REFERENCE: Final = Message.of("a reference is not allowed in place of this object")
_NO_REFERENCE_TO_A_LIST: Final = Message.of("a reference is not allowed in place of this list")
_NO_SLASH: Final = Message.of("a path begins with /")
_EMPTY: Final = Message.of("at least one item is required here")
_TWICE: Final = Message.of("an item stands in the list twice")
_SINGLE: Final = Message.of("exactly one media type is expected here")
_NOTED: Final = ("Operation", "PathItem", "Link", "MediaType")
_LONGEST: Final = 60
_MOST_COMPARED: Final = 100


class FormWalk:
    """The walk through one document, and through what its references lead to elsewhere."""

    def __init__(self, version: str, forms: Any, dialect: Any = None) -> None:
        self.version = version
        self.faults: list[Fault] = []
        self.references: list[tuple[Any, Trace, ObjectForm]] = []
        self.objects: dict[str, list[tuple[Any, Trace]]] = {name: [] for name in _NOTED}
        self.holders: list[tuple[Any, Trace]] = []
        self.named: list[tuple[Any, Trace]] = []
        self.requirements: list[tuple[Any, Trace]] = []
        self._dialect = dialect
        self._number = int(version.replace(".", ""))
        self._forms = forms
        self._written = OF_VERSION_2 if version == "2.0" else OF_VERSION_3
        self._met: dict[int, str] = {}
        self._seen: defaultdict[str, set[int]] = defaultdict(set)
        self._telling = frozenset({*self._written, *_NOTED})
        self._shapes: defaultdict[ObjectForm, dict[tuple[str, ...], Shape]] = defaultdict(dict)
        self._waiting: deque[tuple[Any, Form, Trace]] = deque()

    def visit(self, node: Node, form: Form) -> None:
        """Hold a node against a form, and all below it."""
        self._waiting.append((node.raw, form, (node, "")))
        waiting = self._waiting
        while waiting:
            raw, each, trace = waiting.popleft()
            if isinstance(each, Reference):
                if type(raw) is dict and "$ref" in raw:
                    self._reference(raw, each, trace)
                    continue
                each = each.meant
            if not isinstance(each, ObjectForm):
                self._container(raw, each, trace)
            elif type(raw) is dict:
                self._object(raw, each, trace)
            else:
                self._no_object(raw, each, trace)

    def met_as(self, raw: Any, name: str) -> str | None:
        """Return as what an object was met: the name that is asked for if it was, else another; None if never."""
        return name if id(raw) in self._seen[name] else self._met.get(id(raw))

    def fault(self, trace: Trace, message: Message) -> None:
        """Note a fault."""
        self.faults.append(Fault(trace, message))

    def _unexpected(self, trace: Trace, expected: Message, raw: Any) -> None:
        self.fault(
            trace, Message.of("{expected} is expected here, {found} was found", expected=expected, found=found(raw))
        )

    def _reference(self, raw: Any, form: Reference, trace: Trace) -> None:
        if not isinstance(raw["$ref"], str):
            self._unexpected((trace, "$ref"), TEXT, raw["$ref"])
            return
        for key in ("summary", "description") if self._number >= 31 else ():
            if key in raw and not isinstance(raw[key], str):
                self._unexpected((trace, key), TEXT, raw[key])
        self._note(raw, form.meant.name)
        self.references.append((raw, trace, form.meant))
        for field in raw if self._number == 20 and len(raw) > 1 else ():
            if field != "$ref":
                template = "`{field}` stands beside `$ref`, where OpenAPI 2.0 allows nothing"
                self.fault((trace, field), Message.of(template, field=field[:_LONGEST]))

    def _note(self, raw: Any, name: str) -> bool:
        """Note as what an object was met; return whether it is the first time."""
        key, seen = id(raw), self._seen[name]
        if key in seen:
            return False
        seen.add(key)
        self._met.setdefault(key, name)
        return True

    def _object(self, raw: dict[str, Any], form: ObjectForm, trace: Trace) -> None:
        name, identity, seen = form.name, id(raw), self._seen[form.name]
        if identity in seen:
            return
        seen.add(identity)
        self._met.setdefault(identity, name)
        if name == "Schema" and self._number >= 31 and self._is_foreign(raw):
            return
        while form.variant is not None and (chosen := form.variant(raw)) is not None:
            form = chosen
        shape = self._shapes[form].get(keys := tuple(raw)) or self._shape(form, name, keys)
        if shape.is_reference:
            self.fault(trace, _NO_REFERENCE)
            return
        for key, scalar in shape.scalars:
            value = raw[key]
            # because most values are of one type and have no test, this is not left to the scalar
            if value.__class__ not in scalar.types or not (scalar.test is None or scalar.test(value)):
                self._refuse((trace, key), scalar, value)
        for key, field in shape.nested:
            self._waiting.append((raw[key], field, (trace, key)))
        if shape.unknown or shape.missing:
            self._look_at_keys(form, shape, trace)
        if shape.is_telling or (shape.may_lack_items and raw["type"] == "array"):
            self._look_closer(raw, form, name, trace)

    def _shape(self, form: ObjectForm, name: str, keys: tuple[str, ...]) -> Shape:
        shape = self._shapes[form][keys] = Shape(form, name, keys, self._telling)
        return shape

    def _look_at_keys(self, form: ObjectForm, shape: Shape, trace: Trace) -> None:
        """Note the keys that should not be there, and those that should."""
        for key in shape.unknown:
            self._unknown(key, form, trace)
        for key in shape.missing:
            template = "`{field}` is missing in the {object}, which OpenAPI {version} requires"
            self.fault(trace, Message.of(template, field=key, object=form.title, version=self.version))

    def _no_object(self, raw: Any, form: ObjectForm, trace: Trace) -> None:
        if form.listed is not None and isinstance(raw, list):
            self._list(raw, form.listed, trace)
        elif not (form.takes_boolean and isinstance(raw, bool)):
            self._unexpected(trace, OBJECT, raw)

    def _is_foreign(self, raw: Any) -> bool:
        """Return whether a schema is in a dialect of its own, of which nothing is known."""
        dialect = raw.get("$schema", self._dialect)
        return isinstance(dialect, str) and dialect not in KNOWN_DIALECTS

    def _look_closer(self, raw: Any, form: ObjectForm, name: str, trace: Trace) -> None:
        written = self._written.get(form.name) or self._written.get(name)
        if written is not None:
            self._look_at_what_is_written(raw, written, trace)
        if name == "Schema":
            if "$ref" in raw and isinstance(raw["$ref"], str):
                self.references.append((raw, trace, form))
            if "discriminator" in raw or "$dynamicRef" in raw:
                self.holders.append((raw, trace))
            if not NAMING.isdisjoint(raw):
                self.named.append((raw, trace))
        elif name in self.objects:
            self.objects[name].append((raw, trace))
            if name == "PathItem" and isinstance(raw.get("$ref"), str):
                self.references.append((raw, trace, form))
        if "security" in raw and name in {"Operation", "OpenAPI"}:
            self.requirements.append((raw["security"], (trace, "security")))

    def _look_at_what_is_written(self, raw: Any, written: Written, trace: Trace) -> None:
        """Note what the text of the specification does not allow, though the tables do."""
        for steps, message in written(raw, self._number):
            where: Trace = trace
            for step in steps:
                where = (where, step)
            self.fault(where, message)

    def _unknown(self, key: str, form: ObjectForm, trace: Trace) -> None:
        name = shown(key)
        if key == "$ref" and form.name in {"Paths", "Responses"}:
            self.fault(trace, _NO_REFERENCE)
            return
        if form.name == "Paths":
            if "://" not in key:
                self.fault((trace, key), _NO_SLASH)
            return
        if form.name == "Responses":
            template = "{found} is no status of an answer; `200`, `4XX` or `default` is one"
            self.fault((trace, key), Message.of(template, found=name))
            return
        near = [name.lower()] if name.lower() in form.fields else []
        if not near and len(self.faults) < _MOST_COMPARED:
            from difflib import get_close_matches  # noqa: PLC0415 - because most fields are spelled right

            near = get_close_matches(name, form.fields, 1, 0.75)
        if near:
            template = "`{field}` is no field of the {object} in OpenAPI {version}; it has `{near}`"
            message = Message.of(template, field=name, object=form.title, version=self.version, near=near[0])
        else:
            template = "`{field}` is no field of the {object} in OpenAPI {version}"
            message = Message.of(template, field=name, object=form.title, version=self.version)
        self.fault((trace, key), message)

    def _refuse(self, trace: Trace, scalar: Scalar, value: Any) -> None:
        if scalar.words and isinstance(value, str):
            name = shown(value) if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"
            words = scalar.words.replace("|", ", ")
            self.fault(trace, Message.of("{found} was found, one of {words} is expected here", found=name, words=words))
        elif isinstance(value, str) and str in scalar.types:
            self.fault(trace, Message.of("{expected} is expected here", expected=scalar.expected))
        else:
            self._unexpected(trace, scalar.expected, value)

    def _container(self, raw: Any, form: Form, trace: Trace) -> None:
        if isinstance(form, ListForm):
            self._list(raw, form, trace)
        elif isinstance(form, MapForm):
            self._map(raw, form, trace)
        elif isinstance(form, Scalar) and form is not ANYTHING and not form.accepts(raw):
            self._refuse(trace, form, raw)

    def _list(self, raw: Any, form: ListForm, trace: Trace) -> None:
        if not isinstance(raw, list):
            if isinstance(raw, dict) and isinstance(raw.get("$ref"), str):
                self.fault(trace, _NO_REFERENCE_TO_A_LIST)
            else:
                self._unexpected(trace, LIST, raw)
            return
        if form.is_filled and not raw:
            self.fault(trace, _EMPTY)
        if form.is_distinct and len(set(map(repr, raw))) < len(raw):
            self.fault(trace, _TWICE)
        if form.member is not ANYTHING:
            self._waiting.extend((item, form.member, (trace, index)) for index, item in enumerate(raw))

    def _map(self, raw: Any, form: MapForm, trace: Trace) -> None:
        if not isinstance(raw, dict):
            self._unexpected(trace, OBJECT, raw)
            return
        self._note(raw, form.name)
        if form.is_single and len(raw) != 1:
            self.fault(trace, _SINGLE)
        if "$ref" in raw and isinstance(raw["$ref"], str) and not isinstance(form.member, Scalar):
            self.fault(trace, _NO_REFERENCE)
            raw = {name: value for name, value in raw.items() if name != "$ref"}
        self._waiting.extend((value, form.member, (trace, name)) for name, value in raw.items())
