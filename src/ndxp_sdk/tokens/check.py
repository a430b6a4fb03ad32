"""One answer of `explain`: a question about the request for a token, and what to do where the answer is no."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Sentence:
    """The same in English and Vietnamese."""

    en: str
    vi: str


Status = Literal["ok", "failed", "not seen", "not protected"]


@dataclass(frozen=True, slots=True)
class Check:
    """A check: `passed` is None if nobody has seen whether it is so; `reason` says why. Nothing supposed is *ok*.

    `status` tells the same in words; "not protected" is a plain address of this very machine, where nothing needs
    protection and nothing has it. `found` and `expected` never hold a secret.

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
    reason: Sentence | None = None
    is_unprotected: bool = False

    @property
    def status(self) -> Status:
        """The result of the check in words."""
        if self.passed is None:
            return "not protected" if self.is_unprotected else "not seen"
        return "ok" if self.passed else "failed"

    def __str__(self) -> str:
        mark = {True: "ok  ", False: "FAIL", None: "?   "}[self.passed]
        told = {"found": self.found, "expected": self.expected}
        return " ".join([mark, self.name, *(f"{word} {value!r}" for word, value in told.items() if value is not None)])
