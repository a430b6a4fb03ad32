"""Fields for dates and times say how they are written, times also in which zone.

Broken: A date or time does not say how it is written, or in which time zone

`05/03/2026` is a day of March here and of May elsewhere, and `20261128083000` without a zone is off by seven hours for
somebody. A field is recognised by its name.

To mend it, write `format: date` or `format: date-time`. Another form is fine where the description names it, and for
times the zone: yyyyMMddHHmmss, Asia/Ho_Chi_Minh. What holds for all can stand once, in the description of the document.

Shows what the document says of texts whose names are those of dates. Does not show how the service writes them.
"""

import re
from collections.abc import Iterator
from typing import Final

from compliance.model.codelist import phrase, tells
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.schema import Property
from compliance.model.pattern import late
from compliance.model.rule import rule
from compliance.model.violation import Violation

MESSAGES: Final = {
    "format": "fields for dates that state neither format nor pattern, such as {name}: {count}",
    "zone": "fields for times that state a form of their own without a time zone, such as {name}: {count}",
}
SHOWN: Final = late(r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9:.]+(Z|[+-][0-9]{2}:?[0-9]{2}))?", re.ASCII)
HOURS: Final = late(r"hh|HH|giờ|[0-9]{2}:[0-9]{2}")


def is_date(property_: Property, facts: Facts) -> bool:
    """Return whether the name of a text is that of a date or a time, remembered by name for the whole document."""
    raw = property_.node.mapping
    if raw.get("type") not in ("string", ["string", "null"]) or "enum" in raw or "format" in raw:
        return False
    key = ("date", property_.name)
    return property_.files.remember(key, lambda: names_date(property_.name, facts))


def names_date(name: str, facts: Facts) -> bool:
    words, said = phrase(name[:80]).split(), facts.field_words
    counts = range(1, len(words) + 1)
    begins = any(" ".join(words[:count]) in said["date-begins"] for count in counts)
    ends = any(" ".join(words[-count:]) in said["date-ends"] for count in counts)
    return (begins or ends) and not tells(name, said["no-date"])


@rule("GP.RFC3339", proof=Proof.INDICATIVE, when=is_date)
def dates_state_format_and_zone(property_: Property, facts: Facts) -> Iterator[Violation]:
    about = " ".join(filter(None, (property_.node.text("description"), property_.node.text("title"))))
    everywhere = said_for_all(property_)
    is_written = has_pattern(property_) or any(
        tells(text, facts.field_words["date-pattern"]) for text in (about, everywhere)
    )
    if not is_written:
        yield counted(property_, "format")
    elif HOURS.search(about) and not any(tells(text, facts.field_words["time-zone"]) for text in (about, everywhere)):
        yield counted(property_, "zone")


def has_pattern(property_: Property) -> bool:
    """Return whether a pattern, or an example in the form of the Internet, shows how the date is written."""
    example = property_.node.mapping.get("example")
    is_shown = isinstance(example, str) and SHOWN.fullmatch(example) is not None
    return property_.node.has("pattern") or is_shown


def counted(property_: Property, kind: str) -> Violation:
    first = property_.files.remember(("first date", kind), lambda: property_.name)
    return Violation(MESSAGES[kind], at=property_.files.root, name=first, is_counted=True)


def said_for_all(property_: Property) -> str:
    info = property_.files.root.get("info")
    return (info.text("description") or "") if info is not None else ""


_HEAD = "openapi: 3.1.0\ninfo: {title: Tra cứu, version: 1.0.0}\npaths: {}\ncomponents:\n  schemas:\n    "
_DAYS = "ngay_nop: {type: string, description: Dạng dd/MM/yyyy}, ngayCap: {type: string, pattern: a}"
_OTHERS = "ngay_nop: {type: string, format: date}, so_ngay: {type: string}, createdAt: {type: integer}"
_CUSTOM = "Ho_so: {properties: {ngay_nop: {type: string, description: 'yyyyMMddHHmmss'}}}\n"
GOOD = [
    _HEAD + "Ho_so: {properties: {" + _DAYS + "}}\n",
    _HEAD + "Ho_so: {properties: {createdAt: {type: string, example: '2026-11-28T08:30:00+07:00'}}}\n",
    _HEAD + _CUSTOM.replace("HHmmss", "HHmmss, Asia/Ho_Chi_Minh"),
    _HEAD.replace("version", "description: Giờ viết theo RFC 3339, version") + _CUSTOM,
]
BAD = {
    "fields for dates that state neither format nor pattern, such as ngay_nop: 2": "openapi: 3.1.0  # <-\n"
    + _HEAD.partition("\n")[2]
    + "Ho_so: {properties: {ngay_nop: {type: string, example: '20261121083000'}, updated_at: {type: string}}}\n",
    "fields for times that state a form of their own without a time zone, such as ngay_nop: 1": (
        "openapi: 3.1.0  # <-\n" + _HEAD.partition("\n")[2] + _CUSTOM
    ),
}
IRRELEVANT = [_HEAD + "Ho_so: {properties: {" + _OTHERS + "}}\n"]
