"""Read what may stand for a response of a provider, and refuse what would mean two things."""

from collections.abc import Mapping
from dataclasses import dataclass, is_dataclass
from inspect import signature
from typing import Any, Final, Self, cast

from ndxp_sdk._http import Pairs
from ndxp_sdk._http.json_body import serialise_json
from ndxp_sdk.errors import UsageError

_JSON: Final = (("Content-Type", "application/json"),)
_PLAIN: Final = (dict, list, bool, float)
_ADVICE: Final = "give a value for JSON, (404, value), (404, value, headers), ProviderAnswer.json(value, status=404)"
_OTHERWISE: Final[tuple[tuple[type, str], ...]] = (
    (int, "a number may be a status or JSON: ProviderAnswer(404) or ProviderAnswer.json(404) says which"),
    (str, 'a text may be JSON or a body: ProviderAnswer.json("…") or ProviderAnswer(200, "…".encode()) says which'),
    (bytes, "bytes have no media type: ProviderAnswer(200, content, {'Content-Type': …})"),
    (BaseException, "to let a call fail, answer with a status, raise it in a handler, or add a fault: hub.faults"),
)


@dataclass(frozen=True, slots=True)
class ProviderAnswer:
    """An answer of a provider, byte for byte. `headers` may be given as a mapping.

    >>> ProviderAnswer.json({"title": "no such household"}, status=404).content
    b'{"title":"no such household"}'
    """

    status: int = 200
    content: bytes = b""
    headers: Pairs = ()

    def __post_init__(self) -> None:
        _check(self.status, self.content)
        object.__setattr__(self, "headers", _fields(self.headers))

    @classmethod
    def json(cls, value: object, status: int = 200) -> Self:
        """Return a value as JSON."""
        return cls(status, serialise_json(value), _JSON)

    @property
    def body(self) -> bytes:
        """The same as `content`."""
        return self.content

    def __repr__(self) -> str:
        return f"ProviderAnswer({self.status}, {len(self.content)} bytes)"


def answer_of(value: object) -> ProviderAnswer:
    """Return the answer that a value stands for; None is 204.

    Raises:
        UsageError: it stands for none, or for more than one.
    """
    if isinstance(value, ProviderAnswer):
        return value
    if value is None:
        return ProviderAnswer(204)
    if isinstance(value, tuple):
        return _of_tuple(value)
    return ProviderAnswer.json(jsonable(value))


def check_handler(handler: Any, where: str) -> None:
    """Refuse what cannot be called with a request; raises UsageError."""
    if isinstance(handler, type):
        raise UsageError(f"{where} is the class {handler.__name__}, a function of a request is expected; {_ADVICE}")
    try:
        signature(handler).bind(object())
    except TypeError:
        raise UsageError(f"{where} takes no request: a function of one argument is expected") from None
    except ValueError:  # because some built-in functions do not tell what they take
        return


def check_answer(value: object, where: str) -> None:
    """Refuse what stands for no answer, with the place where it stands; raises UsageError."""
    if callable(value):
        check_handler(value, where)
        return
    try:
        answer_of(value)
    except UsageError as error:
        raise UsageError(f"{where}: {error.message}") from None


def jsonable(value: object) -> object:
    """Return a value as JSON has it; a model of pydantic or a dataclass by its fields. Raises UsageError."""
    if isinstance(value, _PLAIN):
        return value
    if hasattr(type(value), "model_dump"):
        return value.model_dump(mode="json", by_alias=True)  # type: ignore[attr-defined]  # because it has one
    if is_dataclass(value) and not isinstance(value, type):
        from pydantic_core import to_jsonable_python  # noqa: PLC0415 - because few answers are dataclasses

        return to_jsonable_python(value)
    if isinstance(value, Mapping):
        return dict(value)
    advice = next((text for kind, text in _OTHERWISE if isinstance(value, kind)), _ADVICE)
    raise UsageError(f"an answer is of type {type(value).__name__}: {advice}")


def _of_tuple(value: tuple[Any, ...]) -> ProviderAnswer:
    is_answer = len(value) in {2, 3} and isinstance(value[0], int) and not isinstance(value[0], bool)
    if not is_answer:
        kinds = ", ".join(type(each).__name__ for each in value)
        raise UsageError(f"an answer is a tuple of ({kinds}): (status, value) or (status, value, headers) is expected")
    status, body, headers = (*value, ())[:3]
    if body is None:
        return ProviderAnswer(status, headers=headers)
    if isinstance(body, bytes):
        return ProviderAnswer(status, body, headers)
    made = ProviderAnswer.json(body if isinstance(body, str) else jsonable(body), status)
    return ProviderAnswer(status, made.content, (*made.headers, *ProviderAnswer(status, headers=headers).headers))


def _check(status: object, content: object) -> None:
    if isinstance(status, bool) or not isinstance(status, int) or not 200 <= status < 600:
        raise UsageError(f"a status is a number from 200 to 599, found {status!r}")
    if not isinstance(content, bytes):
        found = type(content).__name__
        raise UsageError(f"the content of an answer is bytes, found {found}; ProviderAnswer.json takes a value")


def _fields(given: object) -> Pairs:
    """Header fields as pairs of text."""
    try:
        found = tuple((name, value) for name, value in (given.items() if isinstance(given, Mapping) else given))  # type: ignore[attr-defined]  # because what cannot be iterated is refused
    except (TypeError, ValueError):
        found = ((None, None),)
    if all(isinstance(each, str) and each.isprintable() for pair in found for each in pair):
        return cast("Pairs", found)
    raise UsageError("headers are a mapping of texts, or pairs of them, such as {'Content-Type': 'text/xml'}")
