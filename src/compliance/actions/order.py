"""An audit for workers: what to look at, how, and by which law, as text that any machine can carry out.

No secret is in it: credentials, the proxy and the hub are named by reference, which every worker has to know.
"""

import os
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from compliance.actions import settings
from compliance.actions._given import Given
from compliance.actions._kept_audit import kept_targets
from compliance.actions.errors import InputError, UsageError
from compliance.actions.settings import Judging, NetworkSettings, Reading
from compliance.loading.reader import real_path
from compliance.model.dataclass import dataclass, field, replace
from compliance.model.text import Message
from compliance.probes import settings as network_settings

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_READING: Final = Reading()
_NETWORK: Final = NetworkSettings()
_JUDGING: Final = Judging()


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Targets and settings of one audit. Without a target all that `network.hub` lists is looked at.

    Runs with the same `label` are a series: each is compared with the one before.
    """

    targets: tuple[str, ...] = ()
    label: str | None = None
    reading: Reading = field(default_factory=Reading)
    network: NetworkSettings = field(default_factory=NetworkSettings)
    judging: Judging = field(default_factory=Judging)


def order_for(
    targets: Sequence[Given],
    *,
    label: str | None = None,
    reading: Reading = _READING,
    network: NetworkSettings = _NETWORK,
    judging: Judging = _JUDGING,
) -> Order:
    """Return an order whose files are meant the same from any folder.

    Raises:
        UsageError: nothing was named to look at, or something that cannot be asked for again: a text, or an address
            with a query, which may hold a key.
    """
    kept = kept_targets(targets)
    if kept is None or reading.texts:
        template = "a worker can look at record files, slugs and addresses without a query, and at nothing else"
        raise UsageError(Message.of(template))
    if not kept and network.hub is None:
        raise UsageError(Message.of("no target was named: a record file, a slug of the registry, or a hub"))
    return Order(
        targets=kept,
        label=label,
        reading=replace(reading, root=real_path(reading.root) if reading.root else None),
        network=_from_anywhere(network),
        judging=replace(
            judging,
            waivers=real_path(judging.waivers) if isinstance(judging.waivers, Path) else judging.waivers,
            confirmations=(
                real_path(judging.confirmations) if isinstance(judging.confirmations, Path) else judging.confirmations
            ),
            rulesets=tuple(map(real_path, judging.rulesets)),
        ),
    )


def _from_anywhere(network: NetworkSettings) -> NetworkSettings:
    folder = os.getcwd()  # noqa: PTH109 - because references are texts
    hub, proxy = network.hub, network.proxy
    if hub is not None:
        hub = replace(hub, credentials=tuple(each.beside(folder) for each in hub.credentials))
    return replace(
        network,
        ca_file=real_path(network.ca_file) if network.ca_file else None,
        credentials=tuple(each.beside(folder) for each in network.credentials),
        hub=hub,
        # because the address that was read may hold a password
        proxy=replace(proxy.beside(folder), read_address=None) if proxy is not None else None,
    )


def written(order: Order) -> str:
    """Return an order as JSON."""
    return str(_adapter().dump_json(order).decode())


def read(content: str) -> Order:
    """Return the order of a text; raises `InputError` if this version does not understand it."""
    try:
        order: Order = _adapter().validate_json(content)
    except ValueError:  # from nothing, because what it comes from shows the content
        template = "what is to be audited was written by another version, which this one does not understand"
        raise InputError(Message.of(template)) from None
    return order


def _adapter() -> "TypeAdapter[Any]":
    from compliance.loading.validation import type_adapter  # noqa: PLC0415 - because it brings pydantic

    adapter = type_adapter(Order)
    if not adapter.pydantic_complete:
        types = {**settings.TYPES, **network_settings.TYPES}
        names = {name: getattr(import_module(module), name) for name, module in types.items()}
        adapter.rebuild(force=True, _types_namespace=names)
    return adapter
