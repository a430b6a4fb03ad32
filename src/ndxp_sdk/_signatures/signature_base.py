"""The bytes that are signed (RFC 9421, 2.5)."""

from collections.abc import Iterable
from dataclasses import dataclass

from ndxp_sdk._http.structured_fields import InnerList, Item, Member, dictionary
from ndxp_sdk._signatures.components import value_of
from ndxp_sdk._signatures.message import Message, joined


@dataclass(frozen=True, slots=True)
class SignatureInput:
    """One signature of a message: what it covers, its parameters and, where it was read from a message, its bytes."""

    label: str
    covered: InnerList
    signature: bytes = b""

    @property
    def identifiers(self) -> tuple[Item, ...]:
        """The covered components."""
        return self.covered.items

    def text(self, name: str) -> str | None:
        """A parameter that is text."""
        value = dict(self.covered.parameters).get(name)
        return value if isinstance(value, str) else None

    def moment(self, name: str) -> int | None:
        """A parameter that is a time, in seconds of the epoch."""
        value = dict(self.covered.parameters).get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None


def lines(covered: InnerList, message: Message) -> tuple[tuple[str, str], ...]:
    """Each component as it is written, with its value; ValueError for one that the message does not have."""
    found = tuple((str(identifier), value_of(identifier, message)) for identifier in covered.items)
    if len({name for name, _ in found}) < len(found):
        raise ValueError("a component is covered twice")
    return (*found, ('"@signature-params"', str(covered)))


def signature_base(values: Iterable[tuple[str, str]]) -> bytes:
    """The lines as the bytes that are signed."""
    return "\n".join(f"{name}: {value}" for name, value in values).encode("ascii")


def inputs(message: Message) -> tuple[SignatureInput, ...]:
    """The signatures that a message carries; ValueError for fields that cannot be read."""
    described = dictionary(joined(message.headers, "signature-input") or "")
    signed = dictionary(joined(message.headers, "signature") or "")
    return tuple(_input(label, member, signed.get(label)) for label, member in described.items())


def _input(label: str, described: Member, signed: Member | None) -> SignatureInput:
    match described, signed:
        case InnerList(items), Item(bytes(signature)) if all(isinstance(each.value, str) for each in items):
            return SignatureInput(label, described, signature)
        case InnerList(items), Item(bytes()):
            raise ValueError("a component in Signature-Input is no text")
        case InnerList(), _:
            raise ValueError("a member of Signature-Input has no signature of the same label")
    raise ValueError("a member of Signature-Input is no list of components")
