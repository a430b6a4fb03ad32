"""Show warnings and log lines of the SDK, in one line each, on standard error; calls on request only."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ndxp_sdk.cli.messages import part, translated
from ndxp_sdk.cli.output import note
from ndxp_sdk.locale import Words


@contextmanager
def quiet(words: Words, *, is_verbose: bool) -> Iterator[None]:
    """Keep warnings and log lines short to the end of the block."""
    logger = logging.getLogger("ndxp_sdk")
    handler = _Notes(words) if is_verbose else logging.NullHandler()
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG if is_verbose else level)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("always", UserWarning)
            warnings.showwarning = lambda message, *_, **__: note(f"ndxp: {translated(str(message), words)}")
            yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)


class _Notes(logging.Handler):
    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words

    def emit(self, record: Any) -> None:
        note(f"ndxp: {part(record.getMessage(), self._words)}")
