"""Find the cause of a failed call by a second look: what is said first, and whose failure it is.

An error knows what one answer said. A second look at the same hub tells more: that nothing listens there, that the name
was mistyped and which ones there are, that another dialect is spoken there.
"""

from argparse import Namespace
from typing import TYPE_CHECKING

from ndxp_sdk.cli.causes.cause import Cause as Cause
from ndxp_sdk.cli.causes.cause import Understood as Understood
from ndxp_sdk.errors import Answered, MaybeSent, NdxpError, NotSent, TokenUnavailable, UsageError

if TYPE_CHECKING:
    from ndxp_sdk import Client
    from ndxp_sdk.cli.setup import Setup

__all__ = ["Cause", "Understood", "understood"]


def understood(error: NdxpError, client: "Client", setup: "Setup", options: Namespace) -> Understood:
    """Return an error with its cause, None if the error itself says all that can be told."""
    return Understood(error, _cause(error, client, setup, options))


def _cause(error: NdxpError, client: "Client", setup: "Setup", options: Namespace) -> Cause | None:
    if isinstance(error, UsageError | MaybeSent):
        return None
    if isinstance(error, NotSent) and error.origin == "network":
        from ndxp_sdk.cli.causes.unreached import unreached

        return unreached(error, client, setup, options.vocabulary)
    if isinstance(error, TokenUnavailable) and error.status is not None:
        from ndxp_sdk.cli.causes.refused_token import refused_token

        return refused_token(error, client, options.vocabulary)
    return _of_answer(error, client, options) if isinstance(error, Answered) else None


def _of_answer(error: Answered, client: "Client", options: Namespace) -> Cause | None:
    from ndxp_sdk.cli.causes.dialects import other_dialect
    from ndxp_sdk.cli.causes.names import unknown_name

    is_exchange = (error.facts.operation or "").startswith("exchange.")
    if is_exchange and error.facts.family_code is None and (found := other_dialect(client, options.vocabulary)):
        return found
    return unknown_name(error, client, options)
