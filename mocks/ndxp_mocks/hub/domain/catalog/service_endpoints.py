"""Methods and paths in a service's own document, as X-Road lists them and as the message log names them."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

import yaml

from ndxp_mocks import yaml_codec
from ndxp_mocks.hub.injection.point import Point
from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.state.world import World

SPECIFICATION: Final[Point[bytes]] = Point("specification", "before-send")  # the document of a version
_METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_VARIABLE: Final = re.compile(r"\{[^}]*\}")


def specification_of(world: World, version: Row) -> tuple[str, bytes] | None:
    """Media type and bytes of the document of a version, None if none was uploaded."""
    described = version.get("specification")
    if not described:
        return None
    content = world.contents.get(specification_name(version))
    return None if content is None else (str(described["media_type"]), content)


def specification_name(version: Row) -> str:
    """Return the name of the document of a version in `World.contents`."""
    return f"specifications/{version['service_id']}@{version['version']}"


def endpoints_of(world: World, version: Row) -> tuple[Mapping[str, str], ...]:
    """Return methods and paths of the document with `*` for each variable, in its order; none without a document."""
    return tuple({"method": method, "path": _VARIABLE.sub("*", path)} for method, path in _operations(world, version))


def path_template(world: World, version: Row | None, method: str, path: str) -> str | None:
    """Return the path of the document that was called, None if the document has none such or there is no document."""
    if version is None:
        return None
    called = path or "/"
    templates = (template for each, template in _operations(world, version) if each == method)
    matching = [template for template in templates if _pattern(template).fullmatch(called)]
    return min(matching, key=_variables, default=None)


def _variables(template: str) -> int:
    return template.count("{")


def _operations(world: World, version: Row) -> Iterator[tuple[str, str]]:
    specification = specification_of(world, version)
    return iter(()) if specification is None else iter(_read(*specification))


@lru_cache(maxsize=256)
def _read(media_type: str, content: bytes) -> tuple[tuple[str, str], ...]:
    try:
        document = parse_document(media_type, content)
    except ValueError:
        return ()
    paths = document.get("paths") if isinstance(document, dict) else None
    return tuple(
        (method.upper(), path)
        for path, item in (paths.items() if isinstance(paths, dict) else ())
        for method in _METHODS
        if isinstance(path, str) and isinstance(item, dict) and method in item
    )


def parse_document(media_type: str, content: bytes) -> Any:
    """Return the document as data; ValueError where it is neither JSON nor YAML."""
    try:
        return json.loads(content) if "json" in media_type else yaml_codec.read_upload(content)
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError(f"the document cannot be read: {type(error).__name__}") from error


@lru_cache(maxsize=4096)
def _pattern(template: str) -> re.Pattern[str]:
    pieces = _VARIABLE.split(template)
    return re.compile("[^/]+".join(re.escape(piece) for piece in pieces))
