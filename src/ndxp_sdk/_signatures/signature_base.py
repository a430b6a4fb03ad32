"""The bytes that are signed (RFC 9421, 2.5)."""

from collections.abc import Iterable
from dataclasses import dataclass

from ndxp_sdk._signatures.components import identity, value_of
from ndxp_sdk._signatures.message import Message, joined
from ndxp_sdk._signatures.structured_fields import Item, Parameters, parse_dictionary, serialise


@dataclass(frozen=True, slots=True)
class SignatureInput:
    """One signature of a message: what it covers, its parameters and, where it was read from a message, its bytes."""

    label: str
    components: tuple[Item, ...]
    parameters: Parameters
    signature: bytes = b""

    @property
    def names(self) -> tuple[str, ...]:
        """The identifiers of the covered components as they are written."""
        return tuple(map(serialise, self.components))

    def text(self, name: str) -> str | None:
        """Return a parameter that is a string. None if there is no such string."""
        value = self.parameters.get(name)
        return value if isinstance(value, str) else None

    def moment(self, name: str) -> int | None:
        """Return a parameter that is a time, in seconds of the epoch. None if there is no such integer."""
        value = self.parameters.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def __str__(self) -> str:
        return serialise((list(self.components), self.parameters))


def lines(given: SignatureInput, message: Message) -> tuple[tuple[str, str], ...]:
    """Return each component as it is written, with its value. ValueError for one that the message does not have."""
    if len(set(map(identity, given.components))) < len(given.components):
        raise ValueError("a component is covered twice")
    values = (value_of(component, message) for component in given.components)
    return (*zip(given.names, values, strict=True), ('"@signature-params"', str(given)))


def signature_base(values: Iterable[tuple[str, str]]) -> bytes:
    """Return the lines as the bytes that are signed."""
    return "\n".join(f"{name}: {value}" for name, value in values).encode("ascii")


def inputs(message: Message) -> tuple[SignatureInput, ...]:
    """Return the signatures that a message carries. ValueError for fields that cannot be read."""
    described = parse_dictionary(joined(message.headers, "signature-input") or "")
    signed = parse_dictionary(joined(message.headers, "signature") or "")
    return tuple(_input(label, member, signed.get(label)) for label, member in described.items())


def _input(label: str, described: Item, signed: Item | None) -> SignatureInput:
    match described, signed:
        case (list(items), parameters), (bytes(signature), _) if all(isinstance(name, str) for name, _ in items):
            return SignatureInput(label, tuple(items), parameters, signature)
        case (list(), _), (bytes(), _):
            raise ValueError("a component in Signature-Input is no text")
        case (list(), _), _:
            raise ValueError("a member of Signature-Input has no signature of the same label")
    raise ValueError("a member of Signature-Input is no list of components")
