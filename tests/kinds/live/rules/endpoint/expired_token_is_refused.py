"""A token that has expired is refused.

Broken: An expired token is accepted

A token that is good for ever is a password that travels.

To mend it, compare `exp` with the clock at every call.

Shows one read with one expired token. Does not show the other operations.
"""

from collections.abc import Iterator

from compliance.model.observation import HttpExchange, Trial, Wrong
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation


def is_about_expiry(trial: Trial) -> bool:
    return trial.wrong is Wrong.EXPIRED_TOKEN and not trial.is_open


@rule("L20-2023.D42.K1.D", "QD1562-2025.IDENT", when=is_about_expiry)
def expired_token_is_refused(trial: Trial) -> Iterator[Violation | Unknown]:
    if trial.gave_data:
        yield Violation("an expired token was answered {status} with data", at=trial, status=trial.status or 0)
    elif trial.usual_status is None or trial.usual_status >= 400:
        yield Unknown("the same read with a good token is not known to succeed", at=trial)


_DATA, _REFUSAL = (HttpExchange("GET", "https://a.example/v1/x", status, body_size=9) for status in (200, 401))
GOOD = [Trial(_REFUSAL, Wrong.EXPIRED_TOKEN, usual_status=200)]
BAD = {"an expired token was answered 200 with data": Trial(_DATA, Wrong.EXPIRED_TOKEN, usual_status=200)}
IRRELEVANT = [Trial(_DATA, Wrong.NO_CREDENTIAL), Trial(_DATA, Wrong.EXPIRED_TOKEN, is_open=True)]
UNKNOWN = [Trial(_REFUSAL, Wrong.EXPIRED_TOKEN)]
