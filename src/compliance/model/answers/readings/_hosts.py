"""Addresses inside the network of a platform in the text of an error, told from numbers and names of other things."""

import re
from collections.abc import Iterator
from ipaddress import IPv4Network, ip_address
from typing import Final

from compliance.model.pattern import late

_MOST_FOUND: Final = 100
_BEFORE: Final = 40
_HIGHEST: Final = 31
"""The highest part of a number of an article or of a day, which are written like addresses."""
_ADDRESS: Final = late(r"(?<![\w.])((?:10|127|169|172|192)(?:\.\d{1,3}){3})(?![\w.]\d|\d)")
_INSIDE: Final = tuple(
    map(IPv4Network, ("10.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"))
)
_NUMBERED: Final = late(
    r"(?<!\w)(?:v|version|section|table|chapter|article|annex|appendix|clause|rule|item|indicator|target|form|code"
    r"|phiên bản|điều|mục|bảng|khoản|phần|chương|điểm|tiết|phụ lục|mẫu|biểu|hình|nhóm|bước|tiêu chí|chỉ tiêu|chỉ số"
    r"|mã(?: (?:số|ngành|nghề|hàng|lĩnh vực))?)(?: (?:số|no\.?))?[\s:.(\[\"']*$",
    re.IGNORECASE,
)
_PRODUCT: Final = late(r"\b(?:Chrome|HeadlessChrome|Edg[AE]?|Edge|OPR|Version|Safari|Firefox|CriOS)/$")
_EXAMPLE: Final = late(
    r"\b(?:such as|for example|e\.g\.|like|example|ví dụ|vd|chẳng hạn|như)[\s:.,(\"']*(?:(?:not|không) )?"
    r"(?:https?(?:://)?)?$",
    re.IGNORECASE,
)
_HOST: Final = late(
    r"(?<![\w.@-])((?:[a-z0-9-]{1,60}\.){1,6}(?:internal|local|svc|lan|intranet|corp|localdomain))\b(?![.@-]\w)",
    re.IGNORECASE,
)
_REACHED: Final = late(
    r"(?:\b(?:connect\w*|host\w*|resol\w+|dial|lookup|server|upstream|proxy|getaddrinfo|ENOTFOUND|EAI_AGAIN|ECONN\w+"
    r"|kết nối|máy chủ|phân giải)\b[^\n.]{0,30}|://(?:[^\s/@]{1,100}@)?)$",
    re.IGNORECASE,
)
_MACHINE: Final = late(r"(?:^|\.)(?:\w*\d\w*|[\w-]*-[\w-]*|prod|dev|staging|uat|test|db|redis|kafka|cluster|svc)\.")
_REACHABLE: Final = late(r":\d{2,5}\b|/\w| (?:refused|unreachable|timed out)")
_LOCAL: Final = late(r"\b(localhost):\d{2,5}\b|://(?:[^\s/@]{1,100}@)?([a-z][\w-]{0,60}):\d{2,5}\b", re.IGNORECASE)
_UNIQUE_LOCAL: Final = late(r"(?<![\w:.])(f(?:[cd][0-9a-f]{2}|e80):[0-9a-f:]{2,40})", re.IGNORECASE)
_OF_KEYS: Final = frozenset({"err", "status", "reason", "validation"}).union(
    *({word, f"{word}s"} for word in ("code", "error", "exception", "failure", "fault", "message", "msg", "problem"))
)
"""What stands in dotted names of errors, as `error.internal` is one, and in names of no hosts."""


def hosts(text: str) -> Iterator[str]:
    """Yield names and numbers of machines that a caller from outside cannot reach."""
    for form in (_ADDRESS, _UNIQUE_LOCAL):
        yield from (met[1] for met in _first(form, text) if _is_inside(met[1]) and not _is_other_number(met))
    for met in _first(_HOST, text):
        if _OF_KEYS.isdisjoint(met[1].lower().split(".")) and _is_machine(met):
            yield met[1]
    yield from (met[1] or met[2] for met in _first(_LOCAL, text) if not _EXAMPLE.search(_before(met)))


def _first(form: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    return (met for met, _ in zip(form.finditer(text), range(_MOST_FOUND), strict=False))


def _before(met: re.Match[str]) -> str:
    return met.string[max(0, met.start() - _BEFORE) : met.start()]


def _is_other_number(met: re.Match[str]) -> bool:
    """Return whether it is the number of an article, of a version or of a browser, or an example of an address."""
    before = _before(met)
    if any(form.search(before) for form in (_NUMBERED, _PRODUCT, _EXAMPLE)):
        return True
    parts = [int(part) for part in met[1].split(".") if part.isdigit()]
    may_number = len(parts) == 4 and parts[0] == 10 and all(0 < part <= _HIGHEST for part in parts)
    return may_number and not (_REACHED.search(before) or _REACHABLE.match(met.string, met.end()))


def _is_machine(met: re.Match[str]) -> bool:
    """Return whether a dotted name is one of a machine, as `le.lan` is one of a person."""
    if _EXAMPLE.search(_before(met)):
        return False
    is_reached = _REACHED.search(_before(met)) or _REACHABLE.match(met.string, met.end())
    return bool(is_reached or _MACHINE.search(met[1].lower()))


def _is_inside(found: str) -> bool:
    try:
        address = ip_address(found)
    except ValueError:
        return False
    return any(address in each for each in _INSIDE) if address.version == 4 else address.is_private
