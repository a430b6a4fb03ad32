"""What a dossier's signatures are worth to whoever asks: each held to the manifest, its certificate, its time stamp."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from compliance.loading.archive import MANIFEST, SIGNATURES
from compliance.loading.evidence.certificates import Trust, is_valid_at, is_vouched_for, key_digest, may_sign, name_of
from compliance.loading.evidence.members import Members
from compliance.model.dataclass import dataclass, replace
from compliance.model.text import Message
from compliance.model.verification import Flaw, Part, Signature, Stamp, StampStanding, Standing

if TYPE_CHECKING:
    from compliance.loading.evidence.signature_file import ReadSignature

_LEEWAY: Final = timedelta(minutes=5)
_FLAWED: Final = {
    Standing.BROKEN: Part.SIGNATURE,
    Standing.OTHER_DOSSIER: Part.SIGNATURE,
    Standing.EXPIRED_WHEN_SIGNED: Part.CERTIFICATE,
    Standing.STRANGER: Part.CERTIFICATE,
    Standing.EXPIRED_SINCE: Part.CERTIFICATE,
}
_FLAWED_STAMPS: Final = (StampStanding.BROKEN, StampStanding.OTHER_FILE, StampStanding.STRANGER)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a signature is held to: the dossier, whom to trust, the moment."""

    members: Members
    trust: Trust
    at: datetime


def judged(members: Members, trust: Trust, at: datetime) -> tuple[Signature, ...]:
    """Return every signature of a dossier with what it is worth at a moment to somebody with this trust."""
    asked = _Asked(members, trust, at)
    return tuple(_judged(name, content, asked) for name, content in sorted(members.signatures.items()))


def flaws_of(signatures: tuple[Signature, ...], *, is_wanted: bool) -> Iterator[Flaw]:
    """Yield what is wrong with signatures; `is_wanted` says that there has to be one."""
    if is_wanted and not signatures:
        yield Flaw(Part.SIGNATURE, SIGNATURES, Message.of("nobody has signed it"))
    for each in signatures:
        said = each.reason or each.standing.said
        if each.standing is Standing.MANIFEST_ALTERED:
            yield Flaw(Part.MANIFEST, MANIFEST, said)
        elif each.standing in _FLAWED:
            yield Flaw(_FLAWED[each.standing], each.name, said)
        if each.stamp is not None and each.stamp.standing in _FLAWED_STAMPS:
            yield Flaw(Part.STAMP, each.name, each.stamp.standing.said)


def _judged(name: str, content: bytes, asked: _Asked) -> Signature:
    try:
        from compliance.loading.evidence.signature_file import read  # noqa: PLC0415 - because few dossiers are signed
    except ModuleNotFoundError as error:
        return Signature(name, Standing.NOT_JUDGED, _missing(error))
    found = read(content)
    if found is None:
        return Signature(name, Standing.BROKEN)
    stamp, problem = _stamp(found, asked.trust)
    leaf = found.chain[0] if found.chain else None
    told = Signature(
        name=name,
        standing=Standing.NOT_ASKED,
        reason=problem,
        key=key_digest(found.key),
        signed_at=found.signed_at,
        signer=name_of(leaf.subject) if leaf else None,
        issuer=name_of(leaf.issuer) if leaf else None,
        ends=leaf.not_valid_after_utc if leaf else None,
        stamp=stamp,
    )
    standing, reason = _standing(found, told, asked)
    return replace(told, standing=standing, reason=reason or problem)


def _standing(found: "ReadSignature", told: Signature, asked: _Asked) -> tuple[Standing, Message | None]:
    if found.sha256 != asked.members.sha256:
        return _of_another(found, told, asked.members)
    if found.signed_at > asked.at + _LEEWAY:
        template = "it says that it was made on {moment}, which is still to come"
        return Standing.BROKEN, Message.of(template, moment=found.signed_at)
    if told.key in asked.trust.keys:
        return Standing.TRUSTED, None
    if not found.chain:
        return (Standing.STRANGER if asked.trust.is_asked else Standing.NOT_ASKED), None
    return _of_certificate(found, told, asked)


def _of_another(found: "ReadSignature", told: Signature, members: Members) -> tuple[Standing, Message]:
    """Tell a manifest that was altered since from a signature that was taken from somewhere else."""
    manifest = members.manifest
    collected = manifest.collected_at.isoformat() if manifest and manifest.collected_at else None
    if manifest is None or (found.id, found.collected_at) == (manifest.id, collected):
        template = "it is not the manifest that was signed by {signer} ({name}): it was altered since"
        return Standing.MANIFEST_ALTERED, Message.of(template, signer=_signer(told), name=told.name)
    template = "it was made for another dossier: {id}, collected {moment}"
    return Standing.OTHER_DOSSIER, Message.of(template, id=found.id[:200], moment=str(found.collected_at)[:40])


def _of_certificate(found: "ReadSignature", told: Signature, asked: _Asked) -> tuple[Standing, Message | None]:
    leaf, authorities = found.chain[0], asked.trust.authorities
    if not may_sign(leaf):
        return Standing.BROKEN, Message.of("its certificate is not for signatures")
    is_proven = told.stamp is not None and told.stamp.standing is StampStanding.TRUSTED
    moment = (told.stamp.moment if is_proven and told.stamp else None) or found.signed_at
    if not is_valid_at(leaf, moment):
        template = "its certificate was valid from {start} to {end}, it was made on {moment}"
        bounds = {"start": leaf.not_valid_before_utc, "end": leaf.not_valid_after_utc}
        return Standing.EXPIRED_WHEN_SIGNED, Message.of(template, moment=moment, **bounds)
    if asked.trust.is_asked and not is_vouched_for(leaf, found.chain[1:], authorities, moment):
        return Standing.STRANGER, None
    if not is_proven and asked.at > leaf.not_valid_after_utc:
        template = (
            "its certificate ended on {end}; that it was made before, on {moment}, is the word of the signer alone"
        )
        return Standing.EXPIRED_SINCE, Message.of(template, end=leaf.not_valid_after_utc, moment=moment)
    return (Standing.TRUSTED if asked.trust.is_asked else Standing.NOT_ASKED), None


def _signer(told: Signature) -> str:
    return told.signer or f"sha256:{told.key}"


def _stamp(found: "ReadSignature", trust: Trust) -> tuple[Stamp | None, Message | None]:
    """Return what the time stamp is worth, None if there is none, and why it was not looked at, None if it was."""
    if found.stamp is None:
        return None, None
    try:
        from compliance.loading.evidence import stamps  # noqa: PLC0415 - because few signatures have one
    except ModuleNotFoundError as error:
        return Stamp(StampStanding.NOT_JUDGED), _missing(error)
    return stamps.judged(found.stamp, found.value, trust.authorities), None


def _missing(error: ModuleNotFoundError) -> Message:
    template = "{name} is not installed; what it looks at needs the extra evidence: pip install 'ndxp-sdk[evidence]'"
    return Message.of(template, name=(error.name or "").partition(".")[0])
