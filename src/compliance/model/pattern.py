"""Regular expressions that are compiled when they are first used.

A check of a small document uses a third of those in its modules, and compiling the others took longer than judging it.
"""

import re
from typing import Any, AnyStr, cast


class _LatePattern:
    """Stands for a compiled expression, whose members it takes over as they are asked for."""

    def __init__(self, text: str | bytes, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """Compile, and keep the member, so that this is asked once for each."""
        member = getattr(re.compile(self._text, self._flags), name)
        setattr(self, name, member)
        return member


def late(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return an expression that is used like one of `re.compile`."""
    return cast("re.Pattern[AnyStr]", _LatePattern(text, flags))
