"""The certificates in a time stamp put into the order that DER demands, which many authorities neglect.

They are no part of what is signed (RFC 5652, section 5.4), so that their order says nothing; the library that reads
stamps refuses any other (X.690, 11.6).
"""

from typing import Final

from compliance.model.dataclass import dataclass

_CERTIFICATES: Final = 0xA0
_LONG: Final = 0x80
_MOST_DIGITS: Final = 4


@dataclass(frozen=True, slots=True)
class _Value:
    """A value of ASN.1 in DER: its tag, where it starts, where its content starts, where it ends."""

    tag: int
    start: int
    content: int
    end: int


def in_order(answer: bytes) -> bytes:
    """Return an answer of an authority with its certificates in order; one that cannot be followed as it is."""
    try:
        held = _certificates(answer)
    except (IndexError, ValueError):
        return answer
    if held is None:
        return answer
    ordered = sorted(answer[each.start : each.end] for each in _within(answer, held))
    return answer[: held.content] + b"".join(ordered) + answer[held.end :]


def _certificates(answer: bytes) -> _Value | None:
    """Return where the certificates of the SignedData are (RFC 3161, 2.4.2; RFC 5652, 5.1), None if it has none."""
    whole = _value(answer, 0, len(answer))
    token = _within(answer, whole)[1]
    explicit = _within(answer, token)[1]
    signed = _within(answer, explicit)[0]
    return next((each for each in _within(answer, signed) if each.tag == _CERTIFICATES), None)


def _within(answer: bytes, outer: _Value) -> list[_Value]:
    """Return the values in another one; raises `ValueError` where one would end outside of it."""
    found, place = [], outer.content
    while place < outer.end:
        found.append(_value(answer, place, outer.end))
        place = found[-1].end
    return found


def _value(answer: bytes, start: int, limit: int) -> _Value:
    length, content = answer[start + 1], start + 2
    if length & _LONG:
        digits = length & ~_LONG
        if not 0 < digits <= _MOST_DIGITS:
            raise ValueError("a length that DER does not have")
        content += digits
        length = int.from_bytes(answer[start + 2 : content])
    if content + length > limit:
        raise ValueError("a value that ends outside")
    return _Value(answer[start], start, content, content + length)
