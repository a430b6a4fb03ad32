"""The languages in which everything is said. Apart from the rest, because `--help` needs it before anything else."""

from typing import Final, Literal, get_args

Language = Literal["vi", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
