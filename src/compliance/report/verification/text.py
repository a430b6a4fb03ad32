"""A verification for a terminal: each dossier with its flaws, then who signed it."""

from collections.abc import Iterator
from typing import Final

from compliance.model.text import Message
from compliance.model.verification import Flaw, Signature, Verification, VerifiedDossier
from compliance.report.context import ReportContext
from compliance.report.terminal import headline, paint, wrapped
from compliance.report.verification import _words

_STEP: Final = "  "


def write(verification: Verification, context: ReportContext) -> str:
    parts = (*(_dossier(each, context) for each in verification.dossiers), _result(verification, context))
    return "\n".join(line for part in parts for line in part).strip("\n") + "\n"


def _dossier(dossier: VerifiedDossier, context: ReportContext) -> Iterator[str]:
    yield from headline(dossier.path, context)
    if dossier.unread is not None:
        yield from _said(Message.of("Not read: {reason}", reason=dossier.unread), context)
        return
    if dossier.id is not None:
        yield from _said(_about(dossier), context)
    if dossier.sha256 is not None:
        yield from _said(Message.of("SHA-256 of its manifest: {digest}", digest=dossier.sha256), context)
    yield from _said(_words.state(dossier), context)
    for flaw in dossier.flaws:
        yield from _flaw(flaw, context)
    for signature in dossier.signatures:
        yield from _signature(signature, context)


def _about(dossier: VerifiedDossier) -> Message:
    if dossier.collected_at is None:
        return Message.of("{id}; files of evidence: {count}", id=dossier.id or "", count=dossier.files)
    template = "{id}, collected {moment}; files of evidence: {count}"
    return Message.of(template, id=dossier.id or "", moment=dossier.collected_at, count=dossier.files)


def _flaw(flaw: Flaw, context: ReportContext) -> Iterator[str]:
    name = f" ({flaw.name})" if flaw.name else ""
    said = context.words("{part}{name}: {reason}", part=flaw.part, name=name, reason=flaw.message)
    yield from wrapped(said, context, f"{_STEP}✗ ", _STEP * 2)


def _signature(signature: Signature, context: ReportContext) -> Iterator[str]:
    yield from wrapped(f"{signature.name}: {context.words.message(_words.signature(signature))}", context, "", _STEP)
    if signature.signed_at is not None:
        when = Message.of("made on {moment}, on the word of the signer", moment=signature.signed_at)
        yield from _said(when, context, _STEP)
    if signature.stamp is not None:
        yield from _said(_words.stamp(signature.stamp), context, _STEP)


def _said(message: Message, context: ReportContext, first: str = "") -> list[str]:
    return wrapped(context.words.message(message), context, first, first + _STEP)


def _result(verification: Verification, context: ReportContext) -> Iterator[str]:
    yield from headline(context.words("Result"), context)
    claim = context.words.message(_words.claim(verification))
    yield from (paint(line, "strong", context) for line in wrapped(claim, context))
