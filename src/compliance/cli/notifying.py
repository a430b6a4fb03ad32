"""Notices: shown, written to a folder, or sent, and the exit status with its reason."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from compliance.actions._keeping import write_file
from compliance.actions.errors import UsageError
from compliance.actions.notices import known_addresses, notices, unused_addresses
from compliance.actions.notify import EventSettings, notify
from compliance.cli.exit_status import NOT_JUDGED
from compliance.cli.streams import complain, write_out
from compliance.locale import Translator
from compliance.model.codelist import fold
from compliance.model.notice import Delivery, DeliveryState, Notice
from compliance.model.report import Report
from compliance.model.text import Message
from compliance.options.settings import judging, network
from compliance.probes.mail_settings import MailSettings
from compliance.report.json_text import json_text
from compliance.report.sanitise import one_line

_OF_JUDGING: Final = ("--as-of", "--profile", "--select", "--ignore", "--ruleset", "--waivers", "--confirmations")
_OF_RUNS: Final = ("--run", "--since", "--history")


def _report(options: Namespace) -> Report:
    """Return the report that is told: of dossiers, judged now, or of a kept run, which is never judged anew."""
    is_kept = not options.dossier
    if refused := [each for each in (_OF_JUDGING if is_kept else _OF_RUNS) if each in options.given]:
        kept = Message.of("{option} is for dossiers; a kept run is told as it was judged", option=refused[0])
        judged = Message.of("{option} is for kept runs, and dossiers were named", option=refused[0])
        raise UsageError(kept if is_kept else judged)
    if not is_kept:
        from compliance.actions.judge import judge

        return judge(*options.dossier, judging=judging(options))
    from compliance.actions.kept_runs import kept_report
    from compliance.history.place import HistoryPlace

    place = options.history or HistoryPlace.usual()
    return kept_report(options.run_named or "last", history=place, since=options.since)


def _mail(options: Namespace) -> MailSettings | None:
    """Return how mail is sent, None if no server is named; raises `UsageError` for what does not go together."""
    if options.smtp is None:
        if options.send and options.addresses is not None and options.event is None:
            raise UsageError(Message.of("--send needs to know where: name a mail server with --smtp, or --event"))
        return None
    if options.sender is None:
        raise UsageError(Message.of("--smtp needs --from, the address that sends"))
    if options.addresses is None:
        raise UsageError(Message.of("--smtp needs --addresses, the file that says to whom"))
    if (options.smtp_user is None) != (options.smtp_password is None):
        raise UsageError(Message.of("--smtp-user and --smtp-password go together"))
    if options.smtp_plain and not options.smtp.is_loopback:
        raise UsageError(
            Message.of("--smtp-plain is for a mail server on this machine only; others are sent to over TLS")
        )
    limits = network(options)
    return MailSettings(
        server=options.smtp,
        sender=options.sender,
        reply_to=options.reply_to,
        user=options.smtp_user,
        password=options.smtp_password.place if options.smtp_password is not None else None,
        ca_file=limits.ca_file,
        timeout=limits.timeout,
        is_plain=options.smtp_plain,
    )


def _events(options: Namespace) -> EventSettings | None:
    """Return how events are sent, None if no receiver is named; raises `UsageError` for one without a key."""
    if options.event is None:
        return None
    if options.key is None:
        raise UsageError(Message.of("--event needs --key, because events are signed"))
    password = options.key_password.place if options.key_password is not None else None
    return EventSettings(options.event, options.key, options.certificate, password, network(options))


def deliver(options: Namespace, words: Translator) -> int:
    """Show what would be sent, or send it; returns the exit status, which says whether anything was not delivered."""
    mail, events = _mail(options), _events(options)
    addresses = known_addresses(options.addresses or ())  # because judging takes longer than to find a slip in them
    report = _report(options)
    found = _chosen(notices(report, addresses, language=words.language), options.owner)
    for said in _warnings(found, unused_addresses(report, addresses), options, words):
        complain(f"compliance: {one_line(said)}")
    if options.preview is not None:
        _write(found, options.preview)
    if not options.send:
        shown = "" if options.quiet else "".join(_shown(found, mail, events, words))
        return write_out(shown, words)
    sent = notify(found, mail=mail, events=events, delivered=options.delivered)
    unwritten = 0 if options.quiet else write_out("".join(f"{_said(each, words)}\n" for each in sent.deliveries), words)
    for each in sent.failed if options.quiet else ():
        complain(f"compliance: {_said(each, words)}")
    if sent.failed:
        complain(words("compliance: not delivered: {count}", count=len(sent.failed)))
    if not sent.deliveries:
        complain(words("compliance: nothing was sent: no owner of the report has an address"))
    return unwritten | (NOT_JUDGED if sent.failed or not sent.deliveries else 0)


def _chosen(found: Sequence[Notice], owners: Sequence[str]) -> tuple[Notice, ...]:
    """Return the notices of the owners that were named; of all if none was."""
    wanted = {fold(owner) for owner in owners}
    chosen = tuple(each for each in found if not wanted or not wanted.isdisjoint(map(fold, _names(each))))
    missing = [owner for owner in owners if not any(fold(owner) in map(fold, _names(each)) for each in found)]
    if missing:
        raise UsageError(Message.of("the report has no platform of the owner {owner}", owner=missing[0][:80]))
    return chosen


def _names(notice: Notice) -> tuple[str, ...]:
    return tuple(name for name in (notice.owner, notice.code) if name)


def _warnings(found: Sequence[Notice], unused: Sequence[str], options: Namespace, words: Translator) -> Iterator[str]:
    without = [each.owner for each in found if each.mail is None]
    if options.addresses is not None and without:
        yield words("owners without an address: {count}: {names}", count=len(without), names="; ".join(without))
    if unused and not options.owner:
        names = "; ".join(unused)
        yield words("owners in the file of addresses that have no platform here: {names}", names=names)


def _shown(
    found: Sequence[Notice], mail: MailSettings | None, events: EventSettings | None, words: Translator
) -> Iterator[str]:
    """Yield what would be sent to whom."""
    for notice in found:
        if notice.mail is not None:
            to = words("To: {addresses}", addresses=", ".join(notice.mail.to))
            subject = words("Subject: {subject}", subject=notice.mail.subject)
            yield f"{to}\n{subject}\n\n{notice.mail.text}\n"
        if notice.event is not None and events is not None:
            template = "Event {id} on {owner} to {address}"
            said = words(template, id=notice.event.id, owner=notice.owner, address=events.address.partition("?")[0])
            yield f"{one_line(said)}\n"
    where = str(mail.server) if mail is not None else words("none named")
    end = words("Nothing was sent. With --send mail goes to the server: {server}", server=where)
    yield f"{end}\n"


def _said(delivery: Delivery, words: Translator) -> str:
    state = {
        DeliveryState.DELIVERED: words("delivered"),
        DeliveryState.KNOWN: words("not sent again"),
        DeliveryState.FAILED: words("not delivered"),
    }[delivery.state]
    said = words("{owner}: {address}: {state}", owner=delivery.owner, address=delivery.to, state=state)
    if delivery.reason is not None:
        said = words("{said}: {reason}", said=said, reason=delivery.reason)
    return one_line(said)


def _write(found: Sequence[Notice], folder: Path) -> None:
    """Write what would be sent to files; raises `NotWritten`."""
    for number, notice in enumerate(found, 1):
        stem = f"{number:02}-{notice.code or 'owner'}"
        stem = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in stem)[:60]
        if notice.mail is not None:
            write_file(folder / f"{stem}.txt", f"{notice.mail.subject}\n\n{notice.mail.text}".encode())
            write_file(folder / f"{stem}.html", notice.mail.html.encode())
        if notice.event is not None:
            write_file(folder / f"{stem}.json", json_text(notice.event.members).encode())
