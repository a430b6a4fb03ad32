"""Validate settings. A reader takes a value and its place; it returns what it is, or raises Wrong."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, TypeAlias, TypeVar

from ndxp_sdk._profiles.errors import wrong
from ndxp_sdk._profiles.location import Place
from ndxp_sdk._text import sanitise
from ndxp_sdk.errors import NdxpError
from ndxp_sdk.secrets import Secret

T = TypeVar("T")
Reader: TypeAlias = Callable[[object, Place], Any]
_REFERENCES: Final = ("env:", "file:", "cmd:")


def text(value: object, place: Place) -> str:
    """Read a text that is not empty."""
    if isinstance(value, str) and value.strip():
        return value
    raise wrong("a text is expected", str(place))


def flag(value: object, place: Place) -> bool:
    """True or false."""
    if isinstance(value, bool):
        return value
    raise wrong("true or false is expected", str(place))


def seconds(value: object, place: Place) -> float:
    """Read a number above 0."""
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < float("inf"):
        return float(value)
    raise wrong("seconds above 0 are expected", str(place))


def whole_seconds(value: object, place: Place) -> int:
    """Read a whole number above 0."""
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    raise wrong("whole seconds above 0 are expected", str(place))


def path(value: object, place: Place) -> Path:
    """Read a file or folder beside the profile file."""
    return place.path(text(value, place))


def texts(value: object, place: Place) -> tuple[str, ...]:
    """Read a list of texts."""
    if isinstance(value, list):
        return tuple(text(each, place) for each in value)
    raise wrong("a list of texts is expected", str(place))


def mapping(value: object, place: Place) -> dict[str, str]:
    """Read a table of texts whose keys are free."""
    if isinstance(value, dict):
        return {key: text(each, place.at(key)) for key, each in value.items()}
    raise wrong("a table is expected", str(place))


def reference(value: object, place: Place) -> Secret:
    """Read a secret, by reference only; a file is looked for beside the profile file."""
    if not isinstance(value, str) or not value.startswith(_REFERENCES) or not value.partition(":")[2].strip():
        raise wrong(
            "this is the place of a secret, and a secret is never written here, only where it is: env:NAME, file:PATH "
            "or cmd:PROGRAM. What stood here in the clear is known to whoever reads the file: have a new one issued",
            str(place),
        )
    scheme, _, rest = value.partition(":")
    return Secret.at(f"file:{place.path(rest.strip())}" if scheme == "file" else value)


def choice(*allowed: str) -> Reader:
    """Return a reader of one of these words."""

    def read(value: object, place: Place) -> str:
        if isinstance(value, str) and value in allowed:
            return value
        if not isinstance(value, str):
            raise wrong("one of these words is expected: {allowed}", str(place), allowed=", ".join(allowed))
        found = sanitise(value, 40)
        raise wrong('"{found}" is none of: {allowed}', str(place), found=found, allowed=", ".join(allowed))

    return read


def kind_of(value: object, place: Place, known: Mapping[str, object]) -> str:
    """Of which of the `known` kinds a table is."""
    if not isinstance(value, dict):
        raise wrong("a table is expected", str(place))
    if "kind" not in value:
        text_of_known = ", ".join(known)
        raise wrong("the setting {key} is missing; it is one of: {known}", str(place), key="kind", known=text_of_known)
    word: str = choice(*known)(value["kind"], place.at("kind"))
    return word


def table(value: object, place: Place, readers: Mapping[str, Reader], *required: str) -> dict[str, Any]:
    """Read a table, each setting by its reader. A setting without a reader, and a missing one, is wrong."""
    if not isinstance(value, dict):
        raise wrong("a table is expected", str(place))
    for key in value:
        if key not in readers:
            raise unknown(key, place, readers)
    for key in required:
        if key not in value:
            raise wrong("the setting {key} is missing", str(place), key=key)
    return {key: readers[key](each, place.at(key)) for key, each in value.items()}


def unknown(key: str, place: Place, known: Mapping[str, object]) -> NdxpError:
    """Return the error for a setting that does not exist, with the one that was probably meant."""
    near = get_close_matches(key, known, 1)
    if near:
        return wrong("there is no such setting; did you mean {near}?", str(place.at(key)), near=near[0])
    return wrong("there is no such setting; known are: {known}", str(place.at(key)), known=", ".join(known))


def made(place: Place, make: Callable[..., T], *arguments: Any, **settings: Any) -> T:
    """Return what `make` builds; its complaint is raised together with the place."""
    try:
        return make(*arguments, **settings)
    except NdxpError as error:
        raise wrong(error.message, str(place)) from None
