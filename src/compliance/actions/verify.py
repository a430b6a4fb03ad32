"""Verify kept dossiers: whether they are as they were kept, who signed them, and when."""

from collections.abc import Iterator
from datetime import UTC, datetime
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Final

from compliance.actions.errors import InputError, NothingToJudge
from compliance.actions.settings import Trusting
from compliance.loading.errors import LoadError
from compliance.model.text import Message
from compliance.model.verification import Verification, VerifiedDossier
from compliance.model.version import VERSION

if TYPE_CHECKING:
    from compliance.loading.evidence.certificates import Trust

_TRUSTING: Final = Trusting()


def verify(*dossiers: str | PathLike[str], trusting: Trusting = _TRUSTING, at: datetime | None = None) -> Verification:
    """Verify dossiers, files and folders of them: each part held to the manifest, the manifest to its signatures.

        verification = compliance.verify("a.dossier", trusting=compliance.Trusting(authorities=Path("ca.pem")))
        for flaw in verification.dossiers[0].flaws:
            print(flaw.part, flaw.name, flaw.message)

    What is wrong with a dossier stands in the result. Without `trusting`, a signature is at best intact: nobody was
    asked to trust who made it. Validity of certificates is judged at the moment `at`, None for now. No network is used,
    so that nothing is said of certificates that were revoked.

    Raises:
        InputError: a file of `trusting` cannot be read, or holds nothing to trust.
        NothingToJudge: no dossier was found.
        ValueError: `at` has no time zone.
    """
    moment = at or datetime.now(UTC)
    if moment.tzinfo is None:
        raise ValueError("`at` has no time zone")
    files = [file for given in dossiers for file in _files(Path(given))]
    if not files:
        raise NothingToJudge(
            Message.of("no dossier was found in: {paths}", paths=" ".join(str(given) for given in dossiers))
        )
    trust = trust_of(trusting)
    return Verification(VERSION, moment, trust.is_asked, tuple(_verified(file, trust, moment) for file in files))


def trust_of(trusting: Trusting) -> "Trust":
    """Return whom to trust, read from the files that name them; raises `InputError`."""
    from compliance.loading.evidence import certificates  # noqa: PLC0415 - because it brings cryptography

    try:
        authorities = trusting.authorities
        return certificates.Trust(
            certificates.read_authorities(authorities) if authorities is not None else (),
            frozenset(certificates.read_trusted_key(key) for key in trusting.keys),
        )
    except LoadError as error:
        raise InputError.of(error) from error


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(path.glob("*.dossier"))
    else:
        yield path


def _verified(path: Path, trust: "Trust", at: datetime) -> VerifiedDossier:
    from compliance.loading.evidence.judging import flaws_of, judged  # noqa: PLC0415 - as above
    from compliance.loading.evidence.members import examine  # noqa: PLC0415 - because it brings zip and pydantic

    try:
        members = examine(path)
    except LoadError as error:
        return VerifiedDossier(path.as_posix(), unread=error.faults[0][1])
    signatures, manifest = judged(members, trust, at), members.manifest
    return VerifiedDossier(
        path=path.as_posix(),
        sha256=members.sha256,
        id=manifest.id if manifest else None,
        collected_at=manifest.collected_at if manifest else None,
        files=len({kept.sha256 for kept in manifest.kept_files()}) if manifest else 0,
        flaws=(*members.flaws, *flaws_of(signatures, is_wanted=trust.is_asked and manifest is not None)),
        signatures=signatures,
    )
