"""Paths that begin with the name of an alias: `#Operation.parameters[*]`."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from compliance.model.pattern import late
from compliance.model.text import Message
from compliance.rulesets.errors import PathError
from compliance.rulesets.ruleset import AliasTarget

_ALIAS: Final = late(r"#([A-Za-z0-9_-]+)")
_MOST: Final = 1000

Aliases = Mapping[str, Sequence[AliasTarget]]


def expanded(path: str, aliases: Aliases, formats: frozenset[str] | None) -> tuple[str, ...]:
    """Return the paths that one stands for in a document of these formats, None for all that it may stand for.

    Raises:
        PathError: there is no such alias, or it stands for itself.
    """
    found: list[str] = []
    for each in _expanded(path, aliases, formats, ()):
        found.append(each)
        if len(found) > _MOST:
            template = "the path {path} stands for more than {limit} paths"
            raise PathError(Message.of(template, path=path[:200], limit=_MOST))
    return tuple(dict.fromkeys(found))


def _expanded(path: str, aliases: Aliases, formats: frozenset[str] | None, above: tuple[str, ...]) -> Iterator[str]:
    alias = _ALIAS.match(path)
    if alias is None:
        yield path
        return
    name = alias[1]
    if name in above:
        trail = " → ".join((*above, name))
        raise PathError(Message.of("the alias {name} stands for itself: {trail}", name=name, trail=trail[:200]))
    if name not in aliases:
        known = ", ".join(sorted(aliases)) or "-"
        template = "the path {path} begins with the alias {name}, which is not there; known: {known}"
        raise PathError(Message.of(template, path=path[:200], name=name, known=known))
    for given in _given(aliases[name], formats):
        yield from _expanded(given + path[alias.end() :], aliases, formats, (*above, name))


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
