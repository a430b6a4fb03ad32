"""Verify that a message is signed by its sender, step by step, so that the step that fails can be named."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from ndxp_sdk._http.digest import digest_agrees
from ndxp_sdk._signatures.components import component, identity
from ndxp_sdk._signatures.message import Message, joined
from ndxp_sdk._signatures.signature_base import SignatureInput, inputs, lines, signature_base
from ndxp_sdk._signatures.verification_keys import KeySource, VerificationKey
from ndxp_sdk._validators import CALLABLE, TEXT_OR_NONE, TEXTS, WAIT, Table, check, or_none
from ndxp_sdk.errors import Facts, SignatureInvalid

TOLERANCE: Final = 300.0


@dataclass(frozen=True, slots=True)
class SignatureRules:
    """The verification policy of a signature.

    `components` must be covered; None stands for the usual ones of a request or an answer. A signature may be
    `tolerance` seconds old, and as much from the future, because clocks differ; one that says when it expires is also
    held to that. `label` chooses among several; without it one good signature is enough.

    >>> SignatureRules(("@status", "content-digest"), tolerance=60).label is None
    True
    """

    components: tuple[str, ...] | None = None
    tolerance: float = TOLERANCE
    label: str | None = None
    now: Callable[[], float] = field(default=time.time, repr=False)

    def __post_init__(self) -> None:
        check(self, _EXPECTED)


_EXPECTED: Final[Table] = {
    "components": or_none(TEXTS),
    "tolerance": WAIT,
    "label": TEXT_OR_NONE,
    "now": CALLABLE,
}


@dataclass(frozen=True, slots=True)
class SignatureCheck:
    """One step. `detail` says what was found and what was expected; of a passed step it is empty."""

    name: str
    passed: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Verified:
    """A signature that holds: whose it is, when it was made (seconds of the epoch) and what it covers."""

    label: str
    key_id: str
    algorithm: str
    created: int
    components: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """The verification of one signature: the steps up to the first that failed, and the result of one that holds."""

    checks: tuple[SignatureCheck, ...]
    given: SignatureInput | None = None
    key: VerificationKey | None = None

    @property
    def failed(self) -> SignatureCheck | None:
        """The step that failed. None if all passed."""
        last = self.checks[-1]
        return None if last.passed else last


def verified(message: Message, keys: KeySource, policy: SignatureRules) -> Verified:
    """Return the first signature that holds. SignatureInvalid if there is none, with the failure of the first one."""
    trials = list(tried(message, keys, policy))
    for trial in trials:
        if trial.failed is None and trial.given is not None and trial.key is not None:
            return _verified(trial.given, trial.key)
    check = next(trial.failed for trial in trials if trial.failed is not None)
    raise SignatureInvalid(check.detail, Facts(code=check.name, hint=_HINTS.get(check.name)))


def tried(message: Message, keys: KeySource, policy: SignatureRules) -> Iterator[Trial]:
    """Verify each signature of the message in turn; yield one failed trial if there is none."""
    try:
        given = inputs(message)
    except ValueError as error:
        yield Trial(
            (SignatureCheck("signature-malformed", False, f"Signature-Input or Signature cannot be read: {error}"),)
        )
        return
    chosen = [each for each in given if policy.label in {None, each.label}]
    if not chosen:
        text = "the message has no signature" if not given else f"no signature has the label {policy.label}"
        yield Trial((SignatureCheck("signature-missing", False, text),))
    for each in chosen:
        yield _trial(each, message, keys, policy)


def named_keys(message: Message, policy: SignatureRules) -> tuple[str, ...]:
    """Return the ids of the keys that are needed: those of signatures that pass all steps before the key."""
    try:
        given = inputs(message)
    except ValueError:
        return ()
    chosen = (each for each in given if policy.label in {None, each.label})
    fit = (each for each in chosen if not any(detail for _, detail in _before_key(each, policy)))
    return tuple(dict.fromkeys(each.text("keyid") or "" for each in fit))


def _trial(given: SignatureInput, message: Message, keys: KeySource, policy: SignatureRules) -> Trial:
    checks = [SignatureCheck(name, not detail, detail) for name, detail in _before_key(given, policy)]
    if not checks[-1].passed:
        return Trial(tuple(checks), given)
    key = keys.key(given.text("keyid") or "")
    if key is None:
        text = "the signature is of a key that is not in the key set"
        return Trial((*checks, SignatureCheck("key-unknown", False, text)), given)
    after = [SignatureCheck(name, not detail, detail) for name, detail in _with_key(given, key, message)]
    return Trial((*checks, SignatureCheck("key-unknown", True), *after), given, key)


def _before_key(given: SignatureInput, policy: SignatureRules) -> Iterator[tuple[str, str]]:
    """Yield steps by name, with the failure or an empty text; ends with the first failure."""
    for name, detail in (
        ("component-missing", _uncovered(given, policy)),
        ("signature-expired", _too_old(given, policy)),
        ("signature-from-future", _too_new(given, policy)),
    ):
        yield name, detail
        if detail:
            return


def _with_key(given: SignatureInput, key: VerificationKey, message: Message) -> Iterator[tuple[str, str]]:
    for name, detail in (
        ("algorithm-refused", _other_algorithm(given, key)),
        ("signature-wrong", _not_signed(given, key, message)),
        ("digest-wrong", _other_body(message)),
    ):
        yield name, detail
        if detail:
            return


def _uncovered(given: SignatureInput, policy: SignatureRules) -> str:
    covered = set(map(identity, given.components))
    missing = [name for name in policy.components or () if _identity(name) not in covered]
    return f"the signature does not cover {', '.join(missing)}" if missing else ""


def _identity(name: str) -> object:
    try:
        return identity(component(name))
    except ValueError:  # because a message never covers what is no component
        return None


def _too_old(given: SignatureInput, policy: SignatureRules) -> str:
    created, expires, now = given.moment("created"), given.moment("expires"), policy.now()
    if created is None:
        return "the signature does not say when it was made"
    if now - created > policy.tolerance:
        return f"the signature is {now - created:.0f} s old, at most {policy.tolerance:.0f} s are accepted"
    if expires is None and "expires" in given.parameters:
        return "the signature does not say in whole seconds when it expires"
    if expires is not None and expires < now:
        return f"the signature expired {now - expires:.0f} s ago"
    return ""


def _too_new(given: SignatureInput, policy: SignatureRules) -> str:
    ahead = (given.moment("created") or 0) - policy.now()
    return (
        f"the signature was made {ahead:.0f} s from now: one of the two clocks is wrong"
        if ahead > policy.tolerance
        else ""
    )


def _other_algorithm(given: SignatureInput, key: VerificationKey) -> str:
    named = given.parameters.get("alg", key.algorithm)
    return (
        "" if named == key.algorithm else f"the signature names another algorithm than {key.algorithm}, that of the key"
    )


def _not_signed(given: SignatureInput, key: VerificationKey, message: Message) -> str:
    try:
        base = signature_base(lines(given, message))
    except ValueError as error:
        return f"the signed text cannot be made again: {error}"
    return (
        "" if key.is_of(given.signature, base) else "the message is not what was signed, or another key has signed it"
    )


def _other_body(message: Message) -> str:
    field = joined(message.headers, "content-digest")
    if field is None:
        return ""
    try:
        is_same = digest_agrees(field, message.body)
    except ValueError:
        is_same = False
    return "" if is_same else "the body is not the one of which Content-Digest tells"


def _verified(given: SignatureInput, key: VerificationKey) -> Verified:
    return Verified(given.label, key.key_id, key.algorithm, given.moment("created") or 0, given.names)


_HINTS: Final = {
    "signature-expired": "check the clock of this machine; verify a message when it arrives, not after a queue",
    "signature-from-future": "check the clock of this machine",
    "key-unknown": "read the key set again: a key stands there before it signs",
    "signature-wrong": "explain_signature() tells what differs; behind a proxy give the URL as the sender wrote it",
    "digest-wrong": "verify the bytes as they came, before anything decodes or changes them",
}
