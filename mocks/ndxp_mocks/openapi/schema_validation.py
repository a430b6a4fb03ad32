"""Values held to the schemas of a document."""

from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from jsonschema import (  # type: ignore[import-untyped]  # because jsonschema brings no types
    Draft202012Validator,
    ValidationError,
)
from jsonschema.validators import extend  # type: ignore[import-untyped]  # the same
from referencing import Registry, Resource
from referencing.exceptions import NoSuchResource, Unresolvable
from referencing.jsonschema import DRAFT202012

from ndxp_mocks.openapi.bounded_keywords import (
    additional_properties,
    pattern,
    pattern_properties,
    unevaluated_properties,
    unique_items,
)
from ndxp_mocks.openapi.dialect import Dialect, Schema
from ndxp_mocks.openapi.formats import checker
from ndxp_mocks.openapi.source import Unserved

_MOST: Final = 20
_SAID: Final = {
    "type": "không đúng kiểu dữ liệu",
    "required": "thiếu trường bắt buộc",
    "enum": "không thuộc danh sách giá trị",
    "const": "không đúng giá trị quy định",
    "format": "không đúng định dạng",
    "pattern": "không đúng mẫu",
    "minLength": "quá ngắn",
    "maxLength": "quá dài",
    "minimum": "nhỏ hơn mức cho phép",
    "exclusiveMinimum": "nhỏ hơn mức cho phép",
    "maximum": "lớn hơn mức cho phép",
    "exclusiveMaximum": "lớn hơn mức cho phép",
    "additionalProperties": "có trường không được mô tả",
    "minItems": "có quá ít phần tử",
    "maxItems": "có quá nhiều phần tử",
    "uniqueItems": "có phần tử lặp lại",
}
_OTHERWISE: Final = "không đúng mô tả"


class SchemaValidator:
    """The validators of one document, each made when it is first needed."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        registry: Registry[Any] = Registry(retrieve=cache(self._found))  # type: ignore[call-arg] # attrs has the name

        keywords = {
            "$ref": self._referred,
            "pattern": pattern,
            "patternProperties": pattern_properties,
            "additionalProperties": additional_properties,
            "unevaluatedProperties": unevaluated_properties(dialect.at),
            "uniqueItems": unique_items,
        }
        made = extend(Draft202012Validator, keywords)
        self._validator = made({}, registry=registry, format_checker=checker())

    def fits(self, value: Any, schema: Schema) -> bool:
        """Return whether a value is one that the schema permits. Raises Unserved if the schema leads nowhere."""
        return next(self._errors(value, schema), None) is None

    def flaws(self, value: Any, schema: Schema, at: str) -> Iterator[str]:
        """Yield the flaws of a value, one sentence each in Vietnamese, never the value itself."""
        for number, error in enumerate(self._errors(value, schema)):
            if number == _MOST:
                return
            place = "/".join((at, *(str(step) for step in error.absolute_path)))
            yield f"{place}: {_SAID.get(str(error.validator), _OTHERWISE)}"

    def _errors(self, value: Any, schema: Schema) -> Iterator[ValidationError]:
        validator = self._validator.evolve(schema=schema)
        try:
            yield from validator.iter_errors(value)
        except Unresolvable as error:
            cause = error.__cause__
            raise (
                cause if isinstance(cause, Unserved) else Unserved("reference_not_found", reference=error.ref)
            ) from None
        except RecursionError:
            raise Unserved("schema_without_end") from None

    def _referred(self, validator: Any, address: str, value: Any, _schema: Schema) -> Iterator[ValidationError]:
        # Because the registry forgets what it has retrieved, and looks through all of it again for each reference.
        yield from validator.descend(value, self._dialect.at(address), resolver=validator._resolver)  # noqa: SLF001

    def _found(self, address: str) -> Resource[Any]:
        if not address.startswith("doc:"):
            raise NoSuchResource(address)
        return DRAFT202012.create_resource(self._dialect.at(address))
