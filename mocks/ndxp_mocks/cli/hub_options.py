"""The options of `ndxp-mocks hub`."""

import argparse
import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from ndxp_mocks.cli.parser import port_of
from ndxp_mocks.hub.state.settings import CONNECTION_TYPES, PROFILES

PORT: Final = 8080
_LARGEST_SKEW: Final = 10 * 365 * 86400.0
_LONGEST_INTERVAL: Final = 86400.0


def add_options(options: Any, words: Mapping[str, str]) -> None:
    """Let the parser know what a hub can be asked for."""
    options.add_argument("--port", type=port_of(words), default=PORT, metavar=words["N"], help=words["hub_port"])
    options.add_argument("--tls", action="store_true", help=words["tls"])
    options.add_argument("--connection-type", choices=CONNECTION_TYPES, help=words["connection_type"])
    options.add_argument("--profile", choices=PROFILES, default="xroad-7.8", help=words["profile"])
    options.add_argument(
        "--fault", nargs="+", action="extend", default=[], metavar=words["NAME"], help=words["hub_fault"]
    )
    options.add_argument("--clock-skew", type=_skew(words), default=0.0, metavar=words["S"], help=words["clock_skew"])
    interval = words["timestamping_interval"]
    options.add_argument(
        "--timestamping-interval", type=_interval(words), default=60.0, metavar=words["S"], help=interval
    )
    options.add_argument("--platforms", metavar=words["WHICH"], help=words["platforms"])
    options.add_argument("--fleet", action="store_true", help=words["hub_fleet"])
    options.add_argument("--directory", type=Path, metavar=words["DIR"], help=words["hub_directory"])


def _skew(words: Mapping[str, str]) -> Callable[[str], float]:
    return _seconds(words["skew_range"], -_LARGEST_SKEW, _LARGEST_SKEW)


def _interval(words: Mapping[str, str]) -> Callable[[str], float]:
    return _seconds(words["interval_range"], 0.0, _LONGEST_INTERVAL)


def _seconds(complaint: str, lowest: float, highest: float) -> Callable[[str], float]:
    def read(text: str) -> float:
        try:
            seconds = float(text)
        except ValueError:
            seconds = math.nan
        if lowest <= seconds <= highest:  # never true of nan
            return seconds
        raise argparse.ArgumentTypeError(complaint.format(given=repr(text), highest=int(highest)))

    return read
