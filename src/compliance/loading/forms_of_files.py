"""What a parsed file is, seen from its top."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any, Final

from compliance.model.text import Message

ENDINGS: Final = (".yaml", ".yml", ".json", ".wsdl", ".xsd")
_OF_RECORDS: Final = frozenset(
    {
        "slug",
        "owner",
        "owner_history",
        "name_vi",
        "list_memberships",
        "platform_id",
        "operational_from",
        "provenance",
        "operation_contact",
    }
)
"""Fields of records that other files hardly have."""
_PARTS_OF_DOCUMENTS: Final = frozenset({"paths", "webhooks", "components"})
"""Fields of documents; beside `info` other files never have any of them."""
_LISTS_OF_RECORDS: Final = frozenset({"services", "connections", "notices", "databases", "milestones"})
_ENOUGH: Final = 2
_MOST_KEYS: Final = 100
_MOST_ITEMS: Final = 20
_SHOWN_KEYS: Final = 4


def has_ending(name: str) -> bool:
    """Return whether the name of a file ends as documents and records do."""
    return name.lower().endswith(ENDINGS)


def is_openapi(tree: Any) -> bool:
    """Return whether a tree calls itself an OpenAPI document."""
    return isinstance(tree, dict) and ("openapi" in tree or "swagger" in tree)


def is_description(tree: Any) -> bool:
    """Return whether a tree of XML describes a service: WSDL, or a schema."""
    from compliance.model.xml.description import form_of  # noqa: PLC0415 - because few files are XML

    return form_of(tree) is not None


def may_be_openapi(tree: Any) -> bool:
    """Return whether a tree is built like a document though it does not call itself one, as by a slip of the pen."""
    names = {str(key).lower() for key in tree} if isinstance(tree, dict) else set()
    return "info" in names and not names.isdisjoint(_PARTS_OF_DOCUMENTS)


def is_record(tree: Any) -> bool:
    """Return whether a tree looks like a record, or a list of them: it has what records have, by whatever spelling."""
    return any(sum(_marks_of(each)) >= _ENOUGH for each in _objects(tree))


def may_be_record(tree: Any) -> bool:
    """Return the same of a file that somebody named: there a single field of records tells enough."""
    return any(any(_marks_of(each)) for each in _objects(tree))


def what_it_is_not(tree: Any) -> Message:
    """Say what was found at the top of a file that is neither document nor record, and what is expected there."""
    match tree:
        case dict() if tree:
            keys = ", ".join(str(key)[:40] for key in islice(tree, _SHOWN_KEYS))
            template = (
                "this is neither OpenAPI document nor record: at its top stands {found}; "
                "a document has `openapi` or `swagger` there, a record `slug` and `owner`"
            )
            return Message.of(template, found=keys)
        case list():
            return Message.of("this is a list without a record in it; a record has `slug` and `owner`")
        case _:
            return Message.of("this holds nothing that could be judged: no object with keys stands at its top")


def _objects(tree: Any) -> Iterator[dict[str, Any]]:
    for each in islice(tree, _MOST_ITEMS) if isinstance(tree, list) else (tree,):
        if isinstance(each, dict) and not is_openapi(each):
            yield each


def _marks_of(tree: dict[str, Any]) -> Iterator[bool]:
    """Yield whether each field is one that only records have, or nearly spelled so, or a list of objects as theirs."""
    for key in list(tree)[:_MOST_KEYS]:
        name = str(key).lower()
        yield name in _OF_RECORDS or _is_near(name[:40])
    lists = (tree.get(name) for name in _LISTS_OF_RECORDS)
    yield from (isinstance(each, list) and any(isinstance(one, dict) for one in each) for each in lists)


@lru_cache(maxsize=1000)
def _is_near(key: str) -> bool:
    from difflib import get_close_matches  # noqa: PLC0415 - because most fields are spelled right

    return bool(get_close_matches(key, _OF_RECORDS, n=1, cutoff=0.8))
