"""Patterns as automata.

Patterns are read as JSON Schema means them (ECMA-262, found anywhere unless anchored). Nothing here backtracks, so that
a pattern of somebody else's cannot stop the program.
"""

from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from compliance.model.changes.code_points import ANY, CLASSES, CONTROLS, LAST, SPECIAL, Ranges, complement

States: TypeAlias = frozenset[int]

_MOST_STATES: Final = 2_000
_MOST_KNOWN: Final = 1_000


class NotRegular(ValueError):
    """A pattern is none that is decided here."""


class Automaton:
    """A nondeterministic automaton for a pattern; states are numbers, characters their code points."""

    def __init__(self, pattern: str) -> None:
        self._text = pattern
        self._at = 0
        self._free: list[list[int]] = []
        self._steps: list[list[tuple[Ranges, int]]] = []
        self._closures: dict[int, States] = {}
        self._stepped: dict[tuple[States, int], States] = {}
        self.effort = 0
        start, self.end = self._state(), self._state()
        self._whole(start)
        if self._at < len(pattern):
            raise NotRegular(pattern)
        self._width = 1 + sum(len(ranges) for steps in self._steps for ranges, _ in steps) // len(self._steps)
        self.begin = self._closed([start])

    def borders(self) -> Iterator[int]:
        """Yield one character of each class that the pattern tells apart, and more."""
        for steps in self._steps:
            for ranges, _ in steps:
                for low, high in ranges:
                    yield low
                    if high < LAST:
                        yield high + 1

    def step(self, states: States, character: int) -> States:
        """Return the states to which a character leads; `effort` counts how many were looked at for it."""
        key = (states, character)
        known = self._stepped.get(key)
        self.effort += 1
        if known is None:
            if len(self._stepped) >= _MOST_KNOWN:
                self._stepped.clear()
            known = self._stepped[key] = self._stepped_from(states, character)
        return known

    def _stepped_from(self, states: States, character: int) -> States:
        self.effort += len(states) * self._width
        return self._closed(
            target
            for state in states
            for ranges, target in self._steps[state]
            if any(low <= character <= high for low, high in ranges)
        )

    def _closed(self, states: Iterable[int]) -> States:
        closures = {state: self._closure(state) for state in states}
        self.effort += sum(map(len, closures.values()))
        return frozenset().union(*closures.values())

    def _closure(self, state: int) -> States:
        if state not in self._closures:
            found, waiting = {state}, [state]
            while waiting:
                further = [each for each in self._free[waiting.pop()] if each not in found]
                found.update(further)
                waiting.extend(further)
            self._closures[state] = frozenset(found)
            self.effort += len(found)
        return self._closures[state]

    def _state(self) -> int:
        if len(self._free) >= _MOST_STATES:
            raise NotRegular(self._text)
        self._free.append([])
        self._steps.append([])
        self.effort += 1
        return len(self._free) - 1

    def _whole(self, start: int) -> None:
        """Read the alternatives of the whole pattern, each anchored or not."""
        while True:
            begin = self._state()
            self._free[start].append(begin)
            if self._peek() == "^":
                self._at += 1
            else:
                self._steps[begin].append((ANY, begin))
            end = self._sequence(begin)
            if self._peek() == "$":
                self._at += 1
            else:
                self._steps[end].append((ANY, end))
            self._free[end].append(self.end)
            if self._peek() != "|":
                return
            self._at += 1

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _take(self) -> str:
        character = self._peek()
        if not character:
            raise NotRegular(self._text)
        self._at += 1
        return character

    def _sequence(self, state: int) -> int:
        while self._peek() not in {"", "|", ")", "$"}:
            state = self._repeated(state)
        end = self._state()
        self._free[state].append(end)
        return end

    def _repeated(self, state: int) -> int:
        """Read one piece with its quantifier; the piece is read again for each time that it may come."""
        begin = self._at
        end = self._piece(state)
        after = self._at
        least, most = self._quantifier()
        rest = self._at
        if (least, most) == (1, 1):
            return end
        ends = [state] if least == 0 else []
        here, count = end, 1
        while count < max(least, most or 0) or count < least:
            if count >= least:
                ends.append(here)
            self._at = begin
            here = self._piece(here)
            count += 1
        if most is None:
            self._at = begin
            loop = self._state()
            self._free[here].append(loop)
            self._free[self._piece(loop)].append(loop)
            here = loop
        joined = self._state()
        for each in (*ends, *([here] if most != 0 else [])):
            self._free[each].append(joined)
        self._at = max(rest, after)
        return joined

    def _quantifier(self) -> tuple[int, int | None]:
        simple = {"*": (0, None), "+": (1, None), "?": (0, 1)}
        if self._peek() in simple:
            found: tuple[int, int | None] = simple[self._take()]
        elif self._peek() == "{":
            found = self._counted()
        else:
            return 1, 1
        if self._peek() == "?":  # because how much is taken first changes no match
            self._at += 1
        if self._peek() in {"*", "+"}:
            raise NotRegular(self._text)
        return found

    def _counted(self) -> tuple[int, int | None]:
        end = self._text.find("}", self._at)
        least, comma, most = self._text[self._at + 1 : end].partition(",")
        if end < 0 or not least.isdecimal() or (most and not most.isdecimal()) or len(least + most) > 8:
            raise NotRegular(self._text)
        self._at = end + 1
        return int(least), int(least) if not comma else int(most) if most else None

    def _piece(self, state: int) -> int:
        character = self._take()
        if character == "(":
            return self._group(state)
        match character:
            case "[":
                ranges = self._set()
            case ".":
                ranges = complement(((10, 10), (13, 13), (0x2028, 0x2029)))
            case "\\":
                ranges = self._escaped()
            case "^" | "$" | "*" | "+" | "?" | "{" | ")":
                raise NotRegular(self._text)
            case _:
                ranges = ((ord(character), ord(character)),)
        end = self._state()
        self._steps[state].append((ranges, end))
        return end

    def _group(self, state: int) -> int:
        if self._peek() == "?":
            if self._text[self._at : self._at + 2] != "?:":
                raise NotRegular(self._text)
            self._at += 2
        end = self._state()
        while True:
            begin = self._state()
            self._free[state].append(begin)
            self._free[self._sequence(begin)].append(end)
            if (character := self._take()) == ")":
                return end
            if character != "|":
                raise NotRegular(self._text)

    def _escaped(self) -> Ranges:
        character = self._take()
        if character.lower() in CLASSES:
            ranges = CLASSES[character.lower()]
            return ranges if character.islower() else complement(ranges)
        if character in {"x", "u"}:
            digits = self._text[self._at : self._at + (2 if character == "x" else 4)]
            self._at += len(digits)
            try:
                return ((int(digits, 16), int(digits, 16)),)
            except ValueError as error:
                raise NotRegular(self._text) from error
        if character in CONTROLS:
            return ((CONTROLS[character], CONTROLS[character]),)
        if character not in SPECIAL:
            raise NotRegular(self._text)
        return ((ord(character), ord(character)),)

    def _set(self) -> Ranges:
        is_negated = self._peek() == "^"
        self._at += is_negated
        ranges: list[tuple[int, int]] = []
        while (character := self._take()) != "]":
            found = self._escaped() if character == "\\" else ((ord(character), ord(character)),)
            if self._peek() == "-" and self._text[self._at + 1 : self._at + 2] not in {"]", ""}:
                self._at += 1
                last = self._take()
                high = self._escaped() if last == "\\" else ((ord(last), ord(last)),)
                if len(found) != 1 or len(high) != 1 or found[0][0] > high[0][0]:
                    raise NotRegular(self._text)
                found = ((found[0][0], high[0][1]),)
            ranges.extend(found)
        return complement(tuple(ranges)) if is_negated else tuple(ranges)
