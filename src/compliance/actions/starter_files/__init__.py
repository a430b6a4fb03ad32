"""Files of a new platform, which `compliance init` fills in. Their comments are in the reader's language."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from compliance.locale import Translator, commented
from compliance.model.pattern import late

_KEY: Final = late(r"\{(\w+)\}")
_FOLDER: Final = Path(__file__).parent
_ENDINGS: Final = frozenset({".yaml", ".toml"})


def filled(name: str, values: Mapping[str, str], words: Translator) -> str:
    """Return the text of a file with the values set in for `{key}`."""
    return _KEY.sub(lambda found: values.get(found[1], found[0]), commented.in_words(_read(name), words))


def comments() -> tuple[tuple[str, str], ...]:
    """Return every comment of the files with the name of its file, for the catalogue of translations."""
    names = sorted(file.name for file in _FOLDER.iterdir() if file.suffix in _ENDINGS)
    return tuple((comment, name) for name in names for comment in commented.comments(_read(name)))


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")
