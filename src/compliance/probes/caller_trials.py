"""Trials of who calls and by which method. Pure."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from compliance.model.answers.contract.routes import routes_of
from compliance.model.observation import Wrong
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.security import choices_demanded
from compliance.model.record import Record, Service
from compliance.probes.credential_reference import Scheme, Variant
from compliance.probes.credentials.use import kinds_of, schemes_of
from compliance.probes.ordinary_read import Read
from compliance.probes.planned_trial import Carried, PlannedTrial, trial
from compliance.probes.sample_requests import filled, is_elsewhere
from compliance.probes.target import Endpoint

CLIENT: Final = "X-Road-Client"
# Made up in the form of the hub: no member is called so
_CLIENTS: Final = ("VN/GOV/EXAMPLE/nobody", "VN/GOV/EXAMPLE/somebody-else")
_TOKENS: Final = frozenset({Scheme.BEARER, Scheme.CLIENT_CREDENTIALS, Scheme.PRIVATE_KEY_JWT})
VARIANTS: Final = (
    (Wrong.EXPIRED_TOKEN, Variant.EXPIRED),
    (Wrong.FOREIGN_AUDIENCE, Variant.FOREIGN_AUDIENCE),
    (Wrong.MISSING_SCOPE, Variant.MISSING_SCOPE),
)
_MOST_WITH_TOKENS: Final = 3
"""Protected reads that get tokens of every kind: one way of checking them serves most of a platform."""
Has = Callable[[Operation, Variant], bool]


def caller_trials(guarded: Sequence[Read], record: Record, has: Has) -> Iterator[PlannedTrial]:
    """Yield trials of who calls: all kinds at the first protected reads, strangers at each."""
    for read in guarded:
        if read.operation is not None and has(read.operation, Variant.USUAL):
            yield trial(Wrong.NO_CREDENTIAL, read, Carried.NOTHING)
        if read.operation is not None:
            yield trial(Wrong.UNREADABLE_TOKEN, read, Carried.UNREADABLE)
    for read in guarded[:_MOST_WITH_TOKENS]:
        yield from _of_tokens(read, has)
    for read in guarded[:1]:
        yield trial(Wrong.SPOOFED_CLIENT, read, Carried.NOTHING, headers=((CLIENT, _CLIENTS[0]),))
        if is_on_the_hub(read.service, record) and _has_usual(read, has):
            twice = tuple((CLIENT, client) for client in _CLIENTS)
            yield trial(Wrong.TWO_CLIENTS, read, Carried.USUAL, headers=twice)
    for read in [each for each in guarded if each.operation is not None and "{" in each.operation.path][:1]:
        if read.operation is not None and has(read.operation, Variant.OTHER_CLIENT):
            yield trial(Wrong.FOREIGN_RECORD, read, Carried.OTHER_CLIENT)


def _of_tokens(read: Read, has: Has) -> Iterator[PlannedTrial]:
    operation = read.operation
    if operation is None:
        return
    if takes_tokens(operation) and has(operation, Variant.USUAL):
        yield trial(Wrong.ALTERED_SIGNATURE, read, Carried.ALTERED)
        yield trial(Wrong.NO_SIGNATURE, read, Carried.UNSIGNED)
    for wrong, variant in VARIANTS:
        if has(operation, variant) and (wrong is not Wrong.MISSING_SCOPE or scopes_of(operation)):
            yield trial(wrong, read, Carried(variant))
    if scopes_of(operation) and not has(operation, Variant.MISSING_SCOPE) and _has_usual(read, has):
        yield trial(Wrong.MISSING_SCOPE, read, Carried.FEWER_SCOPES)


def method_trials(endpoint: Endpoint, reads: Sequence[Read], has: Has) -> Iterator[PlannedTrial]:
    """Yield TRACE, which carries no credentials (RFC 9110, 9.3.8), and GET where a path has other methods only."""
    for read in reads[:1]:
        yield trial(Wrong.UNDOCUMENTED_METHOD, read, Carried.NOTHING, method="TRACE")
    operations = endpoint.document.nodes.operations if endpoint.document is not None else ()
    readable = {each.path for each in operations if each.method == "get"}
    for operation in operations:
        sample = filled(operation) if operation.path not in readable and not is_elsewhere(operation) else None
        if sample is not None and operation.function is None and not _may_be_read(endpoint, sample.path):
            shown = endpoint.base.shown_below(sample.shown.partition("?")[0])
            url = endpoint.base.below(sample.path.partition("?")[0])
            carried = Carried.USUAL if has(operation, Variant.USUAL) else Carried.NOTHING
            yield PlannedTrial(Wrong.UNDOCUMENTED_METHOD, url, shown, operation, carried)
            return


def _may_be_read(endpoint: Endpoint, path: str) -> bool:
    """Return whether a documented GET has a name in its path that this path may be a value of, as `/a/{id}` has `/a/b`.

    The fixed path goes first (OpenAPI 3.1, 4.8.8), but a server may choose by method and path together.
    """
    if endpoint.document is None:
        return False
    return routes_of(endpoint.document).operation("get", path.partition("?")[0]) is not None


def scopes_of(operation: Operation) -> frozenset[str]:
    """Return the scopes that no token does without, empty if one of the choices of a caller takes any token."""
    stated = operation.security
    choices = choices_demanded(operation.files, stated) if stated is not None else []
    of_tokens = [choice for choice in choices if any(_is_of_tokens(scheme) for scheme, _ in choice)]
    demanded = [frozenset(scope for _, scopes in choice for scope in scopes) for choice in of_tokens]
    return frozenset().union(*demanded) if all(demanded) else frozenset()


def takes_tokens(operation: Operation) -> bool:
    schemes = schemes_of(operation)
    return not schemes or any(_is_of_tokens(scheme) for scheme, _ in schemes)


def _is_of_tokens(scheme: Node) -> bool:
    return not _TOKENS.isdisjoint(kinds_of(scheme))


def _has_usual(read: Read, has: Has) -> bool:
    return read.operation is not None and has(read.operation, Variant.USUAL)


def is_on_the_hub(service: Service, record: Record) -> bool:
    """Return whether the service is one that a security server calls, by the word of its record."""
    return service.hub_id is not None or any(channel.is_hub for channel in record.connected_channels())
