"""The body that a function gives in pieces, anew for each try."""

from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Iterator, Mapping
from inspect import signature
from typing import Any, Final, NoReturn

from ndxp_sdk._validators import kind
from ndxp_sdk.errors import UsageError

_NO_PIECES: Final = str | Mapping


class StreamedBody:
    """The chunks that a caller's function gives. UsageError if it gives again what has been read already."""

    __slots__ = ("_give", "_last")

    def __init__(self, give: Callable[[], Any]) -> None:
        self._give = give
        self._last: object = None

    def __call__(self) -> Any:
        given = self._give()
        if isinstance(given, Iterator | AsyncIterator) and (given is self._last or _is_begun(given)):
            raise UsageError(
                f"content gives {kind(given)} that has been read already, so a second try would send nothing: give a "
                "function that makes a new one"
            )
        self._last = given
        return given


def pieces_of(give: Callable[..., Any]) -> StreamedBody:
    """Return the body that a function gives. UsageError for one that wants arguments."""
    try:
        signature(give).bind()
    except TypeError:
        raise UsageError("content is a function that wants arguments: give one that is called without any") from None
    except ValueError:  # because some functions of C do not tell
        pass
    return StreamedBody(give)


def blocking(content: Any) -> Any:
    """Return a synchronous body."""
    if not callable(content):
        return content
    given = content()
    if isinstance(given, bytes):
        return given
    if isinstance(given, _NO_PIECES) or not isinstance(given, Iterable):
        _refuse(given)
    return map(_octets, given)


def asynchronous(content: Any) -> Any:
    """Return an asynchronous body, from a function of either kind."""
    if not callable(content):
        return content
    given = content()
    if isinstance(given, bytes):
        return given
    if isinstance(given, AsyncIterable):
        return _following(given)
    if isinstance(given, _NO_PIECES) or not isinstance(given, Iterable):
        _refuse(given)
    return _one_by_one(given)


async def _following(given: AsyncIterable[Any]) -> AsyncIterator[bytes]:
    async for piece in given:
        yield _octets(piece)


async def _one_by_one(given: Iterable[Any]) -> AsyncIterator[bytes]:
    for piece in given:
        yield _octets(piece)


def _octets(piece: object) -> bytes:
    if isinstance(piece, bytes):
        return piece
    raise UsageError(f"content gives a piece that is {kind(piece)}, bytes are expected")


def _refuse(given: object) -> NoReturn:
    raise UsageError(
        f"content gives {kind(given)}, pieces of bytes are expected, such as a list or a generator of them"
    )


def _is_begun(given: object) -> bool:
    """Return whether a generator has given something already."""
    frame = getattr(given, "gi_frame", getattr(given, "ag_frame", given))
    return frame is None or bool(getattr(given, "gi_suspended", getattr(given, "ag_suspended", False)))
