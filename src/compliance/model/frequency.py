"""How often data is said to pass, as days: records say it in words."""

from collections.abc import Mapping
from typing import Final

from compliance.model.codelist import phrase, plain

_DAYS: Final[Mapping[str, int]] = {
    "real time": 1,
    "realtime": 1,
    "thoi gian thuc": 1,
    "hang gio": 1,
    "hourly": 1,
    "hang ngay": 1,
    "daily": 1,
    "hang tuan": 7,
    "weekly": 7,
    "hang thang": 31,
    "monthly": 31,
    "hang quy": 92,
    "quarterly": 92,
    "hang nam": 366,
    "yearly": 366,
    "annually": 366,
}


def days_of(frequency: str | None) -> int | None:
    """Return within how many days data passes at least once; None if nothing is said, or not in a known word.

    `hằng` and `hàng` are both written; `daily, at 2 a.m.` is known by its first words.
    """
    said = phrase(plain(frequency or "").replace("-", " "))
    return next((days for word, days in _DAYS.items() if said == word or said.startswith(f"{word} ")), None)
