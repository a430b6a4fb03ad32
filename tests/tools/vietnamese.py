"""What may not stand in Vietnamese output: English words, days as programs write them, and words that read wrong."""

import html
import re
from collections.abc import Iterator
from functools import reduce
from typing import Any, Final

from compliance.loading.facts.catalogue import catalogue

# because these are words of Vietnamese too: a, an, as, at, can, do, in, may, no, than, to
WORDS: Final = re.compile(
    r"\b(all|and|any|are|be|been|but|by|cannot|could|each|expected|for|found|from|has|have|here|if|into|is|it|its|"
    r"missing|more|must|neither|none|nor|not|of|on|one|only|or|out|should|that|the|then|there|this|unknown|was|were|"
    r"what|when|where|which|while|who|with|without)\b",
    re.IGNORECASE,
)
ALLOWED: Final = re.compile(
    r"`[^`]*`"  # what is written as code
    r"|https?://\S+|\S*[./_#:={}\[\]<>]\S*"  # addresses, paths, ids, places
    r"|(?<!\w)--?[a-z][\w-]*|\b\w+-[\w-]+"  # options and settings
    r'|"[^"]*"|“[^”]*”'  # what is quoted
    r"|\((should|must)\)"  # key words of RFC 2119
)
SENTENCES: Final = frozenset(
    {"message", "reason", "remedy", "sentence", "notices", "broken", "norm", "evidence", "fact"}
)
ISO_DAY: Final = re.compile(r"\b\d{4}-\d\d-\d\d\b")
READ_WRONG: Final = re.compile(
    r"bậc kết nối|mức không đạt|bị cảnh báo|dấu vân tay|con trỏ|đối số|cấu hình (in-force|readiness|good-practice)|"
    r"tự khai|lời khai|không thấy vi phạm|đang trao đổi(?! (dữ liệu|HTTP))|"
    r"\(class \d\)|\(lớp \d\)|bỏ ngỏ|do con người quyết định|cách hiểu các trích dẫn|"
    r"câu trả lời (?!đủ)|hồ sơ bằng chứng|danh bạ nền tảng|khóa riêng|khoá\b|xoá\b|tuỳ\b|máy chủ ủy quyền|cuộc gọi",
    re.IGNORECASE,
)
"""The words that reports do not use, and the word-for-word translations that once stood there."""


def english(text: str) -> list[str]:
    """Return the lines in which an English function word stands outside of what may be English."""
    lines = (line for line in text.splitlines() if WORDS.search(ALLOWED.sub(" ", line)))
    return [line for line in lines if WORDS.search(ALLOWED.sub(" ", _without_outside_texts(line)))]


def _without_outside_texts(line: str) -> str:
    """Leave out the titles of standards, and the list of fields of a message that one requirement quotes."""
    outside = (row.standard.title for row in catalogue() if row.standard)
    return reduce(lambda left, text: left.replace(text, " "), ("From, To, Code", *outside), line)


def without_examples(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if not line.startswith("    "))


def shown(page: str) -> str:
    """Return what a reader of a page sees."""
    body = re.sub(r"<(style|script|code|pre)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]*>", "\n", body))


def texts(value: Any, key: str = "") -> Iterator[str]:
    """Yield the sentences of a JSON report."""
    match value:
        case dict():
            for name, member in value.items():
                yield from texts(member, name)
        case list():
            for member in value:
                yield from texts(member, key)
        case str() if key in SENTENCES:
            yield value


def iso_days(text: str) -> list[str]:
    """Return the lines in which a day is written as programs write it.

    Code, addresses, and the signs for what was seen, which both languages share, are left out.
    """
    return [line for line in text.splitlines() if ISO_DAY.search(re.sub(r"`[^`]*`|https?://\S+|X\.509 .*", " ", line))]


def read_wrong(text: str) -> list[str]:
    """Return the lines with a word that reports do not use."""
    return [line for line in text.splitlines() if READ_WRONG.search(line)]


def faults(text: str) -> list[str]:
    """Return the lines of sentences in which something stands that may not."""
    return [*english(text), *iso_days(text), *read_wrong(text)]
