"""What the value of a parameter may be: read from text, and told as a JSON Schema."""

import re
from collections.abc import Iterable
from typing import Any, Final, Protocol

from compliance.model.dataclass import dataclass
from compliance.model.text import Message

_DIGITS: Final = re.compile(r"[0-9]{1,9}", re.ASCII)
_HIDDEN: Final = r"\u0000-\u001f\u007f"
_PLAIN: Final = re.compile(f"[^{_HIDDEN}]+")


class Value(Protocol):
    """How a value is written."""

    @property
    def schema(self) -> dict[str, Any]:
        """The JSON Schema of it."""

    @property
    def expected(self) -> Message:
        """The end of a sentence that says what has to stand there."""

    @property
    def usual(self) -> Any:
        """The value that counts where nothing is said; None if none does."""

    def read(self, text: str) -> Any:
        """Return the value; None if the text is none."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number."""

    least: int
    most: int
    usual: int | None = None

    @property
    def schema(self) -> dict[str, Any]:
        bounds = {"type": "integer", "minimum": self.least, "maximum": self.most}
        return bounds if self.usual is None else {**bounds, "default": self.usual}

    @property
    def expected(self) -> Message:
        return Message.of("a whole number from {least} to {most} is expected", least=self.least, most=self.most)

    def read(self, text: str) -> int | None:
        if not _DIGITS.fullmatch(text) or str(int(text)) != text:
            return None
        return int(text) if self.least <= int(text) <= self.most else None


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of some codes."""

    codes: tuple[str, ...]
    usual: str | None = None

    @classmethod
    def of(cls, codes: Iterable[str], usual: str | None = None) -> "OneOf":
        """Take the members of a scale, or any codes."""
        return cls(tuple(map(str, codes)), usual)

    @property
    def schema(self) -> dict[str, Any]:
        codes = {"type": "string", "enum": list(self.codes)}
        return codes if self.usual is None else {**codes, "default": self.usual}

    @property
    def expected(self) -> Message:
        return Message.of("one of these is expected: {codes}", codes=", ".join(self.codes))

    def read(self, text: str) -> str | None:
        return text if text in self.codes else None


@dataclass(frozen=True, slots=True)
class Words:
    """Text on one line; control characters are no part of it."""

    longest: int
    usual: None = None

    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": self.longest, "pattern": f"^[^{_HIDDEN}]+$"}

    @property
    def expected(self) -> Message:
        template = "text of 1 to {longest} characters on one line is expected"
        return Message.of(template, longest=self.longest)

    def read(self, text: str) -> str | None:
        return text if len(text) <= self.longest and _PLAIN.fullmatch(text) else None


@dataclass(frozen=True, slots=True)
class Sign:
    """A text of one form, which who asks takes from an answer as it stands."""

    pattern: str
    usual: None = None

    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{self.pattern}$"}

    @property
    def expected(self) -> Message:
        return Message.of("what an answer gave is expected, as it stands there")

    def read(self, text: str) -> str | None:
        return text if re.fullmatch(self.pattern, text, re.ASCII) else None


@dataclass(frozen=True, slots=True)
class YesOrNo:
    """`true` or `false`."""

    usual: bool = False

    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "boolean", "default": self.usual}

    @property
    def expected(self) -> Message:
        return Message.of("true or false is expected")

    def read(self, text: str) -> bool | None:
        return {"true": True, "false": False}.get(text)
