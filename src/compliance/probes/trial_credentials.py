"""What a trial carries: a credential as it was given, or one that is made of it with one thing wrong."""

from hashlib import sha256
from typing import Protocol

from compliance.model.dataclass import replace
from compliance.model.openapi.operation import Operation
from compliance.model.record import Service
from compliance.model.text import Message
from compliance.probes.credential_reference import CredentialReference, Scheme, Variant
from compliance.probes.credentials.forging import has_expired, scopes_in, with_another_signature, without_signature
from compliance.probes.credentials.held import Held
from compliance.probes.credentials.use import schemes_of, uses
from compliance.probes.credentials.wallet import Circumstances, Wallet
from compliance.probes.net.credential import Credential
from compliance.probes.net.url import Url
from compliance.probes.planned_trial import Carried


class Untried(Exception):
    """A trial cannot be made of what is at hand; `message` says why, None if it is one that does not apply."""

    def __init__(self, message: Message | None = None) -> None:
        super().__init__()
        self.message = message


class Tried(Circumstances, Protocol):
    """What of a run is needed to make a credential with one thing wrong."""

    @property
    def key(self) -> bytes: ...


async def credential_of(
    carried: Carried, service: Service, url: Url, operation: Operation | None, context: Tried
) -> Credential | None:
    """Return what a trial carries; raises `Untried`, and what a token endpoint's answer raises."""
    match carried:
        case Carried.NOTHING:
            return None
        case Carried.UNREADABLE:
            return await _unreadable(service, url, operation, context)
        case Carried.ALTERED | Carried.UNSIGNED:
            return _forged(carried, await _given(service, url, operation, context))
        case Carried.FEWER_SCOPES:
            return await _with_fewer_scopes(service, url, operation, context)
        case Carried.EXPIRED:
            return _expired(await _given(service, url, operation, context, Variant.EXPIRED), context)
        case Carried.USUAL:
            return await _given(service, url, operation, context)
        case _:
            return await _given(service, url, operation, context, Variant(carried.value))


async def _given(
    service: Service, url: Url, operation: Operation | None, context: Tried, variant: Variant = Variant.USUAL
) -> Credential:
    found = await context.wallet.credential(
        service.id, url, operation, context.network, context.clock(), variant=variant
    )
    if found is None:
        raise Untried
    return found


async def _unreadable(service: Service, url: Url, operation: Operation | None, context: Tried) -> Credential:
    """Return random text in the place of each credential; a certificate is shown as it is."""
    text = sha256(context.key + str(url).encode()).hexdigest()
    kept = tuple(each for each in context.wallet.held if each.reference.scheme is Scheme.MTLS)
    made = tuple(
        Held(CredentialReference(scheme, "env:-"), f"x:{text}" if scheme is Scheme.BASIC else text)
        for scheme in (Scheme.BEARER, Scheme.BASIC, Scheme.API_KEY, Scheme.SESSION)
    )
    wanted = (Scheme.LGSP,) if any(each.reference.scheme is Scheme.LGSP for each in context.wallet.held) else ()
    made += tuple(Held(CredentialReference(scheme, "env:-"), text) for scheme in wanted)
    random = Wallet((*made, *kept), context.wallet.ca_file)
    found = await random.credential(service.id, url, operation, context.network, context.clock())
    if found is None or not (found.headers or found.query):
        raise Untried
    return found


def _forged(carried: Carried, usual: Credential) -> Credential:
    forge = with_another_signature if carried is Carried.ALTERED else without_signature
    token = usual.token
    made = forge(token) if token is not None else None
    if token is None or made is None:
        raise Untried  # because what is no signed token cannot be forged on purpose
    headers = tuple((name, value.replace(token, made)) for name, value in usual.headers)
    return replace(usual, headers=headers, token=made, secrets=(*usual.secrets, made))


def _expired(found: Credential, context: Tried) -> Credential:
    if found.token is not None and has_expired(found.token, context.clock()) is False:
        raise Untried(Message.of("the token that was given as expired has not expired, or less than 5 minutes ago"))
    return found


async def _with_fewer_scopes(service: Service, url: Url, operation: Operation | None, context: Tried) -> Credential:
    """Return a token for other scopes of the document than the operation demands; it must not name those."""
    reason = Message.of(
        "it was not tried whether a call without the scope is refused: no token without it could be had; give one, "
        "bearer.missing-scope=env:NAME"
    )
    demanded = frozenset(scope for _, listed in schemes_of(operation) for scope in listed) if operation else frozenset()
    taken = uses(context.wallet.held, service.id, operation)
    asking = {Scheme.CLIENT_CREDENTIALS, Scheme.PRIVATE_KEY_JWT}
    others = _other_scopes(operation) - demanded
    if not others or not any(use.held.reference.scheme in asking for use in taken):
        raise Untried(reason)
    found = await context.wallet.credential(service.id, url, operation, context.network, context.clock(), scopes=others)
    named = scopes_in(found.token) if found is not None and found.token is not None else None
    if found is None or named is None or named & demanded:
        raise Untried(reason)
    return found


def _other_scopes(operation: Operation | None) -> frozenset[str]:
    """Return all scopes that the schemes of an operation offer."""
    found: set[str] = set()
    for scheme, _ in schemes_of(operation) if operation is not None else ():
        flows = scheme.get("flows")
        for _, flow in flows.members() if flows is not None else ():
            scopes = flow.get("scopes")
            found |= set(scopes.mapping) if scopes is not None else set()
    return frozenset(found)
