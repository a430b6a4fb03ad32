"""Values against schemas of documents, by validators that are compiled once per document.

The library is imported when the first value is held against a schema: most documents give none.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from compliance.loading.json_schema.definitions import Definitions
from compliance.loading.json_schema.effort import Effort
from compliance.loading.json_schema.patterns import compiled, is_pattern, matches
from compliance.loading.json_schema.plainly import TYPES, fits, is_plain
from compliance.loading.json_schema.refusals import (
    TOO_MUCH,
    UNREADABLE,
    errors_of,
    faults_of,
    noting,
    of_their_own,
)
from compliance.loading.json_schema.translation import UNDECIDED, Translation
from compliance.model.instances import Fault, Held, Holder, Undecided
from compliance.model.lazy import lazy_property
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node
from compliance.model.openapi.schema import Schema

_MOST_KEPT: Final = 1024
_LONGEST_CHAIN: Final = 50
_ADDRESS: Final = "urn:x-compliance:definitions"
_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


class JsonSchemaInstances:
    """Holds values against schemas.

    It keeps what it compiled for the examples of the document that was asked for last. What it compiled for answers
    lives as long as the document, because many platforms are looked at side by side.
    """

    def __init__(self) -> None:
        self._document: _Document | None = None

    def faults(self, schema: Schema, value: Any) -> Iterator[Fault | Undecided]:
        """Yield the first faults of a value, or that it cannot be told."""
        if self._document is None or self._document.files is not schema.files:
            self._document = _Document(schema.files)
        yield from self._document.faults(schema.node, value)

    def of_answers(self, schema: Schema) -> Holder:
        """Return what holds values in answers against a schema, prepared once."""
        answers = schema.files.remember("schemas of answers", lambda: _Answers(schema.files))
        return answers.holder(schema.node)

    def matches(self, pattern: str, text: str) -> bool | None:
        """Return whether a text matches a regular expression, None if it cannot be told."""
        return matches(pattern, text)


class _Document:
    """The definitions of one document: of all schemas with examples at once, since they share most of what they use."""

    def __init__(self, files: DocumentFiles) -> None:
        self.files = files
        self._translation = Translation(files, is_pattern)
        demanding = {key: node for key, (node, _) in files.exemplified.items() if not is_plain(node.raw)}
        self._names = {key: self._translation.add(node) for key, node in demanding.items()}
        # kept, because definitions are known by the identity of what they were made of
        self._types = {name: Node(files.uri, {"type": name}) for name in TYPES}
        self._names_of_types = {name: self._translation.add(node) for name, node in self._types.items()}
        self._validators = _Validators(self._translation, self._names.values())

    def faults(self, node: Node, value: Any) -> Iterator[Fault | Undecided]:
        if is_plain(node.raw) and self._translation.is_of_known_dialect:
            named = self._names_of_types[node.raw["type"]]
            return iter(()) if fits(node.raw, value) else self._validators.faults(named, value)
        key = id(node.raw)
        if key not in self._names:
            self._names[key] = self._translation.add(node)
            self._validators = _Validators(self._translation)
        return self._validators.faults(self._names[key], value)


class _Answers:
    """The schemas of the answers of one document, each prepared when the first answer comes."""

    def __init__(self, files: DocumentFiles) -> None:
        self._translation = Translation(files, is_pattern, is_of_answers=True)
        self._holders: dict[int, Holder] = {}
        self._validators: tuple[frozenset[str], _Validators] | None = None

    def holder(self, node: Node) -> Holder:
        key = id(node.raw)
        if key not in self._holders:
            self._holders[key] = self._prepared(self._translation.add(node))
        return self._holders[key]

    def _prepared(self, name: str) -> Holder:
        """Return the holder for a definition, by validators that know what it reaches, and not all asked for before."""
        if self._validators is None or name not in self._validators[0]:
            part = self._translation.part(name)
            self._validators = frozenset(part.definitions), _Validators(part)
        return self._validators[1].holder(name)


class _Validators:
    """The validators of some definitions, each compiled when it is asked for; what is alike shares one.

    Only the last few are kept: one of a large document holds all that its schema reaches, and most are used once.
    Those that refer to nothing are kept apart, so that large ones do not displace the few that are used throughout.
    What refers to others is first held against one validator for all of `joined`, in which these stand once and not in
    each; only what it refuses is held against one of its own, which says why.
    """

    def __init__(self, translation: Definitions, joined: Iterable[str] = ()) -> None:
        self._definitions = translation.definitions
        self._is_lenient = translation.is_lenient
        self._effort = Effort(translation)
        self._joined = frozenset(name for name in joined if translation.reached[name] and self._effort.is_light(name))
        self._met: list[bool] = []
        self._compiled: dict[str, Any] = {}
        self._small: dict[str, Any] = {}

    def holder(self, name: str) -> Holder:
        """Return what holds values against one definition; one that fits costs a single question."""
        try:
            validator = self._validator(name)
        except ValueError:
            return lambda _value, _text: (Undecided(UNREADABLE),)
        effort, met, is_valid = self._effort, self._met, validator.is_valid
        longest = effort.longest_text(name)

        def held(value: Any, text: bytes | None) -> Held:
            if text is None or len(text) > longest:
                is_small = text is not None and effort.is_text_bearable(name, text)
                if not is_small and not effort.is_bearable(name, value):
                    return (Undecided(TOO_MUCH),)
            met.clear()
            try:
                errors = () if is_valid(value) else errors_of(validator, value, effort.most_faults(name, value))
            except ValueError:  # see `faults`
                return (Undecided(UNREADABLE),)
            if met:
                return (Undecided(UNREADABLE),)
            return self._said(errors, value) if errors else ()

        return held

    def faults(self, name: str, value: Any) -> Iterator[Fault | Undecided]:
        if not self._effort.is_bearable(name, value):
            yield Undecided(TOO_MUCH)
            return
        try:
            errors = self._errors(name, value)
        except ValueError:
            # because the library alone knows what it does not take, such as half of a surrogate pair
            errors = None
        if errors is None:
            yield Undecided(UNREADABLE)
        else:
            yield from self._said(errors, value)

    def _said(self, errors: Sequence[Any], value: Any) -> list[Fault | Undecided]:
        """Return what errors mean, what is not decided last and once."""
        said = [each for error in of_their_own(errors) for each in faults_of(error, value, is_lenient=self._is_lenient)]
        undecided = [each for each in said if isinstance(each, Undecided)]
        if not undecided:
            return said
        return [*(each for each in said if isinstance(each, Fault)), *dict.fromkeys(undecided)]

    def _errors(self, name: str, value: Any) -> list[Any] | None:
        """Return the first errors of a value, None if it was held against something that cannot be read."""
        self._met.clear()
        if name in self._joined and self._together is not None and self._together.is_valid({name: value}):
            return None if self._met else []
        validator = self._validator(name)
        self._met.clear()
        is_valid, most = validator.is_valid, self._effort.most_faults
        errors = [] if is_valid(value) else errors_of(validator, value, most(name, value))
        return None if self._met else errors

    @lazy_property
    def _together(self) -> Any:
        """The validator for an object of values by the names of their definitions; None if one cannot be read."""
        try:
            return compiled({"properties": {name: _reference_to(name) for name in self._joined}}, **self._options)
        except ValueError:
            return None

    def _validator(self, name: str) -> Any:
        definition = self._definitions[name]
        for _ in range(_LONGEST_CHAIN):
            if not isinstance(definition, dict) or definition.keys() != {"$ref"}:
                break
            name = definition["$ref"].rpartition("/")[2]
            definition = self._definitions[name]
        text = repr(definition)
        if "$ref" in text:
            definition, kept, options = _reference_to(name), self._compiled, self._options
        else:
            kept, options = self._small, self._keywords if UNDECIDED in text else {}
        validator = kept[text] = kept.pop(text, None) or compiled(definition, **options)
        if len(kept) > _MOST_KEPT:
            del kept[next(iter(kept))]
        return validator

    @lazy_property
    def _options(self) -> Mapping[str, Any]:
        from jsonschema_rs import Draft202012, Registry  # noqa: PLC0415 - because most documents give no examples

        shared = {"$schema": _DIALECT, "$defs": self._definitions}
        return {"registry": Registry([(_ADDRESS, shared)], draft=Draft202012), **self._keywords}

    @lazy_property
    def _keywords(self) -> Mapping[str, Any]:
        """The options for a definition that refers to no other."""
        return {"keywords": {UNDECIDED: noting(self._met)}}


def _reference_to(name: str) -> dict[str, str]:
    return {"$ref": f"{_ADDRESS}#/$defs/{name}"}
