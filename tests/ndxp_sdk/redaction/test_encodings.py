"""Servers repeat a planted secret in every writing and at every place; what is shown is read back and searched.

The seed and the number of answers of a long run: NDXP_LEAKS_SEED, NDXP_LEAKS_ANSWERS.
"""

import base64
import logging
import os
from collections.abc import Callable, Iterator
from functools import partial
from random import Random

import httpx
import pytest

from ndxp_sdk import Client, Secret, StaticToken
from ndxp_sdk._http.request import fields_of
from ndxp_sdk._redaction.confidential import sent
from ndxp_sdk._redaction.echoes import Redactor
from ndxp_sdk.errors import RequestInvalid

from .echoes import Echo, Seen, trial
from .encodings import disguised, secret
from .in_memory import course, retelling
from .search import shows

Course = Callable[[Random, Seen], Iterator[tuple[Echo, str, int]]]
SEED = int(os.environ.get("NDXP_LEAKS_SEED", "7"))
ANSWERS = int(os.environ.get("NDXP_LEAKS_ANSWERS", "0"))
COURSES: dict[str, tuple[Course, int]] = {
    "calls": (partial(trial, is_thorough=True), 60),
    "calls without a transport": (course, 150),
    "one call and what it may get": (retelling, 200),
}
THOROUGH = 100  # because reading a text in every way takes much longer than writing it


@pytest.fixture
def seen() -> Iterator[Seen]:
    """All that is shown, the log among it."""
    found, logger = Seen(), logging.getLogger("ndxp_sdk")
    before = logger.level
    logger.addHandler(found)
    logger.setLevel(logging.DEBUG)
    yield found
    logger.removeHandler(found)
    logger.setLevel(before)


@pytest.mark.long
@pytest.mark.parametrize("name", COURSES)
def test_no_secret_is_shown_in_any_writing(seen: Seen, name: str) -> None:
    run, least = COURSES[name]
    answers = turn = texts = 0
    found: list[tuple[int, str, str]] = []
    while answers < max(ANSWERS, least) and len(found) < 20:
        turn += 1
        for echo, text, came in run(Random(f"{SEED}/{turn}"), seen):
            answers, texts = answers + came, texts + 1
            if echo.sought.is_in(text, echo.written) or (texts % THOROUGH == 0 and shows(text, echo.planted)):
                found.append((turn, echo.planted, text))
    assert found == []


# Found by long runs, each once shown; secret and writing.
ONCE_SHOWN = {
    "a backslash before an escape": ("E2@\\U'nS", "E\\u0032%40\\\\u0055\\u0027n%53"),
    "quoted-printable in JSON": ("VkK3Bzd8", "=3D56=\\r\\n=3D6b=3D4b=3D\\r\\n=0A=3D33=3D42=3D7a=3D64=3D38"),
    "a number whose end is escaped": ("k9x[-vRx", "&#107%3B&%23&#x30;57;&#120%3B&#91%3B-vRx"),
    "blanks of a form between the lines": ("battery-staple", "YmF0dGVy+eS1zdGFw+bGU="),
    "digits apart, in a form": ("v5bZseDy", "76+35+62+5A+73+65+44+79"),
    "escapes in UTF-16 behind base64": (
        "hunter2-hunter2",
        "XAB1ADAAMAA2ADgAXAB1ADAAMAA3ADUAbgB0AGUAcgAyAC0AaAB1AG4AdABlAHIAMgA",
    ),
    "a brace that begins no JSON": ('{)p0K]~Bl">W', '{)p0K]~Bl\\">W'),
    "a backslash of its own before an escape in escapes": ("n0t\\known", "n0t\\\\\\\\\\\\u0075006bnown"),
    "what looks like an entity and is none": ("&Co2c4;N", "%2526Co2c4%253BN"),
    "cut behind an escape of its own": ("L;nEv%0Bgb7y=C)m", "L%3BnEv%250B"),
    "marks that are not compared": ("sI+B\\[+A", "%78%59%57%4a%7A%53%53%74%43%58%46%73%72%51%51%3D%3D"),
    "plus signs of its own in a form": ("_@TWnOjb>|&LjzPH", "X0BU+V25P+amI%2B+fCZM+anpQ+SA%3D%3D"),
    "the first half": ("correct-horse-battery", "correct-hor…"),
    "a short one, as a word": ("a1b2", "it is a1b2."),
}


