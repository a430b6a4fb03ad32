"""Faults that a platform can be given, one file each. The package is its own list: a new file is a new fault.

A file holds a docstring whose first line is the description, DESCRIPTION_VI, RULE (the one rule that the fault breaks)
and what it does, a pure function: `amend_document` and `amend_record` take the document and the record as data and give
them as they are published, `apply` does so with the settings of a running platform. What it does to single requests it
says by `amend_request(asked)`, the request as the platform takes it (`asked.admitted()`, less of a query, not held to
the document), and `amend_answer(asked, answer)`, the answer as it goes over the wire; both work for platforms of any
document. One that remembers what was asked gives the latter by `amending_since_start(seed)`, anew for each platform
that starts. Where the fault shows on some platforms only, `shows_on` takes the description of one and says whether it
does. NEEDS_A_NAME says that it shows only on a platform that runs and is called by a public name (`Platform.host`),
NEEDS_A_CONNECTION that it shows only on one whose record has a connection in use with everything, TAKES_DAYS that one
look is not enough to see it.
"""

import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, reduce
from importlib import import_module
from types import ModuleType
from typing import Any, Final

from ndxp_mocks.errors import UnknownFault
from ndxp_mocks.platform.entity import Description
from ndxp_mocks.platform.misbehaviour import FLAWLESS, AmendAnswer, Misbehaviour, ObservedAnswer, ObservedRequest
from ndxp_mocks.platform.operation import JsonObject
from ndxp_mocks.platform.settings import SEED, Settings

Amend = Callable[[JsonObject], JsonObject]
AmendAsked = Callable[[ObservedRequest], ObservedRequest]
Amending = Callable[[int], AmendAnswer]
_ON_PAPER: Final = ("amend_document", "amend_record")
_RUNNING: Final = ("apply", "amend_request")


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: its name is that of its file, with hyphens. It changes one thing, the others stay what they are."""

    name: str
    description: str
    description_vi: str
    rule: str
    apply: Callable[[Settings], Settings]
    amend_document: Amend
    amend_record: Amend
    amend_request: AmendAsked
    amending: Amending
    shows_on: Callable[[Description], bool]
    runs: bool
    needs_a_name: bool
    needs_a_connection: bool = False
    takes_days: bool = False


@cache
def known_faults() -> Mapping[str, Fault]:
    """Return every fault, by name."""
    modules = pkgutil.walk_packages(__path__, f"{__name__}.")
    found = (_fault(module.name) for module in modules if not module.ispkg)
    return {fault.name: fault for fault in found}


def settings_with(names: Iterable[str]) -> Settings:
    """Return the settings of a platform that has these faults and no other; UnknownFault for a name without a file."""
    return reduce(lambda settings, name: _known(name).apply(settings), sorted(names), Settings())


def document_with(names: Iterable[str], document: JsonObject) -> JsonObject:
    """Return the document of a platform that has these faults; UnknownFault for a name without a file."""
    return reduce(lambda amended, name: _known(name).amend_document(amended), sorted(names), document)


def record_with(names: Iterable[str], record: JsonObject) -> JsonObject:
    """Return the record of a platform that has these faults; UnknownFault for a name without a file."""
    return reduce(lambda amended, name: _known(name).amend_record(amended), sorted(names), record)


def misbehaviour_with(names: Iterable[str], seed: int = SEED) -> Misbehaviour:
    """Return what these faults do to requests and answers. Raises UnknownFault for a name without a file."""
    faults = [_known(name) for name in sorted(names)]
    asks = [fault.amend_request for fault in faults if fault.amend_request is not _unchanged]
    answers = [fault.amending(seed) for fault in faults if fault.amending is not _never]
    if not asks and not answers:
        return FLAWLESS
    return Misbehaviour(
        lambda asked: reduce(lambda amended, amend: amend(amended), asks, asked),
        lambda asked, answer: reduce(lambda amended, amend: amend(asked, amended), answers, answer),
    )


def _known(name: str) -> Fault:
    if name not in known_faults():
        raise UnknownFault(name, known_faults())
    return known_faults()[name]


def _fault(file: str) -> Fault:
    module = import_module(file)
    told = {
        "name": file.rpartition(".")[2].replace("_", "-"),
        "description": (module.__doc__ or "").strip().splitlines()[0],
        "description_vi": module.DESCRIPTION_VI,
        "rule": module.RULE,
    }
    changes: dict[str, Any] = {name: getattr(module, name, _unchanged) for name in (*_ON_PAPER, *_RUNNING)}
    changes["amending"] = _amending(module)
    shows_on = getattr(module, "shows_on", lambda _description: True)
    runs = changes["amending"] is not _never or any(hasattr(module, name) for name in _RUNNING)
    needs_a_name = getattr(module, "NEEDS_A_NAME", False)
    changes |= {"needs_a_name": needs_a_name, "takes_days": getattr(module, "TAKES_DAYS", False)}
    changes["needs_a_connection"] = getattr(module, "NEEDS_A_CONNECTION", False)
    return Fault(**told, **changes, shows_on=shows_on, runs=runs or needs_a_name)


def _unchanged(whole: Any) -> Any:
    return whole


def _amending(module: ModuleType) -> Amending:
    """Return the maker of the amendment of answers, `_never` if there is none."""
    if hasattr(module, "amend_answer"):
        amend: AmendAnswer = module.amend_answer
        return lambda _seed: amend
    remembering: Amending = getattr(module, "amending_since_start", _never)
    return remembering


def _never(_seed: int) -> AmendAnswer:
    return _unamended


def _unamended(_asked: ObservedRequest, answer: ObservedAnswer) -> ObservedAnswer:
    return answer
