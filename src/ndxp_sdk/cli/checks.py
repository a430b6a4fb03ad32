"""The checks of `explain` as the command line judges them."""

from dataclasses import replace
from typing import TYPE_CHECKING

from ndxp_sdk.locale import Words

if TYPE_CHECKING:
    from ndxp_sdk.tokens import Check


def settled(checks: "tuple[Check, ...]", words: Words) -> "tuple[Check, ...]":
    """The same, but an issuer that does not believe who asks, and so explains nothing, has given its verdict."""
    return tuple(_refused(check, words) if _is_refusal(check) else check for check in checks)


def _is_refusal(check: "Check") -> bool:
    return check.name == "diagnosis" and check.passed is None and "401 invalid_client" in (check.found or "")


def _refused(check: "Check", words: Words) -> "Check":
    from ndxp_sdk.tokens import Sentence

    sentence = words("the issuer does not believe who asks: compare client_id and secret with what the hub gave out")
    return replace(check, passed=False, advice=Sentence(sentence, sentence), told_by="server")
