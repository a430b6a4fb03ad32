"""Signatures of messages (RFC 9421) with digests of their bodies (RFC 9530). Needs the extra `jwt`.

A request is signed so that the receiver can tell who sent it and that nothing was changed, whatever stood in between:

>>> request = RequestMessage.of("POST", "https://agency.example/events", {"Content-Type": "text/plain"}, b"xin chao")
>>> sign_request(request, MessageKey("file:key.pem"))                             # doctest: +SKIP
(('Content-Digest', 'sha-256=:…:'), ('Signature-Input', 'sig1=("@method" …'), ('Signature', 'sig1=:…:'))
"""

from collections.abc import Iterable
from dataclasses import replace

from ndxp_sdk._http import Pairs
from ndxp_sdk._signatures.diagnosis import ComponentView, SignatureExplanation, explained
from ndxp_sdk._signatures.fetched_keys import AsyncFetchedKeys, FetchedKeys
from ndxp_sdk._signatures.key_sources import AsyncGivenKeys, AsyncKeySource, GivenKeys, key_source
from ndxp_sdk._signatures.message import AnswerMessage, Message, RequestMessage
from ndxp_sdk._signatures.signer import (
    ANSWER_COMPONENTS,
    REQUEST_COMPONENTS,
    MessageKey,
    Validity,
    sign_message,
    usual_components,
)
from ndxp_sdk._signatures.verification_keys import Keys, KeySource, VerificationKey
from ndxp_sdk._signatures.verifier import SignatureCheck, SignatureRules, Verified, verified

__all__ = [
    "ANSWER_COMPONENTS",
    "REQUEST_COMPONENTS",
    "AnswerMessage",
    "AsyncFetchedKeys",
    "AsyncGivenKeys",
    "AsyncKeySource",
    "ComponentView",
    "FetchedKeys",
    "GivenKeys",
    "KeySource",
    "Keys",
    "MessageKey",
    "RequestMessage",
    "SignatureCheck",
    "SignatureExplanation",
    "SignatureRules",
    "Validity",
    "VerificationKey",
    "Verified",
    "explain_signature",
    "sign_request",
    "sign_response",
    "verify_request",
    "verify_response",
]


def sign_request(
    request: RequestMessage,
    key: MessageKey,
    components: Iterable[str] | None = None,
    *,
    validity: Validity | None = None,
    label: str = "sig1",
) -> Pairs:
    """Return the header fields to add to a request: Content-Digest, Signature-Input and Signature.

    `components` are REQUEST_COMPONENTS unless they are given; `content-type` only where the request has one. X-Road
    drops some headers on the way and changes the target, so neither can be covered in a call through it. Raises
    UsageError for a component that the request does not have.
    """
    return sign_message(request, key, components, validity=validity, label=label)


def sign_response(
    answer: AnswerMessage,
    key: MessageKey,
    components: Iterable[str] | None = None,
    *,
    validity: Validity | None = None,
    label: str = "sig1",
) -> Pairs:
    """Return the header fields to add to a response; a component of its request is written `"@method";req`."""
    return sign_message(answer, key, components, validity=validity, label=label)


def _complete(policy: SignatureRules | None, message: Message) -> SignatureRules:
    rules = policy or SignatureRules()
    return rules if rules.components is not None else replace(rules, components=usual_components(message))


def verify_request(request: RequestMessage, keys: GivenKeys, policy: SignatureRules | None = None) -> Verified:
    """Verify a request and its body's digest; return the signer. REQUEST_COMPONENTS must be covered, or the policy's.

    A function as `keys` is asked at each call: for many messages make one `FetchedKeys(function)` and give that.

    Raises:
        SignatureInvalid: `code` names the check that failed, as SignatureExplanation does.
    """
    return verified(request, key_source(keys), _complete(policy, request))


def verify_response(answer: AnswerMessage, keys: GivenKeys, policy: SignatureRules | None = None) -> Verified:
    """Verify a response, as verify_request; ANSWER_COMPONENTS must be covered, or the policy's."""
    return verified(answer, key_source(keys), _complete(policy, answer))


def explain_signature(
    message: Message, keys: GivenKeys, policy: SignatureRules | None = None, *, signed_base: str | None = None
) -> SignatureExplanation:
    """Explain why a signature does not hold, and which component differs.

    `signed_base` is the signed text as the sender's side shows it; without it the usual changes on the way are tried:
    another scheme, host or path behind a proxy, a slash, a charset, another method, a changed body.
    """
    return explained(message, key_source(keys), policy or SignatureRules(), signed_base)
