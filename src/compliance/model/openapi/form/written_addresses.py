"""What the specification demands of addresses that hold names or expressions: of servers, and of callbacks."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from compliance.model.openapi.form.scalars import SCALARS
from compliance.model.openapi.form.written_parameters import Told
from compliance.model.pattern import late
from compliance.model.text import Message, shown

_VARIABLE: Final = late(r"\{([^{}]*)\}")
_EXPRESSION: Final = late(
    r"\$(?:url|method|statusCode|(?:request|response)\.(?:header\.[!#$%&'*+.^_`|~0-9A-Za-z-]+"
    r"|(?:query|path)\..*|body(?:#(?:/.*)?)?))",
)
_PAIRING: Final = Message.of("the braces of the address do not pair")
_QUERY: Final = Message.of("the address of a server holds neither ? nor #")


def server(raw: Any, version: int) -> Iterator[Told]:
    """Yield what is wrong with the address of a server, whose variables stand in braces."""
    url, variables = raw.get("url"), raw.get("variables", {})
    if not isinstance(url, str):
        return
    names = _VARIABLE.findall(url)
    for name in dict.fromkeys(names) if isinstance(variables, dict) else ():
        if name not in variables:
            template = "the address names {name} in braces, which `variables` does not define"
            yield ("url",), Message.of(template, name=shown(name))
    yield from _plain(_VARIABLE.sub("", url))
    if version >= 32:
        yield from _of_3_2(_VARIABLE.sub("", url), names)


def _plain(rest: str) -> Iterator[Told]:
    """Yield what is wrong with an address apart from its variables."""
    if not {"{", "}"}.isdisjoint(rest):
        yield ("url",), _PAIRING
    elif not SCALARS["uri"].accepts(rest):
        yield ("url",), Message.of("{expected} is expected here", expected=SCALARS["uri"].expected)


def _of_3_2(rest: str, names: list[str]) -> Iterator[Told]:
    if not {"?", "#"}.isdisjoint(rest):
        yield ("url",), _QUERY
    for name in (name for name, count in Counter(names).items() if count > 1):
        yield ("url",), Message.of("the address names {name} twice", name=shown(name))


def callback(raw: Any, _version: int) -> Iterator[Told]:
    """Yield the names of path items with an expression that is none (OpenAPI, Runtime Expressions)."""
    for name in raw:
        for expression in [name] if name.startswith("$") else _VARIABLE.findall(name):
            if expression.startswith("$") and not _EXPRESSION.fullmatch(expression):
                template = "{expression} is no runtime expression, such as $request.body#/url"
                yield (name,), Message.of(template, expression=shown(expression))
