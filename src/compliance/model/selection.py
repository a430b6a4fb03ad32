"""Indexed answers to the question whether a rule concerns a subject: computed once for all rules that ask alike.

A predicate is called for each subject and each rule. A selection says by which key subjects are told apart and which
keys it wants, so that the auditor keeps one index for all rules with the same key and calls nobody else.
"""

from collections.abc import Callable, Collection, Hashable
from typing import Any, Final

from compliance.model.dataclass import dataclass, replace
from compliance.model.facts import Facts

Keys = Callable[[Any, Facts], Collection[Hashable]]
Predicate = Callable[[Any, Facts], bool]


@dataclass(frozen=True, slots=True)
class Selection:
    """The subjects that have one of the `wanted` keys; callable like a predicate of subject and facts.

    `keys` returns all keys of a subject. `narrowed` by a predicate it takes fewer of those that the index gives.
    `made_by` is the name of the function of this module that makes it, with what that is given; empty if none does.
    """

    keys: Keys
    wanted: frozenset[Hashable]
    predicate: Predicate | None = None
    made_by: tuple[str, ...] = ()

    def __call__(self, subject: Any, facts: Facts) -> bool:
        """Return whether the subject is selected."""
        is_wanted = not self.wanted.isdisjoint(self.keys(subject, facts))
        return is_wanted and (self.predicate is None or self.predicate(subject, facts))

    def narrowed(self, predicate: Predicate) -> "Selection":
        """Return the subjects among these of which the predicate holds."""
        return replace(self, predicate=predicate)


def field_named(*concepts: str) -> Selection:
    """Select properties and parameters whose name stands for one of the concepts of `codelists/field-names.yaml`."""
    return Selection(_concepts, frozenset(concepts), made_by=("field_named", *concepts))


def having(*keywords: str) -> Selection:
    """Select nodes of a document that have one of the keywords: `having("example", "default")`."""
    return Selection(_keywords, frozenset(keywords), made_by=("having", *keywords))


def exemplified() -> Selection:
    """Select schemas of which the document gives an example or a default, there or where they are used."""
    return Selection(_exemplified, frozenset({True}), made_by=("exemplified",))


def method(*names: str) -> Selection:
    """Select operations, or exchanges, of one of the methods, whatever the case of the letters."""
    return Selection(_methods, frozenset(name.lower() for name in names), made_by=("method", *names))


def status(*ranges: str) -> Selection:
    """Select answers by status: `status("2xx", "404")`; what was refused before an answer has no status."""
    return Selection(_statuses, frozenset(given.lower() for given in ranges), made_by=("status", *ranges))


def marked(extension: str, *values: str) -> Selection:
    """Select nodes whose extension has one of the values: `marked("x-sharing-form", "open")`; without values, any."""
    return Selection(_Marks(extension), frozenset(values or (_ANY,)), made_by=("marked", extension, *values))


_ANY: Final = object()


def _concepts(subject: Any, facts: Facts) -> Collection[Hashable]:
    """Return the concept of a name, unless the document itself says that it is no code of a list, or not personal."""
    names, name, raw = facts.field_names, subject.name, subject.node.raw
    concept = names.concept(name)
    if concept is None:
        return ()
    if isinstance(raw, dict):
        if raw.get("x-code-list") == "none":
            return ()
        if raw.get("x-personal-data") == "none" and names.is_personal(name):
            return ()
    return (concept,)


def _keywords(subject: Any, _facts: Facts) -> Collection[Hashable]:
    raw = subject.node.raw
    return raw if isinstance(raw, dict) else ()


def _exemplified(subject: Any, _facts: Facts) -> Collection[Hashable]:
    is_noted = id(subject.node.raw) in subject.files.exemplified
    return (True,) if is_noted and subject.is_exemplified else ()


def _methods(subject: Any, _facts: Facts) -> Collection[Hashable]:
    return (subject.method.lower(),)


def _statuses(subject: Any, _facts: Facts) -> Collection[Hashable]:
    status_code = subject.status
    return () if status_code is None else (str(status_code), f"{status_code // 100}xx")


@dataclass(frozen=True, slots=True)
class _Marks:
    """The values of one extension; equal for equal extensions, so that rules share the index."""

    extension: str

    def __call__(self, subject: Any, _facts: Facts) -> Collection[Hashable]:
        value = subject.node.mapping.get(self.extension)
        return () if value is None else (_ANY, value) if isinstance(value, str) else (_ANY,)
