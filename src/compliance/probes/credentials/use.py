"""Which credential an operation takes: by the security schemes of its document, else a token. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.security import choices_demanded, schemes_demanded
from compliance.probes.credential_reference import Scheme, Variant
from compliance.probes.credentials.held import Held

_TOKENS: Final = (Scheme.BEARER, Scheme.CLIENT_CREDENTIALS, Scheme.PRIVATE_KEY_JWT)
# They travel beside what a document demands, and often outside of it
_BESIDE: Final = (Scheme.MTLS, Scheme.LGSP)
_SESSION: Final = "session"


@dataclass(frozen=True, slots=True)
class Use:
    """One credential for one request: where the document says that it goes, None if it says nothing, and its scopes."""

    held: Held
    scheme: Node | None = None
    scopes: tuple[str, ...] = ()


def uses(
    held: Sequence[Held], service: str, operation: Operation | None, variant: Variant = Variant.USUAL
) -> tuple[Use, ...]:
    """Return what a request to an operation takes with it, of what is at hand; nothing if that does not suffice.

    Where only one of several credentials is of the variant, the others of a choice are the usual ones. Without a
    statement of the document a token is taken. Nothing is taken along to an operation that is open to everybody.
    """
    mine = _of_service(held, service)
    if not any(each.reference.variant is variant for each in mine):
        return ()
    for taken in _choices(mine, operation, variant):
        if any(use.held.reference.variant is variant for use in taken):
            return (*taken, *_beside(mine, taken))
    return ()


def _of_service(held: Sequence[Held], service: str) -> list[Held]:
    """Return what is for this service or for all; what is for it alone counts first."""
    fitting = [each for each in held if each.reference.service in {service, None}]
    return sorted(fitting, key=lambda each: each.reference.service is None)


def _choices(held: Sequence[Held], operation: Operation | None, variant: Variant) -> Iterator[tuple[Use, ...]]:
    stated = operation.security if operation is not None else None
    if operation is None or stated is None:
        found = _first(held, _TOKENS, variant) or _first(held, _BESIDE, variant)
        if found is not None:
            yield (Use(found),)
        return
    for choice in choices_demanded(operation.files, stated):
        taken = [_use(held, scheme, tuple(scopes), variant) for scheme, scopes in choice]
        if taken and all(taken):
            yield tuple(use for use in taken if use is not None)


def _use(held: Sequence[Held], scheme: Node, scopes: tuple[str, ...], variant: Variant) -> Use | None:
    found = _first(held, kinds_of(scheme), variant)
    return None if found is None else Use(found, scheme, scopes)


def schemes_of(operation: Operation) -> list[tuple[Node, list[str]]]:
    """Return the schemes of the document that an operation wants, with their scopes; nothing if it states none."""
    stated = operation.security
    return schemes_demanded(operation.files, stated) if stated is not None else []


def kinds_of(scheme: Node) -> tuple[Scheme, ...]:
    """Return the kinds of credential that fit a scheme of a document, the best one first."""
    match scheme.text("type"), (scheme.text("scheme") or "").lower():
        case ("basic", _) | ("http", "basic"):
            return (Scheme.BASIC,)
        case ("http", "bearer") | ("oauth2", _) | ("openIdConnect", _):
            return _TOKENS
        case ("apiKey", _):
            name = (scheme.text("name") or "").lower()
            if name == Scheme.LGSP:
                return (Scheme.LGSP, Scheme.API_KEY)
            if name == _SESSION:
                return (Scheme.SESSION, Scheme.API_KEY)
            # because many documents say of a bearer token that it is a key in Authorization
            return (Scheme.API_KEY, *_TOKENS) if name == "authorization" else (Scheme.API_KEY,)
        case ("mutualTLS", _):
            return (Scheme.MTLS,)
        case _:
            return ()


def _first(held: Sequence[Held], kinds: Iterable[Scheme], variant: Variant) -> Held | None:
    """Return the best credential of some kinds: of the variant if there is one, else the usual one."""
    fitting = [each for kind in kinds for each in held if each.reference.scheme is kind]
    wanted = (each for each in fitting if each.reference.variant is variant)
    return next(wanted, None) or next((each for each in fitting if each.reference.variant is Variant.USUAL), None)


def _beside(held: Sequence[Held], taken: Sequence[Use]) -> Iterator[Use]:
    schemes = {use.held.reference.scheme for use in taken}
    for kind in _BESIDE:
        found = _first(held, (kind,), Variant.USUAL) if kind not in schemes else None
        if found is not None:
            yield Use(found)
