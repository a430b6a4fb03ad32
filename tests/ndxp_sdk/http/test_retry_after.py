"""Who asks for rest gets it, in whatever words: nothing is repeated earlier than asked, and nobody waits for ever."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from email.utils import formatdate
from itertools import product
from typing import Any

import pytest

from ndxp_sdk import Adapter, Client, ClientSecret, Direct, Gateway, Retry, Secret, Timeout
from ndxp_sdk.errors import BackoffInForce, ConnectionLost, NdxpError, QuotaExceeded, TokenUnavailable, UnexpectedAnswer
from tools.servers import Connection, Script, serving, status

SERVICE = "VN/GOV/G12/register/households"
Connect = Callable[..., Any]
DAY = 86_400.0
PATIENT = Timeout(total=40)  # in which no wait of a minute fits


def date(seconds: float, form: str = "%a, %d %b %Y %H:%M:%S GMT") -> str:
    return time.strftime(form, time.gmtime(time.time() + seconds))


def too_long() -> dict[str, tuple[tuple[str, ...], float]]:
    """What is asked, and for how many seconds."""
    return {
        "seconds": (("100",), 100),
        "ten digits": (("9999999999",), DAY),
        "epoch": ((str(int(time.time()) + 3600),), DAY),
        "forty digits": (("9" * 40,), DAY),
        "five thousand digits": (("9" * 5000,), DAY),
        "a plus": (("+100",), 100),
        "zeros before": (("000100",), 100),
        "zeros before, in more digits than are read": (("0000000100",), 100),
        "a fraction": (("100.25",), 100.25),
        "blanks": (("  100\t",), 100),
        "a list": (("1, 100,2",), 100),
        "several fields": (("1", "100", "2"), 100),
        "IMF-fixdate": ((formatdate(time.time() + 3600, usegmt=True),), 3600),
        "RFC 850": ((date(3600, "%A, %d-%b-%y %H:%M:%S GMT"),), 3600),
        "asctime": ((date(3600, "%a %b %e %H:%M:%S %Y"),), 3600),
        "a date and a number": ((f"1, {date(3600)}",), 3600),
        "far away": (("Wed, 21 Oct 9998 07:28:00 GMT",), DAY),
        "unreadable": (("soon",), 60),
        "empty": (("",), 60),
        "negative": (("-5",), 60),
        "no number": (("1e3",), 60),
        "infinite": (("inf",), 60),
        "a year that is none": (("Sun, 06 Nov 99999 08:49:37 GMT",), 60),
        "one of two unreadable": (("1, later",), 60),
    }


def resting(code: int, values: tuple[str, ...], **fields: str) -> Script:
    """An answer with so many fields Retry-After, and nothing that says whose it is."""

    def script(connection: Connection) -> None:
        lines = [f"HTTP/1.1 {code} X", "Content-Length: 2", *(f"Retry-After: {value}" for value in values)]
        lines += [f"{name}: {value}" for name, value in fields.items()]
        connection.stream.sendall("\r\n".join([*lines, "", ""]).encode() + b"{}")

    return script


def failing(client: Any) -> NdxpError:
    with pytest.raises(NdxpError) as caught:
        client.request("GET", "/x")
    return caught.value


@pytest.mark.parametrize("code", [429, 503])
def test_a_wait_that_is_too_long_ends_the_call_at_once(impatient: Connect, saying: Any, code: int) -> None:
    server, script = saying
    for name, (values, seconds) in too_long().items():
        client, script.now = impatient(server.url, timeout=PATIENT), resting(code, values)
        before, begun = len(server.requests), time.monotonic()
        error = failing(client)
        assert len(server.requests) - before == 1, name
        slack = 120 if seconds == 3600 else 0.01  # because a date goes by the clock
        assert error.retry_after == pytest.approx(seconds, abs=slack), name
        again = failing(client)  # because other calls are to leave it alone too
        assert (type(again), len(server.requests) - before) == (BackoffInForce, 1), name
        assert 0 < (again.retry_after or 0) <= DAY, name
        assert time.monotonic() - begun < 40, name  # because who waits, as long as it can be, ends with the deadline


@pytest.mark.parametrize("values", [("+1",), ("0.5, 1", "0")], ids=str)
def test_a_short_wait_is_waited_for(impatient: Connect, values: tuple[str, ...]) -> None:
    with serving(resting(429, values), status(200)) as server:
        client, begun = impatient(server.url), time.monotonic()
        assert client.request("GET", "/x").status == 200
        assert time.monotonic() - begun >= 1.0


@pytest.mark.parametrize(
    ("until", "now", "least"),
    [
        (1000, 999, 1),  # the server's clock decides where it tells the time
        (-5000, -5001, 1),
        (-5000, "", 0),
        (-5000, 0, 0),
        (3600, "", 3000),
        (3600, "yesterday", 3000),
        (3600, "Sun, 06 Nov 99999 08:49:37 GMT", 3000),
        (3600, 900_000, 3000),  # a Date behind the end of the wait is none
    ],
)
def test_a_date_counts_from_the_answers_own_or_else_from_the_own_clock(
    impatient: Connect, until: float, now: float | str, least: float
) -> None:
    fields = {"Date": now if isinstance(now, str) else date(now)} if now != "" else {}
    with serving(resting(503, (date(until),), **fields)) as server:
        error = failing(impatient(server.url, retry=Retry(attempts=1)))
    assert least <= (error.retry_after or 0.0) <= (least + 12 if least < 100 else 3602)


def test_it_does_no_harm_where_nobody_is_busy(impatient: Connect, saying: Any) -> None:
    server, script = saying
    values = ("9" * 40, "soon", "-1", "Wed, 21 Oct 9998 07:28:00 GMT")
    for code, value in product((200, 202, 204, 301, 404, 408, 409, 500), values):
        client = impatient(server.url, timeout=PATIENT)
        script.now = status(code, b"" if code == 204 else b"{}", Retry_After=value)
        for _ in range(2):
            try:
                assert client.request("GET", "/x").status == code
            except NdxpError as error:
                assert error.status == code  # and not that it is left alone
                assert 0 <= (error.retry_after or 0.0) <= DAY


@pytest.mark.parametrize("member", [1e300, 10**40, float("inf")])
def test_what_a_problem_says_of_it_has_an_end_too(impatient: Connect, member: float) -> None:
    told = "1e999" if member == float("inf") else repr(member)
    body = b'{"type": "about:blank", "title": "busy", "status": 429, "retry_after": %s}' % told.encode()
    with serving(status(429, body, Retry_After="1")) as server:
        error = failing(impatient(server.url))
        assert (error.retry_after, len(server.requests)) == (DAY, 1)


def test_the_longest_of_body_and_header_counts(impatient: Connect) -> None:
    body = b'{"type": "about:blank", "title": "busy", "status": 429, "retry_after": 1}'
    with serving(status(429, body, Retry_After="100")) as server:
        error = failing(impatient(server.url))
        assert (error.retry_after, len(server.requests)) == (100, 1)


@pytest.mark.usefixtures("sockets_and_processes")
def test_a_wait_that_was_asked_for_stays_in_force_when_another_connection_breaks() -> None:
    asked = threading.Event()

    def broken(connection: Connection) -> None:
        asked.wait(600)
        connection.reset()

    with serving(broken, status(503, b"{}", Retry_After="50"), status(200)) as server:
        settings: dict[str, Any] = {"retry": Retry(attempts=1), "timeout": PATIENT}
        with Client(server.url, **settings) as client, ThreadPoolExecutor(1) as threads:
            first = threads.submit(failing, client)
            while not server.requests:
                time.sleep(0.005)
            assert failing(client).status == 503
            asked.set()
            assert type(first.result()) is ConnectionLost
            assert type(failing(client)) is BackoffInForce
        assert len(server.requests) == 2


def test_a_balancer_in_between_is_left_alone_by_all_calls(impatient: Connect) -> None:
    with serving(resting(503, ("90",))) as server:
        client = impatient(server.url)
        for kind in (UnexpectedAnswer, BackoffInForce):
            with pytest.raises(kind) as caught:
                client.exchange.call(SERVICE, path="/x")
            assert 40 < (caught.value.retry_after or 0) <= 90
        assert len(server.requests) == 1


@pytest.mark.parametrize("value", ["100", "9" * 40, "soon", date(DAY / 2)], ids=("100", "nines", "soon", "date"))
def test_a_token_endpoint_is_left_alone_too(impatient: Connect, value: str) -> None:
    with serving(status(429, b'{"error": "slow_down"}', Retry_After=value)) as server:
        client = impatient(server.url, credential=ClientSecret("portal", Secret("made-up-secret")), timeout=PATIENT)
        for _ in range(3):
            error = failing(client)
            assert type(error) is TokenUnavailable
            assert 50 < (error.retry_after or 0) <= DAY
        assert len(server.requests) == 1


OWN = b'{"type": "about:blank", "title": "Too many", "status": 429}'
FAULT = b'{"fault": {"code": 900800, "message": "Message throttled out"}}'


def test_whose_429_is_repeated(impatient: Connect) -> None:
    """A provider's own is given back at once, one of something in between is repeated; as the docstring of `call`."""
    for dialect, body, repeated in ((None, OWN, False), (Direct(), OWN, False), (Adapter(), OWN, False)):
        settings = {} if dialect is None else {"dialect": dialect}
        with serving(status(429, body, Retry_After="0")) as server:
            answer = impatient(server.url, **settings).exchange.call(SERVICE, path="/x")
            assert (answer.status, len(server.requests) > 1) == (429, repeated)
    for dialect, body in ((None, OWN), (Gateway(), FAULT), (Gateway(), b""), (Adapter(), b"")):
        settings = {} if dialect is None else {"dialect": dialect}
        script = resting(429, ("0",)) if dialect is None else status(429, body, Retry_After="0")
        with serving(script) as server:
            with pytest.raises(QuotaExceeded):
                impatient(server.url, **settings).exchange.call(SERVICE, "POST", "/x", json={})
            assert len(server.requests) == 3
