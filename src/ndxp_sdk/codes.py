"""Codes that Viet Nam's agencies exchange: agencies, citizens, enterprises, dossiers, procedures.

A pattern says whether a text can be such a code, not whether the code was given to anybody. Nothing here rewrites a
code: what came from the wire goes back to it as it was.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal, NoReturn, Self

from ndxp_sdk._text import sanitise
from ndxp_sdk.errors import InvalidIdentifier

CodeKind = Literal[
    "agency",
    "agency-2016",
    "citizen",
    "identity-card",
    "enterprise",
    "dossier",
    "procedure",
    "local-procedure",
    "field",
    "integration",
    "document",
    "province",
    "commune",
]


@dataclass(frozen=True, slots=True)
class Shape:
    """The shape of a code. `is_personal` codes are never shown in messages."""

    pattern: re.Pattern[str]
    example: str
    source: str
    is_personal: bool = False


_AGENCY: Final = r"(?=.{3,35}\Z)[A-Y][0-9]{2}(?:\.[0-9A-Z]+)*"
_AGENCY_2016: Final = r"[0-9A-Z]{3}\.[0-9A-Z]{2}\.[0-9A-Z]{2}\.[A-Z][0-9]{2}"
SHAPES: Final[Mapping[CodeKind, Shape]] = MappingProxyType(
    {
        "agency": Shape(re.compile(_AGENCY), "G12.18", "Decision 20/2020/QĐ-TTg"),
        "agency-2016": Shape(re.compile(_AGENCY_2016), "000.00.00.G22", "QCVN 102:2016/BTTTT"),
        "citizen": Shape(re.compile(r"[0-9]{12}"), "twelve digits", "Law on Identification", is_personal=True),
        "identity-card": Shape(re.compile(r"[0-9]{9}"), "nine digits", "cards before 2016", is_personal=True),
        # because individuals and households use the citizen number as tax code since 2025
        "enterprise": Shape(re.compile(r"[0-9]{10}(?:-?[0-9]{3})?"), "0000000000", "enterprise and tax codes"),
        "dossier": Shape(
            re.compile(rf"(?:{_AGENCY_2016}|[A-Y][0-9]{{2}}(?:\.[0-9A-Z]+)*)-[0-9]{{6}}-[0-9]{{4,}}"),
            "000.00.00.G22-261122-0001",
            "Circular 01/2018/TT-VPCP, article 19",
        ),
        "procedure": Shape(re.compile(r"[1-9]\.[0-9]{6}"), "1.011442", "national database of procedures"),
        "local-procedure": Shape(
            re.compile(r"[1-9]\.[0-9]{6}\.[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Y][0-9]{2}(?:\.[0-9]{2})?"),
            "1.011442.000.00.00.H38",
            "national database of procedures",
        ),
        "field": Shape(re.compile(r"[A-Y][0-9]{2}-[A-Z]{2}[0-9]{2,3}"), "G15-TP110", "national database of procedures"),
        "integration": Shape(re.compile(r"[0-9]{3}"), "037", "MaTichHop of the population database"),
        "document": Shape(
            re.compile(r"[^,]+,[0-9]{4}/(?:0[1-9]|1[0-2])/(?:0[1-9]|[12][0-9]|3[01]),[0-9]+[A-Za-z]?/.+"),
            "000.00.04.G14,2012/08/06,267/VPCP-TTĐT",
            "QCVN 102:2016/BTTTT",
        ),
        "province": Shape(re.compile(r"0[1-9]|[1-9][0-9]"), "01", "administrative units"),
        "commune": Shape(re.compile(r"(?!00000)[0-9]{5}"), "00001", "administrative units"),
    }
)


def is_code(kind: CodeKind, text: str) -> bool:
    """Return whether `text` can be a code of this kind.

    >>> is_code("agency", "G12.18"), is_code("agency", "Z12")
    (True, False)
    """
    return SHAPES[kind].pattern.fullmatch(text) is not None


def code(kind: CodeKind, text: str) -> str:
    """Return `text` itself, if it can be a code of this kind; raises InvalidIdentifier."""
    if is_code(kind, text):
        return text
    shape = SHAPES[kind]
    found = f"a text of {len(text)} characters" if shape.is_personal else f'"{sanitise(text, 60)}"'
    raise InvalidIdentifier(f"{found} is no {kind} code, such as {shape.example} ({shape.source})")


@dataclass(frozen=True, slots=True)
class AgencyCode:
    """The code of an agency, in the form of 2016 or of 2020. Two forms of one agency are equal; neither is rewritten.

    That `000.00.00.G22` and `G22` are one agency is inferred: the groups of the older form, without those that are all
    zero, stand in reverse order.

    >>> AgencyCode("000.00.00.G22") == AgencyCode("G22"), str(AgencyCode("000.00.00.G22"))
    (True, '000.00.00.G22')
    """

    text: str = field(compare=False)
    groups: tuple[str, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        kind: CodeKind = "agency-2016" if is_code("agency-2016", self.text) else "agency"
        groups = code(kind, self.text).split(".")
        if kind == "agency-2016":
            groups.reverse()
            while not groups[-1].strip("0"):
                groups.pop()
        object.__setattr__(self, "groups", tuple(groups))

    @property
    def level_one(self) -> str:
        """The ministry or province, `G22`."""
        return self.groups[0]

    def __str__(self) -> str:
        return self.text


class CitizenId:
    """The number of a citizen, twelve digits, or nine on an old card. Nothing but `reveal` shows it.

    >>> CitizenId("000000000000")
    CitizenId(************)
    """

    __slots__ = ("_digits",)

    def __init__(self, text: str) -> None:
        self._digits = code("identity-card" if len(text) == 9 else "citizen", text)

    def reveal(self) -> str:
        """Return the digits, for the body of a request; never for a log."""
        return self._digits

    @property
    def is_old_card(self) -> bool:
        """Whether it is the number of an identity card of nine digits, which has a field of its own (`SoCMND`)."""
        return len(self._digits) == 9

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __reduce__(self) -> NoReturn:
        raise TypeError("a citizen number is not pickled; send what reveal() gives where it must go")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CitizenId) and other.reveal() == self._digits

    def __hash__(self) -> int:
        return hash(self._digits)

    def __repr__(self) -> str:
        return f"CitizenId({'*' * len(self._digits)})"

    __str__ = __repr__


def enterprise_check_digit_fits(text: str) -> bool:
    """Return whether the tenth digit of an enterprise code fits the nine before it.

    A hint at a typing error, never a reason to refuse: the rule is not published, it fits the codes that were seen.
    """
    digits = [int(digit) for digit in code("enterprise", text)[:10]]
    weights = (31, 29, 23, 19, 17, 13, 7, 5, 3)
    rest = sum(weight * digit for weight, digit in zip(weights, digits[:9], strict=True)) % 11
    return 10 - rest == digits[9]
