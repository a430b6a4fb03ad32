"""The reader's words for a verification. None of them says that a signature is valid: that is not for a machine."""

from compliance.model.text import Message
from compliance.model.verification import Signature, Stamp, Standing, Verification, VerifiedDossier


def state(dossier: VerifiedDossier) -> Message:
    """Return the most that may be said of a dossier that was read."""
    if not dossier.is_intact:
        return Message.of("Not as it was kept")
    if dossier.signatures:
        return Message.of("Intact: every file has the hash that the manifest names, and nothing else is in it")
    return Message.of(
        "Intact: every file has the hash that the manifest names, and nothing else is in it. Nobody has signed it: "
        "whoever can write the file can have made it anew, unless the hash of the manifest was kept elsewhere"
    )


def signature(found: Signature) -> Message:
    """Return the most that may be said of a signature."""
    said = found.reason or found.standing.said
    match found.standing:
        case Standing.TRUSTED:
            return Message.of("intact and signed by {signer}, whom you asked to trust", signer=_signer(found))
        case Standing.NOT_ASKED if found.signer is None:
            template = "intact and signed with {signer}, which nobody was asked to trust"
            return Message.of(template, signer=_signer(found))
        case Standing.NOT_ASKED:
            template = "intact and signed by {signer}, whose certificate nobody was asked to trust"
            return Message.of(template, signer=_signer(found))
        case _ if found.key is None:
            return said
        case _:
            return Message.of("signed by {signer}: {reason}", signer=_signer(found), reason=said)


def _signer(found: Signature) -> Message:
    if found.signer is None:
        return Message.of("the key sha256:{key}", key=found.key or "")
    template = "{signer} (certificate of {issuer}, until {end})"
    return Message.of(template, signer=found.signer, issuer=found.issuer or "", end=found.ends or "")


def stamp(found: Stamp) -> Message:
    """Return the most that may be said of a time stamp."""
    if found.moment is None:
        return Message.of("time stamp: {standing}", standing=found.standing)
    template = "time stamp of {moment} by {authority}: {standing}"
    return Message.of(template, moment=found.moment, authority=found.authority or "?", standing=found.standing)


def claim(verification: Verification) -> Message:
    """Return the most that may be said of the whole."""
    dossiers = verification.dossiers
    return Message.of(
        "Dossiers: {count}; intact: {intact}; with a flaw: {flawed}; not read: {unread}",
        count=len(dossiers),
        intact=sum(each.is_intact for each in dossiers),
        flawed=sum(bool(each.flaws) for each in dossiers),
        unread=sum(each.unread is not None for each in dossiers),
    )
