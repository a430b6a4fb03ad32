"""The table of mapped fields has each field that the service returns.

Broken: The table of mapped fields leaves out fields that the service returns

A field that is in no table means to the other end whatever its name suggests. One that has no term in the dictionary is
marked so, and is then no fault.

To mend it, add the fields to `mapping.fields`, or to `mapping.without_term` where the dictionary has no term.

Shows that the names of the document are in the declared table. Does not show that the terms fit, nor what a field holds
beside its name. Connections of before 29 July 2026 are not meant.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from compliance.model.codelist import fold
from compliance.model.derived.documented_service import DocumentedService
from compliance.model.example import Platform
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.returned import returned_names
from compliance.model.record import Connection
from compliance.model.record_form.connection import Mapping
from compliance.model.rule import rule
from compliance.model.text import Message
from compliance.model.violation import Unknown, Violation

_CLAUSE: Final = "QD1425-2026.P2.PRE-CONNECT"
_MOST_SHOWN: Final = 5


def is_shared_nationally(documented: DocumentedService, facts: Facts) -> bool:
    return any(_tables(documented, facts))


def _tables(documented: DocumentedService, facts: Facts) -> Iterator[Connection]:
    """Yield the national connections that pass the service, made already and not said to have no table.

    One that is known to be older than the decision is none of them, because no table was owed before it.
    """
    service = documented.service.id
    issued = facts.catalogue.requirements[_CLAUSE].instrument.in_force.start or date.min
    for connection in documented.record.listed_connections():
        is_national = connection.channel is not None and connection.channel.is_national
        is_made = connection.is_alive and not connection.is_in("planned")
        passes = connection.services is None or service in connection.services
        is_older = connection.since is not None and connection.since < issued
        if is_national and is_made and passes and not is_older and not isinstance(connection.mapping, str):
            yield connection


@rule(_CLAUSE, "QD1425-2026.P2.MASTER", proof=Proof.INDICATIVE, when=is_shared_nationally)
def mapping_covers_the_shared_fields(documented: DocumentedService, facts: Facts) -> Iterator[Violation | Unknown]:
    tables = [(each, each.mapping) for each in _tables(documented, facts) if isinstance(each.mapping, Mapping)]
    listed = [name for _, table in tables for name in (*(table.fields or ()), *(table.without_term or ()))]
    if not listed:
        yield Unknown("the record does not list the fields that are mapped", at=documented.service)
        return
    mapped = {fold(part) for name in listed for part in (name, name.rpartition(".")[2])}
    names = returned_names(documented.document)
    lacking = [name for name in names if fold(name) not in mapped]
    if lacking:
        template = "{count} of {total} fields of the service {service} are not in the table: {fields}"
        at, service = tables[0][0].at.child("mapping"), documented.service.id
        shown, total = ", ".join(name[:40] for name in lacking[:_MOST_SHOWN]), len(names)
        said = Message.of(template, count=len(lacking), total=total, service=service, fields=shown)
        yield Violation(said, at=at, key=service, related=documented.document)


_RECORD = """slug: household-business
owner: {code: G12}
services: [{id: households, document: openapi.yaml}]
connections:
- """
_DOCUMENT = {
    "openapi.yaml": "openapi: 3.1.0\ninfo: {title: Hộ kinh doanh, version: 1.0.0}\npaths:\n  /households:\n    get:\n"
    "      responses:\n        '200':\n          content: {application/json: {schema: {type: object, properties: "
    "{data: {type: array, items: {$ref: '#/components/schemas/Household'}}, tong_so: {type: integer}}}}}\n"
    "components: {schemas: {Household: {properties: {maHo: {type: string}, ten: {type: string}, mat_khau: "
    "{type: string, writeOnly: true}}}}}\n"
}
_LACKING = "2 of 3 fields of the service households are not in the table: {}"
GOOD = [
    Platform(_RECORD + "{via: ndxp, mapping: {fields: [household.maHo, TEN], without_term: [tong_so]}}\n", _DOCUMENT),
]
BAD = {
    _LACKING.format("tong_so, ten"): Platform(_RECORD + "{via: ndxp, mapping: {fields: [maHo]}}  # <-\n", _DOCUMENT),
    _LACKING.format("tong_so, maHo"): Platform(
        _RECORD + "{via: ndop, services: [households], mapping: {without_term: [ten]}}  # <-\n", _DOCUMENT
    ),
}
UNKNOWN = [
    Platform(_RECORD + "{via: ndxp}\n", _DOCUMENT),
    Platform(_RECORD + "{via: ndxp, mapping: {number: 12/VD}}\n", _DOCUMENT),
    Platform(
        _RECORD + "{via: ndxp, mapping: {fields: [maHo, tong_so, ten]}}\n",
        {name: text.replace("schemas/Household", "schemas/Houshold") for name, text in _DOCUMENT.items()},
    ),
]
IRRELEVANT = [
    Platform(_RECORD + "{via: lgsp, mapping: {fields: [maHo]}}\n", _DOCUMENT),
    Platform(_RECORD + "{via: ndxp, mapping: none}\n", _DOCUMENT),
    Platform(_RECORD + "{via: ndxp, state: planned, mapping: {fields: [maHo]}}\n", _DOCUMENT),
    Platform(_RECORD + "{via: ndxp, services: [others], mapping: {fields: [maHo]}}\n", _DOCUMENT),
    Platform(_RECORD + "{via: ndxp, since: 2026-07-28, mapping: {fields: [maHo]}}\n", _DOCUMENT),
]
