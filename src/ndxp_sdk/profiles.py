"""Settings by name, in a file: `ndxp.toml`, which holds no secret, only where each one is.

The file is the one that is given, or that `NDXP_CONFIG` names; else `ndxp.toml` in the working folder or the nearest
folder above it; else `ndxp/ndxp.toml` in the user's settings: `~/.config`, on macOS `~/Library/Application Support`, on
Windows `%APPDATA%`. The profile is the one that is given, or that `NDXP_PROFILE` names; else the one that `default`
names; else the only one.

    default = "staging"

    [profiles.staging]
    base_url = "https://hub.example"
    client = "VN/GOV/G22/mot-cua"

    [profiles.staging.credential]
    kind = "client-secret"
    client_id = "mot-cua"
    secret = "env:NDXP_CLIENT_SECRET"

    [profiles.staging.tls]
    ca = "ca.pem"

A file that is named in it is looked for beside it. `ndxp profiles --example` prints one with a word on each setting.

| Setting | Is |
|---|---|
| `base_url`, `token_url`, `issuer` | addresses; only the first one is needed |
| `client` | the own system |
| `dialect` | `xroad`, `adapter`, `gateway`, `direct`, or a table with `kind` and the fields of that dialect |
| `credential` | a table: `kind`, such as `client-secret`, and the fields of that kind in `ndxp_sdk.credentials` |
| `tls` | a table: the fields of `Tls`, but for the one that is dangerous |
| `timeout` | seconds in all, or a table: the fields of `Timeout` |
| `proxy`, `trust_env` | a proxy, by reference where it has a password; whether those of the environment count |
| `token_cache` | true, or a folder: tokens are shared with other processes of the user |
| `audit` | a table: `file`, `sync`, `on_failure` and the fields of `AuditContext` |
| `language` | `vi` or `en`: of the command line |
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from ndxp_sdk._profiles.files import file_of
from ndxp_sdk._profiles.parser import chosen, document_of, profile_of
from ndxp_sdk._validators import PATH_OR_NONE, TEXT_OR_NONE, Expected, Table, or_none, refusal
from ndxp_sdk.errors import InvalidConfiguration
from ndxp_sdk.secrets import Secret

if TYPE_CHECKING:
    from ndxp_sdk._client.options import CommonOptions

__all__ = ["Profile", "load", "names"]


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile as it stands in `file`, checked. `language` is that of the command line.

    `given` are the settings of a client, but for the proxy, whose address may be a secret.
    """

    name: str
    file: Path
    base_url: str
    given: "CommonOptions" = field(default_factory=dict, repr=False)  # type: ignore[assignment]  # because an empty dict is one
    proxy: Secret | str | None = field(default=None, repr=False)
    language: Literal["en", "vi"] | None = None

    def settings(self) -> "CommonOptions":
        """Return the settings of a client. SecretUnavailable if the address of the proxy cannot be had."""
        if self.proxy is None:
            return self.given
        return {**self.given, "proxy": self.proxy.reveal() if isinstance(self.proxy, Secret) else self.proxy}


def load(
    name: str | None = None, file: str | Path | None = None, *, environment: Mapping[str, str] | None = None
) -> Profile:
    """Load one profile; secrets are not read yet.

    >>> load("staging")                                        # doctest: +SKIP
    Profile(name='staging', file=PosixPath('ndxp.toml'), base_url='https://hub.example', language=None)

    Raises:
        InvalidConfiguration: no such file or profile, or a setting is wrong; the message names file and line.
    """
    given = {"name": name, "file": file, "environment": environment}
    if told := refusal(given, _EXPECTED, "load"):
        raise InvalidConfiguration(told)
    known = os.environ if environment is None else environment
    place, tree = document_of(file_of(file, known))
    picked = chosen(tree, place, name, known)
    base_url, settings, proxy, language = profile_of(tree, place, picked)
    return Profile(picked, place.file, base_url, settings, proxy, language)


def names(file: str | Path | None = None, *, environment: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return the names of all profiles, in their order; empty if there is no file.

    Raises:
        InvalidConfiguration: the file cannot be read as TOML.
    """
    if told := refusal({"file": file, "environment": environment}, _EXPECTED, "names"):
        raise InvalidConfiguration(told)
    known = os.environ if environment is None else environment
    found = file_of(file, known)
    return () if found is None else tuple(document_of(found)[1].get("profiles", {}))


_EXPECTED: Final[Table] = {
    "name": TEXT_OR_NONE,
    "file": PATH_OR_NONE,
    "environment": or_none(
        Expected("a mapping is expected, such as os.environ", lambda value: isinstance(value, Mapping))
    ),
}
