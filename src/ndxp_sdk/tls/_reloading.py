"""The context of TLS for new connections, for the files as they are then."""

import ssl
from collections.abc import Callable

from ndxp_sdk.errors import InvalidConfiguration
from ndxp_sdk.tls._settings import Stamps, Tls, context_of


class ReloadingContext:
    """The context for new connections of one client; files caught between two versions leave the last good one.

    `version` counts how often the files were replaced. Connections of an older one are not used again, and `on_change`
    is called: what was obtained as the holder of another certificate, such as a token bound to it, is to be forgotten.
    """

    __slots__ = ("_last", "_stamps", "on_change", "settings", "version")

    def __init__(self, settings: Tls) -> None:
        self.settings: Tls = settings
        self.version: int = 0
        self.on_change: Callable[[], object] | None = None
        self._stamps: Stamps | None = None
        self._last: ssl.SSLContext | None = None

    def context(self) -> ssl.SSLContext:
        """Return the context, as Tls.context; its errors are raised only if there was never a good one."""
        try:
            stamps = self.settings.stamps()
            context = context_of(self.settings, stamps)
        except InvalidConfiguration:
            if self._last is None:
                raise
            return self._last
        if stamps != self._stamps:
            self._replaced(stamps)
        self._last = context
        return context

    def look(self) -> None:
        """Notice files that were replaced; nothing where there was no connection yet."""
        if self._stamps is not None:
            self.context()

    def _replaced(self, stamps: Stamps) -> None:
        is_first, self._stamps = self._stamps is None, stamps
        if not is_first:
            self.version += 1
            if self.on_change is not None:
                self.on_change()
