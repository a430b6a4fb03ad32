"""Whom to trust, and as whom to appear."""

from ndxp_sdk.tls._reloading import ReloadingContext
from ndxp_sdk.tls._settings import Tls

__all__ = ["ReloadingContext", "Tls"]


def __getattr__(name: str) -> object:
    from ndxp_sdk._former import former_name  # noqa: PLC0415 - because names of today are found without it

    return former_name(__name__, name, {"LiveTls": "ReloadingContext"})
