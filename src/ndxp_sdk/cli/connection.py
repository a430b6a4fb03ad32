"""The client that the options and the profile make."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ndxp_sdk.cli.causes import understood
from ndxp_sdk.cli.setup import setup_of
from ndxp_sdk.errors import Answered, NotSent

if TYPE_CHECKING:
    from ndxp_sdk import Client


@contextmanager
def client_of(options: Namespace) -> "Iterator[Client]":
    """Open a client for a command; what fails in the block is looked into while the client is still open."""
    setup = setup_of(options)
    with setup.client() as client:
        try:
            yield client
        except (Answered, NotSent) as error:
            raise understood(error, client, setup, options) from error
