"""The base of identifiers: named parts in order, a limit of length, two text forms."""

import re
import warnings
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, ClassVar, Final, Self
from urllib.parse import quote, unquote_to_bytes

from ndxp_sdk._text import sanitise
from ndxp_sdk._validators import ANY_TEXT, kind
from ndxp_sdk.errors import InvalidIdentifier

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

# Because 255 for each of four parts makes the 1023 that X-Road's management API allows for a whole client id.
LONGEST_PART: Final = 255
# Because unreserved characters and these mean themselves in a path segment (RFC 3986, 3.3).
_SAFE_IN_PATH: Final = "'()+,="
_PLAIN: Final = re.compile(r"[A-Za-z0-9'()+,\-.=_/]+")
_LISTED: Final = re.compile(r"[A-Za-z0-9'()+,\-.=?_]+")
_LISTED_PARTS: Final = re.compile(r"(?:(?:^|/)(?!\.\.?(?:/|\Z))[A-Za-z0-9'()+,\-.=?_]{1,255})+")
_FORBIDDEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f%:;/\\\u200b\ufeff\ud800-\udfff]")
_SAFE: Final = "letters, digits and '()+,-.=?_ are safe"


class IdentifierWarning(UserWarning):
    """A part holds a character outside X-Road's list: servers take it today and need not."""


class Identifier:
    """An identifier as its parts."""

    __slots__ = ()
    kind: ClassVar[str]
    names: ClassVar[tuple[str, ...]]
    _read: ClassVar[Callable[..., tuple[str, ...]]]  # because each call reads five times, and a loop is slower

    def __init_subclass__(cls) -> None:
        cls._read = attrgetter(*cls.names)

    def __post_init__(self) -> None:
        try:
            is_listed = self._check()
        except TypeError:
            raise self._no_text() from None
        if not is_listed:
            unlisted = dict.fromkeys(_LISTED.sub("", self.slash.replace("/", "")))
            found = ", ".join(f"U+{ord(character):04X}" for character in unlisted)
            text = f'"{sanitise(self.slash)}" holds {found}, outside the list of X-Road; {_SAFE}'
            warnings.warn(text, IdentifierWarning, stacklevel=4)

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts in order, decoded."""
        return self._read(self)

    @property
    def slash(self) -> str:
        """The form of headers and bodies, `VN/GOV/G12/dkkd`."""
        return "/".join(self.parts)

    @property
    def colon(self) -> str:
        """The form of `dstcode` and of the catalogue's paths, `VN:GOV:G12:dkkd`."""
        return ":".join(self.parts)

    @property
    def encoded(self) -> str:
        """The slash form for URLs and `X-Road-*` headers: each part percent-encoded, the slashes not."""
        slash = self.slash
        return slash if _PLAIN.fullmatch(slash) else "/".join([quote(part, safe=_SAFE_IN_PATH) for part in self.parts])

    @property
    def encoded_colon(self) -> str:
        """The colon form for URLs: each part percent-encoded, the colons not."""
        return ":".join([quote(part, safe=_SAFE_IN_PATH) for part in self.parts])

    def __str__(self) -> str:
        return self.slash

    @classmethod
    def from_slash(cls, text: str) -> Self:
        """Read `VN/GOV/…`; one IdentifierWarning where a part holds a character that servers need not take.

        Raises:
            InvalidIdentifier: another number of parts, or a part that is empty, too long or holds what is forbidden.
        """
        return cls(*cls._split(text, "/"))

    @classmethod
    def from_colon(cls, text: str) -> Self:
        """Read `VN:GOV:…`; warns and raises as `from_slash`."""
        return cls(*cls._split(text, ":"))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read either form; warns and raises as `from_slash`."""
        return cls(*cls._split(text, separator(text)))

    @classmethod
    def from_encoded(cls, text: str) -> Self:
        """Read the slash form of a header or a path, however much of it is encoded; raises as `from_slash`."""
        try:
            parts = [unquote_to_bytes(part).decode() for part in cls._split(text, "/")]
        except UnicodeError as error:
            raise InvalidIdentifier(f'"{sanitise(text)}" is not percent-encoded UTF-8') from error
        return cls._unwarned(parts)

    @classmethod
    def read(cls, text: str) -> Self:
        """Read either form, as `parse`, but without warnings: whoever reads an answer did not choose the name."""
        return cls._unwarned(cls._split(text, separator(text)))

    @classmethod
    def _unwarned(cls, parts: list[str]) -> Self:
        made = object.__new__(cls)
        for name, part in zip(cls.names, parts, strict=True):
            object.__setattr__(made, name, part)
        made._check()
        return made

    @classmethod
    def _split(cls, text: str, between: str) -> list[str]:
        if not ANY_TEXT.fits(text):
            raise InvalidIdentifier(f"{cls.kind} is expected as a text, found {kind(text)}")
        parts = text.split(between)
        if len(parts) == len(cls.names):
            return parts
        found = f'"{sanitise(text)}" has {len(parts)} part{"" if len(parts) == 1 else "s"}'
        raise InvalidIdentifier(f"{found}, {cls.kind} has {len(cls.names)}: {'/'.join(cls.names)}, or with colons")

    def _no_text(self) -> InvalidIdentifier:
        named = zip(self.names, self.parts, strict=True)
        name, part = next((name, part) for name, part in named if not ANY_TEXT.fits(part))
        return InvalidIdentifier(f"{name} of {self.kind} is {kind(part)}, a text is expected")

    def _check(self) -> bool:
        """Return whether all characters are in X-Road's list. InvalidIdentifier for a part that no server takes."""
        parts = self.parts
        joined = "/".join(parts)
        if _LISTED_PARTS.fullmatch(joined) and joined.count("/") == len(parts) - 1:
            return True
        for name, part in zip(self.names, parts, strict=True):
            check_part(self.kind, name, part)
        return False

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: object) -> "CoreSchema":
        from pydantic_core import core_schema  # noqa: PLC0415 - because identifiers are used without pydantic too

        del source, handler
        text = core_schema.no_info_after_validator_function(cls.read, core_schema.str_schema())
        return core_schema.json_or_python_schema(
            json_schema=text,
            python_schema=core_schema.union_schema([core_schema.is_instance_schema(cls), text]),
            serialization=core_schema.to_string_ser_schema(),
        )


def separator(text: str) -> str:
    """Return the separator between the parts of `text`; neither of the two may stand inside one."""
    return ":" if ANY_TEXT.fits(text) and ":" in text and "/" not in text else "/"


def check_part(kind: str, name: str, part: str) -> None:
    """Refuse a part that servers refuse or that changes on its way. Raises InvalidIdentifier."""
    where = f"{name} of {kind}"
    if not part or part in {".", ".."}:
        found = f'"{part}"' if part else "empty"
        raise InvalidIdentifier(f"{where} is {found}, a name is expected; a path would lose it")
    if len(part) > LONGEST_PART:
        raise InvalidIdentifier(f"{where} has {len(part)} characters, at most {LONGEST_PART} are allowed")
    if forbidden := _FORBIDDEN.search(part):
        found = f"U+{ord(forbidden.group()):04X} at character {forbidden.start() + 1}"
        raise InvalidIdentifier(f'{where}, "{sanitise(part)}", holds {found}, which is forbidden; {_SAFE}')
