"""All that is published, read from `specs` when somebody asks for it: a document needs little of it."""

from collections.abc import Callable
from datetime import date
from importlib import import_module
from typing import Any, Final

from compliance.model.dataclass import replace
from compliance.model.facts import Facts

_READERS: Final = {
    "catalogue": "catalogue.catalogue",
    "addressees": "codelists.addressees",
    "bearers": "codelists.bearers",
    "owner_kinds": "codelists.owner_kinds",
    "agencies": "codelists.agencies",
    "operation_words": "words.operation_words",
    "functions": "words.functions",
    "document_words": "words.document_words",
    "message_words": "words.message_words",
    "field_words": "words.field_words",
    "legacy_text": "words.legacy_text",
    "common_lists": "words.common_lists",
    "core_entities": "words.core_entities",
    "platform_matcher": "platform_matcher.platform_matcher",
    "consent_words": "words.consent_words",
    "extensions": "codelists.extensions",
    "platform_regime": "codelists.platform_regime",
    "lists": "codelists.code_lists",
    "channels": "vocabulary.channels_by_code",
    "systems": "vocabulary.systems",
    "calendar": "calendar.calendar",
    "ladder": "ladder.stages",
    "questions": "questions.questions",
    "platform_lists": "platform_lists.platform_lists",
}


def facts(as_of: date) -> Facts:
    """Return everything that is published, for an audit of that day; only the names of that audit are remembered."""
    readers: dict[str, Callable[[], Any]] = {name: _reader(where) for name, where in _READERS.items()}
    return Facts.read_late(as_of, {**readers, "field_names": _own_field_names, "instances": _own_instances})


def _reader(where: str) -> Callable[[], Any]:
    module, _, name = where.partition(".")

    def read() -> Any:
        return getattr(import_module(f"compliance.loading.facts.{module}"), name)()

    return read


def _own_field_names() -> Any:
    from compliance.loading.facts.field_names import field_names  # noqa: PLC0415 - see above

    return replace(field_names())


def _own_instances() -> Any:
    from compliance.loading.instances import JsonSchemaInstances  # noqa: PLC0415 - see above

    return JsonSchemaInstances()
