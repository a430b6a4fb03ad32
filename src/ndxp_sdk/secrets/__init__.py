"""Secrets by reference: `env:NAME`, `file:PATH`, `cmd:PROGRAM …`, read when used; they never show themselves."""

import hmac
import os
import sys
import warnings
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Self

from ndxp_sdk._validators import ANY_TEXT, expanded
from ndxp_sdk.errors import InvalidConfiguration, SecretUnavailable
from ndxp_sdk.secrets._command import output, words_of

STARS: Final = "***"
LONGEST: Final = 65_536
COMMAND_SECONDS: Final = 10.0
_OTHERS_MAY_READ: Final = 0o004


class Secret:
    """A text that only `reveal()` shows; printing, formatting and copying show stars.

    `Secret("text")` is for a text that the program already has; it refuses to be pickled. `Secret.at("env:NAME")` is a
    reference: it is read at each use, so a new secret is taken up without a restart, and it pickles as the reference.
    """

    __slots__ = ("_known", "_read", "_reference")

    def __init__(self, text: str) -> None:
        if not ANY_TEXT.fits(text):
            found, text = type(text).__name__, STARS  # because a traceback may show locals, and this is the secret
            raise InvalidConfiguration(f"a Secret holds a text, found {found}")
        self._reference: str | None = None
        # because a closure is opaque to whatever prints the attributes of an object
        self._read: Callable[[], str] = lambda: text
        self._known: Callable[[], str] = self._read

    @classmethod
    def at(cls, reference: str) -> Self:
        """Return the secret that `reference` points to. InvalidConfiguration for anything that is no reference."""
        if not _is_reference(reference):
            reference = STARS  # because a traceback may show locals, and this may be the secret itself
            raise InvalidConfiguration(_ADVICE)
        scheme, _, rest = reference.partition(":")
        secret = cls.__new__(cls)
        secret._reference = reference  # noqa: SLF001 - of the same class
        secret._read = lambda: secret._remembered(_READERS[scheme](rest.strip()))  # noqa: SLF001 - the same
        secret._known = secret.reveal  # noqa: SLF001 - the same
        return secret

    @property
    def reference(self) -> str | None:
        """The reference from which it is read. None for a text given by the program."""
        return self._reference

    def reveal(self) -> str:
        """Return the secret itself. SecretUnavailable says what to do if it cannot be had."""
        return self._read()

    def known(self) -> str:
        """Return the secret as it was last read, to search errors for it; read now if it never was, as `reveal`."""
        return self._known()

    def _remembered(self, text: str) -> str:
        self._known = lambda: text
        return text

    def __repr__(self) -> str:
        return f"Secret({_named(self._reference)})"

    def __str__(self) -> str:
        return STARS

    def __format__(self, specification: str) -> str:
        return STARS

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        if self._reference or other._reference:
            return self._reference == other._reference
        return hmac.compare_digest(self.reveal().encode(), other.reveal().encode())

    def __hash__(self) -> int:
        return hash((Secret, self._reference))

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self

    def __reduce__(self) -> tuple[Callable[[str], "Secret"], tuple[str]]:
        if self._reference is None:
            raise TypeError(
                "a secret given as text is not pickled; refer to it with Secret.at('env:NAME') or 'file:PATH'"
            )
        return Secret.at, (self._reference,)


_ADVICE: Final = (
    "a secret is given by reference only: env:NAME, file:PATH or cmd:PROGRAM. Put the text into an environment "
    "variable or a file that only you can read, and name it here; a program that already has the text says Secret(text)"
)


def secret_of(given: Secret | str, where: str = "") -> Secret:
    """Turn a reference into a secret; a secret stays one. `where` names the setting in the error."""
    if isinstance(given, Secret):
        return given
    if not _is_reference(given):
        given = STARS  # because of tracebacks, as above
        raise InvalidConfiguration(f"{where}: {_ADVICE}" if where else _ADVICE)
    return Secret.at(given)


def _is_reference(text: object) -> bool:
    if not isinstance(text, str):
        return False
    scheme, _, rest = text.partition(":")
    return scheme in _READERS and bool(rest.strip())


def _named(reference: str | None) -> str:
    if reference is None:
        return STARS
    if reference.startswith("cmd:"):
        return f"cmd:{STARS}"  # because arguments may hold a secret
    return f"{reference} {STARS}"


def _from_environment(name: str) -> str:
    text, problem = _variable(os.environ.get(name))
    if problem:
        raise SecretUnavailable(f"the environment variable {name} {problem}: export it before the program starts")
    return text


def _variable(value: str | None) -> tuple[str, str]:
    text = _line(value or "")
    if not text:
        return "", "is not set" if value is None else "is empty"
    # because bytes that are no UTF-8 arrive as surrogates, which nothing can send
    return (text, "") if text.encode("utf-8", "ignore").decode() == text else ("", "is no UTF-8 text")


def _line(text: str) -> str:
    """Return a text without the line break at its end, which files have, and variables that were read from them."""
    return text.removesuffix("\n").removesuffix("\r")


def _from_file(name: str) -> str:
    path = expanded(name)
    content, problem = _content(path)
    if problem:
        raise SecretUnavailable(f"the secret file {path} {problem}")
    return content


def _content(path: Path) -> tuple[str, str]:
    """Return the text and what is wrong with it; data, because a traceback from here could show the bytes."""
    try:
        with path.open("rb") as stream:
            _warn_if_public(path, os.fstat(stream.fileno()).st_mode)
            raw = stream.read(LONGEST + 1)
    except OSError as error:
        return "", f"cannot be read ({error.strerror}): check the path and its permissions"
    return _decoded(raw)


def _decoded(raw: bytes) -> tuple[str, str]:
    if len(raw) > LONGEST:
        return "", f"gives more than {LONGEST} bytes: is it the right one?"
    if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "", "is no UTF-8 text but UTF-16, as PowerShell 5 writes it: save it as UTF-8"
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "", "is no UTF-8 text: is it a binary key? Convert it to PEM"
    text = _line(text)
    return (text, "") if text else ("", "is empty")


def _warn_if_public(path: Path, mode: int) -> None:
    if sys.platform != "win32" and mode & _OTHERS_MAY_READ:
        warnings.warn(f"every user of this machine can read the secret file {path}: chmod 600 it", stacklevel=6)


def _from_command(line: str) -> str:
    words = words_of(line)
    if not words:
        raise SecretUnavailable("the command of the secret has an open quote: check the reference cmd:…")
    text, problem = _output(words, COMMAND_SECONDS)
    if problem:
        raise SecretUnavailable(f"the command {Path(words[0]).name} {problem}: run it by hand to see why")
    return text


def _output(words: list[str], seconds: float) -> tuple[str, str]:
    raw, problem = output(words, seconds, LONGEST)
    return ("", problem) if problem else _decoded(raw)


_READERS: Final[dict[str, Callable[[str], str]]] = {
    "env": _from_environment,
    "file": _from_file,
    "cmd": _from_command,
}
