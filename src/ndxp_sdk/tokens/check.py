"""One answer of `explain`: a question about the request for a token, and what to do where the answer is no."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Sentence:
    """The same in English and Vietnamese."""

    en: str
    vi: str


@dataclass(frozen=True, slots=True)
class Check:
    """`passed` is None where it cannot be told. `found` and `expected` never hold a secret.

    `name` is that of the server's check where the server has the same one. `told_by`: our own check, the server's, or
    both; then the server's verdict counts, but for our clock. `about` names the credential.
    """

    name: str
    passed: bool | None
    found: str | None = None
    expected: str | None = None
    question: Sentence | None = None
    advice: Sentence | None = None
    told_by: Literal["client", "server", "both"] = "client"
    about: str = ""

    def __str__(self) -> str:
        mark = {True: "ok  ", False: "FAIL", None: "?   "}[self.passed]
        told = {"found": self.found, "expected": self.expected}
        return " ".join([mark, self.name, *(f"{word} {value!r}" for word, value in told.items() if value is not None)])
