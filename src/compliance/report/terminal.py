"""Lines for a terminal: no wider than asked for, colours only where wanted, and never colour alone."""

import textwrap
from typing import Final

from compliance.model.grades import Severity
from compliance.report.legible import flat
from compliance.report.reporter import Setting

_COLOURS: Final = {
    Severity.FAIL: "1;31",
    Severity.WARN: "33",
    Severity.ADVICE: "36",
    "error": "1;35",
    "strong": "1",
    "quiet": "2",
    "banner": "1;33",
}


def paint(text: str, tone: str | None, setting: Setting) -> str:
    """The text in the colour of a severity or of `error`, `strong`, `quiet`, `banner`; unchanged without colours."""
    code = _COLOURS.get(tone or "")
    return f"\x1b[{code}m{text}\x1b[0m" if setting.is_colourful and code else text


def wrapped(text: str, setting: Setting, first: str = "", rest: str = "") -> list[str]:
    """Lines of at most `setting.width` columns, the first led by `first`, the others by `rest`."""
    lines = textwrap.wrap(
        flat(text), setting.width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )
    return lines or [first]


def headline(text: str, setting: Setting) -> list[str]:
    """A title after an empty line."""
    return ["", *(paint(line, "strong", setting) for line in wrapped(text, setting))]


def shortened(text: str, width: int) -> str:
    """At most `width` columns; an ellipsis stands for what is left out."""
    return text if len(text) <= width else f"{text[: width - 1].rstrip()}…"
