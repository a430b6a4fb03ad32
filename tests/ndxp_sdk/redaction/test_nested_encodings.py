"""Writings within writings: each pair of kinds and a third by chance, and how much a text is read.

More rounds of a long run: NDXP_LEAKS_ROUNDS.
"""

import json
import os
from base64 import b64encode
from collections.abc import Callable
from itertools import product
from random import Random

import httpx
import pytest

from ndxp_sdk import Client, Secret, StaticToken
from ndxp_sdk._redaction.echoes import Redactor
from ndxp_sdk._redaction.encodings import views
from ndxp_sdk.errors import NdxpError, RequestInvalid

from .encodings import WRITINGS, secret

ROUNDS = int(os.environ.get("NDXP_LEAKS_ROUNDS", "1"))


def told(planted: str, written: str) -> str:
    """What a client shows of an answer that repeats its secret."""
    problem = {"title": "No", "status": 400, "code": "no", "detail": f"<{written}>"}
    answer = httpx.Response(400, content=json.dumps(problem), headers={"Content-Type": "application/problem+json"})
    transport = httpx.MockTransport(lambda _: answer)
    with (
        Client("https://hub.example", credential=StaticToken(Secret(planted)), transport=transport) as client,
        pytest.raises(RequestInvalid) as caught,
    ):
        client.request("GET", "/catalog/v1/x")
    return caught.value.message


def is_shown(message: str, written: str) -> bool:
    """Whether more is left than what a writing in digits puts before the secret, and after it."""
    left = "".join(message.partition("<")[2].rpartition(">")[0].split()).replace("***", "")
    return "***" not in message or len(left) > 0.7 * len("".join(written.split()))


@pytest.mark.long
@pytest.mark.parametrize("turn", range(ROUNDS))
def test_each_pair_of_writings_and_a_third_is_read(turn: int) -> None:
    missed = []
    for first, second in product(range(len(WRITINGS)), repeat=2):
        random = Random(f"{turn}/{first}/{second}")
        planted = secret(random)
        while len(planted) > 16 or not planted.isascii():
            planted = secret(random)
        written = planted
        for writing in (WRITINGS[first], WRITINGS[second], random.choice(WRITINGS)):
            written = writing(written, random)
        if is_shown(message := told(planted, written), written):
            missed.append((planted, written, message))
    assert missed == []


@pytest.mark.parametrize("planted", ["abcdef%01Qm2Kzz", "abcdef%2501Qm2Kzz"])
def test_a_secret_that_stands_for_what_parts_texts_is_masked_in_each(planted: str) -> None:
    problem = b'{"title": "No", "status": 400, "code": "no", "detail": "Qm2Kzz %41"} abcdef'
    fields = {"X-First": "Qm2Kzz", "Content-Type": "application/problem+json"}
    transport = httpx.MockTransport(lambda _: httpx.Response(400, headers=fields, content=problem))
    with (
        Client("https://hub.example", credential=StaticToken(Secret(planted)), transport=transport) as client,
        pytest.raises(NdxpError) as caught,
    ):
        client.request("GET", "/catalog/v1/x")
    assert "abcdef" not in caught.value.message


GROWING: dict[str, Callable[[int], bytes]] = {
    "words": lambda size: b"the secret is not told here, " * (size // 29),
    "backslashes": lambda size: b"\\" * size,
    "doubled escapes": lambda size: b"\\\\u0075" * (size // 7),
    "percents": lambda size: b"%25" * (size // 3),
    "entities": lambda size: b"&amp;" * (size // 5),
    "base64 of base64": lambda size: b"VVZWQ1FWRkZRa0pSVlVaQ1VWVkdRbEZWUmtJPQ" * (size // 38),
    "digits of both kinds": lambda size: b"4142 " * (size // 5),
    "broken lines": lambda size: b"=\r\n41" * (size // 5),
}


@pytest.mark.parametrize("name", GROWING)
def test_twice_the_text_is_read_in_twice_the_length(name: str) -> None:
    lengths = [sum(len(view.text) for view in views(GROWING[name](size))) for size in (4_000, 8_000, 16_000)]
    assert lengths[1] <= 2.1 * lengths[0]
    assert lengths[2] <= 2.1 * lengths[1]
    assert lengths[2] <= 201 * 16_000


def test_digits_on_both_sides_of_what_parts_texts_leave_it_there() -> None:
    planted, digits = "Pa1cPa303Pde1d", b"UGExY1BhMzAzUGRlMWQ="
    for at in range(1, len(digits)):
        masked = Redactor([planted]).content(b"x " + digits[:at] + b"\x05" + digits[at + 1 :])
        assert masked.count(b"\x05") == 1


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_no_letter_of_vietnamese_hides_a_secret_in_utf_16(encoding: str) -> None:
    for letter in "ăâđêôơưĂĐƠƯĩũàảãáạằẵặầệộờợừựỳỵ":
        planted = f"F3rj{letter}dzq"
        digits = b64encode(f"ab{planted}".encode(encoding))
        assert digits[16:] not in Redactor([planted]).content(b"told: " + digits), letter
