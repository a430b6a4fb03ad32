"""What is wrong with the values of a record although their types fit, and what is read in place of what is wrong."""

from collections.abc import Iterator
from math import isfinite
from typing import Any, Final

from compliance.loading.salvage import leave_out
from compliance.loading.validation import Flaw
from compliance.model.address import web_address
from compliance.model.codelist import fold
from compliance.model.family import EVERYTHING, Family
from compliance.model.location import tokens
from compliance.model.pattern import late
from compliance.model.text import Message

SLUG: Final = late(r"[a-z0-9][a-z0-9-]{0,99}")
_WORDS: Final = {"via": "ndxp", "status": "in-use", "state": "in-use", "network": "state"}
_YES_AND_NO: Final = frozenset({"yes", "no", "true", "false", "on", "off", "y", "n", "có", "không"})
_OF_SERVICE: Final[dict[str, frozenset[str]]] = {
    "base_url": frozenset({"Service", Family.ENDPOINT}),
    "plain_http_url": frozenset({"Service", Family.ENDPOINT}),
    **dict.fromkeys(("id", "document", "previous_document", "hub_id"), EVERYTHING),
}


def flaws(tree: dict[str, Any]) -> Iterator[Flaw]:
    """Yield the flaws of the tree of a record that its types do not show, each with its pointer."""
    slug = tree.get("slug")
    if isinstance(slug, str) and not SLUG.fullmatch(slug):
        template = "the slug {found} is not of small letters, digits and hyphens"
        yield "/slug", Message.of(template, found=slug[:40])
    seen: dict[str, int] = {}
    for index, service in _objects(tree, "services"):
        yield from _flaws_of_service(service, f"/services/{index}")
        name = service.get("id")
        if isinstance(name, str) and (first := seen.setdefault(name, index)) != index:
            template = "the id {found} was given to service {number} already; each service has its own"
            yield f"/services/{index}/id", Message.of(template, found=name[:60], number=first + 1)
    for index, connection in _objects(tree, "connections"):
        for field, example in _WORDS.items():
            if isinstance(word := connection.get(field), str) and fold(word) in _YES_AND_NO:
                template = "{field} is {found}, which is no answer; write which one, such as {example}"
                yield (
                    f"/connections/{index}/{field}",
                    Message.of(template, field=f"connections.{index}.{field}", found=word, example=example),
                )


def _flaws_of_service(service: dict[str, Any], at: str) -> Iterator[Flaw]:
    field = at[1:].replace("/", ".")
    fee = service.get("fee")
    for key, value in fee.items() if isinstance(fee, dict) else ():
        if (message := _flaw_of_fee(key, value)) is not None:
            yield f"{at}/fee/{key}", message
    for name, schemes in (("base_url", ("http", "https")), ("plain_http_url", ("http",))):
        address = service.get(name)
        if isinstance(address, str) and address and not _is_address(address, schemes):
            template = "{field} is no address of the form {scheme}://host/path, without user name and password"
            yield f"{at}/{name}", Message.of(template, field=f"{field}.{name}", scheme=schemes[-1])


def _is_address(text: str, schemes: tuple[str, ...]) -> bool:
    address = web_address(text)
    return address is not None and address.scheme in schemes


def _flaw_of_fee(key: str, value: Any) -> Message | None:
    """Return what is wrong with a fee. Elsewhere `'5'` is read as 5, but a fee may make a ministry fail."""
    if key not in {"agency", "public"}:
        return None
    if isinstance(value, bool | str):
        return Message.of("a fee is a number of đồng, not text and not yes or no")
    if isinstance(value, int | float) and not (value >= 0 and (isinstance(value, int) or isfinite(value))):
        return Message.of("a fee is a number of đồng, 0 or more")
    return None


def _objects(tree: dict[str, Any], field: str) -> Iterator[tuple[int, dict[str, Any]]]:
    listed = tree.get(field)
    for index, item in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(item, dict):
            yield index, item


def repair(tree: dict[str, Any], pointer: str, slug: str) -> None:
    """Put in place of what is wrong what says least: an unknown owner, a service named by its number, or nothing."""
    match tokens(pointer):
        case ["slug"]:
            tree["slug"] = slug
        case ["owner"]:
            tree["owner"] = None
        case ["services", index] if _item(tree, "services", index) is not None:
            tree["services"][int(index)] = {"id": _number(index)}
        case ["services", index, "id"] if isinstance(_item(tree, "services", index), dict):
            tree["services"][int(index)]["id"] = _number(index)
        case [("connections" | "notices") as field, index] if _item(tree, field, index) is not None:
            tree[field][int(index)] = {}
        case ["services", index, ("base_url" | "plain_http_url") as name] if _is_text(tree, index, name):
            pass  # because the probes say of an address that cannot be one that it could not be looked at
        case _:
            leave_out(tree, pointer)


def hidden_by(pointer: str) -> frozenset[str]:
    """Return what a flaw at a pointer keeps from being judged."""
    match tokens(pointer):
        case ["services", _, field, *_]:
            return _OF_SERVICE.get(field, frozenset({"Service", "DocumentedService"}))
        case [] | ["services", *_]:
            return EVERYTHING
        case ["connections", *_]:
            return frozenset({"Connection", Family.EXCHANGE})
        case ["notices", *_]:
            return frozenset({"Notice"})
        case _:
            return frozenset({Family.RECORD})


def _number(index: str) -> str:
    return f"#{int(index) + 1}"


def _item(tree: dict[str, Any], field: str, index: str) -> Any:
    listed = tree.get(field)
    is_there = isinstance(listed, list) and index.isdecimal() and int(index) < len(listed)
    return listed[int(index)] if isinstance(listed, list) and is_there else None


def _is_text(tree: dict[str, Any], index: str, name: str) -> bool:
    service = _item(tree, "services", index)
    return isinstance(service, dict) and isinstance(service.get(name), str)
