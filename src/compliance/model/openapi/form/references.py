"""Whether what a document refers to is there, and is what has to stand there."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from compliance.model.dataclass import dataclass
from compliance.model.openapi.addresses import is_uri
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.form.faults import Trace, node_at
from compliance.model.openapi.form.forms import ObjectForm, Reference, title_of
from compliance.model.openapi.form.scalars import found
from compliance.model.openapi.form.walk import FormWalk
from compliance.model.openapi.node import Node
from compliance.model.openapi.security import is_address, is_declared
from compliance.model.pattern import late
from compliance.model.text import Message, shown

_NAME: Final = late(r"[A-Za-z0-9_-]+")
_LONGEST: Final = 200
_MOST_COMPARED: Final = 100
_PRIVATE: Final = late(
    r"file:|[a-z]+://([^/@]*@)?(localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|\[::1\]|[^/:.]+(:\d+)?(/|$)"
    r"|[^/:]+\.(local|localhost|internal|lan)(:\d+)?(/|$))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Broken:
    """One reference, by whatever keyword, that does not lead where it should; `is_unread` if that cannot be told."""

    node: Node
    message: Message
    is_unread: bool = False


class References:
    """Follows all references that a walk has met; what lies outside of it is held against its form on the way."""

    def __init__(self, files: DocumentFiles, walk: FormWalk, forms: Mapping[str, ObjectForm]) -> None:
        self._files = files
        self._walk = walk
        self._forms = forms
        self._known: set[tuple[str, str, str]] = set()
        self._passed: set[int] = set()
        self._closing: set[int] = set()
        self._is_whole = True
        self._nowhere = 0

    def broken(self) -> Iterator[Broken]:
        """Yield what does not lead where it should; the same reference of the same file each time it stands there."""
        yield from self._followed()
        yield from self._chosen()
        yield from self._followed()
        yield from self._linked()
        yield from self._demanded()

    def _followed(self) -> Iterator[Broken]:
        references = self._walk.references
        index = 0
        while index < len(references):  # because the walk to what is found adds further ones
            raw, trace, form = references[index]
            index += 1
            yield from self._ref(raw, trace, form)
        references.clear()

    def _ref(self, raw: Any, trace: Trace, form: ObjectForm) -> Iterator[Broken]:
        reference = raw["$ref"]
        if self._files.uses_json_schema or len(self._files.trees) > 1:
            node = node_at(trace)
            key = (self._files.base_of(node), reference, form.name)
        else:
            key = (self._files.uri, reference, form.name)
            node = Node(self._files.uri, raw)
        if key in self._known:
            return
        self._known.add(key)
        target = self._files.resolve(node, reference)
        place = node_at((trace, "$ref"))
        if target is None:
            yield self._missing(place, reference, node)
        elif target.has("$ref") and self._is_loop(node):
            yield Broken(
                place,
                Message.of(
                    "the reference {reference} leads back to itself, through references only",
                    reference=_shown(reference),
                ),
            )
        else:
            yield from self._held(place, reference, target, form)

    def _held(self, place: Node, reference: str, target: Node, form: ObjectForm) -> Iterator[Broken]:
        """Compare what was found with what is meant, and look into it if nobody has."""
        if not isinstance(target.raw, dict):
            if not (isinstance(target.raw, bool) and form.takes_boolean):
                yield Broken(
                    place,
                    Message.of(
                        "the reference {reference} leads to {found}; expected is: {expected}",
                        reference=_shown(reference),
                        found=found(target.raw),
                        expected=form.title,
                    ),
                )
            return
        met = self._walk.met_as(target.raw, form.name)
        if met is None:
            self._walk.visit(target, Reference(form) if form.name != "PathItem" else form)
        elif met != form.name:
            yield Broken(
                place,
                Message.of(
                    "the reference {reference} leads to {found}; expected is: {expected}",
                    reference=_shown(reference),
                    found=title_of(met),
                    expected=form.title,
                ),
            )

    def _missing(self, place: Node, reference: str, node: Node) -> Broken:
        address = self._files.address_of(node, reference)
        if "\\" in reference.partition("#")[0]:
            template = "the reference {reference} has \\ between folders; addresses have /"
            return Broken(place, Message.of(template, reference=_shown(reference)))
        if address is None:
            return Broken(place, Message.of("the reference {reference} is no address", reference=_shown(reference)))
        if self._files.holds(address):
            self._nowhere += 1
            near = self._near(node, reference) if self._nowhere <= _MOST_COMPARED else None
            if near is not None:
                template = "the reference {reference} leads nowhere; there is {near}"
                return Broken(place, Message.of(template, reference=_shown(reference), near=_shown(near)))
            return Broken(place, Message.of("the reference {reference} leads nowhere", reference=_shown(reference)))
        if is_uri(address):
            if _PRIVATE.match(address):
                return Broken(
                    place,
                    Message.of(
                        "the reference {reference} leads to an address that others cannot reach",
                        reference=_shown(reference),
                    ),
                )
        elif address in self._files.absent or reference.startswith("/"):
            return Broken(
                place,
                Message.of(
                    "the reference {reference} leads to a file that was not delivered with the document",
                    reference=_shown(reference),
                ),
            )
        self._is_whole = False
        return Broken(
            place,
            Message.of("what lies behind the reference {reference} was not read", reference=_shown(reference)),
            is_unread=True,
        )

    def _near(self, node: Node, reference: str) -> str | None:
        from compliance.model.openapi.form.nearness import near_name  # noqa: PLC0415 - because most lead somewhere

        return near_name(self._files, node, reference)

    def _is_loop(self, node: Node) -> bool:
        """Return whether a chain of references comes back to this one; of each such circle this holds for one."""
        if id(node.raw) in self._closing:
            return True
        if id(node.raw) in self._passed or self._files.meant(node) is not None:
            return False
        here: Node | None = node
        passed: set[int] = set()
        while here is not None and here.has("$ref") and id(here.raw) not in self._passed:
            self._passed.add(id(here.raw))
            passed.add(id(here.raw))
            here = self._files.resolve(here, here.text("$ref") or "")
        if here is None or id(here.raw) not in passed:
            return False
        self._closing.add(id(here.raw))
        return here.raw is node.raw

    def _chosen(self) -> Iterator[Broken]:
        """Yield the mappings of discriminators and the dynamic references that lead nowhere."""
        is_version_2 = self._files.is_version_2
        for raw, trace in self._walk.holders:
            dynamic = raw.get("$dynamicRef")
            if isinstance(dynamic, str) and self._files.uses_json_schema:
                yield from self._to(node_at((trace, "$dynamicRef")), dynamic, "Schema")
            chooser = raw.get("discriminator")
            if is_version_2 or not isinstance(chooser, dict):
                continue
            mapping = chooser.get("mapping")
            for name, meant in mapping.items() if isinstance(mapping, dict) else ():
                yield from self._mapped(meant, (((trace, "discriminator"), "mapping"), name))
            yield from self._mapped(chooser.get("defaultMapping"), ((trace, "discriminator"), "defaultMapping"))

    def _mapped(self, meant: Any, trace: Trace) -> Iterator[Broken]:
        if not isinstance(meant, str) or self._files.component("schemas", meant) is not None:
            return
        place = node_at(trace)
        if _NAME.fullmatch(meant):
            template = "the discriminator names the schema {name}, which the document does not define"
            yield Broken(place, Message.of(template, name=_shown(meant)))
        else:
            yield from self._to(place, meant, "Schema")

    def _to(self, place: Node, reference: str, name: str) -> Iterator[Broken]:
        """Follow a reference that is not called `$ref`."""
        target = self._files.resolve(place, reference)
        if target is None:
            yield self._missing(place, reference, place)
        else:
            yield from self._held(place, reference, target, self._forms[name])

    def _linked(self) -> Iterator[Broken]:
        ids = {raw.get("operationId") for raw, _ in self._walk.objects["Operation"] if _is_text(raw, "operationId")}
        for raw, trace in self._walk.objects["Link"]:
            reference, name = raw.get("operationRef"), raw.get("operationId")
            if isinstance(reference, str) and not is_uri(reference):
                yield from self._to(node_at((trace, "operationRef")), reference, "Operation")
            if isinstance(name, str) and name not in ids:
                template = "the link names the operation {name}, which the document does not have"
                message = Message.of(template, name=_shown(name))
                yield Broken(node_at((trace, "operationId")), message, is_unread=not self._is_whole)

    def _demanded(self) -> Iterator[Broken]:
        for raw, trace in self._walk.requirements:
            for index, choice in enumerate(raw if isinstance(raw, list) else ()):
                for name in choice if isinstance(choice, dict) else ():
                    yield from self._scheme(name, ((trace, index), name))

    def _scheme(self, name: str, trace: Trace) -> Iterator[Broken]:
        if is_declared(self._files, name):
            return
        place = node_at(trace)
        if is_address(self._files, name):
            yield from self._to(place, name, "SecurityScheme")
        else:
            template = "`security` names the scheme {name}, which the document does not define"
            yield Broken(place, Message.of(template, name=_shown(name)))


def _shown(reference: str) -> str:
    return shown(reference, _LONGEST)


def _is_text(raw: Any, key: str) -> bool:
    return isinstance(raw.get(key), str)
