"""Forms in both documents: the media types in which they are sent, and how their parts are written."""

from collections.abc import Iterator
from typing import Final

from compliance.model.changes.change import Change, Part
from compliance.model.changes.discovery import changes_in
from compliance.model.changes.encoding import Encoding, usual_media_types
from compliance.model.changes.gathering import members_of, shape_of
from compliance.model.changes.media_types import media_type_like
from compliance.model.changes.pair import EncodingPair, MediaTypePair
from compliance.model.changes.term import Term
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.messages import listed
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import Operation

_PARTS: Final = frozenset({"array", "object"})
_URLENCODED: Final = "application/x-www-form-urlencoded"


def forms_refused(one: Operation, other: Operation, part: Part) -> Iterator[Change]:
    """Yield the media types in which a form of version 2 was sent and is no more."""
    older, newer = _consumed(one), _consumed(other)
    for media_type in older if newer and one.files.is_version_2 and other.files.is_version_2 else ():
        if media_type_like(media_type, newer) is None:
            offered, described = (True, False), (True, True)
            yield from changes_in(
                MediaTypePair(one.name, part, media_type, one.at, other.at, is_offered=offered, is_described=described)
            )


def is_form(media_type: str) -> bool:
    """Return whether a media type is one of forms, whose parts are written each in its own way."""
    return _is_urlencoded(media_type) or media_type.startswith("multipart/")


def parts_written(
    schemas: tuple[Node, Node], files: tuple[DocumentFiles, DocumentFiles], media_type: str, operation: str, part: Part
) -> Iterator[Change]:
    """Yield the parts of a form that are written otherwise; `schemas` stand in the Media Type Objects."""
    older, newer = (encodings(node, its) for node, its in zip(schemas, files, strict=True))
    for name in dict.fromkeys((*older, *newer)):
        left, right = older.get(name), newer.get(name)
        has_parts = _is_urlencoded(media_type) and all(
            _is_joined(name, node, its) for node, its in zip(schemas, files, strict=True)
        )
        places = (left or schemas[0]).at, (right or schemas[1]).at
        usual = (
            frozenset() if _is_urlencoded(media_type) else usual_media_types(node, name, its)
            for node, its in zip(schemas, files, strict=True)
        )
        before, after = (Encoding.of(*stated) for stated in zip((left, right), usual, strict=True))
        yield from changes_in(EncodingPair(operation, part, name, *places, before, after, has_parts))


def _is_urlencoded(media_type: str) -> bool:
    return media_type.partition(";")[0] == _URLENCODED


def _is_joined(name: str, schema: Node, files: DocumentFiles) -> bool:
    """Return whether a part of a form is made of several values."""
    nodes = members_of(schema, files).get(name, [])
    kinds = shape_of(Term(tuple(nodes)), files).kinds
    return kinds is not None and not kinds.isdisjoint(_PARTS)


def _consumed(operation: Operation) -> list[str]:
    return [name.partition(";")[0].strip().lower() for name in listed(operation, "consumes")]


def encodings(schema: Node, files: DocumentFiles) -> dict[str, Node]:
    """Return what is stated of the parts of a form, whose schema stands in a Media Type Object, by name."""
    stated = schema.parent.get("encoding") if schema.parent is not None and not files.is_version_2 else None
    target = files.follow(stated) if stated is not None else None
    followed = {name: files.follow(node) for name, node in (target.members() if target is not None else ())}
    return {name: node for name, node in followed.items() if node is not None}
