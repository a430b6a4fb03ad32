"""The kinds of property: how each is written as a schema, and how a made-up value of it is drawn.

Every value is visibly made up: places are 999, tax codes begin with 9999, people are called Mẫu and Ví Dụ.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from random import Random
from typing import Any, Final

from ndxp_mocks.platform.entity import Property
from ndxp_mocks.platform.operation import JsonObject

HANOI: Final = timezone(timedelta(hours=7))
FIRST_DAY: Final = date(2025, 7, 1)
_DAYS: Final = 180
_PEOPLE: Final = ("Nguyễn Văn Mẫu", "Trần Thị Ví Dụ", "Lê Văn Giả Định", "Phạm Thị Mô Phỏng", "Hoàng Thử Nghiệm")
_PROVINCES: Final = ("01", "31", "48", "79", "92")
_AGENCIES: Final = ("G06", "G09", "G12", "G18", "G22")
_PROVINCE_LIST: Final = {"name": "administrative-units", "edition": "19/2025/QĐ-TTg"}
_AGENCY_LIST: Final = {"name": "agencies", "edition": "09/2025/QĐ-TTg"}
_AGENCY: Final = r"^([0-9]{3}\.[0-9]{2}\.[0-9]{2}\.)?[A-Z][0-9]{2}(\.[0-9]{2,3})*$"

Draw = Callable[[Property, Random, int], Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: the fixed part of its schema, how the n-th value is drawn, and whether it is about people."""

    schema: JsonObject
    draw: Draw
    personal: str | None = None


def schema_of(described: Property) -> JsonObject:
    """Return the JSON schema of one property, without example."""
    schema: JsonObject = {**KINDS[described.kind].schema, "description": described.means}
    match described.kind:
        case "choice":
            meanings = "; ".join(f"{value} = {meaning}" for value, meaning in described.choices.items())
            schema |= {"enum": list(described.choices), "description": f"{described.means} ({meanings})"}
        case "count" | "number":
            schema |= {"minimum": described.low, "maximum": described.high}
    if described.personal:
        schema["x-personal-data"] = described.personal
    return schema


def _code(described: Property, _random: Random, index: int) -> str:
    return described.form.format(index + 1)


def _citizen_id(_described: Property, _random: Random, index: int) -> str:
    return f"999{index + 1:09d}"


def _enterprise_code(_described: Property, _random: Random, index: int) -> str:
    return f"9999{index + 1:06d}"


def _dossier(described: Property, _random: Random, index: int) -> str:
    return (described.form or "G22-260115-{:04d}").format(index + 1)


def _text(described: Property, random: Random, _index: int) -> str:
    return random.choice(described.values)


def _choice(described: Property, random: Random, _index: int) -> str:
    return random.choice(tuple(described.choices))


def _date(_described: Property, random: Random, _index: int) -> str:
    return (FIRST_DAY + timedelta(days=random.randrange(_DAYS))).isoformat()


def _moment(_described: Property, random: Random, _index: int) -> str:
    day = FIRST_DAY + timedelta(days=random.randrange(_DAYS))
    return datetime(
        day.year, day.month, day.day, random.randrange(8, 17), random.randrange(60), tzinfo=HANOI
    ).isoformat()


def _number(described: Property, random: Random, _index: int) -> float:
    return round(random.uniform(described.low, described.high), 2)


def _count(described: Property, random: Random, _index: int) -> int:
    return random.randint(int(described.low), int(described.high))


def _link(described: Property, _random: Random, index: int) -> str:
    return f"https://mo-phong.example.gov.vn/{described.name}/{index + 1}"


def _digest(described: Property, _random: Random, index: int) -> str:
    return hashlib.sha256(f"{described.name} {index}".encode()).hexdigest()


def _one_of(values: tuple[str, ...]) -> Draw:
    return lambda _described, random, _index: random.choice(values)


def _text_of(longest: int, **rest: Any) -> JsonObject:
    return {"type": "string", "minLength": 1, "maxLength": longest, **rest}


KINDS: Final[Mapping[str, Kind]] = {
    "code": Kind(_text_of(64), _code),
    "dossier": Kind(
        _text_of(64, pattern=r"^([0-9]{3}\.[0-9]{2}\.[0-9]{2}\.)?[A-Z][0-9]{2}(\.[0-9]{2,3})*-[0-9]{6}-[0-9]{4,}$"),
        _dossier,
    ),
    "citizen_id": Kind({"type": "string", "pattern": "^[0-9]{12}$"}, _citizen_id, personal="basic"),
    "person": Kind(_text_of(200), _one_of(_PEOPLE), personal="basic"),
    "birth_year": Kind(
        {"type": "integer", "minimum": 1900, "maximum": 2100},
        lambda _described, random, _index: random.randint(1950, 2005),
        personal="basic",
    ),
    "enterprise_code": Kind({"type": "string", "pattern": "^([0-9]{10}(-?[0-9]{3})?|[0-9]{12})$"}, _enterprise_code),
    "agency": Kind(_text_of(35, pattern=_AGENCY, **{"x-code-list": _AGENCY_LIST}), _one_of(_AGENCIES)),
    "province": Kind({"type": "string", "pattern": "^[0-9]{2}$", "x-code-list": _PROVINCE_LIST}, _one_of(_PROVINCES)),
    "text": Kind(_text_of(500), _text),
    "choice": Kind({"type": "string"}, _choice),
    "date": Kind({"type": "string", "format": "date"}, _date),
    "moment": Kind({"type": "string", "format": "date-time"}, _moment),
    "year": Kind(
        {"type": "integer", "minimum": 1945, "maximum": 2100},
        lambda _described, random, _index: random.randint(2023, 2026),
    ),
    "count": Kind({"type": "integer"}, _count),
    "number": Kind({"type": "number"}, _number),
    "flag": Kind({"type": "boolean"}, lambda _described, random, _index: random.random() < 0.5),
    "link": Kind({"type": "string", "format": "uri"}, _link),
    "digest": Kind({"type": "string", "pattern": "^[0-9a-f]{64}$"}, _digest),
}
