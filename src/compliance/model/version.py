"""The version of the tool, said here because asking the installation for it costs a quarter of a start."""

from typing import Final

VERSION: Final = "0.1.0"
