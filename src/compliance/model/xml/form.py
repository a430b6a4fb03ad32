"""Whether a description keeps to its specification: what stands where, what is missing, what is there twice."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from compliance.model.text import Message
from compliance.model.xml.description import ServiceDescription
from compliance.model.xml.element import Element
from compliance.model.xml.form_tables import CHILDREN, NAME_OR_REF, NEEDED, VERSIONS
from compliance.model.xml.names import WSDL_1_1, XML_SCHEMA

Fault = tuple[Element, Message]
_OPAQUE = frozenset({"documentation", "appinfo"})


def faults_of(description: ServiceDescription) -> Iterator[Fault]:
    """Yield what a description has that its specification does not allow, and what it lacks, in reading order."""
    for root in description.roots.values():
        for element in _visible(root):
            yield from _in_element(element)
    yield from _twice(description)


def _visible(root: Element) -> Iterator[Element]:
    """Yield the elements below a root whose content is not that of a text for people or for other programs."""
    waiting = [root]
    while waiting:
        here = waiting.pop()
        yield here
        if not (here.namespace in CHILDREN and here.local in _OPAQUE):
            waiting.extend(reversed(here.children))


def _in_element(element: Element) -> Iterator[Fault]:
    allowed = CHILDREN.get(element.namespace, {}).get(element.local)
    if allowed is None or element.local in _OPAQUE:
        return
    version = VERSIONS[element.namespace]
    for child in element.of(element.namespace):
        if child.local not in allowed:
            yield child, _misplaced(child.local, element.local, sorted(allowed), version)
    parent = element.parent.local if element.parent is not None else ""
    needed = NEEDED[element.namespace]
    holders = ("*", parent, _holder(element) if element.namespace == WSDL_1_1 else "")
    for name in (name for holder in holders for name in needed.get((holder, element.local), ())):
        if not element.attributes.get(name, "").strip():
            template = "`{name}` is missing in `{element}`, which {version} requires"
            yield element, Message.of(template, name=name, element=element.local, version=version)
    yield from _either(element, parent)


def _misplaced(found: str, parent: str, allowed: Sequence[str], version: str) -> Message:
    near = get_close_matches(found[:40], allowed, n=1)
    if near:
        template = "`{found}` may not stand in `{parent}` in {version}; `{near}` may"
        return Message.of(template, found=found[:100], parent=parent, version=version, near=near[0])
    template = "`{found}` may not stand in `{parent}` in {version}"
    return Message.of(template, found=found[:100], parent=parent, version=version)


def _either(element: Element, parent: str) -> Iterator[Fault]:
    has = element.attributes.keys()
    # because a part without either may have an attribute of an extension in its place
    is_lacking = "type" not in has and not any(key.startswith("{") for key in has)
    is_part = element.namespace == WSDL_1_1 and element.local == "part"
    if is_part and ("type" in has if "element" in has else is_lacking):
        yield element, Message.of("either `element` or `type` is required in `part`")
    is_local = element.namespace == XML_SCHEMA and parent not in {"schema", "redefine", "override"}
    if is_local and element.local in NAME_OR_REF and ("name" in has) == ("ref" in has):
        yield element, Message.of("either `name` or `ref` is required in `{element}`", element=element.local)


def _twice(description: ServiceDescription) -> Iterator[Fault]:
    seen: dict[tuple[str, str, str], Element] = {}
    for kind, namespace, element in description.declared():
        if not element.name:
            continue
        first = seen.setdefault((kind, namespace, element.name), element)
        if first is not element and first.parent is element.parent:
            yield element, Message.of("two `{kind}` have the name {name}", kind=kind, name=element.name[:100])


def _holder(element: Element) -> str:
    """Return the name of what holds the operation in which an element stands, empty if it stands in none."""
    above = element.parent.parent if element.parent is not None else None
    return above.local if above is not None else ""
