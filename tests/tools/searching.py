"""Everything that a log, an error report or a curious programmer may show of an object."""

import copy
import pickle
import traceback
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from pprint import pformat

import ndxp_sdk

PACKAGE = str(Path(ndxp_sdk.__file__).parent)


def shown(thing: object) -> Iterator[str]:
    """Its texts, the values of its attributes, and copies of it where it lets itself be copied."""
    yield from (repr(thing), str(thing), f"{thing}", pformat(thing), repr([thing]), repr({"x": thing}))
    with suppress(TypeError):
        yield repr(vars(thing))
    for name in {slot for kind in type(thing).__mro__ for slot in getattr(kind, "__slots__", ())}:
        yield repr(getattr(thing, name, None))
    with suppress(TypeError):
        yield repr(copy.copy(thing))


def pickled(thing: object) -> Iterator[str]:
    """What a pickle of it holds; nothing where it refuses."""
    with suppress(TypeError, pickle.PicklingError):
        yield repr(pickle.dumps(thing))


def of_error(error: BaseException) -> Iterator[str]:
    """Texts of the error and of all that led to it, their pickles, and the values of our frames."""
    for one in chain(error):
        yield from shown(one)
        yield repr(one.args)
    yield from pickled(error)
    yield "".join(traceback.format_exception(error))
    told = traceback.TracebackException.from_exception(error, capture_locals=True)
    yield from _frames(told)


def chain(error: BaseException) -> list[BaseException]:
    """The error, its causes and its contexts."""
    found, waiting = [], [error]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.append(one)
            waiting += [each for each in (one.__cause__, one.__context__) if each is not None]
    return found


def _frames(told: traceback.TracebackException | None) -> Iterator[str]:
    if told is None:
        return
    yield str(told)
    for frame in told.stack:
        if frame.filename.startswith(PACKAGE):
            yield f"{frame.name}: {frame.locals}"
    yield from _frames(told.__cause__)
    yield from _frames(told.__context__)
