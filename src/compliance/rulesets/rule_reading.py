"""One entry of `rules`: a rule, or what changes in one that was extended."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from compliance.model.text import Message
from compliance.rulesets.aliases import Aliases, expanded
from compliance.rulesets.errors import RulesetError
from compliance.rulesets.faults import Faults, Steps
from compliance.rulesets.formats import NAMES
from compliance.rulesets.functions import functions
from compliance.rulesets.json_schema import check_schema, faults
from compliance.rulesets.messages import unknown_placeholders
from compliance.rulesets.oas import OLDER_NAMES
from compliance.rulesets.paths.query import query
from compliance.rulesets.regular_expressions import written_expression
from compliance.rulesets.ruleset import LEVELS, Definition, Then

_MEMBERS: Final = frozenset(
    {
        "description",
        "documentationUrl",
        "extensions",
        "formats",
        "given",
        "message",
        "recommended",
        "resolved",
        "severity",
        "tags",
        "then",
        "type",
    }
)
_OF_SPECTRAL: Final = ("oas", "asyncApi", "arazzo", "refSiblings", "uniquenessTags")


class RuleReading:
    """Reads the rules of one file, whose aliases are known."""

    def __init__(self, found: Faults, aliases: Aliases) -> None:
        self._faults = found
        self._aliases = aliases

    def definition(self, name: str, entry: Any, steps: Steps) -> Definition | None:
        """Return what an entry says; None if it cannot be used, which is then a fault."""
        at = self._faults.locate(steps)
        if not isinstance(entry, dict):
            name = OLDER_NAMES.get(name, name)
        if isinstance(entry, bool):
            return Definition(name, at, is_on=entry)
        if isinstance(entry, str | int):
            level = self.level(entry, steps)
            return None if level is None else Definition(name, at, severity=level)
        if not self._faults.expect(entry, dict, steps, Message.of("a rule, a level, true or false")):
            return None
        self._faults.names(entry, _MEMBERS, steps)
        return Definition(
            name,
            at,
            severity=self.level(entry["severity"], (*steps, "severity")) if "severity" in entry else None,
            given=self._given(entry["given"], (*steps, "given")) if "given" in entry else None,
            then=tuple(self._thens(entry["then"], (*steps, "then"))) if "then" in entry else None,
            message=self._message(entry, steps),
            description=self._text(entry, "description", steps),
            documentation=self._text(entry, "documentationUrl", steps),
            is_resolved=self._flag(entry, "resolved", steps),
            is_recommended=self._flag(entry, "recommended", steps),
            formats=self.formats(entry["formats"], (*steps, "formats")) if "formats" in entry else None,
        )

    def level(self, value: Any, steps: Steps) -> int | None:
        """Return the level that a name or a number means."""
        if isinstance(value, str) and value in LEVELS:
            return LEVELS[value]
        if isinstance(value, str) and value.removeprefix("-").isdecimal():
            value = int(value)
        if isinstance(value, int) and not isinstance(value, bool) and value in LEVELS.values():
            return value
        known = ", ".join(LEVELS)
        self._faults.add(
            steps, Message.of("{found} is no level; known: {known}, 0 to 3", found=str(value)[:40], known=known)
        )
        return None

    def formats(self, value: Any, steps: Steps) -> frozenset[str]:
        """Return the formats that a list names."""
        found: set[str] = set()
        if self._faults.expect(value, list, steps, Message.of("a list of formats")):
            for index, name in enumerate(value):
                if name in NAMES:
                    found.add(NAMES[name])
                else:
                    template = "documents of the format {name} are not judged here; known: {known}. Leave it out"
                    known = ", ".join(dict.fromkeys(NAMES.values()))
                    self._faults.add((*steps, index), template, name=str(name)[:40], known=known)
        return frozenset(found)

    def paths(self, value: Any, steps: Steps) -> tuple[str, ...]:
        """Return a path or several, whatever they begin with."""
        listed = value if isinstance(value, list) else [value]
        found = []
        for index, path in enumerate(listed):
            at = (*steps, index) if isinstance(value, list) else steps
            if self._faults.expect(path, str, at, Message.of("a path")):
                if path.startswith(("$", "#")):
                    found.append(path)
                else:
                    template = "the path {path} begins neither with $ nor with # and the name of an alias"
                    self._faults.add(at, template, path=path[:200])
        return tuple(found)

    def _given(self, value: Any, steps: Steps) -> tuple[str, ...]:
        """Return the paths of a rule, each of which was understood in every format."""
        paths = self.paths(value, steps)
        for path in paths:
            try:
                for each in expanded(path, self._aliases, None):
                    query(each)
            except RulesetError as error:
                self._faults.add(steps, error.message)
        return paths

    def _thens(self, value: Any, steps: Steps) -> Iterator[Then]:
        listed = value if isinstance(value, list) else [value]
        for index, entry in enumerate(listed):
            at = (*steps, index) if isinstance(value, list) else steps
            if self._faults.expect(entry, dict, at, Message.of("a function with its options")) and self._is_then(
                entry, at
            ):
                yield Then(entry["function"], entry.get("field"), entry.get("functionOptions") or {})

    def _is_then(self, entry: Mapping[str, Any], steps: Steps) -> bool:
        self._faults.names(entry, ("function", "functionOptions", "field"), steps)
        if not isinstance(entry.get("function"), str):
            self._faults.add(steps, Message.of("no `function` is named; known: {known}", known=", ".join(functions())))
            return False
        name = str(entry["function"])
        at = (*steps, "field")
        if "field" in entry and self._faults.expect(entry["field"], str, at, Message.of("the name of a field")):
            self._check_field(entry["field"], at)
        if name not in functions():
            self._unknown_function(name, (*steps, "function"))
            return False
        options = entry.get("functionOptions")
        return self._has_options(name, options, (*steps, "functionOptions") if options is not None else steps)

    def _check_field(self, field: str, steps: Steps) -> None:
        if field.startswith("$"):
            try:
                query(field)
            except RulesetError as error:
                self._faults.add(steps, error.message)

    def _unknown_function(self, name: str, steps: Steps) -> None:
        if name.startswith(_OF_SPECTRAL):
            template = "the function {name} belongs to the own rules of Spectral; `extends: spectral:oas` brings those"
            self._faults.add(steps, template, name=name[:80])
        else:
            self._faults.unknown(name, functions(), steps)

    def _has_options(self, name: str, options: Any, steps: Steps) -> bool:
        """Return whether a function can be used with some options."""
        expected = functions()[name].options
        if expected is None:
            if options is not None:
                self._faults.add(steps, Message.of("the function {name} takes no options", name=name))
            return options is None
        fault = next(faults(expected, "draft7", {} if options is None else options), None)
        if fault is not None:
            template = "the options of the function {name} are not understood: {known}"
            known = ", ".join(expected["properties"])
            named = [value for name, value in fault[1].parameters if name == "name"]
            if fault[0] or named:
                known = ".".join(map(str, (*fault[0], *named)))
            self._faults.add((*steps, *fault[0]), template, name=name, known=known)
            return False
        return self._can_be_used(name, options or {}, steps)

    def _can_be_used(self, name: str, options: Mapping[str, Any], steps: Steps) -> bool:
        try:
            if name == "pattern":
                for text in options.values():
                    written_expression(text)
            if name == "schema":
                check_schema(options["schema"], options.get("dialect", "auto"))
        except RulesetError as error:
            self._faults.add(steps, error.message)
            return False
        return True

    def _message(self, entry: Mapping[str, Any], steps: Steps) -> str | None:
        message = self._text(entry, "message", steps)
        for name in unknown_placeholders(message or ""):
            template = "the message names {name}; known: error, property, path, value, description"
            self._faults.add((*steps, "message"), template, name=name[:40])
        return message

    def _text(self, entry: Mapping[str, Any], name: str, steps: Steps) -> str | None:
        if entry.get(name) is None or not self._faults.expect(entry[name], str, (*steps, name), Message.of("a text")):
            return None
        return str(entry[name])

    def _flag(self, entry: Mapping[str, Any], name: str, steps: Steps) -> bool | None:
        if name not in entry or not self._faults.expect(entry[name], bool, (*steps, name), Message.of("true or false")):
            return None
        return bool(entry[name])
