"""Made-up texts: by format, by pattern, by name and length."""

import base64
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final
from uuid import UUID

from ndxp_mocks.openapi.code_lists import MARK, codes
from ndxp_mocks.openapi.fake_values import texts
from ndxp_mocks.openapi.patterns import draw_matching
from ndxp_mocks.platform.property_types import FIRST_DAY, HANOI

_DAYS: Final = 180
_LONGEST: Final = 100_000
_COUNTING: Final = 4


def candidates(flat: Mapping[str, Any], name: str, random: Random, index: int) -> Iterator[str]:
    """Yield texts that may satisfy a flattened schema, the most fitting first; none is held to the schema yet."""
    shortest, longest = int(flat.get("minLength", 0)), flat.get("maxLength")
    if (made := _OF_FORMAT.get(flat.get("format", ""))) is not None:
        yield made(random, index)
    yield from codes(name, flat.get(MARK))
    pattern = flat.get("pattern")
    for text in texts(name, index):
        yield _sized(text, shortest, None if longest is None else int(longest))
    if isinstance(pattern, str):
        found = draw_matching(pattern, random, shortest, None if longest is None else int(longest))
        if found is not None:
            yield found
    yield ""


def _sized(text: str, shortest: int, longest: int | None) -> str:
    if len(text) < shortest <= _LONGEST:
        text = (text + " mô phỏng" * (shortest // 9 + 1))[:shortest]
        text = text if not text.endswith(" ") else f"{text[:-1]}g"
    if longest is None or len(text) <= longest:
        return text
    kept = min(_COUNTING, longest) if text[-_COUNTING:].isdigit() else 0  # because these tell one text from another
    return f"{text[: longest - kept]}{text[len(text) - kept :]}".strip() or text[:longest]


def _date(_random: Random, index: int) -> str:
    return (FIRST_DAY + timedelta(days=index % _DAYS)).isoformat()


def _moment(random: Random, index: int) -> str:
    day = FIRST_DAY + timedelta(days=index % _DAYS)
    hour, minute = random.randrange(8, 17), random.randrange(60)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=HANOI).isoformat()


def _uuid(random: Random, _index: int) -> str:
    return str(UUID(int=random.getrandbits(128), version=4))


def _bytes(_random: Random, index: int) -> str:
    return base64.b64encode(f"mô phỏng {index + 1}".encode()).decode("ascii")


def _of(form: str) -> Callable[[Random, int], str]:
    return lambda _random, index: form.format(index + 1)


_OF_FORMAT: Final[Mapping[str, Callable[[Random, int], str]]] = {
    "date": _date,
    "date-time": _moment,
    "time": _of("08:00:00+07:00"),
    "duration": _of("P{}D"),
    "uuid": _uuid,
    "email": _of("vi-du-{:04d}@example.gov.vn"),
    "idn-email": _of("vi-du-{:04d}@example.gov.vn"),
    "uri": _of("https://mo-phong.example.gov.vn/{}"),
    "url": _of("https://mo-phong.example.gov.vn/{}"),
    "iri": _of("https://mo-phong.example.gov.vn/{}"),
    "uri-reference": _of("/mo-phong/{}"),
    "uri-template": _of("/mo-phong/{{id}}"),
    "hostname": _of("mo-phong-{}.example.gov.vn"),
    "ipv4": _of("192.0.2.{}"),  # RFC 5737: for documentation
    "ipv6": _of("2001:db8::{}"),  # RFC 3849
    "byte": _bytes,
    "binary": _of("mo phong {}"),
    "regex": _of("^mp{}$"),
    "json-pointer": _of("/mo-phong/{}"),
}
