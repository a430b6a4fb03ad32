"""What came of verifying dossiers: which parts are as they were kept, who signed, who vouches for that."""

from collections.abc import Iterator
from datetime import datetime

from compliance.model.dataclass import dataclass
from compliance.model.text import Coded, Message


class Part(Coded):
    """What of a dossier a flaw is in."""

    ARCHIVE = "archive", Message.of("the archive itself")
    MANIFEST = "manifest", Message.of("the manifest")
    FILE = "file", Message.of("a file of evidence")
    MEMBER = "member", Message.of("something that does not belong to it")
    SIGNATURE = "signature", Message.of("a signature")
    CERTIFICATE = "certificate", Message.of("the certificate of a signature")
    STAMP = "stamp", Message.of("the time stamp of a signature")


class Standing(Coded):
    """What a signature is worth to whoever asked, the worst first; only `trusted` says who signed."""

    BROKEN = "broken", Message.of("altered, or no signature")
    OTHER_DOSSIER = "other-dossier", Message.of("made for another dossier")
    MANIFEST_ALTERED = "manifest-altered", Message.of("made before the manifest was altered")
    NOT_JUDGED = "not-judged", Message.of("not looked at")
    EXPIRED_WHEN_SIGNED = "expired-when-signed", Message.of("made with a certificate that was not valid at that time")
    STRANGER = "stranger", Message.of("made by somebody for whom nobody vouches whom you trust")
    EXPIRED_SINCE = "expired-since", Message.of("made, on the word of the signer alone, before the certificate ended")
    NOT_ASKED = "not-asked", Message.of("intact; nobody was asked to trust who made it")
    TRUSTED = "trusted", Message.of("intact, and made by somebody whom you trust")


class StampStanding(Coded):
    """What a time stamp is worth to whoever asked."""

    BROKEN = "broken", Message.of("altered, or no time stamp")
    OTHER_FILE = "other-file", Message.of("made for something else")
    NOT_JUDGED = "not-judged", Message.of("not looked at")
    STRANGER = "stranger", Message.of("made by an authority for which nobody vouches whom you trust")
    NOT_ASKED = "not-asked", Message.of("made for this signature; nobody was asked to trust its authority")
    TRUSTED = "trusted", Message.of("made for this signature by an authority that you trust")


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with one part; `name` is that of the file within the dossier, empty for the archive."""

    part: Part
    name: str
    message: Message


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time stamp (RFC 3161) of a signature; `moment` and `authority` are None if they cannot be read."""

    standing: StampStanding
    moment: datetime | None = None
    authority: str | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature of a dossier, and its `reason` where it is more than the standing says.

    `key` is the SHA-256 of the public key (its SubjectPublicKeyInfo), as hexadecimal digits. `signed_at` is the word of
    the signer. `signer`, `issuer` and the end of the certificate are None where there is no certificate, all of them if
    the signature cannot be read.
    """

    name: str
    standing: Standing
    reason: Message | None = None
    key: str | None = None
    signed_at: datetime | None = None
    signer: str | None = None
    issuer: str | None = None
    ends: datetime | None = None
    stamp: Stamp | None = None


@dataclass(frozen=True, slots=True)
class VerifiedDossier:
    """One dossier as it was found. `sha256` is that of the manifest, None if there is none.

    `unread` says why the file could not be opened at all, None if it could. `flaws` are of everything, also signatures.
    """

    path: str
    sha256: str | None = None
    id: str | None = None
    collected_at: datetime | None = None
    files: int = 0
    flaws: tuple[Flaw, ...] = ()
    signatures: tuple[Signature, ...] = ()
    unread: Message | None = None

    @property
    def is_intact(self) -> bool:
        """Whether it was read, and manifest and files fit each other; signatures are another question."""
        own = (Part.ARCHIVE, Part.MANIFEST, Part.FILE, Part.MEMBER)
        return self.unread is None and all(flaw.part not in own for flaw in self.flaws)

    def unjudged(self) -> Iterator[str]:
        """Yield the name of what could not be looked at."""
        if self.unread is not None:
            yield self.path
        for signature in self.signatures:
            stamp = signature.stamp
            if signature.standing is Standing.NOT_JUDGED or (stamp and stamp.standing is StampStanding.NOT_JUDGED):
                yield signature.name


@dataclass(frozen=True, slots=True)
class Verification:
    """What came of verifying dossiers at one moment; `asks_for_trust` says whether somebody was named to trust."""

    tool_version: str
    at: datetime
    asks_for_trust: bool
    dossiers: tuple[VerifiedDossier, ...]

    @property
    def has_flaws(self) -> bool:
        """Whether anything in any of them is not as it should be."""
        return any(dossier.flaws for dossier in self.dossiers)

    @property
    def is_complete(self) -> bool:
        """Whether everything could be looked at."""
        return not any(name for dossier in self.dossiers for name in dossier.unjudged())
