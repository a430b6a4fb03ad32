"""Arguments that must not be found in the report of an error, where the values of every frame may be shown."""

from collections.abc import Callable
from typing import Any, TypeVar

from ndxp_sdk._text import sanitise
from ndxp_sdk.errors import NdxpError, UsageError


class HiddenArguments(dict[str, str]):
    """A dictionary that shows its keys only."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"Unseen({', '.join(self)})"


Built = TypeVar("Built")
Options = TypeVar("Options")


def built_unseen(build: Callable[..., Built], *arguments: Any, options: Any) -> Built:
    """Call `build` with the arguments and then empty `options`, the last of them. Raises the errors of `build`."""
    failure: NdxpError
    try:
        return build(*arguments, options)
    except NdxpError as error:
        failure = error.about()
    except (TypeError, AttributeError, ValueError, LookupError, ArithmeticError, RecursionError) as error:
        failure = UsageError(f"an argument is of a wrong kind: {sanitise(str(error))}")
    finally:
        options.clear()
    raise failure


def merged_unseen(settings: Any, overrides: Options) -> Options:
    """Return the settings with `overrides` in their place, which are emptied."""
    both: Any = {**settings, **overrides}  # type: ignore[dict-item]  # a mapping, as all settings are
    overrides.clear()  # type: ignore[attr-defined]  # the same
    return both  # type: ignore[no-any-return]  # the same
