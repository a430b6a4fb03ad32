"""Paths that begin with the name of an alias: `#Operation.parameters[*]`."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from compliance.model.pattern import late
from compliance.model.text import Message
from compliance.rulesets.errors import PathError
from compliance.rulesets.ruleset import AliasTarget

_ALIAS: Final = late(r"#([A-Za-z0-9_-]+)")
_MOST: Final = 2_000
"""Paths and aliases on the way to them."""

Aliases = Mapping[str, Sequence[AliasTarget]]


def expanded(path: str, aliases: Aliases, formats: frozenset[str] | None) -> tuple[str, ...]:
    """Return the paths that one stands for in a document of these formats, None for all that it may stand for.

    Raises:
        PathError: there is no such alias, it stands for itself, or for too many.
    """
    found: dict[str, None] = {}
    waiting: list[tuple[str, tuple[str, ...]]] = [(path, ())]
    for _ in range(_MOST):
        if not waiting:
            return tuple(found)
        here, above = waiting.pop()
        alias = _ALIAS.match(here)
        if alias is None:
            found[here] = None
            continue
        targets = _targets(here, alias[1], aliases, above)
        meant = [(given + here[alias.end() :], (*above, alias[1])) for given in _given(targets, formats)]
        waiting.extend(reversed(meant))
    template = "the path {path} stands for more than {limit} paths"
    raise PathError(Message.of(template, path=path[:200], limit=_MOST))


def _targets(path: str, name: str, aliases: Aliases, above: tuple[str, ...]) -> Sequence[AliasTarget]:
    if name in above:
        trail = " → ".join((*above, name))
        raise PathError(Message.of("the alias {name} stands for itself: {trail}", name=name, trail=trail[:200]))
    if name not in aliases:
        known = ", ".join(sorted(aliases)) or "-"
        template = "the path {path} begins with the alias {name}, which is not there; known: {known}"
        raise PathError(Message.of(template, path=path[:200], name=name, known=known))
    return aliases[name]


def _given(targets: Sequence[AliasTarget], formats: frozenset[str] | None) -> Iterator[str]:
    """Yield the paths of the last target that is for one of the formats, of all if none is asked for."""
    if formats is None:
        for target in targets:
            yield from target.given
        return
    for target in reversed(targets):
        if target.formats is None or target.formats & formats:
            yield from target.given
            return
