"""Internals of a platform that its errors show, and secrets of the request that an answer repeats (CWE-209)."""

import re
from collections.abc import Iterator
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import urlsplit

from compliance.model.answers.answered import NOT_JSON, Answered
from compliance.model.answers.readings.error_form import is_envelope_of_failure
from compliance.model.observation.content import Remark
from compliance.model.pattern import late

_MOST_READ: Final = 50_000
_MOST_FOUND: Final = 100
_SHORTEST_SECRET: Final = 8
_FUNCTIONS: Final = frozenset({"token"})
_TRACES: Final = (
    late(r"Traceback \(most recent call last\)|File \"(?:[^\"\n]{1,300}\.py[cx]?|<[^\"\n]{1,60}>)\", line \d"),
    late(r"\([\w$]{1,100}\.(?:java|kt|scala|groovy):\d{1,6}\)|^[\w$]{1,100}\.(?:java|kt|scala|groovy)$", re.MULTILINE),
    late(r"\b(?:javax?|jakarta|kotlin)(?:\.\w{1,60}){1,8}(?<=Exception|....Error)\b"),
    late(
        r"(?<![\w.])(?:com|org|net|io|vn|sqlalchemy|django|psycopg2?|asyncpg|pymysql|pydantic|requests|flask|werkzeug)"
        r"(?:\.[a-z_]\w{0,60}){1,8}\.[A-Z]\w{0,80}(?<=Exception|....Error)\b"
    ),
    late(r"\bat [\w.<>`,\[\]]{1,200}\([^()\n]{0,200}\) in [^\n]{1,200}:line \d"),
    late(r"\b(?:System|Microsoft|Npgsql|MySql|Oracle|Newtonsoft|NHibernate)(?:\.\w{1,60}){1,6}(?<=Exception)\b"),
    late(r"\bat (?:(?:async|new) )?(?:[\w$.<>]{1,100} )?\(?(?:file://|node:|/|[A-Z]:\\)[^()\s]{1,200}:\d{1,6}:\d{1,6}"),
    late(
        r"PHP (?:Fatal|Parse) error|#0 /[^\n]{1,200}\(\d"
        r"|(?:Fatal error|Warning|Notice)(?:</b>)?: [^\n]{1,200} in \S{1,200} on line (?:<b>)?\d"
    ),
    late(r"\bgoroutine \d+ \[|\bpanic: runtime error|\.go:\d{1,6} \+0x"),
    late(r"\.rb:\d{1,6}:in [`']|thread '[^'\n]{1,100}' panicked at"),
    late(r"Whitelabel Error Page|Werkzeug Debugger|DJANGO_SETTINGS_MODULE"),
)
_SQL: Final = (
    late(r"\bSELECT\s[^;<>]{1,200}\sFROM\s+[\"\w`\[]|\bINSERT INTO\s[^;<>]{1,200}\sVALUES\b"),
    late(r"\bUPDATE\s[\"\w.`\[\]]{1,100}\sSET\s|\bDELETE FROM\s+[\"\w`\[]"),
    late(r"\bORA-\d{5}\b|\bSQLSTATE\[|\bPLS-\d{5}\b|\bSQLITE_ERROR\b|\bpsycopg2?\.|\bPG::\w|\bMySqlException\b"),
    late(r"You have an error in your SQL syntax|syntax error at or near \"|Unclosed quotation mark after"),
    late(r"Incorrect syntax near|no such (?:table|column): \w|Duplicate entry '[^\n]{1,100}' for key"),
    late(r"(?:relation|column|table) (?:\"[\w.]{1,100}\"|\w{1,60}\.[\w.]{1,60}) does not exist"),
    late(r"Table '[\w.$-]{1,100}' doesn't exist|Unknown column '[^'\n]{1,100}' in '|\bE11000 duplicate key"),
    late(r"\b(?:Sequelize|Mongo|PrismaClient)[A-Z]\w{0,40}(?<=Error)\b"),
)
_CODE: Final = r"pyc?|java|class|jar|war|[mc]?js|ts|php|rb|go|rs|cs|dll|exe|so|sql|sh"
_SETTINGS: Final = r"conf|cfg|ini|log|xml|ya?ml|properties|env|pem"
_PATHS: Final = (
    late(
        r"(?<![\w:/.])/(?:home|var|usr|opt|srv|etc|root|app|tmp|mnt|data|Users|workspace|proc)/"
        rf"(?:[\w.@+-]{{1,80}}/){{0,20}}[\w@+-]{{1,80}}(?:\.[\w@+-]{{1,40}}){{0,4}}\.(?:{_CODE}|{_SETTINGS})\b"
    ),
    late(r"(?<![\w:/.])/etc/(?:passwd|shadow|hosts)\b"),
    late(r"\b[A-Za-z]:\\(?:[\w .$-]{1,80}\\){1,20}[\w .$-]|\\\\[\w.-]{1,60}\\[\w.$-]{1,60}\\"),
)
_ADDRESS: Final = late(r"(?<![\w.])((?:10|127|169|172|192)(?:\.\d{1,3}){3})(?![\w.]\d|\d)")
_NUMBERED: Final = late(
    r"(?<!\w)(?:v|version|phiên bản|điều|mục|bảng|khoản|phần|section|table|chapter|article)[\s:.]*$", re.IGNORECASE
)
_HOST: Final = late(
    r"(?<![\w.@-])((?:[a-z0-9-]{1,60}\.){1,6}(?:internal|local|svc|lan|intranet|corp|localdomain))\b(?![.@-])",
    re.IGNORECASE,
)
_LOCAL: Final = late(r"\b(localhost):\d{2,5}\b|://(?:[^\s/@]{1,100}@)?([a-z][\w-]{0,60}):\d{2,5}\b", re.IGNORECASE)
_UNIQUE_LOCAL: Final = late(r"(?<![\w:.])(f(?:[cd][0-9a-f]{2}|e80):[0-9a-f:]{2,40})", re.IGNORECASE)
_OF_KEYS: Final = frozenset({"err", "status", "reason", "validation"}).union(
    *({word, f"{word}s"} for word in ("code", "error", "exception", "failure", "fault", "message", "msg", "problem"))
)
"""What stands in dotted names of errors, as `error.internal` is one, and in names of no hosts."""
_KINDS: Final = (("trace", _TRACES), ("sql", _SQL), ("path", _PATHS))


