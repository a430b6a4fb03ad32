"""Files to begin with, which are the examples of our formats too. Their comments are in the reader's language."""

from datetime import date, timedelta
from pathlib import Path
from typing import Final

from compliance.locale import Translator, commented

_FOLDER: Final = Path(__file__).parent
_WAIVED_DAYS: Final = 180


def names() -> tuple[str, ...]:
    """Return the names of the samples, which are those of their files."""
    return tuple(sorted(file.name for file in _FOLDER.iterdir() if file.suffix in {".yaml", ".toml"}))


def sample(name: str, words: Translator, day: date) -> str:
    """Return the text of a sample that holds good on a day."""
    text = commented.in_words(_read(name), words)
    filled = {"today": day, "expires": day + timedelta(_WAIVED_DAYS), "language": words.language}
    for key, value in filled.items():
        text = text.replace(f"{{{key}}}", str(value))
    return text


def comments() -> tuple[tuple[str, str], ...]:
    """Return every comment of the samples with the file it stands in, for the catalogue of translations."""
    return tuple((comment, name) for name in names() for comment in commented.comments(_read(name)))


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")
