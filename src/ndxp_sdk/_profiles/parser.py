"""From the text of a file to the settings of one profile."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from ndxp_sdk._profiles import schema
from ndxp_sdk._profiles.credentials import credential
from ndxp_sdk._profiles.errors import wrong
from ndxp_sdk._profiles.files import NAME
from ndxp_sdk._profiles.line_numbers import lines_of
from ndxp_sdk._profiles.location import Place
from ndxp_sdk._profiles.validators import Reader, choice, flag, table, text
from ndxp_sdk.secrets import Secret

if TYPE_CHECKING:
    from ndxp_sdk._client.options import CommonOptions

Tree = Mapping[str, Any]
_LONGEST: Final = 1_000_000
Parts = tuple[str, "CommonOptions", Secret | str | None, Literal["en", "vi"] | None]
_PROFILE: Final[Mapping[str, Reader]] = {
    "base_url": schema.address,
    "dialect": schema.dialect,
    "client": schema.client,
    "credential": credential,
    "token_url": schema.address,
    "issuer": text,
    "token_cache": schema.cache,
    "tls": schema.tls,
    "proxy": schema.proxy,
    "trust_env": flag,
    "timeout": schema.timeout,
    "audit": schema.audit,
    "language": choice("vi", "en"),
}


def document_of(file: Path | None) -> tuple[Place, Tree]:
    """Read the file and what stands in it; Wrong if there is none, or it is no TOML of profiles."""
    if file is None:
        raise wrong(
            "no {name} was found, neither in this folder or above it nor in the settings of this user: write one, or "
            "name one with NDXP_CONFIG",
            name=NAME,
        )
    content = _content(file)
    try:
        tree = tomllib.loads(content)
    except RecursionError:
        problem = "tables or lists are nested too deeply"
    except ValueError as error:  # because a number with too many digits is not a TOMLDecodeError
        problem = str(error)
    else:
        place = Place(file, lines_of(content))
        table(tree, place, {"default": text, "profiles": _tables})
        return place, tree
    raise wrong("this is no TOML: {problem}", str(file), problem=problem)


def chosen(tree: Tree, place: Place, name: str | None, environment: Mapping[str, str]) -> str:
    """Return the name of the profile to use."""
    profiles: Tree = tree.get("profiles", {})
    wanted = name or environment.get("NDXP_PROFILE") or tree.get("default")
    if wanted is None and len(profiles) == 1:
        return next(iter(profiles))
    known = ", ".join(profiles) or "-"
    if not profiles:
        raise wrong("there is no profile in this file: `ndxp profiles --example` prints one to begin with", str(place))
    if wanted is None:
        raise wrong(
            "no profile was named, and there is no default: say which one is meant; known are: {known}",
            str(place),
            known=known,
        )
    if wanted not in profiles:
        near = get_close_matches(wanted, profiles, 1)
        if near:
            raise wrong("there is no profile {name}; did you mean {near}?", str(place), name=wanted, near=near[0])
        raise wrong("there is no profile {name}; known are: {known}", str(place), name=wanted, known=known)
    return str(wanted)


def profile_of(tree: Tree, place: Place, name: str) -> Parts:
    """Base URL, settings of a client, proxy and language of one profile."""
    given = table(tree["profiles"][name], place.at("profiles").at(name), _PROFILE, "base_url")
    own = {key: given.pop(key, None) for key in ("base_url", "proxy", "language")}
    settings: CommonOptions = _with_certificate(given)  # type: ignore[assignment]  # because the readers are those of its keys
    return own["base_url"], settings, own["proxy"], own["language"]


def _with_certificate(given: dict[str, Any]) -> dict[str, Any]:
    """Bind tokens to the certificate of the TLS settings, for a client that a certificate identifies."""
    from ndxp_sdk._credentials.mutual_tls import MutualTls  # noqa: PLC0415 - because few profiles are of this kind

    found, tls = given.get("credential"), given.get("tls")
    if isinstance(found, MutualTls) and tls is not None and found.certificate is None:
        return {**given, "credential": replace(found, certificate=tls.client_certificate)}
    return given


def _content(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            content = opened.read(_LONGEST + 1)
    except OSError as error:
        raise wrong("this file cannot be read: {problem}", str(file), problem=error.strerror or "?") from None
    if len(content) > _LONGEST:
        raise wrong("this file is longer than {count} bytes, which no profile file is", str(file), count=_LONGEST)
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise wrong("this file is no UTF-8 text", str(file)) from None


def _tables(value: object, place: Place) -> object:
    if isinstance(value, dict):
        return value
    raise wrong("profiles stand in tables of their own: [profiles.NAME]", str(place))
