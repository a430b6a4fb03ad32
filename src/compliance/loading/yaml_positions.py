"""Offsets in YAML text, in one pass over the events that keeps marks only for what is wanted or may be repeated."""

from dataclasses import dataclass, field
from typing import Any

import yaml

from compliance.loading.syntax.yaml import events
from compliance.loading.wanted import Wanted


@dataclass(slots=True)
class _Spot:
    """Where something anchored stands, with what is in it: aliases repeat it."""

    offset: int
    members: "dict[str, _Spot]" = field(default_factory=dict)


@dataclass(slots=True)
class _Frame:
    """A list or mapping being passed through. `spot` is kept inside anchored values only."""

    is_mapping: bool
    wanted: Wanted | None
    spot: _Spot | None
    key: str | None = None
    key_offset: int = 0
    index: int = 0
    merged: list[_Spot] = field(default_factory=list)
    own: set[str] = field(default_factory=set)


class _Finder:
    def __init__(self, wanted: Wanted) -> None:
        self.found: dict[str, int] = {}
        self._wanted = wanted
        self._stack: list[_Frame] = []
        self._anchors: dict[str, _Spot] = {}
        self._is_done = False

    def see(self, event: Any) -> None:
        kind = event.__class__
        if kind in {yaml.MappingEndEvent, yaml.SequenceEndEvent}:
            self._close()
        elif kind is yaml.ScalarEvent and self._expects_key():
            self._key(event.value, event)
        elif kind is yaml.AliasEvent and self._expects_key():
            self._key("", event)
        elif kind is yaml.AliasEvent:
            self._alias(event)
        elif kind in {yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent}:
            self._value(event)

    def _expects_key(self) -> bool:
        return bool(self._stack) and self._stack[-1].is_mapping and self._stack[-1].key is None

    def _key(self, key: str, event: Any) -> None:
        frame = self._stack[-1]
        frame.key = key
        frame.key_offset = event.start_mark.index

    def _value(self, event: Any) -> None:
        step, offset = self._step(event)
        frame = self._stack[-1] if self._stack else None
        wanted = frame.wanted.children.get(step) if frame and frame.wanted else None if frame else self._wanted
        if wanted is not None and frame is not None:
            self.found[wanted.pointer] = offset
        spot = self._spot(event, frame, step, offset)
        if not isinstance(event, yaml.ScalarEvent):
            self._stack.append(_Frame(isinstance(event, yaml.MappingStartEvent), wanted, spot))

    def _spot(self, event: Any, frame: _Frame | None, step: str, offset: int) -> _Spot | None:
        anchor = event.anchor
        inside = frame is not None and frame.spot is not None
        is_merge = frame is not None and frame.is_mapping and step == "<<"
        if anchor is None and not inside and not is_merge:
            return None
        spot = _Spot(offset)
        if anchor is not None:
            self._anchors[anchor] = spot
        if inside and frame is not None and frame.spot is not None:
            frame.spot.members[step] = spot
        if is_merge and frame is not None and not isinstance(event, yaml.ScalarEvent):
            frame.merged.append(spot)
        return spot

    def _alias(self, event: Any) -> None:
        step, offset = self._step(event)
        spot = self._anchors.get(event.anchor)
        if not self._stack or spot is None:
            return
        frame = self._stack[-1]
        if frame.spot is not None:
            frame.spot.members[step] = spot
        if frame.is_mapping and step == "<<":
            frame.merged.append(spot)
        elif frame.wanted is not None and (wanted := frame.wanted.children.get(step)) is not None:
            self.found[wanted.pointer] = offset
            self._copy(wanted, spot)

    def _step(self, event: Any) -> tuple[str, int]:
        """The token that leads to the value of this event, and where its key or item stands."""
        if not self._stack:
            return "", event.start_mark.index
        frame = self._stack[-1]
        if not frame.is_mapping:
            frame.index += 1
            return str(frame.index - 1), event.start_mark.index
        key, frame.key = frame.key or "", None
        frame.own.add(key)
        return key, frame.key_offset

    def _close(self) -> None:
        frame = self._stack.pop()
        merged = [spot for merge in frame.merged for spot in _mappings(merge)]
        for spot in merged:
            for key, member in spot.members.items():
                if key in frame.own:
                    continue
                frame.own.add(key)
                if frame.spot is not None:
                    frame.spot.members[key] = member
                if frame.wanted is not None and (wanted := frame.wanted.children.get(key)) is not None:
                    self.found[wanted.pointer] = member.offset
                    self._copy(wanted, member)

    def _copy(self, wanted: Wanted, spot: _Spot) -> None:
        """Positions below an alias are those of what it repeats."""
        stack = [(wanted, spot)]
        while stack:
            node, here = stack.pop()
            for token, child in node.children.items():
                if (member := here.members.get(token)) is not None:
                    self.found[child.pointer] = member.offset
                    stack.append((child, member))


def yaml_offsets(text: str, wanted: Wanted) -> dict[str, int]:
    """Where every wanted pointer that exists in the first document of the text begins, in characters."""
    finder = _Finder(wanted)
    documents = 0
    for event in events(text):
        documents += isinstance(event, yaml.DocumentStartEvent)
        if documents > 1:
            break
        finder.see(event)
    return finder.found


def _mappings(merge: _Spot) -> list[_Spot]:
    """A merge key takes one mapping or a list of them; a list's members are named 0, 1 and so on."""
    if merge.members and all(name.isdecimal() for name in merge.members):
        return list(merge.members.values())
    return [merge]
