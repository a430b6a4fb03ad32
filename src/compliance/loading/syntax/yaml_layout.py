"""Where the keys and items of a YAML file stand, from the offsets that the parse noted."""

from array import array
from collections.abc import Sequence
from typing import Any

from compliance.loading.syntax.lines import Lines, decoded
from compliance.model.location import index_of, tokens


class YamlLayout:
    """One offset in characters for each key and item, in a run for each container; the root keeps the ids alive.

    Aliases share their container, therefore positions below one are those of what it repeats. What a merge key brought
    in is found in the container that it came from.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._root: Any = None
        self._containers = array("Q")
        self._firsts = array("I")
        self._offsets = array("I")
        self._origins: dict[tuple[int, str], Any] = {}
        self._first: dict[int, int] = {}
        self._orders: dict[int, dict[str, int]] = {}
        self._lines: Lines | None = None
        self._has_joined_breaks = False

    def join_breaks(self) -> None:
        """Take offsets from now on as those in a text in which each CR LF is one character."""
        self._has_joined_breaks = True

    def note(self, container: Any, offsets: Sequence[int]) -> None:
        """Keep the offsets of a container's members, in their order."""
        self._containers.append(id(container))
        self._firsts.append(len(self._offsets))
        self._offsets.extend(offsets)

    def note_merged(self, container: Any, key: str, origin: Any) -> None:
        """Keep that a member came from another container."""
        self._origins[id(container), key] = origin

    def end(self, root: Any) -> None:
        """Keep the finished tree."""
        self._root = root

    def position(self, pointer: str) -> tuple[int, int]:
        """Return line and column of what a JSON Pointer points at, or of the nearest thing above it."""
        here, offset = self._root, 0
        for token in tokens(pointer):
            step = self._step(here, token)
            if step is None:
                break
            here, offset = step
        if self._lines is None:
            text = decoded(self._content)
            self._lines = Lines(text.replace("\r\n", "\n") if self._has_joined_breaks else text)
        return self._lines.position(offset)

    def _step(self, container: Any, token: str) -> tuple[Any, int] | None:
        index = index_of(token) if isinstance(container, list) else None
        if index is not None and index < len(container):
            return container[index], self._offset(container, index)
        if isinstance(container, dict) and token in container:
            origin = self._origins.get((id(container), token), container)
            return container[token], self._offset(origin, self._order(origin)[token])
        return None

    def _order(self, container: dict[str, Any]) -> dict[str, int]:
        """Return the number of each key, noted once: many findings may stand in one container."""
        if id(container) not in self._orders:
            self._orders[id(container)] = {key: number for number, key in enumerate(container)}
        return self._orders[id(container)]

    def _offset(self, container: Any, index: int) -> int:
        if not self._first:
            self._first = dict(zip(self._containers, self._firsts, strict=True))
        return self._offsets[self._first[id(container)] + index]


class PartOfLayout(YamlLayout):
    """Takes the offsets of a part that is parsed by itself, in a container that nobody keeps, over to the whole."""

    def __init__(self, whole: YamlLayout, shift: int) -> None:
        super().__init__(b"")
        self._whole = whole
        self._shift = shift
        self._last: tuple[Any, Sequence[int]] | None = None

    def note(self, container: Any, offsets: Sequence[int]) -> None:
        """Keep the offsets of a container, but for the last one, which is the holder of the part."""
        if self._last is not None:
            inner, inside = self._last
            self._whole.note(inner, [offset + self._shift for offset in inside])
        self._last = container, offsets
