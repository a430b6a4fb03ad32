"""The good answers of a platform: values of bodies and headers, single things, and lists in pages."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from ndxp_mocks.openapi.changed_since import Listed, narrow_to_changes
from ndxp_mocks.openapi.dialect import Schema
from ndxp_mocks.openapi.endpoint import Media, Parameter, Response
from ndxp_mocks.openapi.examples import examples_in
from ndxp_mocks.openapi.extensions import tells_of_persons
from ndxp_mocks.openapi.fake_values import phrase
from ndxp_mocks.openapi.generator import ValueGenerator
from ndxp_mocks.openapi.operations import DocumentedOperation, DocumentReader
from ndxp_mocks.openapi.page import NEXT_IN_HEADERS, Page, around, leads_on, next_address, next_position, page_of
from ndxp_mocks.openapi.pagination import PagedList, listing_of
from ndxp_mocks.openapi.response_headers import HeaderBuilder
from ndxp_mocks.openapi.schema_merge import flatten
from ndxp_mocks.openapi.schema_validation import SchemaValidator
from ndxp_mocks.openapi.source import Unserved
from ndxp_mocks.openapi.value_shapes import (
    as_text,
    key_of,
    last_variable,
    with_empty,
    with_items,
    without_null,
    written,
)
from ndxp_mocks.platform.misbehaviour import ObservedRequest

COUNT: Final = 24
_TRIES: Final = 3


class UnknownPosition(Exception):
    """A page was asked for by a position that the platform never gave."""


class ResponseBuilder:
    """Makes the good answers of one document; the same request gets the same answer."""

    def __init__(
        self, reading: DocumentReader, generating: ValueGenerator, validating: SchemaValidator, *, is_steady: bool
    ) -> None:
        """Order the pages behind the first one in another way if not steady."""
        self._is_steady = is_steady
        self._reading = reading
        self._dialect = reading.dialect
        self._generating = generating
        self._validating = validating
        self._headers = HeaderBuilder(reading, generating, validating)
        self._documented = {(each.method, each.template): each for each in reading.operations()}
        self.body = cache(self._body)
        self._listed = cache(self._rows)
        self.known = cache(self._known)
        self.samples = cache(self._samples)
        self.is_personal = cache(self._is_personal)

    def value(
        self,
        documented: DocumentedOperation,
        media: Media,
        values: Mapping[tuple[str, str], Any],
        asked: ObservedRequest,
    ) -> tuple[Any, tuple[tuple[str, str], ...]]:
        """Return the value of an answer, and the headers that lead to another page.

        Raises UnknownPosition, Unserved.
        """
        endpoint = self._reading.endpoint(documented)
        listing = listing_of(endpoint, media, self._dialect)
        if listing is not None:
            return self._page(documented, listing, media, values, asked)
        return self._single(documented, media, values), ()

    def headers(self, documented: DocumentedOperation, response: Response) -> tuple[tuple[str, str], ...]:
        """Return the documented headers of an answer with made-up values."""
        told = (each for each in response.headers if each.is_required or not leads_on(each.name))
        start = f"{documented.name} {response.key}"
        found = ((each.name, self._headers.value(each, f"{start} {each.name}")) for each in told)
        return tuple((name, value) for name, value in found if value is not None)

    def parameter(self, parameter: Parameter) -> Any:
        """Return a value of a parameter that the platform knows: an example, else a made-up one."""
        return self._known_values(parameter, 1)[0]

    def _page(
        self,
        documented: DocumentedOperation,
        listing: PagedList,
        media: Media,
        values: Mapping[tuple[str, str], Any],
        asked: ObservedRequest,
    ) -> tuple[Any, tuple[tuple[str, str], ...]]:
        listed = narrow_to_changes(self._listed(documented, media.type), values)
        keys = list(listed.keys)
        listing = listing.as_asked(values)
        page = page_of(listing, values, keys, asked)
        if page is None:
            raise UnknownPosition
        following = None
        if not page.is_last and listing.position is not None:
            position = next_position(listing, page, keys)
            following = (position, next_address(listing, page, position))
        order = listed.rows if self._is_steady or page.begin == 0 else (*listed.rows[1:], *listed.rows[:1])
        rows = list(order[page.begin : page.end])
        whole = self._enclosed(documented, listing, media, rows, page, following)
        return whole, self._leading(documented, following)

    def _leading(
        self, documented: DocumentedOperation, following: tuple[str, str] | None
    ) -> tuple[tuple[str, str], ...]:
        """Return the headers that lead to the next page: `Link` (RFC 8288), and what the document calls so."""
        response = self._reading.endpoint(documented).success[1]
        if following is None or response is None:
            return ()
        named = [each.name for each in response.headers if phrase(each.name) in NEXT_IN_HEADERS]
        return (("Link", f'<{following[1]}>; rel="next"'), *((name, following[1]) for name in named))

    def _enclosed(
        self,
        documented: DocumentedOperation,
        listing: PagedList,
        media: Media,
        rows: list[Any],
        page: Page,
        following: tuple[str, str] | None,
    ) -> Any:
        """Return the rows with what stands around them, of the forms that say so the first that the schema permits."""
        if not listing.steps:
            return rows
        told = around(with_items(self.body(documented, media.type), listing.steps, []), listing, page, following)
        whole = with_items(told, listing.steps, rows)
        for form in (whole, without_null(whole), with_empty(whole)):
            if self._validating.fits(form, media.schema):
                return form
        return with_items(self.body(documented, media.type), listing.steps, rows)

    def _rows(self, documented: DocumentedOperation, media_type: str) -> Listed:
        endpoint, media = self._reading.endpoint(documented), self._media(documented, media_type)
        listing = listing_of(endpoint, media, self._dialect)
        found: dict[str, Any] = {}
        if listing is not None:
            name = self._reading.variable_below(documented.template)
            for number in range(COUNT * _TRIES):
                row = self._generating.value(listing.items, f"row {written(listing.items)}", "", number)
                found.setdefault(key_of(row, name), row)
                if len(found) == COUNT or (number == COUNT and len(found) == 1):
                    break
        return Listed(tuple(found.values()), tuple(found))

    def _single(self, documented: DocumentedOperation, media: Media, values: Mapping[tuple[str, str], Any]) -> Any:
        """Return one thing: that of the list if it is one of a list, else one that bears the requested name."""
        name = last_variable(documented.template)
        identity = values.get(("path", name)) if name is not None else None
        collection = self._collection(documented, media.schema)
        if collection is not None and identity is not None:
            listed = self._listed(*collection)
            if str(identity) in listed.keys:
                return listed.rows[listed.keys.index(str(identity))]
        value = self.body(documented, media.type)
        if name is None or identity is None or not isinstance(value, dict):
            return value
        for member in value:
            if phrase(member) in {phrase(name), "id", phrase(name).rpartition(" ")[2]} and value[member] != identity:
                amended = {**value, member: identity}
                return amended if self._validating.fits(amended, media.schema) else value
        return value

    def _is_personal(self, documented: DocumentedOperation) -> bool:
        """Return whether the document marks something of the good answer as personal."""
        response = self._reading.endpoint(documented).success[1]
        return any(tells_of_persons(each.schema, self._dialect.at) for each in (response.content if response else ()))

    def _collection(self, documented: DocumentedOperation, schema: Schema) -> tuple[DocumentedOperation, str] | None:
        """Return the list of which an operation gives one thing: the operation and the media type of the list."""
        above = self._documented.get(("get", documented.template.rpartition("/")[0]))
        if above is None or not documented.template.endswith("}"):
            return None
        try:
            endpoint = self._reading.endpoint(above)
            response = endpoint.success[1]
            for media in response.content if response is not None else ():
                listing = listing_of(endpoint, media, self._dialect)
                if listing is not None and listing.items == schema:
                    return above, media.type
        except Unserved:
            return None
        return None

    def _known(self, documented: DocumentedOperation) -> frozenset[str] | None:
        """Return the identifiers at the end of the path that there are, None if the path ends otherwise."""
        name = last_variable(documented.template)
        endpoint = self._reading.endpoint(documented)
        parameter = next((each for each in endpoint.parameters if (each.place, each.name) == ("path", name)), None)
        if parameter is None or not documented.template.endswith("}"):
            return None
        found = {as_text(each) for each in self._known_values(parameter, COUNT)}
        response = endpoint.success[1]
        for media in response.content if response is not None else ():
            if (collection := self._collection(documented, media.schema)) is not None:
                found.update(self._listed(*collection).keys)
        return frozenset(found)

    def _known_values(self, parameter: Parameter, count: int) -> list[Any]:
        schema = parameter.schema
        flat = flatten(schema, self._dialect.at)
        if isinstance(flat.get("enum"), list):
            return [value for value in flat["enum"] if self._validating.fits(value, schema)] or list(flat["enum"])
        owner = parameter.node
        stated = [*examples_in(self._reading.source, owner), *examples_in(self._reading.source, owner.get("schema"))]
        stated += [flat[key] for key in ("example", "default") if key in flat]
        told = [value for value in stated if self._validating.fits(value, schema)]
        made = len(told)
        for number in range(count):
            if made + number >= max(count, 1) and told:
                break
            told.append(self._generating.value(schema, f"parameter {parameter.name}", parameter.name, number))
        return told

    def _body(self, documented: DocumentedOperation, media_type: str) -> Any:
        media = self._media(documented, media_type)
        for example in media.examples:
            if self._validating.fits(example, media.schema):
                return example
        return self._generating.value(media.schema, f"{documented.name} {media_type}", "")

    def _media(self, documented: DocumentedOperation, media_type: str) -> Media:
        response = self._reading.endpoint(documented).success[1]
        return next(each for each in (response.content if response else ()) if each.type == media_type)

    def _samples(self, documented: DocumentedOperation) -> Mapping[tuple[str, str], Any]:
        """Return a value for each required parameter of an operation."""
        endpoint = self._reading.endpoint(documented)
        return {(each.place, each.name): self.parameter(each) for each in endpoint.parameters if each.is_required}
