"""What owners are told of a report: what changed on their platforms and what is due. Nothing is sent here."""

from collections.abc import Iterator, Sequence
from os import PathLike
from pathlib import Path
from typing import Final, TypeAlias

from compliance.actions._given import named_content
from compliance.actions.errors import InputError
from compliance.actions.render import report_context
from compliance.actions.split import split_by_owner
from compliance.loading.addresses import read_addresses
from compliance.loading.errors import LoadError
from compliance.locale import words
from compliance.model import summary
from compliance.model.codelist import fold
from compliance.model.digest import sha256
from compliance.model.dossier import Kind
from compliance.model.language import Language
from compliance.model.notice import Mail, Notice, OwnerAddresses
from compliance.model.report import Report
from compliance.model.verdict import SubjectReport
from compliance.report import labels
from compliance.report.notice import mail_text
from compliance.report.notice.content import content_of
from compliance.report.notice.event import event_of
from compliance.report.owners import owners_of

Addresses: TypeAlias = "str | PathLike[str] | Sequence[OwnerAddresses]"

_GROUPED_IN: Final[Language] = "en"


def notices(report: Report, addresses: Addresses = (), *, language: Language = "vi") -> tuple[Notice, ...]:
    """Return what each owner of platforms in a report is told, as mail where an address is given, and as event.

    `addresses` is a file or its entries: owners by code or name. A mail is in the language that its entry names, an
    event in `language`.

        for notice in compliance.notices(report, "addresses.yaml"):
            print(notice.mail.subject if notice.mail else notice.owner)

    Raises:
        UsageError: the file of addresses could not be read.
        InputError: it is no such file.
    """
    entries = known_addresses(addresses)
    return tuple(_notices(report, entries, language))


def unused_addresses(report: Report, addresses: Addresses) -> tuple[str, ...]:
    """Return the owners in a file of addresses that have no platform in a report, as the file names them."""
    owners = owners_of(summary.of_kind(report.subjects, Kind.PLATFORM), words(_GROUPED_IN))
    firsts = [owner.platforms[0] for owner in owners]
    return tuple(entry.owner for entry in known_addresses(addresses) if not any(_is_of(entry, one) for one in firsts))


def _notices(report: Report, entries: Sequence[OwnerAddresses], language: Language) -> Iterator[Notice]:
    for part in split_by_owner(report, language=language):
        entry = next((each for each in entries if _is_of(each, part.report.subjects[0])), None)
        event = event_of(part.report, report_context(words(language)))
        yield Notice(part.name, part.code, _mail(part.report, entry) if entry is not None else None, event)


def _mail(report: Report, entry: OwnerAddresses) -> Mail:
    context = report_context(words(entry.language))
    owner = labels.owner(report.subjects[0], context.words)
    text = mail_text(content_of(owner, report, context), context)
    name = sha256("\0".join((*entry.to, text.subject, text.text)).encode())[:32]
    return Mail(name, entry.to, entry.language, text.subject, text.text, text.html)


def _is_of(entry: OwnerAddresses, platform: SubjectReport) -> bool:
    named = (platform.owner_code, platform.owner_vi, platform.owner_en)
    return fold(entry.owner) in {fold(name) for name in named if name}


def known_addresses(given: Addresses) -> Sequence[OwnerAddresses]:
    """Return the entries of a file of addresses; raises what `notices` raises."""
    if not isinstance(given, str | PathLike):
        return given
    path = Path(given)
    content = named_content(path)
    try:
        return read_addresses(path.as_posix(), content)
    except LoadError as error:
        raise InputError.of(error) from error
