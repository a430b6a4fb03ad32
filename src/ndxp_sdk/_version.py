"""The version, said here for requests and in pyproject.toml for installers; a test holds the two together."""

from typing import Final

VERSION: Final = "0.1.0"
