"""What formats promise: which is a part of which, and which are hints that nobody checks."""

from collections.abc import Iterator
from typing import Final

from compliance.model.changes.bounds import WHOLE, keeps, of_bits
from compliance.model.changes.pair import ValuePair

_HINTS: Final = frozenset({"int64", "double", "float", "password"})
"""Formats that programs keep without looking at them: where another is stated they count, alone they do not."""
_KNOWN: Final = frozenset(
    {
        "date", "date-time", "time", "duration", "email", "idn-email", "hostname", "idn-hostname", "ipv4", "ipv6",
        "uri", "uri-reference", "iri", "iri-reference", "uri-template", "uuid", "json-pointer", "regex", "byte",
        "binary", "int32", *_HINTS,
    }
)  # fmt: skip
NEVER_EMPTY: Final = frozenset(
    {
        "date", "date-time", "time", "duration", "email", "idn-email", "hostname", "idn-hostname", "ipv4", "ipv6",
        "uri", "iri", "uuid", "int32",
    }
)  # fmt: skip
"""Formats in which no empty text is written."""
_WITHIN: Final = {
    "int32": {"int64", "double"},
    "int64": {"double"},
    "float": {"double"},
    "email": {"idn-email"},
    "hostname": {"idn-hostname"},
    "uri": {"uri-reference", "iri", "iri-reference"},
    "iri": {"iri-reference"},
    "uri-reference": {"iri-reference"},
}
_BYTES: Final = frozenset({"binary"})


def broken_formats(pair: ValuePair) -> Iterator[str]:
    """Yield the formats that values had to have, or have to have now, and that those that come need not have."""
    allowed, found = pair.allowed_and_found
    if found.values is not None:
        return
    for name in sorted(allowed.formats - found.formats):
        is_hint = name in _HINTS and not found.formats
        if not is_hint and not any(name in _WITHIN.get(other, ()) for other in found.formats) and not _fits(name, pair):
            yield name
    yield from sorted((found.formats - allowed.formats) & _BYTES)


def _fits(name: str, pair: ValuePair) -> bool:
    """Return whether whole numbers keep to a format because their bounds do."""
    found = pair.allowed_and_found[1]
    return (
        name in WHOLE
        and found.kinds == frozenset({"integer"})
        and keeps(found, "minimum", of_bits(WHOLE[name], is_lower=True), pair.patterns)
        and keeps(found, "maximum", of_bits(WHOLE[name], is_lower=False), pair.patterns)
    )


def is_known(name: str) -> bool:
    """Return whether a format is one whose values programs check or read."""
    return name in _KNOWN
