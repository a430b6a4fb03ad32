"""What judges by rulesets, loaded when somebody gives one: it needs a library that few have installed."""

from types import ModuleType

from compliance.actions.errors import UsageError
from compliance.model.text import Message


def rulesets() -> ModuleType:
    """Return what judges by rulesets; raises `UsageError` if a library that it needs is not installed."""
    try:
        from compliance.actions import _rulesets as found  # noqa: PLC0415 - because few runs have a ruleset
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "jsonpath":
            raise
        template = "rulesets need a library that is not installed; install it with: pip install 'ndxp-sdk[spectral]'"
        raise UsageError(Message.of(template)) from error
    return found
