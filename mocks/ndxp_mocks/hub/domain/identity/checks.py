"""Checks of a token request, run in order up to the first that fails."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ndxp_mocks.hub.domain.identity.token_request import TokenAttempt


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether a check passed; `expected` and `found` are for the client's eyes and never a secret.

    `error` is the code of RFC 6749 where this failure has another one than its check.
    """

    passed: bool
    expected: str | None = None
    found: str | None = None
    error: str | None = None


PASSED = Finding(True)


def always(_attempt: TokenAttempt) -> bool:
    """Return a check that concerns every request."""
    return True


def by_assertion(attempt: TokenAttempt) -> bool:
    """Return a check of private_key_jwt only."""
    return attempt.uses("private_key_jwt")


@dataclass(frozen=True, slots=True)
class Check:
    """`name` is one of CheckName in specs/contracts/identity.yaml; the texts say what has to hold."""

    name: str
    text_en: str
    text_vi: str
    examine: Callable[[TokenAttempt], Finding]
    error: str = "invalid_client"
    concerns: Callable[[TokenAttempt], bool] = by_assertion


@dataclass(frozen=True, slots=True)
class Outcome:
    """A check and what it found."""

    check: Check
    finding: Finding

    @property
    def passed(self) -> bool:
        return self.finding.passed

    @property
    def error(self) -> str:
        return self.finding.error or self.check.error

    def members(self) -> dict[str, Any]:
        """Return the TokenCheck of the contract."""
        detail = {"vi": self.check.text_vi, "en": self.check.text_en}
        shortened = {"expected": self.finding.expected, "found": self.finding.found}
        told = {name: value for name, value in shortened.items() if value is not None}
        return {"check": self.check.name, "passed": self.passed, "detail": detail, **told}


def outcomes(attempt: TokenAttempt, checks: Iterable[Check]) -> Iterator[Outcome]:
    """Yield the outcome of each check that concerns the request; nothing comes after a failure."""
    for check in checks:
        if not check.concerns(attempt):
            continue
        outcome = Outcome(check, check.examine(attempt))
        yield outcome
        if not outcome.passed:
            return


def equals(expected: str, found: object) -> Finding:
    """Return a finding on a value that has to be this text."""
    return Finding(found == expected, expected, shortened(found))


def shortened(value: object) -> str:
    """Return a value of the client's own as text, shortened.

    Half a surrogate pair, which JSON can hold, becomes `?`.
    """
    text = "nothing" if value is None else value if isinstance(value, str) else repr(value)
    return text[:200].encode("utf-8", "replace").decode("utf-8")