def concerns(answered: Answered) -> bool:
    """Return whether there is an error, or an answer to a request that carried a secret."""
    return bool(answered.body) and (is_error(answered) or bool(answered.sent))


def is_error(answered: Answered) -> bool:
    """Return whether status or body say that something failed."""
    return answered.status >= 400 or is_envelope_of_failure(answered)


def read(answered: Answered) -> Iterator[Remark]:
    """Yield `trace`, `sql`, `path` and `address` for what an error shows, `credential` for a secret that came back."""
    text = shown(answered)
    if is_error(answered):
        own = _own_path(answered)
        for kind, forms in _KINDS:
            found = (met.group() for form in forms for met in form.finditer(text))
            if any(kind != "path" or not own or not each.startswith(own) for each in found):
                yield Remark(kind)
        if _shows_address(text, answered):
            yield Remark("address")
    if answered.operation is None or answered.operation.function not in _FUNCTIONS:
        raw = answered.body[:_MOST_READ].decode("utf-8", "replace")
        if any(len(secret) >= _SHORTEST_SECRET and (secret in text or secret in raw) for secret in answered.sent):
            yield Remark("credential")


def _shows_address(text: str, answered: Answered) -> bool:
    own = _own_hosts(answered)
    met = (*_ADDRESS.finditer(text), *_UNIQUE_LOCAL.finditer(text))
    numbers = [
        each[1] for each in met[:_MOST_FOUND] if not _NUMBERED.search(text[max(0, each.start() - 20) : each.start()])
    ]
    names = [each for each in _HOST.findall(text)[:_MOST_FOUND] if _OF_KEYS.isdisjoint(each.lower().split("."))]
    names += [one or other for one, other in _LOCAL.findall(text)[:_MOST_FOUND]]
    return any(_is_private(each) for each in numbers if each not in own) or any(
        each.lower() not in own for each in names
    )


def shown(answered: Answered) -> str:
    """Return the text that a reader of the answer sees: of JSON all its strings, in which nothing is escaped."""
    if answered.value is NOT_JSON:
        return answered.body[:_MOST_READ].decode("utf-8", "replace")
    return "\n".join(_strings(answered.value))[:_MOST_READ]


def _strings(value: Any) -> Iterator[str]:
    waiting = [value]
    while waiting:
        here = waiting.pop()
        if isinstance(here, str):
            yield here
        elif isinstance(here, list):
            waiting.extend(reversed(here))
        elif isinstance(here, dict):
            waiting.extend(reversed(here.values()))


def _own_hosts(answered: Answered) -> frozenset[str]:
    """Return the hosts under which the platform was asked, which are no secret of its."""
    stated = (answered.service.base_url, answered.service.plain_http_url) if answered.service else ()
    return frozenset(host for url in stated if url and (host := urlsplit(url).hostname))


def _own_path(answered: Answered) -> str:
    """Return how the path of the request begins, which an error may repeat; empty where that is nothing of its own."""
    if answered.operation is None:
        return ""
    base = urlsplit(answered.service.base_url or "").path.rstrip("/") if answered.service else ""
    begins = (base + answered.operation.path).partition("{")[0]
    return begins if begins.strip("/") else ""


def _is_private(found: str) -> bool:
    try:
        return ip_address(found).is_private
    except ValueError:
        return False
