"""Time stamps (RFC 3161): what is asked of an authority, and what its answer is worth."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Final

import rfc3161_client
from cryptography import x509
from rfc3161_client import PKIStatus, TimeStampRequest, TimeStampResponse, VerificationError

from compliance.loading.evidence.certificates import is_vouched_for, name_of
from compliance.loading.evidence.stamp_form import in_order
from compliance.model.verification import Stamp, StampStanding

_SHA256: Final = x509.ObjectIdentifier("2.16.840.1.101.3.4.2.1")
_GRANTED: Final = PKIStatus.GRANTED
_BROKEN: Final = (ValueError, TypeError, KeyError, OverflowError, x509.InvalidVersion)
"""What reading an altered stamp raises, also when only a part of it is asked for."""


def request(value: bytes) -> TimeStampRequest:
    """Return what an authority is asked: the SHA-256 of the bytes, and a number that its answer has to repeat."""
    builder = rfc3161_client.TimestampRequestBuilder().data(value)
    return builder.hash_algorithm(rfc3161_client.HashAlgorithm.SHA256).build()


def answers(answer: bytes, asked: TimeStampRequest) -> bool:
    """Return whether an answer grants the stamp that was asked for."""
    try:
        found = rfc3161_client.decode_timestamp_response(in_order(answer))
        told = found.tst_info
        is_meant = told.nonce == asked.nonce and told.message_imprint.message == asked.message_imprint.message
    except _BROKEN:
        return False
    return is_meant and found.status == _GRANTED


def judged(answer: bytes, value: bytes, authorities: Sequence[x509.Certificate]) -> Stamp:
    """Say what a stamp is worth for the bytes that it should be of, to whoever trusts these authorities."""
    try:
        return _judged(answer, value, authorities)
    except _BROKEN:
        return Stamp(StampStanding.BROKEN)


def _judged(answer: bytes, value: bytes, authorities: Sequence[x509.Certificate]) -> Stamp:
    found = rfc3161_client.decode_timestamp_response(in_order(answer))
    if found.status != _GRANTED:
        return Stamp(StampStanding.BROKEN)
    told, chain = found.tst_info, _chain(found)
    authority = name_of(chain[0].subject) if chain else None
    imprint = told.message_imprint
    if imprint.hash_algorithm != _SHA256 or imprint.message != sha256(value).digest():
        return Stamp(StampStanding.OTHER_FILE, told.gen_time, authority)
    if not authorities:
        return Stamp(StampStanding.NOT_ASKED, told.gen_time, authority)
    return Stamp(_standing(found, value, chain, authorities), told.gen_time, authority)


def _standing(
    found: TimeStampResponse, value: bytes, chain: Sequence[x509.Certificate], authorities: Sequence[x509.Certificate]
) -> StampStanding:
    # because the library follows certificates up to one that vouches for itself, and to no other
    roots = [each for each in authorities if each.issuer == each.subject]
    if not chain or not is_vouched_for(chain[0], chain[1:], roots, found.tst_info.gen_time):
        return StampStanding.STRANGER
    verifier = rfc3161_client.VerifierBuilder(roots=roots, intermediates=list(chain[1:])).build()
    try:
        verifier.verify_message(found, value)
    except VerificationError:
        return StampStanding.BROKEN
    return StampStanding.TRUSTED


def _chain(found: TimeStampResponse) -> list[x509.Certificate]:
    """Return the certificates in a stamp, that of its signer first; none if it does not hold that."""
    certificates = [x509.load_der_x509_certificate(each) for each in found.signed_data.certificates]
    signers = {(each.issuer, each.serial_number) for each in found.signed_data.signer_infos}
    own = [each for each in certificates if (each.issuer, each.serial_number) in signers]
    return [*own[:1], *(each for each in certificates if each not in own)] if len(signers) == 1 else []
