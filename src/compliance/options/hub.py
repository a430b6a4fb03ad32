"""What the options of a command say of the hub."""

from argparse import Namespace
from collections import Counter
from typing import Final

from compliance.actions.errors import UsageError
from compliance.model.text import Message
from compliance.probes.credential_reference import Scheme
from compliance.probes.hub.access import HubAccess, HubDialect, HubRoute
from compliance.probes.hub.credential import HubCaller

_HUB_OPTIONS: Final = (
    "hub_client",
    "hub_stranger",
    "hub_granted",
    "hub_withdrawn",
    "hub_credential",
    "hub_log_wait",
    "hub_channel",
    "hub_dialect",
    "hub_exchange",
    "hub_path",
    "hub_adapter",
    "hub_dstcode",
)
_OF_ROUTES: Final = {
    "hub_path": HubDialect.GATEWAY,
    "hub_adapter": HubDialect.ADAPTER,
    "hub_dstcode": HubDialect.ADAPTER,
}


def hub_access(options: Namespace) -> HubAccess | None:
    """Return how the hub is called; None if none is named. Raises `UsageError` for options that would do nothing."""
    if options.hub is None:
        _refuse_without_hub(options)
        return None
    access = HubAccess(
        url=options.hub.rstrip("/"),
        client=options.hub_client,
        stranger=options.hub_stranger,
        granted=options.hub_granted,
        withdrawn=options.hub_withdrawn,
        credentials=tuple(options.hub_credential),
        log_wait=options.hub_log_wait or 0.0,
        channel=options.hub_channel,
        route=_hub_route(options),
    )
    _refuse_unused(access)
    return access


def _hub_route(options: Namespace) -> HubRoute:
    """Return how services are called; what is said of another way than the chosen one is an error."""
    dialect = HubDialect(options.hub_dialect or HubDialect.XROAD)
    for name, wanted in _OF_ROUTES.items():
        if getattr(options, name) and dialect is not wanted:
            template = "{option} is for --hub-dialect {dialect}"
            raise UsageError(Message.of(template, option=_option(name), dialect=wanted.value))
    usual = HubRoute()
    return HubRoute(
        dialect=dialect,
        url=options.hub_exchange.rstrip("/") if options.hub_exchange else None,
        paths=dict(options.hub_path),
        adapter=options.hub_adapter or usual.adapter,
        destination=options.hub_dstcode or usual.destination,
    )


def _refuse_unused(access: HubAccess) -> None:
    """Raise `UsageError` for a credential that is given twice, or that no call in this dialect would show."""
    is_gateway = access.route.dialect is HubDialect.GATEWAY
    for credential, count in Counter(map(str, access.credentials)).items():
        if count > 1:
            raise UsageError(Message.of("--hub-credential {credential} is given twice", credential=credential))
    for each in access.credentials:
        is_for_catalogue = each.who is HubCaller.OWN and each.scheme is not Scheme.LGSP
        if each.scheme is not Scheme.MTLS and not is_for_catalogue and not is_gateway:
            template = (
                "--hub-credential {credential} is for --hub-dialect gateway; elsewhere a certificate (mtls) is shown"
            )
            raise UsageError(Message.of(template, credential=str(each)))
        if each.who is not HubCaller.OWN and each.who not in access.clients:
            template = "--hub-credential {credential} needs {option}, the name of that client"
            raise UsageError(Message.of(template, credential=str(each), option=f"--hub-{each.who}"))


def _refuse_without_hub(options: Namespace) -> None:
    for name in _HUB_OPTIONS:
        if getattr(options, name):
            raise UsageError(Message.of("{option} needs --hub, the address to look at", option=_option(name)))


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"
