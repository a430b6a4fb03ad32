"""The components that a signature covers, and the text of each (RFC 9421, 2). ValueError for what has none."""

import base64
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import parse_qsl, quote, unquote

from ndxp_sdk._signatures.message import AnswerMessage, Message, RequestMessage, joined, values
from ndxp_sdk._signatures.structured_fields import (
    Item,
    Parameters,
    parse_dictionary,
    parse_item,
    serialise,
    serialise_dictionary,
)

# Because re-writing a structured field needs to know its type; these are dictionaries by their standards.
_DICTIONARIES: Final = frozenset({"content-digest", "repr-digest", "signature", "signature-input"})
_KNOWN: Final = frozenset({"req", "sf", "key", "bs", "name"})
# Because their values have commas and they are no lists: joined, two lines read as one that says something else.
_NO_LISTS: Final = frozenset(
    {"date", "expires", "if-modified-since", "if-unmodified-since", "last-modified", "retry-after", "set-cookie"}
)


def component(text: str) -> Item:
    """Return an identifier from its short form: `@method`, `content-type`, or with parameters `"@method";req`."""
    name, parameters = parse_item(text) if text.startswith('"') else (text.lower(), {})
    if not isinstance(name, str) or name != name.lower():
        raise ValueError("a component is named in lower case")
    return name, parameters


def identity(identifier: Item) -> object:
    """Return what is the same for equal identifiers; the order of parameters makes no difference (RFC 9421, 2)."""
    name, parameters = identifier
    return name, frozenset((key, type(value), value) for key, value in parameters.items())  # because 1 equals True


def value_of(identifier: Item, message: Message) -> str:
    """Return the text of one component."""
    name, parameters = str(identifier[0]), dict(identifier[1])
    if unknown := parameters.keys() - _KNOWN:
        raise ValueError(f"{serialise(identifier)} has the parameter {min(unknown)}, which is not understood here")
    if parameters.get("req", True) is not True:
        raise ValueError(f"{serialise(identifier)} has a value for req, which is a flag")
    about = _related(message) if parameters.pop("req", False) else message
    found = _derived(name, parameters, about) if name.startswith("@") else _field(name, parameters, about)
    if not found.isascii() or not found.replace("\t", " ").isprintable():
        raise ValueError(f"{serialise(identifier)} holds characters that no signature covers")
    return found


def _related(message: Message) -> RequestMessage:
    if isinstance(message, RequestMessage) or message.request is None:
        raise ValueError("a component is of the request that was answered, and that request is not known here")
    return message.request


def _derived(name: str, parameters: Parameters, message: Message) -> str:
    if name == "@query-param" and isinstance(message, RequestMessage):
        return _query_parameter(message, parameters)
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
    return _path(request) + (f"?{request.parts.query}" if "?" in request.url.partition("#")[0] else "")


def _target_uri(request: RequestMessage) -> str:
    """Return the URL as the receiver can tell it: no fragment, no user, a slash for an empty path (RFC 9110, 4.2)."""
    head, mark, query = request.url.partition("#")[0].partition("?")
    scheme, _, rest = head.partition("://")
    authority, slash, path = rest.partition("/")
    if request.method != "OPTIONS":  # because its empty path stands for the whole server
        slash = "/"
    return f"{scheme}://{authority.rpartition('@')[2]}{slash}{path}{mark}{query}"


_DERIVED: Final[Mapping[str, Callable[[RequestMessage], str]]] = {
    "@method": lambda request: request.method,
    "@target-uri": _target_uri,
    "@authority": lambda request: request.authority,
    "@scheme": lambda request: request.parts.scheme.lower(),
    "@request-target": _target,
    "@path": _path,
    "@query": lambda request: f"?{request.parts.query}",
}


def _query_parameter(request: RequestMessage, parameters: Parameters) -> str:
    """Return the one value of a parameter, decoded and encoded anew so that all write it alike (RFC 9421, 2.2.8)."""
    name = parameters.get("name")
    if len(parameters) > 1 or not isinstance(name, str):
        raise ValueError("@query-param takes a name, a text, and no other parameter")
    pairs = parse_qsl(request.parts.query, keep_blank_values=True)
    found = [_encoded(value) for known, value in pairs if known == unquote(name)]
    if len(found) != 1:
        raise ValueError(f"the query has {len(found)} parameters of the signed name, one is expected")
    return found[0]


def _encoded(text: str) -> str:
    return quote(text, safe="*-._").replace("~", "%7E")  # because quote leaves a tilde, and HTML forms do not


def _field(name: str, parameters: Parameters, message: Message) -> str:
    raw = joined(message.headers, name)
    if raw is None:
        raise ValueError(f"the header {name} is signed and missing")
    if name in _NO_LISTS and "bs" not in parameters and len(values(message.headers, name)) > 1:
        raise ValueError(
            f'the header {name} is there several times, which only "{name}";bs can cover (RFC 9421, 7.5.6)'
        )
    match dict(parameters):
        case {} if not parameters:
            return raw
        case {"bs": True, **others} if not others:
            found = (value.encode("latin-1") for value in values(message.headers, name))
            return ", ".join(f":{base64.b64encode(value).decode('ascii')}:" for value in found)
        case {"key": str(key), **others} if not others:
            return _member(name, raw, key)
        case {"sf": True, **others} if not others and name in _DICTIONARIES:
            return serialise_dictionary(parse_dictionary(raw))
    raise ValueError(f"the way in which the header {name} is signed is not understood here")


def _member(name: str, raw: str, key: str) -> str:
    members = parse_dictionary(raw)
    if key not in members:
        raise ValueError(f"a member of the header {name} is signed and missing")
    return serialise(members[key])
