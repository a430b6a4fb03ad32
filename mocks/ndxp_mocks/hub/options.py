"""The options of `ndxp-mocks hub`."""

import argparse
import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from ndxp_mocks.hub.settings import CONNECTION_TYPES, PROFILES
from ndxp_mocks.parsing import port_of

PORT: Final = 8080
_LARGEST_SKEW: Final = 10 * 365 * 86400.0


def add_options(options: Any, words: Mapping[str, str]) -> None:
    """Let the parser know what a hub can be asked for."""
    options.add_argument("--port", type=port_of(words), default=PORT, metavar="N", help=words["hub_port"])
    options.add_argument("--tls", action="store_true", help=words["tls"])
    options.add_argument("--connection-type", choices=CONNECTION_TYPES, help=words["connection_type"])
    options.add_argument("--profile", choices=PROFILES, default="xroad-7.8", help=words["profile"])
    options.add_argument("--fault", nargs="+", action="extend", default=[], metavar="NAME", help=words["hub_fault"])
    options.add_argument("--clock-skew", type=_skew(words), default=0.0, metavar="S", help=words["clock_skew"])
    options.add_argument("--platforms", metavar="WHICH", help=words["platforms"])
    options.add_argument("--fleet", action="store_true", help=words["hub_fleet"])
    options.add_argument("--directory", type=Path, metavar="DIR", help=words["hub_directory"])


def _skew(words: Mapping[str, str]) -> Callable[[str], float]:
    def read(text: str) -> float:
        try:
            seconds = float(text)
        except ValueError:
            seconds = math.nan
        if abs(seconds) <= _LARGEST_SKEW:  # never true of nan
            return seconds
        raise argparse.ArgumentTypeError(words["skew_range"].format(given=repr(text), highest=int(_LARGEST_SKEW)))

    return read
