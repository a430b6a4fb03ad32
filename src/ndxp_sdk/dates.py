"""Dates and times as they are written on the wires of NDXP, NGSP and the LGSP gateways.

A codec reads one way of writing and writes it again: `parse(text)`, `format(value)`. A time without an offset is one of
Viet Nam, UTC+7 all year. What does not fit raises ValueError, and its message repeats no value, because a date of birth
is nobody's business.
"""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from types import MappingProxyType
from typing import Final, Generic, Literal, TypeVar

T = TypeVar("T")
Precision = Literal["day", "month", "year"]
Unit = Literal["s", "ms"]
Numbers = Mapping[str, int]

# Because tzdata is missing on Windows, and Viet Nam has kept this offset since 1975.
VIET_NAM: Final = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_UNITS: Final[Mapping[Unit, timedelta]] = MappingProxyType({"s": timedelta(seconds=1), "ms": timedelta(milliseconds=1)})
_FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {"yyyy": "year", "MM": "month", "dd": "day", "HH": "hour", "mm": "minute", "ss": "second"}
)
_WHOLE: Final = re.compile(r"-?[0-9]{1,18}")
_FIELD: Final = re.compile("|".join(_FIELDS))
_FLAGS: Final[tuple[Precision, ...]] = ("day", "year", "month")


@dataclass(frozen=True, slots=True)
class Codec(Generic[T]):
    """One way of writing; `name` shows it, such as `dd/MM/yyyy`.

    >>> VIETNAMESE_DATE.parse("22/11/2026")
    datetime.date(2026, 11, 22)
    """

    name: str
    parse: Callable[[str], T]
    format: Callable[[T], str]

    def __repr__(self) -> str:
        return f"Codec({self.name})"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which only the year, or year and month, may be known, as many dates of birth.

    >>> PartialDate(1960).precision
    'year'
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise ValueError("a day without a month is no date; give the month, or leave both out")
        date(self.year, self.month or 1, self.day or 1)

    @property
    def precision(self) -> Precision:
        """The smallest part that is known."""
        if self.day is not None:
            return "day"
        return "year" if self.month is None else "month"

    @property
    def flag(self) -> int:
        """The precision as social insurance writes it: 0 the whole date, 1 the year, 2 year and month."""
        return _FLAGS.index(self.precision)

    @classmethod
    def of_flag(cls, day: date, flag: int) -> "PartialDate":
        """Read a date of social insurance, of which the flag says how much counts."""
        match flag:
            case 0:
                return cls(day.year, day.month, day.day)
            case 1:
                return cls(day.year)
            case 2:
                return cls(day.year, day.month)
        raise ValueError("0 (whole date), 1 (year) or 2 (year and month) is expected as precision flag")

    def __repr__(self) -> str:
        return f"PartialDate({self.precision} known)"


def from_epoch(number: int | str, unit: Unit = "ms") -> datetime:
    """Return the moment that many seconds or milliseconds after 1970; which of them is a setting of each service."""
    if isinstance(number, int) or _WHOLE.fullmatch(number):
        with suppress(OverflowError):
            return (_EPOCH + int(number) * _UNITS[unit]).astimezone(VIET_NAM)
    raise ValueError(f"no whole number of {unit} since 1970 that makes a date")


def to_epoch(moment: datetime, unit: Unit = "ms") -> int:
    """Whole seconds or milliseconds since 1970."""
    return (_at_home(moment) - _EPOCH) // _UNITS[unit]


def _at_home(moment: datetime) -> datetime:
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=VIET_NAM)).astimezone(VIET_NAM)
    except OverflowError as error:
        raise ValueError("the moment lies outside the years 1 to 9999") from error


def _parse_iso(text: str) -> datetime:
    with suppress(ValueError):
        found = datetime.fromisoformat(text.strip())
        return found if found.tzinfo else found.replace(tzinfo=VIET_NAM)
    raise ValueError(f"a text of {len(text)} characters is no ISO 8601, such as 2026-11-22T08:30:00+07:00")


def _format_iso(moment: datetime) -> str:
    return (moment if moment.tzinfo else moment.replace(tzinfo=VIET_NAM)).isoformat()


def _codec(pattern: str, make: Callable[[Numbers], T], settle: Callable[[T], object]) -> Codec[T]:
    """Return a codec for digits at fixed places. `settle` gives the value whose fields are written."""
    names = [_FIELDS[field] for field in _FIELD.findall(pattern)]
    shape = re.compile(_FIELD.sub(lambda field: f"([0-9]{{{len(field[0])}}})", re.escape(pattern)))

    def parse(text: str) -> T:
        if found := shape.fullmatch(text):
            with suppress(ValueError):
                return make(dict(zip(names, map(int, found.groups()), strict=True)))
        raise ValueError(f"a text of {len(text)} characters is no {pattern}")

    def write(value: T) -> str:
        settled = settle(value)
        return _FIELD.sub(lambda field: f"{getattr(settled, _FIELDS[field[0]]):0{len(field[0])}}", pattern)

    return Codec(pattern, parse, write)


def _moment(numbers: Numbers) -> datetime:
    year, month, day, hour, minute, second = (numbers[name] for name in _FIELDS.values())
    return datetime(year, month, day, hour, minute, second, tzinfo=VIET_NAM)


def _same(value: T) -> T:
    return value


def _day(value: date) -> date:
    """Return the day; of a moment, which is a date to Python, the day that it is in Viet Nam then."""
    return _at_home(value).date() if isinstance(value, datetime) else value


def _parse_partial(text: str) -> PartialDate:
    for codec in (_YEAR, _MONTH, _DAY):
        if len(text) == len(codec.name):
            return codec.parse(text)
    raise ValueError(f"a text of {len(text)} characters is no yyyy, yyyyMM or yyyyMMdd")


def _format_partial(value: PartialDate) -> str:
    return {"year": _YEAR, "month": _MONTH, "day": _DAY}[value.precision].format(value)


_YEAR: Final = _codec("yyyy", lambda numbers: PartialDate(**numbers), _same)
_MONTH: Final = _codec("yyyyMM", lambda numbers: PartialDate(**numbers), _same)
_DAY: Final = _codec("yyyyMMdd", lambda numbers: PartialDate(**numbers), _same)

COMPACT_TIME: Final = _codec("yyyyMMddHHmmss", _moment, _at_home)
COMPACT_DATE: Final = _codec("yyyyMMdd", lambda numbers: date(**numbers), _day)
VIETNAMESE_DATE: Final = _codec("dd/MM/yyyy", lambda numbers: date(**numbers), _day)
VIETNAMESE_TIME: Final = _codec("dd/MM/yyyy HH:mm:ss", _moment, _at_home)
SLASHED_DATE: Final = _codec("yyyy/MM/dd", lambda numbers: date(**numbers), _day)
SLASHED_TIME: Final = _codec("yyyy/MM/dd HH:mm:ss", _moment, _at_home)
CLOCK: Final = _codec("HH:mm", lambda numbers: time(numbers["hour"], numbers["minute"]), _same)
PARTIAL_DATE: Final = Codec("yyyy[MM[dd]]", _parse_partial, _format_partial)
ISO_TIME: Final = Codec("ISO 8601", _parse_iso, _format_iso)
EPOCH_SECONDS: Final = Codec("epoch s", lambda text: from_epoch(text, "s"), lambda moment: str(to_epoch(moment, "s")))
EPOCH_MILLISECONDS: Final = Codec("epoch ms", from_epoch, lambda moment: str(to_epoch(moment)))
