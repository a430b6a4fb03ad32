"""Internals of a platform that its errors show, and secrets of the request that an answer repeats (CWE-209)."""

import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlsplit

from compliance.model.answers.answered import NOT_JSON, Answered
from compliance.model.answers.readings._hosts import hosts
from compliance.model.answers.readings._statements import statements
from compliance.model.answers.readings.error_form import is_envelope_of_failure
from compliance.model.observation.content import Remark
from compliance.model.pattern import late

_MOST_READ: Final = 50_000
_BEFORE: Final = 30
_SHORTEST_SECRET: Final = 8
_FUNCTIONS: Final = frozenset({"token"})
_TRACES: Final = (
    late(r"Traceback \(most recent call last\)|File \"(?:[^\"\n]{1,300}\.py[cx]?|<[^\"\n]{1,60}>)\", line \d"),
    late(
        r"\([\w$]{1,100}\.(?:java|kt|scala|groovy):\d{1,6}\)|^[A-Z][\w$]{1,100}\.(?:java|kt|scala|groovy)$",
        re.MULTILINE,
    ),
    late(r"\b(?:javax?|jakarta|kotlin)(?:\.\w{1,60}){1,8}(?<=Exception|....Error)\b"),
    # because codes of errors are written like classes of Python, and those of Java that end in Error are few
    late(r"(?<![\w.])(?:com|org|net|io|vn)(?:\.[a-z_]\w{0,60}){1,8}\.[A-Z]\w{0,80}(?<=Exception|moryError)\b"),
    late(
        r"(?<![\w.])(?:sqlalchemy|django|psycopg2?|asyncpg|pymysql|pydantic|requests|flask|werkzeug)"
        r"(?:\.[a-z_]\w{0,60}){1,8}\.[A-Z]\w{0,80}(?<=Exception|....Error)\b"
    ),
    late(r"\bat [\w<>`,\[\]]{1,100}(?:\.[\w<>`,\[\]]{1,100}){1,20}\([^()\n]{0,200}\) in [^\n]{1,200}:line \d"),
    late(r"\b(?:System|Microsoft|Npgsql|MySql|Oracle|Newtonsoft|NHibernate)(?:\.\w{1,60}){1,6}(?<=Exception)\b"),
    late(r"\b(?:Illuminate|Symfony|Doctrine|GuzzleHttp)(?:\\\w{1,60}){1,8}(?<=Exception|....Error)\b|\bPDOException\b"),
    late(
        r"\bat (?:(?:async|new) )?(?:[\w$.<>]{1,100} )?\(?(?:node:[\w/]{1,100}"
        r"|(?:file://|webpack[\w-]{0,20}://|/|[A-Z]:\\)[^()\s]{0,200}\.[cm]?[jt]sx?):\d{1,6}:\d{1,6}"
    ),
    late(
        r"PHP (?:Fatal|Parse) error|#\d{1,3} /[^\s()]{1,200}\.php\(\d"
        r"|(?:Fatal error|Warning|Notice)(?:</b>)?: [^\n]{1,200} in \S{0,200}\.(?:php|phtml|inc|module|tpl)(?:</b>)?"
        r" on line (?:<b>)?\d"
    ),
    late(r"\bgoroutine \d+ \[|\bpanic: runtime error|\.go:\d{1,6} \+0x"),
    late(r"\.rb:\d{1,6}:in [`']|thread '[^'\n]{1,100}' panicked at"),
    late(r"Whitelabel Error Page|Werkzeug Debugger|DJANGO_SETTINGS_MODULE"),
)
_CODE: Final = r"pyc?|java|class|jar|war|[mc]?js|ts|php|rb|go|rs|cs|dll|exe|so|sql|sh"
_SETTINGS: Final = r"conf|cfg|ini|log|xml|ya?ml|properties|env|pem"
_PATHS: Final = (
    late(
        r"(?<![\w:/.])/(?:home|var|usr|opt|srv|etc|root|app|tmp|mnt|data|Users|workspace|proc)/"
        rf"(?:[\w.@+-]{{1,80}}/){{0,20}}(?:[\w@+-]{{1,80}}(?:\.[\w@+-]{{1,40}}){{0,4}}\.(?:{_CODE}|{_SETTINGS})|\.env)\b"
    ),
    late(r"(?<![\w:/.])/etc/(?:passwd|shadow|hosts)\b"),
    # because `\d:\d` stands in patterns of times
    late(r"(?<![\w\\])[A-Za-z]:\\(?!\w[+*{\\])(?:[\w .$-]{1,80}\\){1,20}[\w .$-]|\\\\[\w.-]{2,60}\\[\w.$-]{2,60}\\"),
)
_ON_THE_WEB: Final = tuple(f"/{name}/" for name in ("home", "app", "data", "mnt", "tmp", "Users", "workspace"))
"""Folders of a server that may as well begin the path of an address."""
_LINKS: Final = frozenset(
    {
        "type",
        "instance",
        "href",
        "self",
        "next",
        "prev",
        "first",
        "last",
        "link",
        "url",
        "uri",
        "help",
        "path",
        "location",
    }
)
_IN_MARKUP: Final = late(r"(?:\b[a-z-]{2,20}=[\"']?|\burl\([\"']?)$", re.IGNORECASE)


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
        own = _own_hosts(answered)
        shows = {
            "trace": (met for form in _TRACES for met in form.finditer(text)),
            "sql": statements(text),
            "path": _files(text, answered),
            "address": (each for each in hosts(text) if each.lower() not in own),
        }
        yield from (Remark(kind) for kind, found in shows.items() if next(iter(found), None) is not None)
    if answered.operation is None or answered.operation.function not in _FUNCTIONS:
        raw = answered.body[:_MOST_READ].decode("utf-8", "replace")
        if any(len(secret) >= _SHORTEST_SECRET and (secret in text or secret in raw) for secret in answered.sent):
            yield Remark("credential")


def _files(text: str, answered: Answered) -> Iterator[str]:
    """Yield paths of files, other than those of addresses: of the request, of links, and of what a page fetches."""
    own = _own_path(answered)
    links = tuple(_links(answered.value))
    for met in (met for form in _PATHS for met in form.finditer(text)):
        found = met.group()
        is_of_web = found.startswith(_ON_THE_WEB) and (
            _IN_MARKUP.search(text[max(0, met.start() - _BEFORE) : met.start()]) or any(found in each for each in links)
        )
        if not is_of_web and not (own and found.startswith(own)):
            yield found


def shown(answered: Answered) -> str:
    """Return the text that a reader of the answer sees: of JSON all its strings, in which nothing is escaped."""
    if answered.value is NOT_JSON:
        return answered.body[:_MOST_READ].decode("utf-8", "replace")
    return "\n".join(_strings(answered.value))[:_MOST_READ]


def _strings(value: Any) -> Iterator[str]:
    return (each for _, each in _named_strings(value))


def _links(value: Any) -> Iterator[str]:
    """Yield what stands under names of links, and begins like the path of an address."""
    return (each for name, each in _named_strings(value) if each.startswith("/") and name.lower() in _LINKS)


def _named_strings(value: Any) -> Iterator[tuple[str, str]]:
    """Yield all strings with the names under which they stand, those of a list under that of the list."""
    waiting = [("", value)]
    while waiting:
        name, here = waiting.pop()
        if isinstance(here, str):
            yield name, here
        elif isinstance(here, list):
            waiting.extend((name, each) for each in reversed(here))
        elif isinstance(here, dict):
            waiting.extend(reversed(here.items()))


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
