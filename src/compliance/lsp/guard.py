"""No traceback reaches a client: a handler that crashes answers nothing, and says so in a sentence."""

from collections.abc import Callable
from functools import wraps
from inspect import iscoroutinefunction
from typing import Any


def guarded(handler: Callable[..., Any], tell: Callable[[Exception], None]) -> Callable[..., Any]:
    """Return a handler that answers with None where the given one crashes, which `tell` is told."""
    if iscoroutinefunction(handler):

        @wraps(handler)
        async def later(*arguments: Any) -> Any:
            try:
                return await handler(*arguments)
            except Exception as error:  # noqa: BLE001 - whatever one request brings to light, the server goes on
                return tell(error)

        return later

    @wraps(handler)
    def at_once(*arguments: Any) -> Any:
        try:
            return handler(*arguments)
        except Exception as error:  # noqa: BLE001 - as above
            return tell(error)

    return at_once
