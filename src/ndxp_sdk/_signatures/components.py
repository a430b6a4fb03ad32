"""The components that a signature covers, and the text of each (RFC 9421, 2). ValueError for what has none."""

import base64
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import parse_qsl, quote

from ndxp_sdk._http.structured_fields import BareItem, Item, dictionary, item, written
from ndxp_sdk._signatures.message import AnswerMessage, Message, RequestMessage, joined, values

# Because re-writing a structured field needs to know its type; these are dictionaries by their standards.
_DICTIONARIES: Final = frozenset({"content-digest", "repr-digest", "signature", "signature-input"})
_KNOWN: Final = frozenset({"req", "sf", "key", "bs", "name"})


def component(text: str) -> Item:
    """An identifier from its short form: `@method`, `content-type`, or with parameters `"@method";req`."""
    found = item(text) if text.startswith('"') else Item(text.lower())
    if not isinstance(found.value, str) or found.value != found.value.lower():
        raise ValueError("a component is named in lower case")
    return found


def value_of(identifier: Item, message: Message) -> str:
    """The text of one component."""
    parameters = dict(identifier.parameters)
    name = str(identifier.value)
    if unknown := parameters.keys() - _KNOWN:
        raise ValueError(f"{identifier} has the parameter {min(unknown)}, which is not understood here")
    about = _related(message) if parameters.pop("req", False) else message
    found = _derived(name, parameters, about) if name.startswith("@") else _field(name, parameters, about)
    if "\n" in found or not found.isascii():
        raise ValueError(f"{identifier} holds characters that no signature covers")
    return found


def _related(message: Message) -> RequestMessage:
    if isinstance(message, RequestMessage) or message.request is None:
        raise ValueError("a component is of the request that was answered, and that request is not known here")
    return message.request


def _derived(name: str, parameters: Mapping[str, BareItem], message: Message) -> str:
    if name == "@query-param" and isinstance(message, RequestMessage):
        return _query_parameter(message, str(parameters.get("name", "")))
    if parameters:
        raise ValueError(f"{name} takes no such parameter")
    if isinstance(message, AnswerMessage):
        if name != "@status":
            raise ValueError(f"an answer has no {name}")
        return f"{message.status:03d}"
    derive = _DERIVED.get(name)
    if derive is None:
        raise ValueError(f"a request has no {name}")
    return derive(message)


def _path(request: RequestMessage) -> str:
    return request.parts.path or "/"


def _target(request: RequestMessage) -> str:
    return _path(request) + (f"?{request.parts.query}" if "?" in request.url else "")


_DERIVED: Final[Mapping[str, Callable[[RequestMessage], str]]] = {
    "@method": lambda request: request.method,
    "@target-uri": lambda request: request.url.partition("#")[0],
    "@authority": lambda request: request.authority,
    "@scheme": lambda request: request.parts.scheme.lower(),
    "@request-target": _target,
    "@path": _path,
    "@query": lambda request: f"?{request.parts.query}",
}


def _query_parameter(request: RequestMessage, name: str) -> str:
    """RFC 9421, 2.2.8: one value only, decoded and encoded anew so that all write it alike."""
    pairs = parse_qsl(request.parts.query, keep_blank_values=True)
    found = [_encoded(value) for known, value in pairs if _encoded(known) == name]
    if len(found) != 1:
        raise ValueError(f"the query has {len(found)} parameters of the signed name, one is expected")
    return found[0]


def _encoded(text: str) -> str:
    return quote(text, safe="*-._")


def _field(name: str, parameters: Mapping[str, BareItem], message: Message) -> str:
    raw = joined(message.headers, name)
    if raw is None:
        raise ValueError(f"the header {name} is signed and missing")
    match dict(parameters):
        case {} if not parameters:
            return raw
        case {"bs": True, **others} if not others:
            found = (value.encode("latin-1") for value in values(message.headers, name))
            return ", ".join(f":{base64.b64encode(value).decode('ascii')}:" for value in found)
        case {"key": str(key), **others} if not others:
            return _member(name, raw, key)
        case {"sf": True, **others} if not others and name in _DICTIONARIES:
            return written(dictionary(raw))
    raise ValueError(f"the way in which the header {name} is signed is not understood here")


def _member(name: str, raw: str, key: str) -> str:
    members = dictionary(raw)
    if key not in members:
        raise ValueError(f"a member of the header {name} is signed and missing")
    return str(members[key])
