"""X-Road's fault codes: the facts of specs/codelists/xroad-fault-codes.yaml, and how a profile spells them.

Inside the mock a code is written as 7.8 does, with its prefix: `server.serverproxy.service_failed.unknown_member`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from ndxp_mocks import yaml_codec
from ndxp_mocks.hub.state.settings import Profile
from ndxp_mocks.specs import specs_root

CLIENT: Final = "client"
CLIENT_PROXY: Final = "server.clientproxy"
SERVER_PROXY: Final = "server.serverproxy"
SIGNER: Final = "signer"
PREFIXES: Final = (CLIENT, CLIENT_PROXY, SERVER_PROXY, SIGNER)


@dataclass(frozen=True, slots=True)
class FaultCode:
    """One code without prefix; a spelling is None if the release does not know the code."""

    code_7_8: str | None
    code_7_7: str | None
    family: str
    typical_prefixes: tuple[str, ...]


@cache
def fault_codes() -> tuple[FaultCode, ...]:
    """Return every code of both releases, family by family."""
    return tuple(
        FaultCode(row["code_7_8"], row["code_7_7"], row["family"], tuple(row["typical_prefixes"]))
        for row in _codelist()["entries"]
    )


def code_in_profile(code: str, profile: Profile) -> str:
    """Return the code, given as 7.8 writes it, as this profile writes it.

    Segments without a constant follow the rule.
    """
    if profile != "xroad-7.7":
        return code
    return ".".join(_old_spellings().get(segment) or _camel_case(segment) for segment in code.split("."))


def has_prefix(code: str) -> bool:
    """Return whether somebody has already said whose fault it is."""
    return any(code == prefix or code.startswith(f"{prefix}.") for prefix in PREFIXES)


@cache
def _codelist() -> Mapping[str, Any]:
    tree: Mapping[str, Any] = yaml_codec.read((specs_root() / "codelists" / "xroad-fault-codes.yaml").read_bytes())
    return tree


@cache
def _old_spellings() -> Mapping[str, str]:
    codes = {each.code_7_8: each.code_7_7 for each in fault_codes() if each.code_7_8 and each.code_7_7}
    return {**codes, **dict(_prefix_segments(_codelist()["prefixes"]))}


def _prefix_segments(prefixes: Iterable[Mapping[str, str]]) -> Iterable[tuple[str, str]]:
    for row in prefixes:
        yield from zip(row["prefix_7_8"].split("."), row["prefix_7_7"].split("."), strict=True)


def _camel_case(segment: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in segment.split("_"))
