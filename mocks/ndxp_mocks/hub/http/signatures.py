"""HTTP Message Signatures of RFC 9421, as far as the hub makes them: requests, one signature, one key."""

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from ndxp_mocks.hub.state.signing_keys import SigningKey

Pair = tuple[str, str]
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Message:
    """A request: `target` is its absolute URL, `headers` the pairs in the order in which they are sent."""

    method: str
    target: str
    headers: tuple[Pair, ...]


def sign_message(message: Message, components: Sequence[str], key: SigningKey, created: int, label: str) -> Message:
    """Return the message with Signature-Input and Signature over these components.

    Raises KeyError for one that it does not have.
    """
    parameters = signature_parameters(components, key.key_id, key.message_algorithm, created)
    value = base64.b64encode(key.sign(signature_base(message, components, parameters))).decode()
    added = (("Signature-Input", f"{label}={parameters}"), ("Signature", f"{label}=:{value}:"))
    return Message(message.method, message.target, message.headers + added)


def signature_parameters(components: Sequence[str], key_id: str, algorithm: str, created: int) -> str:
    """Return the inner list of RFC 9421 §2.3."""
    covered = " ".join(f'"{name}"' for name in components)
    return f'({covered});created={created};keyid="{key_id}";alg="{algorithm}"'


def signature_base(message: Message, components: Sequence[str], parameters: str) -> bytes:
    """Return the bytes that are signed (RFC 9421 §2.5): one line for each component, no line feed at the end."""
    lines = [f'"{name}": {_value(message, name)}' for name in components]
    return "\n".join([*lines, f'"@signature-params": {parameters}']).encode("ascii")


def _value(message: Message, name: str) -> str:
    if name.startswith("@"):
        return _DERIVED[name](message)
    values = [" ".join(value.split("\r\n")).strip() for header, value in message.headers if header.lower() == name]
    if not values:
        raise KeyError(f"the message has no header {name!r} to sign")
    return ", ".join(values)


def _authority(message: Message) -> str:
    """Return the authority in lower case, without the default port of the scheme (RFC 9421 §2.2.3)."""
    parts = urlsplit(message.target)
    is_default = parts.port is None or parts.port == _DEFAULT_PORTS.get(parts.scheme)
    host = f"[{parts.hostname}]" if parts.hostname and ":" in parts.hostname else str(parts.hostname)
    return host if is_default else f"{host}:{parts.port}"


def _target_uri(message: Message) -> str:
    parts = urlsplit(message.target)
    return message.target if parts.path else parts._replace(path="/").geturl()


# RFC 9421 §2.2; an empty path is written as a slash, an empty query as a question mark.
_DERIVED: Final[Mapping[str, Callable[[Message], str]]] = {
    "@method": lambda message: message.method,
    "@target-uri": _target_uri,
    "@authority": _authority,
    "@scheme": lambda message: urlsplit(message.target).scheme,
    "@path": lambda message: urlsplit(message.target).path or "/",
    "@query": lambda message: f"?{urlsplit(message.target).query}",
}
