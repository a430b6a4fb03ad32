"""The hub that `ndxp-mocks hub` is asked for. Nothing is printed here."""

import argparse
from collections.abc import Mapping
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from ndxp_mocks.cli.hub_banner import chosen_platforms
from ndxp_mocks.cli.parser import BadUsage
from ndxp_mocks.cli.system_errors import reason_of
from ndxp_mocks.errors import UndescribedPlatform, UnknownFault
from ndxp_mocks.hub.state.settings import HubSettings
from ndxp_mocks.serving.fleet import start_fleet
from ndxp_mocks.serving.hub import ServedHub, serve_hub


def start(arguments: argparse.Namespace, words: Mapping[str, str], stack: ExitStack) -> ServedHub:
    """Return the hub that runs until the stack is left. Raises BadUsage if it cannot be had."""
    settings = HubSettings(
        arguments.profile,
        frozenset(arguments.fault),
        clock_skew=arguments.clock_skew,
        connection_type=arguments.connection_type or ("https" if arguments.tls else "http"),
        timestamping_interval=arguments.timestamping_interval,
        has_history=True,
    )
    try:
        return stack.enter_context(_hub(arguments, settings, stack))
    except UnknownFault as error:
        known = ", ".join(error.known)
        raise BadUsage(words["unknown_fault"].format(name=error.name, known=known)) from error
    except UndescribedPlatform as error:
        raise BadUsage(words["unknown_platform"].format(slug=error.slug)) from error
    except OSError as error:
        told = {"port": arguments.port, "directory": arguments.directory, "reason": reason_of(error, words)}
        raise BadUsage(words["cannot_listen" if error.filename is None else "cannot_write"].format(**told)) from error


def _hub(arguments: argparse.Namespace, settings: HubSettings, stack: ExitStack) -> AbstractContextManager[ServedHub]:
    port, tls_port = (0, arguments.port) if arguments.tls else (arguments.port, 0)
    directory: Path | None = arguments.directory
    if not arguments.fleet:
        chosen = chosen_platforms(arguments.platforms)
        return serve_hub(settings, platforms=chosen, port=port, tls_port=tls_port, directory=directory)
    files = stack.enter_context(TemporaryDirectory(prefix="ndxp-mocks-fleet-"))
    fleet = stack.enter_context(start_fleet(Path(files)))
    return serve_hub(settings, fleet=fleet, port=port, tls_port=tls_port, directory=directory)
