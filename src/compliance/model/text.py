"""Text for people: stored in both languages, or made from a translatable template."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "vi"]
Parameters = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Text:
    """One statement in English and Vietnamese."""

    en: str
    vi: str

    def to(self, language: Language) -> str:
        """The statement in `language`."""
        return self.vi if language == "vi" else self.en


@dataclass(frozen=True, slots=True)
class Message:
    """A template with named parameters; the template is the key under which it is translated."""

    template: str
    parameters: tuple[tuple[str, str | int], ...] = ()

    @classmethod
    def of(cls, template: str, /, **parameters: str | int) -> "Message":
        """Build a message: `Message.of("found {found}", found="x")`."""
        return cls(template, tuple(parameters.items()))

    def fill(self, template: str | None = None) -> str:
        """The finished sentence, from the given translation of the template or the English one."""
        return (template or self.template).format_map(dict(self.parameters))

    def __str__(self) -> str:
        return self.fill()
