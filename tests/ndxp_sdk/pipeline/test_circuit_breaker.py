"""When a server is left alone, for how long, and what ends it: by a clock that the tests set."""

import pytest

from ndxp_sdk import Retry
from ndxp_sdk._pipeline.circuit_breaker import CircuitBreaker
from ndxp_sdk._pipeline.retry_policy import DOWN_AFTER
from ndxp_sdk.errors import BackoffInForce

HUB, OTHER = "https://hub.example", "https://other.example"
REST, LONGEST = 100.0, 400.0


@pytest.fixture
def breaker() -> CircuitBreaker:
    return CircuitBreaker(Retry(first_rest=REST, longest_rest=LONGEST))


def fail(breaker: CircuitBreaker, times: int = DOWN_AFTER, now: float = 0.0) -> None:
    for _ in range(times):
        breaker.record_failure(HUB, now)


def test_it_opens_with_the_fifth_failure_in_a_row_and_for_that_server_alone(breaker: CircuitBreaker) -> None:
    fail(breaker, 4)
    assert breaker.open_for(HUB, 0.0) == 0
    breaker.refuse(HUB, 0.0)
    fail(breaker, 1)
    assert REST / 2 <= breaker.open_for(HUB, 0.0) <= REST
    assert breaker.open_for(OTHER, 0.0) == 0
    with pytest.raises(BackoffInForce) as caught:
        breaker.refuse(HUB, 10.0)
    assert caught.value.code == "down"
    assert caught.value.retry_after == pytest.approx(breaker.open_for(HUB, 0.0) - 10)


def test_success_in_between_makes_no_row(breaker: CircuitBreaker) -> None:
    for _ in range(3):
        fail(breaker, 4)
        breaker.record_success(HUB, 0.0)
    assert (breaker.open_for(HUB, 0.0), bool(breaker)) == (0, False)


def test_when_the_rest_is_over_one_call_goes_ahead_and_the_others_wait_for_what_it_finds(
    breaker: CircuitBreaker,
) -> None:
    fail(breaker)
    over = breaker.open_for(HUB, 0.0)
    assert breaker.open_for(HUB, over) == 0, "this one goes ahead"
    assert REST / 2 <= breaker.open_for(HUB, over) <= REST, "and the next is refused"
    breaker.record_success(HUB, over + 1)
    assert breaker.open_for(HUB, over + 1) == 0


@pytest.mark.parametrize(("failures", "longest"), [(5, 100), (6, 200), (7, 400), (8, 400), (500, 400)])
def test_the_rest_doubles_up_to_its_bound(breaker: CircuitBreaker, failures: int, longest: float) -> None:
    fail(breaker, failures)
    assert longest / 2 <= breaker.open_for(HUB, 0.0) <= longest


def test_a_success_ends_a_rest_whose_length_the_next_one_does_not_inherit(breaker: CircuitBreaker) -> None:
    fail(breaker, 8)
    breaker.record_success(HUB, 1.0)
    assert not breaker, "nothing is kept of a server that is well"
    fail(breaker, now=1.0)
    assert breaker.open_for(HUB, 1.0) <= REST


def test_a_wait_that_was_asked_for_outlives_successes_and_failures(breaker: CircuitBreaker) -> None:
    breaker.record_throttle(HUB, 0.0, 60.0)
    breaker.record_success(HUB, 1.0)
    assert breaker.throttled_for(HUB, 10.0) == 50
    assert breaker.throttled_for(OTHER, 10.0) == 0
    breaker.record_failure(HUB, 20.0)
    assert breaker.throttled_for(HUB, 20.0) == 40
    breaker.record_throttle(HUB, 30.0, 5.0)
    assert breaker.throttled_for(HUB, 30.0) == 30, "a shorter wait takes nothing from a longer one"
    assert breaker.throttled_for(HUB, 70.0) == 0
    breaker.record_success(HUB, 70.0)
    assert not breaker


def test_a_server_that_asks_for_a_wait_is_in_service(breaker: CircuitBreaker) -> None:
    fail(breaker, 4)
    breaker.record_throttle(HUB, 0.0, 1.0)
    fail(breaker, 4, now=2.0)
    assert breaker.open_for(HUB, 2.0) == 0
    assert breaker.throttled_for(HUB, 2.0) == 0


def test_what_is_down_and_asks_for_a_wait_is_given_the_longer_of_the_two(breaker: CircuitBreaker) -> None:
    fail(breaker, 4)
    breaker.record_failure(HUB, 0.0, 1000.0)
    assert breaker.open_for(HUB, 0.0) == breaker.throttled_for(HUB, 0.0) == 1000
    breaker.record_failure(HUB, 1.0, 1.0)
    assert breaker.open_for(HUB, 1.0) == 999


def test_being_down_is_no_wait_that_was_asked_for(breaker: CircuitBreaker) -> None:
    fail(breaker)
    assert breaker.throttled_for(HUB, 0.0) == 0
    breaker.record_success(OTHER, 0.0)
    assert breaker.open_for(HUB, 0.0) > 0


def test_a_wait_that_is_over_is_none_when_the_server_fails_later(breaker: CircuitBreaker) -> None:
    breaker.record_throttle(HUB, 0.0, 5.0)
    fail(breaker, now=10.0)
    assert (breaker.throttled_for(HUB, 10.0), breaker.open_for(HUB, 10.0) > 0) == (0, True)


def test_who_goes_ahead_after_a_wait_leaves_the_others_refused_and_not_waiting(breaker: CircuitBreaker) -> None:
    fail(breaker, 4)
    breaker.record_failure(HUB, 0.0, 500.0)
    assert breaker.open_for(HUB, 500.0) == 0
    assert (breaker.throttled_for(HUB, 500.0), breaker.open_for(HUB, 500.0) > 0) == (0, True)


def test_a_success_within_a_wait_begins_the_row_anew(breaker: CircuitBreaker) -> None:
    fail(breaker, 3)
    breaker.record_failure(HUB, 0.0, 60.0)
    breaker.record_success(HUB, 1.0)
    assert breaker.throttled_for(HUB, 1.0) == 59
    fail(breaker, 4, now=1.0)
    assert breaker.open_for(HUB, 1.0) == 0
    breaker.record_success(HUB, 60.0)
    assert not breaker
