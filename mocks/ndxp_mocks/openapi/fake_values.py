"""Made-up values that suit the name of a field: Vietnamese, in NFC, and visibly no real person, place or number.

Numbers of people begin with 999, tax codes with 9999; codes of places and agencies are those of `codes`.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Final

_WORDS: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_PEOPLE: Final = ("Nguyễn Văn Mẫu", "Trần Thị Ví Dụ", "Lê Văn Giả Định", "Phạm Thị Mô Phỏng", "Hoàng Thử Nghiệm")
_PLACES: Final = ("Xã Mẫu", "Phường Ví Dụ", "Xã Giả Định", "Phường Mô Phỏng", "Xã Thử Nghiệm")
_TEXTS: Final = (
    "Nội dung mô phỏng, không có thật.",
    "Ví dụ: tiếng Việt có đủ dấu.",
    "Dữ liệu hư cấu để thử nghiệm.",
    "Thông tin mẫu số liệu giả định.",
)
_THINGS: Final = ("Mục mẫu", "Mục ví dụ", "Mục giả định", "Mục mô phỏng", "Mục thử nghiệm")

Made = Callable[[int], str]


def _one_of(values: tuple[str, ...]) -> Made:
    return lambda index: values[index % len(values)]


def _numbered(form: str) -> Made:
    return lambda index: form.format(index + 1)


_OF_WORDS: Final[Mapping[str, Made]] = {
    "email": _numbered("vi-du-{:04d}@example.gov.vn"),
    "mail": _numbered("vi-du-{:04d}@example.gov.vn"),
    "phone": _numbered("0999{:06d}"),
    "tel": _numbered("0999{:06d}"),
    "dien thoai": _numbered("0999{:06d}"),
    "citizen id": _numbered("999{:09d}"),
    "personal id": _numbered("999{:09d}"),
    "identity number": _numbered("999{:09d}"),
    "cccd": _numbered("999{:09d}"),
    "so dinh danh": _numbered("999{:09d}"),
    "dinh danh": _numbered("999{:09d}"),
    "tax code": _numbered("9999{:06d}"),
    "enterprise code": _numbered("9999{:06d}"),
    "ma so thue": _numbered("9999{:06d}"),
    "district code": _one_of(("999",)),
    "area code": _one_of(("999",)),
    "province": _one_of(("Tỉnh Mẫu",)),
    "tinh": _one_of(("Tỉnh Mẫu",)),
    "city": _one_of(("Thành phố Ví Dụ",)),
    "district": _one_of(_PLACES),
    "ward": _one_of(_PLACES),
    "commune": _one_of(_PLACES),
    "address": _one_of(tuple(f"Số {number} đường Ví Dụ, {place}" for number, place in enumerate(_PLACES, 1))),
    "dia chi": _one_of(tuple(f"Số {number} đường Ví Dụ, {place}" for number, place in enumerate(_PLACES, 1))),
    "country": _one_of(("VN",)),
    "currency": _one_of(("VND",)),
    "language": _one_of(("vi",)),
    "lang": _one_of(("vi",)),
    "locale": _one_of(("vi-VN",)),
    "full name": _one_of(_PEOPLE),
    "ho ten": _one_of(_PEOPLE),
    "ho va ten": _one_of(_PEOPLE),
    "first name": _one_of(("Mẫu", "Ví Dụ", "Giả Định")),
    "last name": _one_of(("Nguyễn", "Trần", "Lê", "Phạm")),
    "owner": _one_of(_PEOPLE),
    "author": _one_of(_PEOPLE),
    "contact": _one_of(_PEOPLE),
    "agency": _one_of(("Cơ quan mô phỏng",)),
    "organization": _one_of(("Cơ quan mô phỏng",)),
    "co quan": _one_of(("Cơ quan mô phỏng",)),
    "company": _one_of(("Công ty Ví Dụ",)),
    "birth date": _one_of(("1990-01-01", "1985-09-02")),
    "ngay sinh": _one_of(("1990-01-01", "1985-09-02")),
    "date": _numbered("2025-07-{:02d}"),
    "ngay": _numbered("2025-07-{:02d}"),
    "url": _numbered("https://mo-phong.example.gov.vn/{}"),
    "uri": _numbered("https://mo-phong.example.gov.vn/{}"),
    "href": _numbered("https://mo-phong.example.gov.vn/{}"),
    "link": _numbered("https://mo-phong.example.gov.vn/{}"),
    "name": _one_of(_THINGS),
    "ten": _one_of(_THINGS),
    "title": _one_of(_THINGS),
    "tieu de": _one_of(_THINGS),
    "description": _one_of(_TEXTS),
    "mo ta": _one_of(_TEXTS),
    "note": _one_of(_TEXTS),
    "message": _one_of(_TEXTS),
    "text": _one_of(_TEXTS),
    "body": _one_of(_TEXTS),
    "id": _numbered("mp-{:06d}"),
    "code": _numbered("MP{:04d}"),
    "ma": _numbered("MP{:04d}"),
    "version": _one_of(("1.0.0",)),
}
_SHORT: Final = ("Mẫu", "Ví dụ", "MP", "M")
_IDENTITIES: Final = frozenset({"id", "uuid", "guid", "code", "key", "ma", "number", "slug", "identifier"})


@lru_cache(maxsize=4096)
def phrase(name: str) -> str:
    """Return the words of a name, in lower case and without Vietnamese marks: `citizenId` is `citizen id`."""
    return " ".join(word.lower() for word in _WORDS.findall(name if name.isascii() else _without_marks(name)))


def _without_marks(name: str) -> str:
    parted = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    return "".join(sign for sign in parted if not unicodedata.combining(sign))


def is_identity(name: str) -> bool:
    """Return whether a field of this name tells one thing from another."""
    return phrase(name).rpartition(" ")[2] in _IDENTITIES


def texts(name: str, index: int) -> Iterator[str]:
    """Yield texts that suit the name, the best first, then ever shorter ones that suit any."""
    words = phrase(name)
    while words:
        if words in _OF_WORDS:
            yield _OF_WORDS[words](index)
        words = words.partition(" ")[2]
    yield _TEXTS[index % len(_TEXTS)]
    yield _THINGS[index % len(_THINGS)]
    yield from _SHORT
