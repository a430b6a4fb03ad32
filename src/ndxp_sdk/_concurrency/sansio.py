"""Runs generators that decide without I/O: each effect that they yield is performed, and its outcome sent back.

The one loop of this kind, for calls, for tokens and for downloads; `arun` is its asynchronous form.
"""

from collections.abc import Awaitable, Callable, Generator
from typing import Any, TypeVar

from ndxp_sdk.errors import NdxpError

Effect = TypeVar("Effect")
Result = TypeVar("Result")


def run(steps: Generator[Effect, Any, Result], perform: Callable[[Effect], object]) -> Result:
    """Return what the steps return. An NdxpError of `perform` is thrown into them, any other exception closes them."""
    outcome: object = None
    error: NdxpError | None = None
    try:
        while True:
            try:
                effect = steps.send(outcome) if error is None else steps.throw(error)
            except StopIteration as end:
                result: Result = end.value
                return result
            outcome, error = None, None
            try:
                outcome = perform(effect)
            except NdxpError as failure:
                error = failure
    finally:
        steps.close()


async def arun(steps: Generator[Effect, Any, Result], perform: Callable[[Effect], Awaitable[object]]) -> Result:
    """Return what the steps return, as `run` does; a cancellation closes them."""
    outcome: object = None
    error: NdxpError | None = None
    try:
        while True:
            try:
                effect = steps.send(outcome) if error is None else steps.throw(error)
            except StopIteration as end:
                result: Result = end.value
                return result
            outcome, error = None, None
            try:
                outcome = await perform(effect)
            except NdxpError as failure:
                error = failure
    finally:
        steps.close()
