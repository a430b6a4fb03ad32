"""Scripts of filters: the expressions of JavaScript that paths of rulesets use, without anything that acts.

`?(@.in === 'query' && @property.match(/^x-/i))` is parsed once into nested functions of a scope.
"""

from collections.abc import Callable
from typing import Any, Final

from compliance.model.text import Message
from compliance.rulesets.errors import PathError
from compliance.rulesets.paths import values
from compliance.rulesets.paths.script_words import BINARY, FUNCTIONS, NAMED, TYPES, UNARY, Scope, Script
from compliance.rulesets.paths.tokens import Token, tokens

_LONGEST: Final = 10_000
_DEEPEST: Final = 40


def script(text: str) -> Script:
    """Return the function that a script is; raises `PathError` for what is not understood or would act."""
    if len(text) > _LONGEST:
        template = "a script in a path has {count} signs, at most {limit} are read"
        raise PathError(Message.of(template, count=len(text), limit=_LONGEST))
    return _Parser(text).whole()


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = list(tokens(text))
        self._at = 0
        self._depth = 0

    def whole(self) -> Script:
        made = self._choice()
        if self._here.kind != "end":
            raise self._fault()
        return made

    @property
    def _here(self) -> Token:
        return self._tokens[self._at]

    def _takes(self, *signs: str) -> str | None:
        """Return the sign that stands here, going past it; None if none of these does."""
        here = self._here
        is_word = here.kind == "name" and here.value in {"in", "typeof", "void"}
        if (here.kind == "sign" or is_word) and here.value in signs:
            self._at += 1
            return str(here.value)
        return None

    def _expect(self, sign: str) -> None:
        if self._takes(sign) is None:
            raise self._fault()

    def _fault(self) -> PathError:
        found = self._text[self._here.at :][:40] or "…"
        return PathError(Message.of("{found} is not understood in {script}", found=found, script=self._text[:200]))

    def _choice(self) -> Script:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise PathError(Message.of("a script in a path is nested more than {limit} levels deep", limit=_DEEPEST))
        condition = self._either()
        if self._takes("?"):
            first = self._choice()
            self._expect(":")
            condition = _chosen(condition, first, self._choice())
        self._depth -= 1
        return condition

    def _either(self) -> Script:
        made = self._both()
        while sign := self._takes("||", "??"):
            made = _first_true(made, self._both()) if sign == "||" else _first_known(made, self._both())
        return made

    def _both(self) -> Script:
        made = self._binary(0)
        while self._takes("&&"):
            made = _last_true(made, self._binary(0))
        return made

    def _binary(self, level: int) -> Script:
        if level == len(BINARY):
            return self._unary()
        made = self._binary(level + 1)
        while sign := self._takes(*BINARY[level]):
            made = _of_two(BINARY[level][sign], made, self._binary(level + 1))
        return made

    def _unary(self) -> Script:
        signs = []
        while sign := self._takes("!", "-", "+", "typeof", "void"):
            signs.append(sign)
        made = self._member()
        for sign in reversed(signs):
            made = _of_one(UNARY[sign], made)
        return made

    def _member(self) -> Script:
        made = self._value()
        while sign := self._takes(".", "?.", "["):
            if sign == "[":
                made = _of_two(values.member, made, self._choice())
                self._expect("]")
                continue
            name = self._name()
            made = self._called(made, name) if self._takes("(") else _named(made, name, is_careful=sign == "?.")
        return made

    def _called(self, made: Script, name: str) -> Script:
        if name not in values.METHODS:
            template = "the method {name} in {script} is not supported; known: {known}"
            known = ", ".join(sorted(values.METHODS))
            raise PathError(Message.of(template, name=name, script=self._text[:200], known=known))
        arguments = self._arguments(")")
        if name == "match" and self._here.value in {".", "?.", "["}:
            raise self._fault()  # because only whether there is a match is known, not what it holds
        return lambda scope: values.call(made(scope), name, [argument(scope) for argument in arguments])

    def _name(self) -> str:
        here = self._here
        if here.kind != "name" or here.value.startswith("@"):
            raise self._fault()
        self._at += 1
        return str(here.value)

    def _arguments(self, end: str) -> list[Script]:
        found: list[Script] = []
        while not self._takes(end):
            found.append(self._choice())
            if self._here.value != end:
                self._expect(",")
        return found

    def _value(self) -> Script:
        here = self._here
        self._at += 1
        match here.kind, here.value:
            case (("number" | "text" | "expression"), value):
                return lambda _: value
            case "sign", "(":
                made = self._choice()
                self._expect(")")
                return made
            case "sign", "[":
                items = self._arguments("]")
                return lambda scope: [item(scope) for item in items]
            case "name", name if (asked := self._function(name)) is not None:
                return asked
            case "name", name if name in NAMED:
                return NAMED[name]
        self._at -= 1
        raise self._fault()

    def _function(self, name: str) -> Script | None:
        """Return the call of a function that stands here, None if none does."""
        if name in TYPES and self._takes("("):
            self._expect(")")
            is_type = TYPES[name]
            return lambda scope: is_type(scope.value)
        if name in {"Array", "Object"} or (name == "Number" and self._here.value == "."):
            self._expect(".")
            name = f"{name}.{self._name()}"
        if name not in FUNCTIONS:
            return None
        self._expect("(")
        arguments = self._arguments(")")
        if len(arguments) != 1:
            raise self._fault()
        return _of_one(FUNCTIONS[name], arguments[0])


def _chosen(condition: Script, first: Script, second: Script) -> Script:
    return lambda scope: first(scope) if values.is_true(condition(scope)) else second(scope)


def _first_true(left: Script, right: Script) -> Script:
    return lambda scope: found if values.is_true(found := left(scope)) else right(scope)


def _last_true(left: Script, right: Script) -> Script:
    return lambda scope: right(scope) if values.is_true(found := left(scope)) else found


def _first_known(left: Script, right: Script) -> Script:
    return lambda scope: right(scope) if (found := left(scope)) is None or found is values.UNDEFINED else found


def _of_one(function: Callable[[Any], Any], made: Script) -> Script:
    return lambda scope: function(made(scope))


def _of_two(function: Callable[[Any, Any], Any], left: Script, right: Script) -> Script:
    return lambda scope: function(left(scope), right(scope))


def _named(made: Script, name: str, *, is_careful: bool) -> Script:
    if not is_careful:
        return lambda scope: values.member(made(scope), name)

    def careful(scope: Scope) -> Any:
        value = made(scope)
        return values.UNDEFINED if value is None or value is values.UNDEFINED else values.member(value, name)

    return careful
