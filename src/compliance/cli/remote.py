"""Documents at https addresses, once somebody allowed them to be fetched."""

from argparse import Namespace

from compliance.cli.live import settings_of
from compliance.loading.errors import NotUnderstood
from compliance.loading.limits import DEFAULT_LIMITS
from compliance.model.location import Location


class RemoteReader:
    """Reads addresses through the probe that fetches documents."""

    def __init__(self, options: Namespace) -> None:
        self._settings = settings_of(options)

    def read(self, uri: str) -> bytes:
        from compliance.probes.errors import FetchError
        from compliance.probes.remote_document import fetch

        try:
            return fetch(uri, self._settings, DEFAULT_LIMITS.file_size)
        except FetchError as error:
            raise NotUnderstood(Location(uri), error.message) from error
