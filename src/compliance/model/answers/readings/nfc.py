"""Text that is written in another form than NFC, or has lost letters (Unicode Standard Annex 15)."""

from collections.abc import Iterator
from typing import Any, Final
from unicodedata import is_normalized

from compliance.model.answers.answered import NOT_JSON, Answered
from compliance.model.answers.contract.told import pointer_in
from compliance.model.answers.readings.utf_8 import is_text
from compliance.model.observation.content import Remark

_LOST: Final = "\ufffd"
_MOST_VALUES: Final = 100_000
_END: Final = 16


def concerns(answered: Answered) -> bool:
    """Return whether there is text, in UTF-8."""
    return bool(answered.body) and is_text(answered.media_type) and _text(answered) is not None


def read(answered: Answered) -> Iterator[Remark]:
    """Yield `decomposed` for text that is not in NFC, `lost` for letters that became replacement characters."""
    if answered.value is NOT_JSON:
        yield from _remarks(_text(answered) or "", "")
        return
    for text, path in _texts(answered.value):
        if not text.isascii():
            yield from _remarks(text, pointer_in(answered, path))


def _remarks(text: str, pointer: str) -> Iterator[Remark]:
    if _LOST in text:
        yield Remark("lost", pointer)
    if not is_normalized("NFC", text):
        yield Remark("decomposed", pointer)


def _text(answered: Answered) -> str | None:
    """Return the text; of one that was cut off without its end, which may be half a letter."""
    if not answered.is_truncated:
        return answered.text
    return answered.body.decode("utf-8", "ignore")[:-_END]


def _texts(value: Any) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    waiting: list[tuple[Any, tuple[str | int, ...]]] = [(value, ())]
    for _ in range(_MOST_VALUES):
        if not waiting:
            return
        here, path = waiting.pop()
        if isinstance(here, str):
            yield here, path
        elif isinstance(here, list):
            waiting.extend((each, (*path, 0)) for each in here)
        elif isinstance(here, dict):
            yield from ((name, path) for name in here)
            waiting.extend((each, (*path, name)) for name, each in here.items())
