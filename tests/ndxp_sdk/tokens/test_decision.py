"""The one decision about a token."""

import pytest

from ndxp_sdk.secrets import Secret
from ndxp_sdk.tokens import Token
from ndxp_sdk.tokens._refresh_policy import Decision, decide
from tools.properties import given, st

TOKEN = Token.lasting(Secret("t"), "Bearer", 1000.0, 600.0)


def test_a_token_is_renewed_at_eighty_percent_and_not_used_in_its_last_ten_seconds() -> None:
    assert (TOKEN.renew_at, TOKEN.usable_until) == (1480.0, 1590.0)


def test_a_token_of_a_moment_has_a_margin_of_a_tenth() -> None:
    short = Token.lasting(Secret("t"), "Bearer", 1000.0, 5.0)
    assert (short.renew_at, short.usable_until) == (1004.0, 1004.5)


@pytest.mark.parametrize(
    ("now", "alone", "while_asked_for"),
    [
        (1000.0, Decision.USE, Decision.USE),
        (1479.9, Decision.USE, Decision.USE),
        (1480.0, Decision.REFRESH, Decision.USE),
        (1589.9, Decision.REFRESH, Decision.USE),
        (1590.0, Decision.FETCH, Decision.WAIT),
        (9999.0, Decision.FETCH, Decision.WAIT),
        (950.0, Decision.USE, Decision.USE),
        (900.0, Decision.FETCH, Decision.WAIT),
    ],
)
def test_the_time_decides(now: float, alone: Decision, while_asked_for: Decision) -> None:
    assert decide(TOKEN, is_asked_for=False, now=now) is alone
    assert decide(TOKEN, is_asked_for=True, now=now) is while_asked_for


def test_without_a_token_one_asks_and_the_others_wait() -> None:
    assert decide(None, is_asked_for=False, now=0.0) is Decision.FETCH
    assert decide(None, is_asked_for=True, now=0.0) is Decision.WAIT


@given(st.floats(0.1, 1e6), st.floats(0, 2e6), st.booleans())
def test_nobody_is_given_a_token_that_has_expired(life: float, after: float, is_asked_for: bool) -> None:
    token = Token.lasting(Secret("t"), "Bearer", 1e9, life)
    if decide(token, is_asked_for, 1e9 + after) in {Decision.USE, Decision.REFRESH}:
        assert after < life
