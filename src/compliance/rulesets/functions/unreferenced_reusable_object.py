"""`unreferencedReusableObject`: something leads to each of the parts that a document declares for all to use."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import unquote

from compliance.model.location import escape
from compliance.rulesets.target import Fault, Target
from compliance.rulesets.view import View

NAME: Final = "unreferencedReusableObject"
OPTIONS: Final = {
    "type": "object",
    "properties": {"reusableObjectsLocation": {"type": "string", "pattern": "^#"}},
    "required": ["reusableObjectsLocation"],
    "additionalProperties": False,
}
INPUT: Final = ("object",)


def check(target: Target, options: Mapping[str, Any]) -> Iterator[Fault]:
    yield from unreferenced(target.view, options["reusableObjectsLocation"], target.value)


def unreferenced(view: View, folder: str, names: Iterable[Any]) -> Iterator[Fault]:
    """Yield a fault for each name in a folder of the document, written as a fragment, that nothing refers to."""
    used = view.remember("used", lambda: _used(view))
    steps = tuple(step.replace("~1", "/").replace("~0", "~") for step in folder.split("/")[1:])
    for name in names:
        if f"{folder}/{escape(str(name))}" not in used:
            yield Fault.of("nothing refers to {name}", {"name": str(name)[:80]}, (*steps, name))


def _used(view: View) -> set[str]:
    """Return the fragments of the document that references lead to, from wherever but from within the same."""
    files = view.document.files
    found: set[str] = set()
    for node, reference in view.references():
        address, _, fragment = reference.partition("#")
        if (not address and node.uri == files.uri) or (address and files.address_of(node, reference) == files.uri):
            target = unquote(fragment)
            if node.uri != files.uri or not f"{node.pointer}/".startswith(f"{target}/"):
                found.add(f"#{target}")
    return found
