"""A verification as JSON."""

from datetime import datetime

from compliance.model.verification import Flaw, Signature, Stamp, Verification, VerifiedDossier
from compliance.report.context import ReportContext
from compliance.report.json_text import json_text
from compliance.report.verification import _words
from compliance.report.verification.json import v1


def write(verification: Verification, context: ReportContext) -> str:
    dossiers = verification.dossiers
    return json_text(
        v1.Verification(
            schema="compliance-verification/1",
            tool=v1.Tool("compliance", verification.tool_version),
            at=verification.at.isoformat(),
            language=context.words.language,
            asks_for_trust=verification.asks_for_trust,
            dossiers=tuple(_dossier(each, context) for each in dossiers),
            summary=v1.Summary(
                dossiers=len(dossiers),
                intact=sum(each.is_intact for each in dossiers),
                flawed=sum(bool(each.flaws) for each in dossiers),
                unread=sum(each.unread is not None for each in dossiers),
                sentence=context.words.message(_words.claim(verification)),
            ),
        )
    )


def _dossier(dossier: VerifiedDossier, context: ReportContext) -> v1.Dossier:
    words = context.words
    return v1.Dossier(
        path=dossier.path,
        sha256=dossier.sha256,
        id=dossier.id,
        collected_at=_moment(dossier.collected_at),
        files=dossier.files,
        intact=dossier.is_intact,
        unread=words.message(dossier.unread) if dossier.unread is not None else None,
        flaws=tuple(_flaw(each, context) for each in dossier.flaws),
        signatures=tuple(_signature(each, context) for each in dossier.signatures),
    )


def _flaw(flaw: Flaw, context: ReportContext) -> v1.Flaw:
    message = flaw.message
    return v1.Flaw(flaw.part, flaw.name, context.words.message(message), message.template, message.plain())


def _signature(signature: Signature, context: ReportContext) -> v1.Signature:
    return v1.Signature(
        name=signature.name,
        standing=signature.standing,
        says=context.words.message(_words.signature(signature)),
        key=signature.key,
        signer=signature.signer,
        issuer=signature.issuer,
        ends=_moment(signature.ends),
        signed_at=_moment(signature.signed_at),
        stamp=_stamp(signature.stamp, context) if signature.stamp is not None else None,
    )


def _stamp(stamp: Stamp, context: ReportContext) -> v1.Stamp:
    said = context.words.message(_words.stamp(stamp))
    return v1.Stamp(stamp.standing, said, _moment(stamp.moment), stamp.authority)


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None
