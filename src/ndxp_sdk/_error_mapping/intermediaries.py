"""Answers of something in between that speaks no interface: pages of proxies, empty bodies, redirects."""

import html
import re
from typing import Final

from ndxp_sdk._error_mapping.http_status import kind_of
from ndxp_sdk._error_mapping.mapping import CallInfo, MappedError, Repeatable, error_of, quote
from ndxp_sdk._error_mapping.remedies import hint
from ndxp_sdk._http.response import Response
from ndxp_sdk._http.untrusted_body import media_type_of, text_of
from ndxp_sdk.errors import Answered, UnexpectedAnswer

_READ: Final = 16_384
_HTML: Final = frozenset({"text/html", "application/xhtml+xml"})
# What may stand before the first letter of a body: marks of UTF-8, blanks.
_FIRST: Final = 512
_BLANK: Final = b"\xef\xbb\xbf \t\r\n"
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")
_PAGE: Final = re.compile(
    r"(?is)\s*(?:<\?xml[^>]*>\s*)?(?>(?:<!--.{0,2000}?-->\s*)*)<(?:!doctype\s+html|html|head|body|title|script|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_TITLE: Final = re.compile(r"(?is)<title[^>]*>(.{0,400}?)</title>|<h1[^>]*>(.{0,400}?)</h1>")
# Words by which pages of common products are known; the first that fits names the page.
_MAKERS: Final = (
    ("Squid", re.compile(r"(?i)squid")),
    ("an F5 firewall", re.compile(r"(?i)requested URL was rejected|support ID is")),
    ("HAProxy", re.compile(r"(?i)No server is available to handle this request|haproxy")),
    ("a FortiGate firewall", re.compile(r"(?i)FortiG(?:uard|ate)|Web Page Blocked")),
    ("Blue Coat", re.compile(r"(?i)Blue ?Coat|policy_denied")),
    ("Zscaler", re.compile(r"(?i)zscaler")),
    ("nginx", re.compile(r"(?i)<center>\s*(?:nginx|openresty)|openresty")),
    ("Apache httpd", re.compile(r"(?i)<address>\s*Apache|Apache Server at")),
    ("Apache Tomcat", re.compile(r"(?i)Apache Tomcat/")),
    ("IIS", re.compile(r"(?i)Microsoft-IIS|Internet Information Services|IIS Detailed Error")),
)
_PRODUCT_HEADERS: Final = ("Server", "Via", "X-Squid-Error", "Proxy-Agent", "X-Cache")
# Because these say what is wrong whoever answers with them.
_PLAIN: Final = frozenset({413, 429})


def beginning(answer: Response) -> str:
    """Return as much of the body as pages are known by, as text."""
    return text_of(answer.content[:_READ])


def is_markup(content: bytes) -> bool:
    """Return whether a body begins as HTML and XML do."""
    return content[:_FIRST].lstrip(_BLANK)[:1] == b"<" or content.startswith(_WIDE)


def is_page(answer: Response) -> bool:
    """Return whether the body is HTML, by its beginning, or by its media type unless it is JSON labelled wrongly."""
    kind = media_type_of(answer)
    if kind in _HTML:
        return answer.content[:_FIRST].lstrip(_BLANK)[:1] not in {b"{", b"["}
    is_text = kind == "" or kind.startswith("text/") or kind.endswith(("json", "xml"))
    return is_text and is_markup(answer.content) and _PAGE.match(beginning(answer)) is not None


def is_page_of_a_proxy(answer: Response) -> bool:
    """Return whether the body is HTML of a product known to stand in between."""
    return is_page(answer) and _maker(answer) in {maker for maker, _ in _MAKERS[:6]}


def of_page(answer: Response, call: CallInfo) -> Answered:
    """Map a page of a proxy or web server."""
    kind, retry = _cautious(answer.status)
    text = beginning(answer)
    title = next((html.unescape(one or two) for one, two in _TITLE.findall(text)), "")
    maker = _maker(answer)
    found = f"an HTML page{f' of {maker}' if maker else ''} with status {answer.status}{quote(_untagged(title))}"
    finding = MappedError(
        kind=kind,
        text=f"{found}, where an answer of the gateway was expected",
        retry=retry,
        origin="network",
        hint=hint("page"),
    )
    return error_of(finding, call, answer)


def of_status(answer: Response, call: CallInfo) -> Answered:
    """Return the failure of an answer that says nothing but its status."""
    if 300 <= answer.status < 400:
        text = f"a redirect with status {answer.status}, where an answer of the gateway was expected"
        return error_of(MappedError(UnexpectedAnswer, text, origin="network", hint=hint("redirect")), call, answer)
    kind, retry = _cautious(answer.status)
    body = "an empty body" if not answer.content.strip() else "a body in no known form"
    text = f"status {answer.status} with {body}, where an answer of the gateway was expected"
    return error_of(MappedError(kind, text, retry, "network", hint=hint("address")), call, answer)


def of_unmarked(lacking: list[str], answer: Response, call: CallInfo) -> Answered:
    """Return the failure of an answer that did not come through a security server."""
    kind, retry = _cautious(answer.status)
    text = (
        f"status {answer.status} without {', '.join(lacking)}, which a security server sets on every answer of a "
        "provider: something in between answered"
    )
    finding = MappedError(kind, text, retry, "network", "answer-unmarked", hint=hint("unmarked"))
    return error_of(finding, call, answer)


def _cautious(status: int) -> tuple[type[Answered], Repeatable]:
    """Return the kind of error for statuses that say what is wrong whoever answers; the others are unexpected."""
    kind, retry = kind_of(status)
    if status in _PLAIN:
        return kind, retry
    return UnexpectedAnswer, "never" if retry == "never" else "repeatable"


def _maker(answer: Response) -> str:
    seen = " ".join(answer.headers.get(name) or "" for name in _PRODUCT_HEADERS) + beginning(answer)
    return next((maker for maker, known in _MAKERS if known.search(seen)), "")


def _untagged(text: str) -> str:
    return re.sub(r"<[^>]*>", " ", text)
