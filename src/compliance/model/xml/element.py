"""An element of an XML file, and where it stands."""

from collections.abc import Iterator, Mapping
from typing import Final

from compliance.model.location import Place, tokens

_LONGEST: Final = 100
_NOTHING: Final[Mapping[str, str]] = {}


class Element:
    """An element with its attributes; those of other namespaces stand under `{namespace}name`.

    `text` is what stands directly in it. `line` and `column` are those of its start, from 1. `ordinal` counts it among
    the siblings that have the same name, also in their attribute `name`. `prefixes` are those that it declares itself.
    """

    __slots__ = (
        "attributes", "children", "column", "line", "local", "namespace", "ordinal", "parent", "prefixes", "text", "uri"
    )  # fmt: skip

    def __init__(  # noqa: PLR0913 - what the parser tells of an element
        self,
        uri: str,
        namespace: str,
        local: str,
        attributes: Mapping[str, str],
        *,
        parent: "Element | None" = None,
        prefixes: Mapping[str, str] = _NOTHING,
        line: int = 1,
        column: int = 1,
        ordinal: int = 1,
    ) -> None:
        self.uri, self.namespace, self.local = uri, namespace, local
        self.attributes, self.parent, self.prefixes = attributes, parent, prefixes
        self.line, self.column, self.ordinal = line, column, ordinal
        self.children: list[Element] = []
        self.text = ""

    @property
    def at(self) -> Place:
        """Its place, by the names above it: `/definitions/portType[@name='TraCuu']/operation[2]`."""
        steps: list[str] = []
        here: Element | None = self
        while here is not None:
            steps.append(here.step)
            here = here.parent
        return Place(self.uri).child(*reversed(steps))

    @property
    def name(self) -> str:
        """Its attribute `name`, empty if it has none."""
        return self.attributes.get("name", "").strip()

    @property
    def step(self) -> str:
        """The words that tell it from its siblings."""
        name = self.name
        named = f"[@name='{name}']" if is_short_name(name) else ""
        return f"{self.local}{named}" + (f"[{self.ordinal}]" if self.ordinal > 1 else "")

    def of(self, namespace: str, *locals_: str) -> Iterator["Element"]:
        """Yield its children of a namespace, of some names or of all."""
        for child in self.children:
            if child.namespace == namespace and (not locals_ or child.local in locals_):
                yield child

    def descendants(self) -> Iterator["Element"]:
        """Yield itself and all below it, in the order of the text."""
        waiting = [self]
        while waiting:
            here = waiting.pop()
            yield here
            waiting.extend(reversed(here.children))

    def resolve(self, prefix: str) -> str | None:
        """Return the namespace that a prefix means here, the default one for none; None if nobody declares it."""
        here: Element | None = self
        while here is not None:
            if prefix in here.prefixes:
                return here.prefixes[prefix]
            here = here.parent
        return None

    def __repr__(self) -> str:
        return f"Element({self.local!r}, line={self.line})"


def is_short_name(name: str) -> bool:
    """Return whether a name can stand in a place for people."""
    return 0 < len(name) <= _LONGEST and "'" not in name


class XmlLayout:
    """Where the elements of a parsed file stand."""

    __slots__ = ("_found", "_root")

    def __init__(self, root: Element) -> None:
        self._root = root
        self._found: dict[int, dict[str, Element]] = {}

    def position(self, pointer: str) -> tuple[int, int]:
        """Return line and column, from 1, of an element, or of the nearest one above it."""
        here = self._root
        for step in tokens(pointer)[1:]:
            below = self._steps(here).get(step)
            if below is None:
                break
            here = below
        return here.line, here.column

    def _steps(self, element: Element) -> dict[str, Element]:
        if id(element) not in self._found:
            self._found[id(element)] = {child.step: child for child in element.children}
        return self._found[id(element)]
