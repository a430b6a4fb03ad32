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
    late(r"Traceback \(most recent call last\)|File \"[^\"\n]{1,300}\", line \d"),
    late(r"\bat [\w$.<>]{1,200}\([\w$]{1,100}\.(?:java|kt|scala|groovy):\d{1,6}\)"),
    late(
        r"\b(?:javax?|jakarta|kotlin|org\.(?:springframework|hibernate|apache|postgresql))"
        r"(?:\.\w{1,60}){1,8}(?<=Exception|....Error)\b"
    ),
    late(r"\bat [\w.<>`,\[\]]{1,200}\([^()\n]{0,200}\) in [^\n]{1,200}:line \d"),
    late(r"\b(?:System|Microsoft)(?:\.\w{1,60}){1,6}(?<=Exception)\b"),
    late(r"\bat (?:(?:async|new) )?(?:[\w$.<>]{1,100} )?\(?(?:file://|node:|/|[A-Z]:\\)[^()\s]{1,200}:\d{1,6}:\d{1,6}"),
    late(
        r"PHP (?:Fatal|Parse) error|(?:Fatal error|Warning|Notice)(?:</b>)?: [^\n]{1,200} on line|#0 /[^\n]{1,200}\(\d"
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
    late(r"(?:relation|column|table) \"?[\w.]{1,100}\"? does not exist"),
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
_HOST: Final = late(
    r"(?<![\w.@-])((?:[a-z0-9-]{1,60}\.){1,6}(?:internal|local|svc|lan|intranet|corp|localdomain))\b(?![.@-])",
    re.IGNORECASE,
)
_LOCAL: Final = late(r"\blocalhost:\d{2,5}\b", re.IGNORECASE)
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
        yield from (Remark(kind) for kind, forms in _KINDS if any(form.search(text) for form in forms))
        if _shows_address(text, answered):
            yield Remark("address")
    if answered.operation is None or answered.operation.function not in _FUNCTIONS:
        raw = answered.body[:_MOST_READ].decode("utf-8", "replace")
        if any(len(secret) >= _SHORTEST_SECRET and (secret in text or secret in raw) for secret in answered.sent):
            yield Remark("credential")


def _shows_address(text: str, answered: Answered) -> bool:
    own = _own_hosts(answered)
    if "localhost" not in own and _LOCAL.search(text):
        return True
    numbers, names = _ADDRESS.findall(text)[:_MOST_FOUND], _HOST.findall(text)[:_MOST_FOUND]
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


def _is_private(found: str) -> bool:
    try:
        return ip_address(found).is_private
    except ValueError:
        return False
