"""The owner of a database issues and publishes the regulation on using its data.

Broken: No regulation on using the data of a database is published

Agencies that need the data have to know beforehand on which terms they get it.

To mend it, issue the regulation, publish it, and write its `number` and where it is `published`.

Shows that the record names a regulation and where it is published, in whatever medium: the law names none. Does not
show that it can be read there, nor what it says.
"""

from collections.abc import Iterator

from compliance.model.record import NONE, Record
from compliance.model.record_form import is_none
from compliance.model.record_form.papers import DataUseRegulation
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record._said import is_said, is_unsaid, unsaid


def may_have_a_database(record: Record) -> bool:
    return record.databases != NONE


@rule("L20-2023.D42.K1.C", "ND47-2020.D22", when=may_have_a_database, needs=("data_use_regulation",))
def data_use_regulation_is_published(record: Record) -> Iterator[Violation | Unknown]:
    regulation = record.data_use_regulation
    at = record.at.child("data_use_regulation")
    if isinstance(regulation, DataUseRegulation) and not is_none(regulation.published):
        if not is_said(regulation.number):
            yield unsaid(record, "data_use_regulation.number")
        if is_unsaid(regulation.published) and is_unsaid(regulation.url):
            yield unsaid(record, "data_use_regulation.published")
    elif is_unsaid(record.databases):
        yield unsaid(record, "databases")
    elif regulation == NONE:
        yield Violation("the record says that no regulation on using the data was issued", at)
    elif isinstance(regulation, DataUseRegulation):
        template = "the record says that the regulation on using the data is kept unpublished"
        yield Violation(template, at.child("published"))


_RECORD = "slug: household-business\nowner: {code: G12}\ndatabases: [{id: households}]\n"
GOOD = [
    _RECORD + "data_use_regulation: {number: 12/QĐ-BTC, issued: 2026-01-05, published: Công báo số 15}\n",
    _RECORD + "data_use_regulation: {number: 12/QĐ-BTC, url: 'https://www.mof.gov.vn/12'}\n",
    "slug: household-business\nowner: {code: G12}\ndata_use_regulation: {number: 12/QĐ-BTC, published: Công báo}\n",
]
BAD = {
    "the record says that no regulation on using the data was issued": _RECORD + "data_use_regulation: none  # <-\n",
    "the record says that the regulation on using the data is kept unpublished": _RECORD
    + "data_use_regulation: {number: 12/QĐ-BTC, published: none}  # <-\n",
}
UNKNOWN = [
    _RECORD,
    _RECORD + "data_use_regulation: {}\n",
    _RECORD + "data_use_regulation: {number: 12/QĐ-BTC}\n",
    _RECORD + "data_use_regulation: {published: Công báo}\n",
    _RECORD + "data_use_regulation: none\nprovenance: {declared: false}\n",
    _RECORD + "data_use_regulation: {number: 12/QĐ-BTC, published: none}\nprovenance: {declared: false}\n",
    "slug: household-business\nowner: {code: G12}\ndata_use_regulation: none\n",
    "slug: household-business\nowner: {code: G12}\ndatabases: []\ndata_use_regulation: none\n",
]
IRRELEVANT = ["slug: household-business\nowner: {code: G12}\ndatabases: none\ndata_use_regulation: none\n"]