@pytest.mark.parametrize("name", ONCE_SHOWN)
def test_what_was_once_shown_is_shown_no_more(name: str) -> None:
    planted, written = ONCE_SHOWN[name]
    body = f'{{"title": "No", "status": 400, "code": "no", "detail": "<{written}>"}}'.encode()
    answer = httpx.Response(400, content=body, headers={"Content-Type": "application/problem+json"})
    transport = httpx.MockTransport(lambda _: answer)
    with (
        Client("https://hub.example", credential=StaticToken(Secret(planted)), transport=transport) as client,
        pytest.raises(RequestInvalid) as caught,
    ):
        client.request("GET", "/catalog/v1/x")
    assert "***" in caught.value.message
    assert written.strip("…") not in caught.value.message
    assert not shows(str(caught.value), planted)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("sw0rdfish", "***"),
        ("sw0rdfish and a \\", "*** and a \\"),
        ("\ud800 sw0rdfish \udc00", "\ud800 *** \udc00"),
        ("\\người sw0rdfish ở đây", "\\người *** ở đây"),
        ("ở sw0rdfish", "ở ***"),
        ("no secret \ud800", "no secret \ud800"),
        ("", ""),
    ],
)
def test_what_stands_around_a_secret_stays_as_it_was(text: str, shown: str) -> None:
    assert Redactor(["sw0rdfish"]).text(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a1b2", "***"),
        ("(a1b2)", "(***)"),
        ("it is a1b2.", "it is ***."),
        ("a1b2x xa1b2 xa1b2x", "a1b2x xa1b2 xa1b2x"),
        ("a1b2x a1b2", "a1b2x ***"),
    ],
)
def test_a_short_secret_is_one_as_a_word_alone(text: str, shown: str) -> None:
    assert Redactor(["a1b2"]).text(text) == shown


def basic(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    ("name", "value", "said", "shown"),
    [
        ("Authorization", "Bearer k3y-91", "the token k3y-91 is bad", "the token *** is bad"),
        ("Authorization", f"Basic {basic('lan:pw-77x')}", "pw-77x is wrong", "*** is wrong"),
        ("Authorization", 'Digest username="lan-01", response="r3sp-5"', "r3sp-5 is wrong", "*** is wrong"),
        ("Cookie", "a=s3ss-1; b=c0ok-2", "s3ss-1 and c0ok-2", "*** and ***"),
        ("X-Api-Key", "k3y-91", "k3y-91 is bad", "*** is bad"),
        ("X-Session", basic('{"token": "j5on-1", "name": "lan"}'), "j5on-1 of lan", "*** of lan"),
        ("X-Note", "k3y-91", "k3y-91 is shown", "k3y-91 is shown"),
        ("X-Own", "k3y-91", "k3y-91 is hidden", "*** is hidden"),
    ],
)
def test_what_a_server_could_repeat_of_a_field_is_secret(name: str, value: str, said: str, shown: str) -> None:
    secrets = sent(fields_of(((name, value),)), frozenset({b"x-own"}))
    assert Redactor(secrets).text(said) == shown


def test_the_search_reads_nearly_every_writing() -> None:
    random = Random(SEED)
    missed = []
    for _ in range(100):
        planted = secret(random)
        written = disguised(planted, random)
        if not shows(f"the secret {written} is wrong", planted):
            missed.append((planted, written))
    assert len(missed) <= 10, missed
